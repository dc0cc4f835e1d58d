import { minorUnit } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { ACCOUNT, answer, CHARGE, CUSTOMER, DISPUTE, disputed, INTENT, METHOD, payout, read, record, valueOf } from "./records.js";

describe("a session", () => {
  const asks = { amount: minorUnit(1000), currency: "USD" } as const;
  it("gives the browser the client secret, and keeps it from logs", () => {
    const value = valueOf(record("Session", asks, { connectorMetaData: { publishableKey: "pk_test_x" } }), "session.open");
    if (value.sessionToken.walletName !== "connector") throw new Error("another session");
    expect(value.sessionToken.session.expose()).toEqual({
      paymentIntentId: INTENT,
      clientSecret: "pi_3TestA0000000001_secret_abc",
      publishableKey: "pk_test_x",
    });
    expect(JSON.stringify(value)).not.toContain("_secret_abc");
  });
  it("of an order is its payment intent", () => {
    const value = valueOf(record("CreateOrder", asks), "create-order.open");
    expect(value.orderId).toBe(INTENT);
    expect(value.sessionToken?.expose()).toBe("pi_3TestA0000000001_secret_abc");
  });
  it("without a client secret is none", () => {
    expect(() => read(record("Session", asks), answer({ id: INTENT }))).toThrow(expect.objectContaining({ code: "MissingRequiredField" }));
  });
});

describe("customers and tokens", () => {
  it("have ids", () => {
    expect(valueOf(record("CreateConnectorCustomer", {}), "create-customer.created")).toMatchObject({ connectorCustomerId: CUSTOMER });
    const token = valueOf(record("PaymentMethodToken", { currency: "USD" }), "tokenize.card");
    expect(token.token.expose()).toBe(METHOD);
    expect(valueOf(record("PaymentMethodToken", { currency: "USD" }), "tokenize.apple-pay").token.expose()).toBe("tok_1TestA0000000001");
  });
});

describe("disputes", () => {
  it("are read with their stage, reason and last day", () => {
    expect(valueOf(record("DSync", disputed), "sync-dispute.needs-response")).toEqual({
      amount: 1000,
      currency: "USD",
      stage: "dispute",
      connectorStatus: "needs_response",
      connectorDisputeId: DISPUTE,
      connectorReason: "fraudulent",
      connectorReasonCode: "10.4",
      challengeRequiredBy: new Date(1_788_307_199_000),
      createdAt: new Date(1_787_000_000_000),
      disputeStatus: "dispute_opened",
      objectReferenceId: { type: "payment", by: "connector_transaction_id", id: INTENT },
    });
    expect(valueOf(record("DSync", disputed), "sync-dispute.inquiry")).toMatchObject({
      stage: "pre_dispute",
      disputeStatus: "dispute_opened",
      objectReferenceId: { id: CHARGE },
    });
  });
  it("are challenged by evidence and lost by our own will", () => {
    expect(valueOf(record("Evidence", disputed), "submit-evidence.under-review")).toEqual({
      disputeStatus: "dispute_challenged",
      connectorStatus: "under_review",
    });
    expect(valueOf(record("Accept", disputed), "accept-dispute.lost")).toEqual({ disputeStatus: "dispute_accepted", connectorStatus: "lost" });
  });
  it("in a state that nobody listed stay as they were known", () => {
    const unknown = answer({ id: DISPUTE, status: "arbitrated" });
    const known = { ...disputed, disputeStatus: "dispute_challenged" } as const;
    expect(valueOf(record("Evidence", known), unknown)).toMatchObject({ disputeStatus: "dispute_challenged", connectorStatus: "arbitrated" });
    expect(valueOf(record("Accept", known), unknown)).toMatchObject({ disputeStatus: "dispute_challenged" });
  });
});

describe("files", () => {
  it("have ids, and come back byte for byte", () => {
    expect(valueOf(record("Upload", {}), "upload-file.created")).toEqual({ providerFileId: "file_1" });
    const bytes = Uint8Array.from([0xff, 0x00, 0x0a, 0x80]);
    const http = { statusCode: 200, headers: { "content-type": "image/png" }, body: bytes, text: new TextDecoder().decode(bytes) };
    const value = valueOf(record("Retrieve", { providerFileId: "file_1" }), http);
    expect([...value.file.expose()]).toEqual([...bytes]);
    expect(value.fileType).toBe("image/png");
    expect(new TextDecoder().decode(valueOf(record("Retrieve", { providerFileId: "file_1" }), "retrieve-file.contents").file.expose())).toBe(
      "not really a picture",
    );
  });
});

describe("payouts", () => {
  const kept = (value: { readonly payoutConnectorMetadata?: { expose(): unknown } | undefined }) => value.payoutConnectorMetadata?.expose();
  it("begin with an account, which is ready when nothing is due", () => {
    const incomplete = valueOf(payout("PoRecipient"), "create-payout-recipient.incomplete");
    expect(incomplete.status).toBe("requires_vendor_account_creation");
    expect(kept(incomplete)).toEqual({ account: ACCOUNT });
    expect(valueOf(payout("PoRecipient"), "create-payout-recipient.ready").status).toBe("requires_creation");
  });
  it("go on step by step, each with what the steps before it left", () => {
    const account = { connectorCustomer: ACCOUNT };
    expect(valueOf(payout("PoRecipientAccount", {}, account), "create-payout-recipient-account.created")).toMatchObject({
      status: "requires_creation",
    });
    const created = valueOf(payout("PoCreate", {}, account), "create-payout.transferred");
    expect(created).toMatchObject({ status: "requires_fulfillment", connectorPayoutId: "tr_1TestA", echoed: { amount: 5000, currency: "USD" } });
    expect(kept(created)).toEqual({ account: ACCOUNT, transfer: "tr_1TestA" });
    expect(valueOf(payout("PoFulfill", {}, account), "fulfill-payout.pending")).toMatchObject({ status: "pending", connectorPayoutId: "po_1TestA" });
  });
  it("are cancelled as a transfer or as a payout", () => {
    expect(valueOf(payout("PoCancel", { connectorPayoutId: "tr_1TestA" }), "cancel-payout.reversed")).toMatchObject({
      status: "cancelled",
      connectorPayoutId: "tr_1TestA",
    });
    expect(valueOf(payout("PoCancel", { connectorPayoutId: "po_1TestA" }), "cancel-payout.canceled").status).toBe("cancelled");
  });
  it("are asked after: paid, failed, reversed, or not yet fulfilled", () => {
    const of = (connectorPayoutId: string) => payout("PoSync", { connectorPayoutId });
    expect(valueOf(of("po_1TestA"), "sync-payout.paid").status).toBe("success");
    expect(valueOf(of("po_1TestA"), "sync-payout.failed")).toMatchObject({ status: "failed", errorCode: "account_closed" });
    expect(valueOf(of("tr_1TestA"), "create-payout.transferred").status).toBe("requires_fulfillment");
    expect(valueOf(of("tr_1TestA"), answer({ id: "tr_1TestA", object: "transfer", reversed: true })).status).toBe("cancelled");
  });
});
