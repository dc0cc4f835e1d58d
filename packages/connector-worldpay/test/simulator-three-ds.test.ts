import { describe, expect, it } from "vitest";
import { createWorldpaySimulator } from "../simulator/index.js";
import type { WorldpaySimulator } from "../simulator/index.js";
import {
  CARD,
  faults,
  follow,
  HEADERS,
  matching,
  movements,
  offered,
  ORIGIN,
  paid,
  pay,
  payment,
  query,
  send,
  TEXT,
  THREE_DS,
} from "./simulator-requests.js";
import type { Reply } from "./simulator-requests.js";

const withCard = (cardNumber: string, instruction: object = {}) =>
  payment({ ...instruction, threeDS: THREE_DS, paymentInstrument: { ...CARD, cardNumber } });

const FRICTIONLESS = "4000000000001000";
const CHALLENGED = "4000000000001091";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

function submit(simulator: WorldpaySimulator, target: string, fields: Record<string, string>): Promise<Reply> {
  return send(simulator, "POST", target, new URLSearchParams(fields).toString(), FORM);
}

/** The hidden fields of a page, as a browser would send them. */
function fieldsOf({ text }: Reply): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g), ([, name = "", value = ""]) => [name, value]),
  );
}

async function collect(simulator: WorldpaySimulator, { body }: Reply): Promise<string> {
  const { url = "", jwt = "", bin = "" } = body.deviceDataCollection ?? {};
  return fieldsOf(await submit(simulator, url, { Bin: bin, JWT: jwt }))["SessionId"] ?? "";
}

async function supply(simulator: WorldpaySimulator, reply: Reply): Promise<Reply> {
  return follow(simulator, reply, "supply3dsDeviceData", { collectionReference: await collect(simulator, reply) });
}

async function challenged(body = withCard(CHALLENGED)): Promise<{ simulator: WorldpaySimulator; reply: Reply }> {
  const { simulator, reply } = await paid(body);
  return { simulator, reply: await supply(simulator, reply) };
}

describe("device data", () => {
  it("are asked for first, with a page of the simulator's own", async () => {
    const { simulator, reply } = await paid(withCard(FRICTIONLESS));
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      outcome: "3dsDeviceDataRequired",
      transactionReference: "pay_att_1",
      deviceDataCollection: { jwt: matching(/^eyJ/), url: `${ORIGIN}/V1/Cruise/Collect`, bin: "400000" },
      _actions: { supply3dsDeviceData: { href: matching(/\/3dsDeviceData$/), method: "POST" } },
    });
    expect(movements(simulator)).toEqual([]);
  });

  it("are collected by a page that tells the window around it, in a JSON text", async () => {
    const { simulator, reply } = await paid(withCard(FRICTIONLESS));
    const { url = "", jwt = "", bin = "" } = reply.body.deviceDataCollection ?? {};
    const page = await submit(simulator, url, { Bin: bin, JWT: jwt });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const literal = /postMessage\((".*"), "\*"\)/.exec(page.text)?.[1] ?? "null";
    const message: unknown = JSON.parse(String(JSON.parse(literal)));
    expect(message).toEqual({ MessageType: "profile.completed", SessionId: fieldsOf(page)["SessionId"], Status: true });
  });

  it("are not collected for an unknown token or another card", async () => {
    const { simulator, reply } = await paid(withCard(FRICTIONLESS));
    const { url = "", jwt = "" } = reply.body.deviceDataCollection ?? {};
    for (const fields of [{ Bin: "400000", JWT: "eyJ" }, { Bin: "511111", JWT: jwt }, { Bin: "400000" }]) {
      const page = await submit(simulator, url, fields);
      expect([page.status, fieldsOf(page)]).toEqual([400, { SessionId: "", Status: "false" }]);
    }
  });

  it.each([undefined, {}, { collectionReference: "0_57f063fd-659a-4779-b45b-9e456fdb7935" }])(
    "lead to a challenge when they are not collected: %j",
    async (body) => {
      const { simulator, reply } = await paid(withCard(FRICTIONLESS));
      expect((await follow(simulator, reply, "supply3dsDeviceData", body)).body.outcome).toBe("3dsChallenged");
    },
  );

  it("are supplied once", async () => {
    const { simulator, reply } = await paid(withCard(FRICTIONLESS));
    await supply(simulator, reply);
    expect((await follow(simulator, reply, "supply3dsDeviceData", {})).status).toBe(404);
    expect(simulator.ledger.size).toBe(1);
  });

  it("are refused with an unknown field", async () => {
    const { simulator, reply } = await paid(withCard(FRICTIONLESS));
    expect(faults(await follow(simulator, reply, "supply3dsDeviceData", { SessionId: "0_1" }))).toEqual(["fieldIsNotAllowed $.SessionId"]);
  });

  it("come before anything can be read or settled", async () => {
    const { simulator, reply } = await paid(withCard(FRICTIONLESS));
    const href = reply.body._actions?.["supply3dsDeviceData"]?.href.replace("/3dsDeviceData", "") ?? "";
    expect((await send(simulator, "GET", href)).status).toBe(404);
    expect((await send(simulator, "POST", `${href}/settlements`)).status).toBe(404);
    expect((await send(simulator, "POST", `${href}/3dsChallenges`)).status).toBe(404);
  });
});

describe("an authentication", () => {
  it.each([
    ["4000000000001000", "2.1.0", "05"],
    ["5200000000001005", "2.1.0", "02"],
    ["340000000001007", "2.1.0", "05"],
    ["4000000000002701", "2.2.0", "05"],
  ])("passes without friction for %s", async (cardNumber, version, eci) => {
    const { simulator, reply } = await paid(withCard(cardNumber));
    const done = await supply(simulator, reply);
    expect(done.status).toBe(201);
    expect(done.body).toMatchObject({
      outcome: "authorized",
      threeDS: { outcome: "authenticated", issuerResponse: "frictionless", version, eci, status: "Y", challengePreference: "challengeMandated" },
    });
    expect(movements(simulator)).toEqual(["authorization 1000 pay_att_1"]);
    expect((await query(simulator, done)).body.lastEvent).toBe("Authorized");
  });

  it.each(["4000000000001018", "5200000000001013", "340000000001015", "4000000000002925"])("fails without friction for %s", async (cardNumber) => {
    const { simulator, reply } = await paid(withCard(cardNumber));
    const done = await supply(simulator, reply);
    expect(done.body).toMatchObject({ outcome: "3dsAuthenticationFailed", authentication: { transactionId: TEXT } });
    expect([done.body._links, simulator.ledger.size]).toEqual([undefined, 0]);
  });

  it("is unavailable for the simulator's own card", async () => {
    const { simulator, reply } = await paid(withCard("4000000000001034"));
    expect((await supply(simulator, reply)).body).toMatchObject({ outcome: "3dsUnavailable", authentication: { eci: "07" } });
  });

  it.each([
    ["4000000000001091", "pass", "authorized"],
    ["5200000000001096", "pass", "authorized"],
    ["4000000000002503", "pass", "authorized"],
    ["4000000000001091", "fail", "3dsAuthenticationFailed"],
    ["4000000000001109", "pass", "3dsAuthenticationFailed"],
    ["4000000000002370", "pass", "3dsAuthenticationFailed"],
    ["4000000000001117", "pass", "3dsUnavailable"],
  ] as const)("of %s after the shopper's %s is %s", async (cardNumber, decision, outcome) => {
    const { simulator, reply } = await challenged(withCard(cardNumber));
    simulator.controls.finishChallenge(reply.body.challenge?.jwt ?? "", decision);
    expect((await follow(simulator, reply, "complete3dsChallenge", {})).body.outcome).toBe(outcome);
  });

  it("is followed by the issuer's own decision", async () => {
    const instruction = { threeDS: THREE_DS, paymentInstrument: { ...CARD, cardNumber: FRICTIONLESS, cardHolderName: "REFUSED13" } };
    const { simulator, reply } = await paid(payment(instruction));
    expect((await supply(simulator, reply)).body).toMatchObject({ outcome: "refused", refusalCode: "13" });
  });

  it("of a wallet of Google is asked for too", async () => {
    const walletToken = JSON.stringify({ protocolVersion: "ECv1", signature: "MEUC", signedMessage: "{}" });
    const reply = await pay(
      createWorldpaySimulator(),
      payment({ method: "googlepay", paymentInstrument: { type: "encrypted", walletToken }, threeDS: THREE_DS }),
    );
    expect(reply.body.outcome).toBe("3dsDeviceDataRequired");
  });

  it("made elsewhere needs no steps", async () => {
    const threeDS = {
      type: "external",
      version: "2.2.0",
      eci: "05",
      authenticationValue: "AAAB",
      dsTransactionId: "8ccd2246-ac18-4d25-8394-aec2b8eed92e",
    };
    const { reply } = await paid(payment({ threeDS }));
    expect(reply.body).toMatchObject({ outcome: "authorized", threeDS: { type: "external", outcome: "authenticated", eci: "05" } });
  });
});

describe("a challenge", () => {
  it("walks through its pages, back to the merchant, to settlement and token", async () => {
    const instruction = {
      settlement: { auto: true },
      tokenCreation: { type: "worldpay" },
      customerAgreement: { type: "subscription", storedCardUsage: "first" },
    };
    const { simulator, reply } = await challenged(withCard(CHALLENGED, instruction));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      outcome: "3dsChallenged",
      authentication: { version: "2.1.0" },
      challenge: { url: `${ORIGIN}/V2/Cruise/StepUp` },
    });
    expect(offered(reply)).toEqual(["complete3dsChallenge"]);

    const { url = "", jwt = "" } = reply.body.challenge ?? {};
    const question = await submit(simulator, url, { JWT: jwt, MD: "a=1" });
    expect(question.text).toContain('action="/V2/Cruise/Decision"');
    expect(fieldsOf(question)).toEqual({ JWT: jwt, MD: "a=1" });
    const back = await submit(simulator, "/V2/Cruise/Decision", { ...fieldsOf(question), decision: "pass" });
    expect(back.text).toContain('action="https://m.example/complete?a=1&amp;b=2"');
    expect(fieldsOf(back)).toEqual({ TransactionId: matching(/^[\da-f-]{36}$/), Response: "", MD: "a=1" });

    const done = await follow(simulator, reply, "complete3dsChallenge");
    expect(done.status).toBe(202);
    expect(done.body).toMatchObject({ outcome: "sentForSettlement", threeDS: { issuerResponse: "challenged" }, token: { href: TEXT } });
    expect(movements(simulator)).toEqual(["authorization 1000 pay_att_1", "capture 1000 pay_att_1"]);
    expect((await submit(simulator, url, { JWT: jwt })).status).toBe(400);
  });

  it("that the shopper has not finished is unavailable", async () => {
    const { simulator, reply } = await challenged();
    expect((await follow(simulator, reply, "complete3dsChallenge")).body).toMatchObject({ outcome: "3dsUnavailable" });
    expect((await follow(simulator, reply, "complete3dsChallenge")).status).toBe(404);
    expect(simulator.ledger.size).toBe(0);
  });

  it("takes no fields", async () => {
    const { simulator, reply } = await challenged();
    expect(faults(await follow(simulator, reply, "complete3dsChallenge", { Response: "x" }))).toEqual(["fieldIsNotAllowed $.Response"]);
  });

  it("escapes what the merchant sent along", async () => {
    const { simulator, reply } = await challenged();
    const { url = "", jwt = "" } = reply.body.challenge ?? {};
    const page = await submit(simulator, url, { JWT: jwt, MD: `"><script>alert('x')</script>&` });
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"');
    expect((await submit(simulator, url, { JWT: jwt, MD: "x".repeat(1025) })).status).toBe(400);
  });

  it("is not decided by an unknown token, nor without a decision", async () => {
    const { simulator, reply } = await challenged();
    const jwt = reply.body.challenge?.jwt ?? "";
    expect((await submit(simulator, "/V2/Cruise/Decision", { JWT: "eyJ", decision: "pass" })).status).toBe(400);
    expect((await submit(simulator, "/V2/Cruise/Decision", { JWT: jwt, decision: "perhaps" })).status).toBe(400);
    expect((await send(simulator, "POST", "/V2/Cruise/Decision", JSON.stringify({ JWT: jwt, decision: "pass" }), HEADERS)).status).toBe(400);
  });
});
