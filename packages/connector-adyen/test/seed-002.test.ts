import { createHmac } from "node:crypto";
import { createClient } from "@switchyard/client";
import { describe, expect, it } from "vitest";
import { adyen } from "../src/index.js";
import { requestFixture } from "./fixtures.js";
import { AUTH } from "./records.js";

const KEY = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
const { webhooks } = createClient(adyen, { auth: AUTH, environment: "sandbox" });
const delivery = (name: string) => {
  const { headers, body } = requestFixture(`webhook.${name}`);
  return { headers, body: String(body) };
};
const sign = (message: string) => createHmac("sha256", Buffer.from(KEY, "hex")).update(message).digest("base64");

/** The messages and signatures of the worked vectors, as the tech-spec writes them down (section 7.1). */
const VECTORS = [
  [
    "official-vector",
    "7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true",
    "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=",
  ],
  ["authorisation", "QFQTPCQ8HXSKGK82::TestMerchant:attempt_123:1000:EUR:AUTHORISATION:true", "l/hAQZfbk2TYE7Q+38f9nI0syZIpXgeKtJT0qOrgKkk="],
  ["refund", "JLCMPCQ8HXSKGK82:QFQTPCQ8HXSKGK82:TestMerchant:refund_456:400:EUR:REFUND:true", "tH7W6ONfGzRsAT/PeCfcfdIWZPcehe8YdqfTMzVW5U4="],
  [
    "chargeback",
    "DZ4DPSHB4WD2WN82:QFQTPCQ8HXSKGK82:TestMerchant:attempt_123:1000:EUR:CHARGEBACK:true",
    "uF+1dSYrzI45j+v2KrkvzKyZfJ1cCcBXwaLbrb1AaAY=",
  ],
] as const;

describe("seed 002: Pattern 3, body-extracted signature", () => {
  it.each(VECTORS)("proves the worked vector %s, over %s", async (name, message, signature) => {
    expect(sign(message)).toBe(signature);
    const sent = delivery(name);
    expect(sent.body).toContain(`"hmacSignature":"${signature}"`);
    expect(await webhooks.verify(sent, { secret: KEY })).toEqual({ verified: true });
    const unsigned = sent.body.replace(`"hmacSignature":"${signature}"`, '"other":""');
    expect(await webhooks.verify({ headers: {}, body: unsigned }, { secret: KEY })).toEqual({ verified: false, reason: "signature_missing" });
  });
});

describe("seed 002: Pattern 1, HMAC-SHA256 in a header", () => {
  it("proves a token's webhook, over the whole body", async () => {
    const { headers, body } = delivery("token-created");
    expect(headers["hmacsignature"]).toBe(sign(body));
    expect(await webhooks.verify({ headers, body }, { secret: KEY })).toEqual({ verified: true });
  });
});

describe("seed 002: Webhook Processing Patterns", () => {
  it.each([
    ["Payment", "authorisation", "payment_intent_authorization_success", "payment"],
    ["Refund", "refund", "refund_success", "refund"],
    ["Dispute", "chargeback", "dispute_opened", "dispute"],
  ])("%s Webhook Processing: %s is %s", async (_kind, name, event, type) => {
    expect(await webhooks.handle(delivery(name), { secret: KEY })).toMatchObject({ verified: true, next: "process", event, details: { type } });
  });
});
