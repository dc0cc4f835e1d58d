import { serve } from "@switchyard/testkit/node";
import { describe, expect, it } from "vitest";
import { createWorldpaySimulator } from "../simulator/index.js";
import {
  CARD,
  faults,
  HEADERS,
  mediaTypeHeaders,
  movements,
  offered,
  paid,
  pay,
  payment,
  paymentBy,
  query,
  send,
  TEXT,
} from "./simulator-requests.js";
import type { Answer } from "./simulator-requests.js";

const GOOGLE_PAY_TOKEN = JSON.stringify({ protocolVersion: "ECv1", signature: "MEUC", signedMessage: "{}" });
const APPLE_PAY_TOKEN = JSON.stringify({ version: "EC_v1", data: "AAAA", signature: "MIAG", header: { transactionId: "1" } });
const FRAUD = { type: "fraudSight" };

describe("taking a payment", () => {
  it("authorizes and offers the actions of an authorized payment", async () => {
    const { simulator, reply } = await paid();
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      outcome: "authorized",
      transactionReference: "pay_att_1",
      riskFactors: [],
      paymentInstrument: { type: "card/plain+masked", cardBin: "444433", lastFour: "1111", cardBrand: "visa", expiryDate: { month: 5, year: 2035 } },
    });
    expect(reply.body.paymentId).toMatch(/^pay[\w-]{22}$/);
    expect(offered(reply)).toEqual(["cancelPayment", "partiallySettlePayment", "reversePayment", "settlePayment"]);
    expect(movements(simulator)).toEqual(["authorization 1000 pay_att_1"]);
  });

  it("settles at once when asked to, with 202", async () => {
    const { simulator, reply } = await paid(payment({ settlement: { auto: true } }));
    expect([reply.status, reply.body.outcome]).toEqual([202, "sentForSettlement"]);
    expect(offered(reply)).toEqual(["partiallyRefundPayment", "refundPayment", "reversePayment"]);
    expect(movements(simulator)).toEqual(["authorization 1000 pay_att_1", "capture 1000 pay_att_1"]);
  });

  it("takes a repeated POST for a second payment", async () => {
    const { simulator, reply } = await paid();
    const again = await pay(simulator);
    expect(again.body.paymentId).not.toBe(reply.body.paymentId);
    expect(simulator.ledger.repeated({ kind: "authorization" })).toHaveLength(1);
  });

  it("verifies a card with amount zero without moving money, and offers nothing", async () => {
    const instruction = { settlement: undefined, value: { amount: 0, currency: "GBP" }, tokenCreation: { type: "worldpay" } };
    const { simulator, reply } = await paid(payment(instruction));
    expect([reply.status, reply.body.outcome, offered(reply)]).toEqual([201, "authorized", []]);
    expect(movements(simulator)).toEqual([]);
    expect((await query(simulator, reply)).body).toEqual({ lastEvent: "Authorized", _actions: {} });
  });

  it.each([
    ["googlepay", GOOGLE_PAY_TOKEN],
    ["applepay", APPLE_PAY_TOKEN],
  ])("takes an encrypted %s token", async (method, walletToken) => {
    const { reply } = await paid(payment({ method, paymentInstrument: { type: "encrypted", walletToken } }));
    expect([reply.status, reply.body.outcome]).toEqual([201, "authorized"]);
  });

  it.each([
    ["googlepay", "no JSON"],
    ["googlepay", APPLE_PAY_TOKEN],
    ["applepay", GOOGLE_PAY_TOKEN],
    ["applepay", JSON.stringify({ version: "EC_v1", data: "AAAA", signature: "MIAG", header: "text" })],
  ])("refuses a %s token of another form", async (method, walletToken) => {
    const { reply } = await paid(payment({ method, paymentInstrument: { type: "encrypted", walletToken } }));
    expect(faults(reply)).toEqual(["fieldHasInvalidValue $.instruction.paymentInstrument.walletToken"]);
  });

  it("refuses a wallet whose token is signed with a magic name", async () => {
    const walletToken = JSON.stringify({ protocolVersion: "ECv1", signature: "REFUSED51", signedMessage: "{}" });
    const { reply } = await paid(payment({ method: "googlepay", paymentInstrument: { type: "encrypted", walletToken } }));
    expect(reply.body).toMatchObject({ outcome: "refused", refusalCode: "51" });
  });

  it.each([
    ["REFUSED", "5", "REFUSED"],
    ["REFUSED13", "13", "INVALID AMOUNT"],
    ["REFUSED43", "43", "STOLEN CARD, PICK UP"],
    ["REFUSED51", "51", "LIMIT EXCEEDED"],
  ])("declines %s with code %s", async (name, code, description) => {
    const { simulator, reply } = await paid(paymentBy(name));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      outcome: "refused",
      refusalCode: code,
      refusalDescription: description,
      advice: { code: TEXT },
    });
    expect(reply.body._links).toBeUndefined();
    expect(movements(simulator)).toEqual([]);
  });

  it("declines without a code, since the code is optional", async () => {
    const { reply } = await paid(paymentBy("REFUSED-BARE"));
    expect(reply.body.outcome).toBe("refused");
    expect(Object.keys(reply.body).sort()).toEqual(["outcome", "paymentId", "riskFactors", "transactionReference"]);
  });

  it("fails with a 500 for ERROR, and moves nothing", async () => {
    const { simulator, reply } = await paid(paymentBy("ERROR"));
    expect([reply.status, reply.body.errorName]).toEqual([500, "internalErrorOccurred"]);
    expect(simulator.ledger.size).toBe(0);
  });

  it("finds high risk only where fraud assessment was asked for", async () => {
    const risky = await paid(paymentBy("fs-highRisk", { fraud: FRAUD }));
    expect(risky.reply.body).toEqual({ outcome: "fraudHighRisk", transactionReference: "pay_att_1", score: 97, reason: [TEXT] });
    expect((await paid(paymentBy("fs-highRisk"))).reply.body.outcome).toBe("authorized");
    const silent = await paid(paymentBy("fs-highRisk", { fraud: { ...FRAUD, silentMode: true } }));
    expect(silent.reply.body).toMatchObject({ outcome: "authorized", fraud: { outcome: "highRisk(silentMode)" } });
  });

  it.each([
    ["is sent for cancellation with automatic settlement", { auto: true }, 202, "sentForCancellation", ["authorization", "void"]],
    ["is only reported without", { auto: false }, 201, "authorized", ["authorization"]],
    [
      "is settled when told not to mind",
      { auto: true, cancelOn: { cvcNotMatched: "disabled" } },
      202,
      "sentForSettlement",
      ["authorization", "capture"],
    ],
  ])("a payment whose security code does not match %s", async (_case, settlement, status, outcome, kinds) => {
    const { simulator, reply } = await paid(payment({ settlement, paymentInstrument: { ...CARD, cvc: "444" } }));
    expect([reply.status, reply.body.outcome, reply.body.riskFactors]).toEqual([status, outcome, [{ risk: "notMatched", type: "cvc" }]]);
    expect(simulator.ledger.movements().map(({ kind }) => kind)).toEqual(kinds);
  });

  it("approves a part where a part is accepted, and declines otherwise", async () => {
    const value = { amount: 1001, currency: "GBP", acceptPartialAmount: true };
    const { simulator, reply } = await paid(paymentBy("PARTIAL", { value }));
    expect(reply.body.amounts).toEqual({ requested: 1001, totalAuthorized: 501, currency: "GBP", partialAuthorization: true });
    expect(movements(simulator)).toEqual(["authorization 501 pay_att_1"]);
    expect((await paid(paymentBy("PARTIAL"))).reply.body.refusalCode).toBe("51");
  });
});

async function readSettleLink(response: Response): Promise<{ readonly href: string }> {
  const body: unknown = await response.json();
  return { href: (body as Answer)._actions?.["settlePayment"]?.href ?? "none" };
}

describe("links", () => {
  it("hold =, : and +, encoded exactly once, on the origin of the request", async () => {
    const simulator = createWorldpaySimulator();
    const reply = await send(simulator, "POST", "http://127.0.0.1:4010/api/payments", payment());
    const href = reply.body._links?.self.href ?? "";
    expect(href).toMatch(/^http:\/\/127\.0\.0\.1:4010\/api\/payments\/eyJrIjoi[\w.%-]{100,}$/);
    const linkData = decodeURIComponent(href.split("/").at(-1) ?? "");
    expect(["=", ":", "+"].every((character) => linkData.includes(character))).toBe(true);
    expect(encodeURIComponent(linkData)).toBe(href.split("/").at(-1));
    expect(reply.body._actions?.["settlePayment"]).toEqual({ href: `${href}/settlements`, method: "POST" });
  });

  it("are not found when they are encoded twice or not at all, nor by payment id", async () => {
    const { simulator, reply } = await paid();
    const segment = reply.body._links?.self.href.split("/").at(-1) ?? "";
    const get = (id: string) => send(simulator, "GET", `/api/payments/${id}`);
    expect((await get(segment)).status).toBe(200);
    for (const wrong of [encodeURIComponent(segment), decodeURIComponent(segment), reply.body.paymentId ?? "", "%E0%A4%A"]) {
      const { status, body } = await get(wrong);
      expect([wrong, status, body.errorName]).toEqual([wrong, 404, "endpointNotFound"]);
    }
  });

  it("are not found in HTML or with nothing, as Worldpay's edge does", async () => {
    const html = await send(createWorldpaySimulator({ notFound: "html" }), "GET", "/api/payments/none");
    expect([html.status, html.headers.get("content-type"), html.text.startsWith("<html>")]).toEqual([404, "text/html", true]);
    const empty = await send(createWorldpaySimulator({ notFound: "empty" }), "GET", "/api/payments/none");
    expect([empty.status, empty.text]).toEqual([404, ""]);
  });

  it("work behind a real server, percent-encoding and all", async () => {
    const simulator = createWorldpaySimulator();
    await using server = await serve(simulator.fetch);
    const response = await fetch(`${server.url}/api/payments`, { method: "POST", headers: HEADERS, body: JSON.stringify(payment()) });
    const { href } = await readSettleLink(response);
    expect(href.startsWith(server.url)).toBe(true);
    const settled = await fetch(href, { method: "POST", headers: HEADERS });
    expect([settled.status, server.failures]).toEqual([202, []]);
    expect(movements(simulator)).toHaveLength(2);
  });

  it("stay valid as aliases when a payment moves on", async () => {
    const { simulator, reply } = await paid();
    const settled = await send(simulator, "POST", reply.body._actions?.["settlePayment"]?.href ?? "");
    expect(settled.body._links).not.toEqual(reply.body._links);
    expect((await query(simulator, reply)).body).toEqual((await query(simulator, settled)).body);
  });
});

describe("the gate", () => {
  const gateOf = async (changes: Readonly<Record<string, string | null>>, method = "POST") => {
    const headers = new Headers(HEADERS);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const { status, body } = await send(createWorldpaySimulator(), method, "/api/payments", method === "POST" ? payment() : undefined, headers);
    return [status, body.errorName, body.headerName].filter((part) => part !== undefined);
  };

  it.each<[string, Readonly<Record<string, string | null>>, unknown[]]>([
    ["no credentials", { authorization: null }, [401, "accessDenied"]],
    ["user name and password swapped", { authorization: `Basic ${btoa("simulator-password:simulator-username")}` }, [401, "accessDenied"]],
    ["another scheme", { authorization: HEADERS.authorization.replace("Basic", "Bearer") }, [401, "accessDenied"]],
    ["credentials with something behind them", { authorization: `${HEADERS.authorization} x` }, [401, "accessDenied"]],
    ["no version", { "wp-api-version": null }, [406, "headerIsMissing", "WP-Api-Version"]],
    ["another version", { "wp-api-version": "2023-01-01" }, [406, "headerHasInvalidValue", "WP-Api-Version"]],
    ["another Accept", { accept: "text/html" }, [406, "headerIsMissing", "Accept"]],
    ["another content type", { "content-type": "text/plain" }, [415, "headerHasInvalidValue", "Content-Type"]],
  ])("refuses %s", async (_case, changes, expected) => {
    expect(await gateOf(changes)).toEqual(expected);
  });

  it("takes a content type with a charset", async () => {
    expect(await gateOf({ "content-type": "application/json; charset=utf-8" })).toEqual([201]);
  });

  it("answers 405 for a method that a path does not have", async () => {
    expect(await gateOf({}, "GET")).toEqual([405, "methodNotAllowed"]);
  });

  it("refuses an entity that the credentials do not have", async () => {
    const { reply } = await paid(payment({}, { merchant: { entity: "default" } }));
    expect([reply.status, reply.body.errorName]).toEqual([400, "entityIsNotConfigured"]);
    const credentials = { username: "username1", password: "password123", entity: ["MindPalaceLtd", "default"] };
    const simulator = createWorldpaySimulator({ credentials });
    const headers = { ...HEADERS, authorization: "Basic dXNlcm5hbWUxOnBhc3N3b3JkMTIz" };
    const allowed = await send(simulator, "POST", "/api/payments", payment({}, { merchant: { entity: "default" } }), headers);
    expect(allowed.status).toBe(201);
  });

  it("gives every answer a correlation id of its own", async () => {
    const simulator = createWorldpaySimulator({ notFound: "html" });
    const ids = [
      await pay(simulator),
      await pay(simulator, {}),
      await send(simulator, "GET", "/api/payments/none"),
      await send(simulator, "GET", "/elsewhere", undefined, {}),
      await send(simulator, "POST", "/V1/Cruise/Collect", "", {}),
    ].map(({ headers }) => headers.get("wp-correlationid"));
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => id !== null)).toBe(true);
  });

  it("refuses the version header where the API versions by media type", async () => {
    const type = "application/vnd.worldpay.payment-queries-v1.hal+json";
    const target = "/paymentQueries/payments?transactionReference=none";
    const simulator = createWorldpaySimulator();
    expect((await send(simulator, "GET", target, undefined, mediaTypeHeaders(type))).status).toBe(200);
    const versioned = await send(simulator, "GET", target, undefined, { ...mediaTypeHeaders(type), "wp-api-version": "2024-06-01" });
    expect([versioned.status, versioned.body.headerName]).toEqual([406, "WP-Api-Version"]);
    expect((await send(simulator, "GET", target)).status).toBe(406);
  });
});
