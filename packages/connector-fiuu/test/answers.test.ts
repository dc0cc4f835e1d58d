import { networkTransactionCard, type AuthorizeInput } from "@switchyard/client";
import type { fiuu } from "../src/index.js";
import { describe, expect, it } from "vitest";
import { md5 } from "../src/transformers/signatures.js";
import { ACME, clientOf } from "./clients.js";
import { APPLE_PAY, DUITNOW, FPX, META, ORDER } from "./exchanges.js";
import { responseFixture } from "./fixtures.js";

const payment = { connectorTransactionId: "30001", connectorMeta: META } as const;
const answering = (body: unknown) => clientOf({ status: 200, body }, { retry: { attempts: 1 } }).payments;
const lines = (name: string) => String(responseFixture(name).body);
const pay = (more: Partial<AuthorizeInput<typeof fiuu>> = {}) => ({ ...ORDER, ...more });

describe("amounts that answers repeat", () => {
  const body = responseFixture("authorize.card").body as object;
  it.each([{ TxnAmount: "27.61" }, { TxnCurrency: "SGD" }])("are compared with what was asked for: %o", async (other) => {
    expect(await answering({ ...body, ...other }).authorize(ORDER)).toMatchObject({ status: "integrity_failure" });
  });
});

describe("a query after the capture", () => {
  it("keeps that the payment is captured, though the answer does not say so", async () => {
    const pending = lines("sync.pending");
    const found = await answering(pending).sync({ ...payment, connectorMeta: { ...META, captured: true }, status: "charged" });
    expect(found.connectorMeta).toMatchObject({ captured: true });
  });
});

describe("refunds", () => {
  const refund = { ...payment, reference: "ref_1", amount: 10_00, currency: "MYR" } as const;
  const taken = responseFixture("refund.pending").body as Readonly<Record<string, unknown>>;

  it("leave open what a repeated reference means: the refund of the first try may have gone through", async () => {
    for (const status of [200, 400, 409]) {
      const { payments } = clientOf({ status, body: { error_code: "PR016", error_desc: "Duplicate RefID" } }, { retry: { attempts: 1 } });
      expect(await payments.refund(refund), String(status)).toMatchObject({ status: "pending", outcome: "unknown" });
    }
    const { payments } = clientOf({ status: 400, body: { error_code: "PR011", error_desc: "Too much" } });
    expect(await payments.refund(refund)).toMatchObject({ status: "failure", outcome: "rejected" });
  });

  it("are compared with what was asked for", async () => {
    const result = await answering({ ...taken, Amount: "10.01" }).refund(refund);
    expect(result.integrityCheck).toBeDefined();
  });

  it("are believed to be over only if the answer is signed", async () => {
    const Signature = md5("P", "ACME", "ref_1", "5501", "30001", "10.00", "00", ACME.secretKey).expose();
    expect(await answering({ ...taken, Status: "00", Signature }).refund(refund)).toMatchObject({ status: "success", connectorRefundId: "5501" });
    expect(await answering({ ...taken, Status: "00" }).refund(refund)).toMatchObject({ outcome: "unknown" });
    const rejected = {
      ...taken,
      Status: "11",
      reason: "No such account",
      Signature: md5("P", "ACME", "ref_1", "5501", "30001", "10.00", "11", ACME.secretKey).expose(),
    };
    expect(await answering(rejected).refund(refund)).toMatchObject({ status: "failure", error: { code: "11", message: "No such account" } });
  });
});

describe("what is refused before anything is sent", () => {
  const { sent, payments } = clientOf(responseFixture("authorize.card"));
  const linked = networkTransactionCard({ number: "5105105105105100", expMonth: "1", expYear: "30" });
  it.each([
    ["FPX in another currency", pay({ paymentMethod: FPX, currency: "SGD" }), "CurrencyNotSupported"],
    ["FPX at a bank that it does not have", pay({ paymentMethod: { ...FPX, issuer: "barclays" } }), "NotSupported"],
    ["DuitNow in another currency", pay({ paymentMethod: DUITNOW, currency: "SGD" }), "CurrencyNotSupported"],
    [
      "Apple Pay still encrypted",
      pay({ paymentMethod: { type: "wallet", kind: "apple_pay", paymentData: { type: "encrypted", paymentData: APPLE_PAY.paymentData.number } } }),
      "NotSupported",
    ],
    [
      "Google Pay decrypted",
      pay({ paymentMethod: { type: "wallet", kind: "google_pay", tokenizationData: APPLE_PAY.paymentData } }),
      "InvalidWalletToken",
    ],
    ["a card to be stored for nobody", pay({ setupFutureUsage: "off_session" }), "MissingRequiredField"],
    ["a card without its security code", pay({ paymentMethod: { ...ORDER.paymentMethod, cvc: undefined } }), "MissingRequiredField"],
    ["a linked card without its link", pay({ paymentMethod: linked }), "MissingRequiredField"],
    ["a telephone order", pay({ paymentChannel: "telephone_order" }), "NotSupported"],
  ])("%s", async (_what, input, code) => {
    await expect(payments.authorize(input)).rejects.toMatchObject({ code });
    expect(sent).toHaveLength(0);
  });

  it("a token's deletion without the buyer that it was made for", async () => {
    await expect(payments.revokeMandate({ connectorMandateId: "4111tok" })).rejects.toMatchObject({ code: "MissingConnectorMandateMetadata" });
  });
});
