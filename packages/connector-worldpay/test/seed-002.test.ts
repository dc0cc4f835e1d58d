import { createHmac } from "node:crypto";
import { createClient } from "@switchyard/client";
import { describe, expect, it } from "vitest";
import { worldpay, worldpayCredentials } from "../src/index.js";
import { requestFixture } from "./fixtures.js";

const SECRET = "3f8a1c5d7e9b2046a1c3e5f70819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3";
const { webhooks } = createClient(worldpay, {
  auth: worldpayCredentials({ username: "u", password: "p", entityId: "e" }),
  environment: "sandbox",
  metadata: { merchantName: "Acme" },
});
const delivery = (name: string) => {
  const { headers, body } = requestFixture(`webhook.${name}`);
  return { headers, body: String(body) };
};

describe("seed 002: Pattern 1, HMAC-SHA256 in a header, in hex", () => {
  it.each([
    ["authorized", 324, "441059fc765ec5a5be4d5e209f9ab254a22b5dc55648de8f746e43ab931841b5"],
    ["sent-for-refund", 346, "17347d92d25b727f40b5b30089650b1ed166cdb5d3c15776d71b9c58057e4b19"],
    ["sent-for-settlement-with-token", 513, "97b16195e41c3cd77abcd41df80b450e43044fb4b459bd3effa1edf4bdaa3656"],
  ])("proves the worked vector %s, of %i bytes: %s (tech-spec, section 7)", async (name, length, signature) => {
    const { headers, body } = delivery(name);
    expect(new TextEncoder().encode(body)).toHaveLength(length);
    expect(createHmac("sha256", Buffer.from(SECRET, "hex")).update(body).digest("hex")).toBe(signature);
    expect(headers["event-signature"]).toBe(`1/SHA256/${signature}`);
    expect(await webhooks.verify({ headers, body }, { secret: SECRET })).toEqual({ verified: true });
  });
});

describe("seed 002: Event Type Mapping, Pattern 1, direct mapping", () => {
  it.each([
    ["authorized", "payment_intent_authorization_success"],
    ["sentForSettlement", "payment_intent_processing"],
    ["settled", "payment_intent_success"],
    ["settlementFailed", "payment_intent_failure"],
    ["a new word", "event_not_supported"],
  ])("%s is %s", async (type, event) => {
    const body = JSON.stringify({ eventDetails: { type, transactionReference: "pay_att_1" } });
    expect(await webhooks.parse({ headers: {}, body })).toMatchObject({ event, connectorEvent: type, reference: { id: "pay_att_1" } });
  });
});
