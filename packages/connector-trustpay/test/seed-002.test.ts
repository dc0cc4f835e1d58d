import { createHmac } from "node:crypto";
import { createClient } from "@switchyard/client";
import { describe, expect, it } from "vitest";
import { trustpay } from "../src/index.js";
import { requestFixture } from "./fixtures.js";
import { CREDENTIALS } from "./records.js";

const SECRET = "tp_secret_key_2024";
const { webhooks } = createClient(trustpay, { auth: CREDENTIALS, environment: "sandbox" });

/** The strings of the worked vectors, as the tech-spec writes them down (section 7.2). */
const SIGNED = [
  ["payment", "10.50/1234567890/4107608031/9000111/CRDT/EUR/IDeal/Paid/pay_att_1"],
  ["refund", "1234567999/4107608031/5.00/9000222/Card/DBIT/EUR/Paid/ref_att_1"],
  ["chargeback", "10.4/10.50/1234567890/4107608031/9000333/Card/Chargebacked/DBIT/EUR/Fraud - card absent/pay_att_1"],
  ["sepa-null-as-word", "1234567891/25.00/4107608031/9000444/CRDT/EUR/John Doe/Paid/SepaDirectDebit/null/pay_att_2"],
  ["sepa-null-left-out", "1234567891/25.00/4107608031/9000444/CRDT/EUR/John Doe/Paid/SepaDirectDebit/pay_att_2"],
] as const;

describe("seed 002: Pattern 1B, sorted payload values (Trustpay style), and Pattern 3, body-extracted signature", () => {
  it.each(SIGNED)("the signature in the body of %s is the HMAC-SHA256 of %s", async (name, text) => {
    const body = String(requestFixture(`webhook.${name}`).body);
    const { Signature } = JSON.parse(body) as { readonly Signature: string };
    expect(Signature).toBe(createHmac("sha256", SECRET).update(text).digest("hex").toUpperCase());
    expect(await webhooks.verify({ headers: {}, body }, { secret: SECRET })).toEqual({ verified: true });
    expect(await webhooks.verify({ headers: {}, body: body.replace("EUR", "USD") }, { secret: SECRET })).toMatchObject({ verified: false });
  });
});
