import { createHmac } from "node:crypto";
import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS } from "../simulator/index.js";
import type { WorldpaySimulator } from "../simulator/index.js";
import { signEvent, toEventSignature } from "../simulator/webhooks.js";
import { follow, matching, paid, part, pay, payment, paymentBy, TEXT } from "./simulator-requests.js";

const SECRET = WORLDPAY_SIMULATOR_DEFAULTS.webhookSecret;
const AUTO = payment({ settlement: { auto: true } });
const hmac = (secret: string, body: Uint8Array | string): string => createHmac("sha256", Buffer.from(secret, "hex")).update(body).digest("hex");
const typesOf = (simulator: WorldpaySimulator): readonly unknown[] => simulator.webhooks.events.map(({ type }) => type);

function bodyOf(simulator: WorldpaySimulator, type: string): unknown {
  const event = simulator.webhooks.events.find((each) => each.type === type);
  return JSON.parse(new TextDecoder().decode(event?.rawBody));
}

const vectors: readonly (readonly [name: string, size: number, signature: string, body: string])[] = [
  [
    "A",
    324,
    "441059fc765ec5a5be4d5e209f9ab254a22b5dc55648de8f746e43ab931841b5",
    '{"eventId":"bb55ca5a-e05c-47e1-8e94-e88bac1a0a17","eventTimestamp":"2018-06-13T14:18:13.407","eventDetails":{"classification":"payment","downstreamReference":"3378792436","transactionReference":"pay_att_1","type":"authorized","date":"2017-11-03","amount":{"value":100,"currencyCode":"EUR"},"_links":{"payment":{"href":""}}}}',
  ],
  [
    "B",
    346,
    "17347d92d25b727f40b5b30089650b1ed166cdb5d3c15776d71b9c58057e4b19",
    '{"eventId":"7f0c2c52-94c3-4b3a-9d3a-1f1f2f3f4f50","eventTimestamp":"2018-06-14T09:00:00.000","eventDetails":{"classification":"payment","downstreamReference":"3378792437","transactionReference":"pay_att_1","type":"sentForRefund","date":"2017-11-03","reference":"ref-1","amount":{"value":40,"currencyCode":"EUR"},"_links":{"payment":{"href":""}}}}',
  ],
  [
    "C",
    513,
    "97b16195e41c3cd77abcd41df80b450e43044fb4b459bd3effa1edf4bdaa3656",
    '{"eventId":"0d6f7a61-2c0b-4a55-9a63-4a4c1be6a002","eventTimestamp":"2026-01-15T10:00:00.000","eventDetails":{"classification":"payment","downstreamReference":"3378792438","transactionReference":"pay_att_1","type":"sentForSettlement","date":"2026-01-15","amount":{"value":100,"currencyCode":"EUR"},"token":{"href":"https://try.access.worldpay.com/tokens/eyJrIjoxfQ","tokenId":"9968110159504301628","tokenExpiryDateTime":"2027-04-11T15:59:23Z"},"schemeReference":"060720116005060","_links":{"payment":{"href":""}}}}',
  ],
];

describe("signing", () => {
  it.each(vectors)("gives vector %s", async (_name, size, signature, body) => {
    const rawBody = new TextEncoder().encode(body);
    expect(rawBody.length).toBe(size);
    expect(await signEvent(SECRET, rawBody)).toBe(signature);
    expect(hmac(SECRET, rawBody)).toBe(signature);
  });

  it("joins the signatures of several keys by commas", async () => {
    const rawBody = new TextEncoder().encode("{}");
    const keys = [
      { keyId: "1", secret: SECRET },
      { keyId: "2", secret: "00FF" },
    ];
    expect(await toEventSignature(keys, rawBody)).toBe(`1/SHA256/${hmac(SECRET, "{}")},2/SHA256/${hmac("00ff", "{}")}`);
  });

  it.each(["", "abc", "xy"])("refuses the secret %j, which is no hex", async (secret) => {
    await expect(signEvent(secret, new Uint8Array())).rejects.toThrow(RangeError);
  });
});

describe("events", () => {
  it("of an authorized payment have the documented form", async () => {
    const { simulator } = await paid(payment({ tokenCreation: { type: "worldpay" } }), { clock: createTestClock("2026-01-15T10:00:00.000Z") });
    expect(typesOf(simulator)).toEqual(["sentForAuthorization", "authorized"]);
    const body = bodyOf(simulator, "authorized");
    expect(body).toEqual({
      eventId: simulator.webhooks.events[1]?.id,
      eventTimestamp: "2026-01-15T10:00:00.000",
      eventDetails: {
        classification: "payment",
        downstreamReference: matching(/^\d{10}$/),
        transactionReference: "pay_att_1",
        type: "authorized",
        date: "2026-01-15",
        amount: { value: 1000, currencyCode: "GBP" },
        token: { href: matching(/\/tokens\//), tokenId: matching(/^\d{19}$/), tokenExpiryDateTime: "2030-01-15T10:00:00Z" },
        schemeReference: matching(/^\d{15}$/),
        _links: { payment: { href: "" } },
      },
    });
  });

  it.each([
    ["REFUSED", "refused"],
    ["ERROR", "error"],
  ])("of %s carry no amount", async (name, type) => {
    const { simulator } = await paid(paymentBy(name));
    expect(typesOf(simulator)).toEqual(["sentForAuthorization", type]);
    expect(bodyOf(simulator, type)).not.toHaveProperty("eventDetails.amount");
  });

  it("tell of settlement and refund, each with its reference", async () => {
    const { simulator, reply } = await paid();
    const settled = await follow(simulator, reply, "partiallySettlePayment", part("cap-1", 600));
    simulator.controls.advance.settled("pay_att_1", "cap-1");
    await follow(simulator, settled, "partiallyRefundPayment", part("ref-1", 40));
    simulator.controls.advance.refundFailed("pay_att_1", "ref-1");
    expect(typesOf(simulator)).toEqual(["sentForAuthorization", "authorized", "sentForSettlement", "settled", "sentForRefund", "refundFailed"]);
    expect(bodyOf(simulator, "settled")).toMatchObject({ eventDetails: { reference: "cap-1", amount: { value: 600 } } });
    expect(bodyOf(simulator, "refundFailed")).toMatchObject({
      eventDetails: { reference: "ref-1", amount: { value: 40 }, refund: { refusal: { code: TEXT, description: TEXT } } },
    });
  });

  it("tell of a cancellation once it is done, and of an expiry", async () => {
    const { simulator, reply } = await paid();
    await follow(simulator, reply, "cancelPayment");
    expect(typesOf(simulator)).toEqual(["sentForAuthorization", "authorized"]);
    simulator.controls.advance.cancelled(reply.body.paymentId ?? "");
    expect(typesOf(simulator).at(-1)).toBe("cancelled");
    await pay(simulator);
    simulator.controls.advance.expired("pay_att_1");
    expect(typesOf(simulator).at(-1)).toBe("expired");
  });

  it("come after the lag", async () => {
    const clock = createTestClock();
    const { simulator } = await paid(AUTO, { clock, lag: { minutes: 15 } });
    expect(typesOf(simulator)).toEqual([]);
    clock.advance({ minutes: 15 });
    expect(typesOf(simulator)).toEqual(["sentForAuthorization", "authorized", "sentForSettlement"]);
  });
});

describe("delivery", () => {
  it("signs the raw bytes and is repeated until 200, and nothing but 200", async () => {
    const clock = createTestClock();
    const { simulator } = await paid(paymentBy("REFUSED"), { clock });
    const seen: string[] = [];
    const answers = [500, 202, 200];
    const merchant = async (request: Request): Promise<Response> => {
      const body = await request.text();
      expect(request.headers.get("content-type")).toBe("application/vnd.worldpay.events-v1.hal+json");
      expect(request.headers.get("event-signature")).toBe(`1/SHA256/${hmac(SECRET, body)}`);
      seen.push(body);
      return new Response(null, { status: answers.shift() ?? 200 });
    };
    await simulator.webhooks.deliver(merchant);
    expect(simulator.webhooks.pending).toHaveLength(2);
    clock.advance({ seconds: 30 });
    await simulator.webhooks.deliver(merchant);
    expect(simulator.webhooks.pending).toEqual([]);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(2);
  });

  it("carries two signatures while a key is rotated", async () => {
    const { simulator } = await paid();
    const next = { keyId: "2", secret: "00".repeat(32) };
    simulator.controls.useWebhookKeys([next, { keyId: "1", secret: SECRET }]);
    const request = await simulator.webhooks.toRequest(simulator.webhooks.events[0]?.id ?? "");
    const signature = request.headers.get("event-signature");
    const body = await request.text();
    simulator.reset();
    await pay(simulator);
    const afterReset = await simulator.webhooks.toRequest(simulator.webhooks.events[0]?.id ?? "");
    expect(afterReset.headers.get("event-signature")).toMatch(/^1\/SHA256\/[\da-f]{64}$/);
    expect(signature).toBe(`2/SHA256/${hmac(next.secret, body)},1/SHA256/${hmac(SECRET, body)}`);
  });

  it("is the same in every run", async () => {
    const run = async (simulator: WorldpaySimulator): Promise<readonly string[]> => {
      await pay(simulator, AUTO);
      return simulator.webhooks.events.map(({ rawBody }) => new TextDecoder().decode(rawBody));
    };
    const simulator = createWorldpaySimulator();
    const first = await run(simulator);
    simulator.reset();
    expect(await run(simulator)).toEqual(first);
    expect(await run(createWorldpaySimulator())).toEqual(first);
  });
});
