import { secret } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmacSha256, isSigned, md5, refundMessage, resultMessage } from "../src/transformers/signatures.js";
import { card } from "@switchyard/client";
import { ACME, clientOf, fieldsOf } from "./clients.js";
import { ORDER } from "./exchanges.js";
import { requestFixture, responseFixture } from "./fixtures.js";

const { verifyKey, secretKey } = ACME;
const signatureIn = (name: string, field: string) => (requestFixture(name).body as Readonly<Record<string, string>>)[field];

describe("the worked vectors of the tech-spec, section 2.3", () => {
  it.each([
    ["Direct", "authorize.card", "Signature", "aa05212f2f60cdedeb60cc62b821cfa9"],
    ["gate-query", "sync.captured", "skey", "33767d02c0f2a4b5b5955b148f0f25da"],
    ["q_by_oid", "sync.by-reference", "skey", "283af9587aa4a9d99da1f33590cd0fad"],
    ["capture of 20.00", "capture.partial", "skey", "afbb0c2d68705dc4b48cb5ec04ecb562"],
    ["reversal", "void.voided", "skey", "c7464b59696cee7b614fcb292e1b3e99"],
    ["refund of 10.00", "refund.pending", "Signature", "915527d5c17d6de91ef8850b9ff65ddc"],
    ["refund inquiry by transaction", "sync-refund.success", "Signature", "dfbb7dbe2dd5e7943f4c429832a1f5da"],
    ["DELETE_TOKEN", "revoke-mandate.deleted", "signature", "0d0b3ef8069bd0d59135a6b9105c4279818cc4931d8f69029f04fc1afe3c27a2"],
  ])("signs a request: %s", (_what, fixture, field, expected) => {
    expect(signatureIn(fixture, field)).toBe(expected);
  });

  it("signs the line of a stored card's charge", () => {
    expect(signatureIn("repeat-payment.accepted", "0")?.split("|").at(-1)).toBe("4631f708b7a3f5245060386f87e3bf96");
  });

  it.each([
    ["extended vcode", md5("27.60", "ACME", "pay_att_1", verifyKey, "MYR"), "f3cf2632029aa6756d0639b2cbfcf33f"],
    [
      "the processor's own extended vcode",
      md5("27.60", "ACME", "OD8842", "f5bb0c8de146c67b44babbf4e6584cc0", "MYR"),
      "5bf33e6500a53830d4f80087b67e13de",
    ],
    ["requery answer", md5("27.60", secretKey, "ACME", "30001", "00"), "4fc59ec5f16b6726c512c86ecf09d813"],
    ["requery answer by order", md5("27.60", secretKey, "ACME", "pay_att_1", "00"), "617111ac1cebf1a81c7cb09e5f33e01c"],
    ["capture and reversal answer", md5(secretKey, "ACME", "30001", "00"), "71ed7a4cda32cfef89bcc8f81e88f6fb"],
    ["refund inquiry by reference", md5("ref_1", "ACME", verifyKey), "ea391a0e4a1078344b3ba9fcbf861b72"],
    [
      "VoidPendingNonCash",
      hmacSha256(secret(verifyKey), "pay_att_1", "27.60", "ACME"),
      "5caab9886418f00dec48a304aa2d7364b583d5b6d91b587c8f080ead511504a8",
    ],
    [
      "zero-dollar verification",
      hmacSha256(secret(verifyKey), "MYR", "ACME", "pay_att_1"),
      "c8aeefc67427b59cb3b64c72015b17db5025291ee068780d9a6170d4466bd926",
    ],
  ])("hashes %s", (_what, signature, expected) => {
    expect(signature.expose()).toBe(expected);
  });

  it("hashes a refund's answer", () => {
    const answer = { RefundType: "P", MerchantID: "ACME", RefID: "ref_1", RefundID: "5501", TxnID: "30001", Amount: "10.00", Status: "22" };
    expect(md5(refundMessage(answer, secret(secretKey))).expose()).toBe("77674f15f999816db88c8a6b57941431");
  });

  it("hashes a payment's result in two rounds", () => {
    const fields = Object.fromEntries(new URLSearchParams(String(requestFixture("webhook.payment-captured").body)));
    expect(md5("30001", "pay_att_1", "00", "ACME", "27.60", "MYR").expose()).toBe("f11cb7ac6fae7242faf8564943bace85");
    expect(md5(resultMessage(fields, secret(secretKey))).expose()).toBe("b3a048cb64d35390ce486cf45cb0e93e");
  });
});

describe("signatures", () => {
  it("are made over the very text of the amount that is sent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 101, max: 99_999_999 }), async (amount) => {
        const { sent, payments } = clientOf(responseFixture("authorize.pending"));
        await payments.authorize({ ...ORDER, amount });
        const { TxnAmount = "", Signature } = fieldsOf(sent);
        expect(TxnAmount).toMatch(/^\d+\.\d{2}$/);
        expect(Signature).toBe(md5(TxnAmount, "ACME", "pay_att_1", verifyKey).expose());
      }),
      { numRuns: 30 },
    );
  });

  it("count in either case, and only whole", () => {
    const expected = md5("a");
    expect(isSigned(expected.expose().toUpperCase(), expected)).toBe(true);
    for (const other of [expected.expose().slice(2), "", undefined, null, "zz", md5("b").expose()]) expect(isSigned(other, expected)).toBe(false);
  });

  it("cover the currency where the account has the extended vcode", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.card"), { metadata: { extendedVcode: true } });
    await payments.authorize(ORDER);
    expect(fieldsOf(sent)["Signature"]).toBe("f3cf2632029aa6756d0639b2cbfcf33f");
    const misled = clientOf(responseFixture("authorize.card"), { metadata: { extendedVcode: "yes" } });
    await expect(misled.payments.authorize(ORDER)).rejects.toThrow("metadata.extendedVcode");
    expect(misled.sent).toHaveLength(0);
  });

  it("of answers decide: a changed or missing one leaves everything open", async () => {
    const payment = { connectorTransactionId: "30001", amount: 27_60, currency: "MYR" } as const;
    const captured = String(responseFixture("sync.captured").body);
    const another = captured.replaceAll("30001", "30002").replace(/VrfKey=.*/, `VrfKey=${md5("27.60", secretKey, "ACME", "30002", "00").expose()}`);
    for (const body of [captured.replace("StatCode=00", "StatCode=11"), captured.replace(/VrfKey=.*\n/, ""), another]) {
      const { payments } = clientOf({ status: 200, body }, { retry: { attempts: 1 } });
      expect(await payments.sync(payment), body).toMatchObject({ outcome: "unknown", connectorTransactionId: "30001" });
    }
    const forged = { ...(responseFixture("capture.partial").body as object), VrfKey: "0".repeat(32) };
    const { payments } = clientOf({ status: 200, body: forged });
    expect(await payments.capture({ ...payment, amount: 20_00 })).toMatchObject({ status: "pending", outcome: "unknown" });
    const trusting = clientOf({ status: 200, body: forged }, { metadata: { verifyAnswers: false } });
    expect(await trusting.payments.capture({ ...payment, amount: 20_00 })).toMatchObject({ status: "charged", outcome: "accepted" });
  });
});

describe("a card", () => {
  it("goes out with a month of two digits and a year of four, whatever the caller wrote", async () => {
    for (const [expMonth, expYear] of [
      ["1", "30"],
      ["01", "2030"],
    ] as const) {
      const { sent, payments } = clientOf(responseFixture("authorize.card"));
      await payments.authorize({ ...ORDER, paymentMethod: card({ number: "5105 1051 0510 5100", expMonth, expYear, cvc: "123" }) });
      expect(fieldsOf(sent)).toMatchObject({ CC_PAN: "5105105105105100", CC_MONTH: "01", CC_YEAR: "2030" });
    }
  });
});
