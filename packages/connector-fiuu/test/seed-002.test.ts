import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ACME, clientOf } from "./clients.js";
import { requestFixture } from "./fixtures.js";

const { webhooks } = clientOf({ status: 200 }).payments;
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const bodyOf = (name: string) => String(requestFixture(`webhook.${name}`).body);
const verify = (body: string) =>
  webhooks.verify({ headers: { "content-type": "application/x-www-form-urlencoded" }, body }, { secret: ACME.secretKey });

/** Signature and what it is the MD5 of, of the worked vectors A to C; a payment's is made in two rounds (tech-spec, section 7.4). */
const PAYMENTS = [
  ["payment-captured", "00", "f11cb7ac6fae7242faf8564943bace85", "123456", "b3a048cb64d35390ce486cf45cb0e93e"],
  ["payment-failed", "11", "f0445cc15ac537fb71dc910ce78c644f", "", "6bfe4a9e48190359f2605753f8c074fa"],
  ["payment-pending", "22", "30e13062aeeaa726c9c276976f7da9b0", "", "a6e795d26dd147947b538b960eaadf90"],
] as const;

/** Of the vectors D and E, the refunds. */
const REFUNDS = [
  ["refund-success", "00", "21267d48ef0084fd8e57dcaa7dd70156"],
  ["refund-rejected", "11", "5c48418f67c7e516980ae54d23361d74"],
] as const;

describe("seed 002: Pattern 2, MD5 verification; Example 3, MD5 with a body-extracted signature (Fiuu-style)", () => {
  it.each(PAYMENTS)("proves the worked vector %s, in its two rounds", async (name, status, first, appcode, skey) => {
    expect(md5(`30001pay_att_1${status}ACME27.60MYR`)).toBe(first);
    expect(md5(`2026-01-15 14:03:22ACME${first}${appcode}${ACME.secretKey}`)).toBe(skey);
    expect(new URLSearchParams(bodyOf(name)).get("skey")).toBe(skey);
    expect(await verify(bodyOf(name))).toEqual({ verified: true });
  });

  it.each(REFUNDS)("proves the worked vector %s, as a form and as JSON", async (name, status, signature) => {
    expect(md5(`PACMEref_155013000110.00${status}${ACME.secretKey}`)).toBe(signature);
    const fields = Object.fromEntries(new URLSearchParams(bodyOf(name)));
    expect(fields["Signature"]).toBe(signature);
    expect(await verify(bodyOf(name))).toEqual({ verified: true });
    expect(await verify(JSON.stringify(fields))).toEqual({ verified: true });
    expect(await verify(JSON.stringify(fields).replace('"RefundID":"5501"', '"RefundID":5501'))).toEqual({ verified: true });
  });

  it("is not over the seed's five fields and the secret in one round", async () => {
    const body = bodyOf("payment-captured").replace(PAYMENTS[0][4], md5(`30001pay_att_100ACME27.60${ACME.secretKey}`));
    expect(body).not.toBe(bodyOf("payment-captured"));
    expect(await verify(body)).toEqual({ verified: false, reason: "signature_mismatch" });
  });
});
