import { ATTEMPT_STATUS_IS_TERMINAL } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import {
  mapDisputeStatus,
  mapFollowUpStatus,
  mapIncrementStatus,
  mapOrderStatus,
  mapPaymentStatus,
  mapRefundStatus,
} from "../src/transformers/status.js";
import { responseFixture } from "./fixtures.js";
import { answer, CARD, clientOf, CUSTOMER, dispute, mandate, METHOD, order, ORDER, payment, REFUND, type Answer } from "./wire.js";

const synced = (fixture: Answer, more: object = {}) => clientOf(fixture).payments.sync({ ...payment, ...more });
const refund = { ...payment, reference: "ref_1", amount: 100, currency: "GBP" } as const;

describe("the order is the truth", () => {
  it("keeps an order open whose attempts were declined", async () => {
    expect(await synced("sync.declined-and-open")).toMatchObject({
      status: "authentication_pending",
      outcome: "accepted",
      connectorStatus: "pending",
    });
  });

  it("does not mind in which order attempts are listed", async () => {
    const { body, ...fixture } = responseFixture("sync.declined-then-captured");
    const { payments } = body as { readonly payments: readonly unknown[] };
    const turned = await synced({ ...fixture, body: { ...(body as object), payments: payments.toReversed() } });
    expect(turned).toEqual(await synced({ ...fixture, body }));
    expect(turned).toMatchObject({ status: "charged", networkTransactionId: "116386192839472" });
  });

  it("reads a held amount, a release, and an end without a payment", async () => {
    expect(await synced("sync.authorised")).toMatchObject({ status: "authorized", amountAuthorized: 500 });
    expect(await synced("sync.cancelled")).toMatchObject({ status: "voided" });
    expect(await synced("sync.expired")).toMatchObject({ status: "failure", error: { code: "No error code" } });
  });

  it("tells of a failed order why its latest attempt did not succeed", async () => {
    const result = await synced("sync.failed");
    expect(result).toMatchObject({
      status: "failure",
      connectorTransactionId: ORDER,
      error: { code: "insufficient_funds", message: "Not sufficient funds", networkErrorMessage: "Not sufficient funds" },
    });
    expect(result.error).not.toHaveProperty("networkDeclineCode", expect.anything());
  });

  it("says nothing of a payment when the order is a refund, or of a type that nobody listed", async () => {
    for (const body of [responseFixture("sync.refund").body, { ...(responseFixture("sync.declined-then-captured").body as object), type: "gift" }]) {
      expect(await synced(answer(body), { status: "authorized" })).toMatchObject({ status: "authorized", outcome: "unknown" });
    }
  });

  it.each(["state", "type"])("claims nothing of an order without its %s", async (field) => {
    const body = { ...(responseFixture("sync.declined-then-captured").body as object), [field]: null };
    expect((await synced(answer(body))).status).toBe("pending");
  });

  it("takes any payment method, any brand and any date for what it is", async () => {
    const body = responseFixture("sync.declined-then-captured").body as { readonly payments: readonly object[] };
    const payments = [{ ...body.payments[1], payment_method: { type: "sepa_direct_debit", debtor_iban_last_four: "1956" }, created_at: "yesterday" }];
    expect(await synced(answer({ ...body, payments }))).toMatchObject({ status: "charged" });
    expect(await synced(answer({ ...body, payments: [{ ...payments[0], payment_method: { type: "carrier_pigeon" } }] }))).toMatchObject({
      status: "charged",
    });
  });

  it("finds the payment under a reference that did not fail, and no refund", async () => {
    const { payments } = clientOf("sync.listed");
    expect(await payments.sync({ reference: "pay_att_1" })).toMatchObject({ status: "charged", connectorTransactionId: ORDER });
    expect(await clientOf("sync.not-listed").payments.sync({ reference: "pay_att_1" })).toMatchObject({ status: "pending", outcome: "accepted" });
    expect(await payments.sync({ reference: "another" })).toMatchObject({ status: "pending" });
  });
});

describe("amounts", () => {
  it("reads an order that shrank to what was captured as a part, not as a contradiction", async () => {
    for (const more of [{}, { amount: 500, currency: "GBP" }]) {
      const result = await synced("sync.partly-captured", more);
      expect(result).toMatchObject({ status: "partial_charged", amountCaptured: 300 });
      expect(result.integrityCheck).toBeUndefined();
    }
  });

  it("compares a capture with what was asked for, not with what was held", async () => {
    const { payments } = clientOf("capture.completed");
    const capture = { ...payment, currency: "GBP", authorizedAmount: 500 } as const;
    expect((await payments.capture({ ...capture, amount: 300 })).status).toBe("partial_charged");
    expect(await payments.capture({ ...capture, amount: 200 })).toMatchObject({
      status: "integrity_failure",
      integrityCheck: { fieldNames: ["amount"] },
    });
  });

  it("finds an order over another amount or currency", async () => {
    const { payments } = clientOf("authorize.pending");
    expect(await payments.authorize({ ...order, amount: 501 })).toMatchObject({ status: "integrity_failure" });
    expect(await payments.authorize({ ...order, currency: "EUR" })).toMatchObject({ status: "integrity_failure" });
    expect(await synced("sync.declined-then-captured", { amount: 400, currency: "GBP" })).toMatchObject({ status: "integrity_failure" });
  });

  it("waits for a capture that is processing, whatever amount the order still has", async () => {
    const result = await clientOf("capture.processing").payments.capture({ ...payment, amount: 300, currency: "GBP" });
    expect(result).toMatchObject({ status: "pending", outcome: "accepted", connectorTransactionId: ORDER });
  });

  it("waits for no buyer once a capture was asked for", async () => {
    const body = { ...(responseFixture("capture.processing").body as object), state: "pending" };
    const result = await clientOf(answer(body)).payments.capture({ ...payment, amount: 300, currency: "GBP" });
    expect(result).toMatchObject({ status: "pending", outcome: "accepted" });
  });

  it("finds an order that was to be taken whole, and was not", async () => {
    const body = { ...(responseFixture("sync.partly-captured").body as object), capture_mode: "automatic" };
    expect(await synced(answer(body), { amount: 500, currency: "GBP" })).toMatchObject({ status: "integrity_failure" });
  });

  it("does not hold the amount of before against an order that grew", async () => {
    const result = await synced("increment-authorization.authorised", { amount: 500, currency: "GBP" });
    expect(result).toMatchObject({ status: "authorized" });
  });
});

describe("refunds", () => {
  it("takes the new order for the refund, and waits for it", async () => {
    expect(await clientOf("refund.processing").payments.refund(refund)).toMatchObject({ status: "pending", connectorRefundId: REFUND });
  });

  it("gives a failed refund with its reason", async () => {
    expect(await clientOf("refund.failed").payments.refund(refund)).toMatchObject({ status: "failure", error: { code: "technical_error" } });
    expect(await clientOf("refund.conflict").payments.refund(refund)).toMatchObject({
      status: "failure",
      outcome: "rejected",
      error: { code: "conflict" },
    });
  });

  it("never takes a payment for a refund that succeeded", async () => {
    const asked = { ...refund, connectorRefundId: REFUND };
    expect(await clientOf("sync-refund.payment").payments.syncRefund(asked)).toMatchObject({ status: "pending" });
    expect(await clientOf("sync-refund.failed").payments.syncRefund(asked)).toMatchObject({ status: "failure" });
  });

  it("sends the same refund again with the same key, after an answer that was lost", async () => {
    const { sent, payments } = clientOf("error.empty", "refund.processing");
    expect(await payments.refund(refund)).toMatchObject({ status: "pending", outcome: "accepted", connectorRefundId: REFUND });
    expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual(["ref_1", "ref_1"]);
  });
});

describe("creating an order", () => {
  it("is never sent again by itself: it has no key", async () => {
    const { sent, payments } = clientOf("error.empty");
    expect(await payments.authorize(order)).toMatchObject({
      status: "pending",
      outcome: "unknown",
      settle: { call: "sync", with: { reference: "pay_att_1" } },
    });
    expect(sent).toHaveLength(1);
  });

  it("offers the widget's token where there is no page, and where something is to be stored", async () => {
    const bare = await clientOf("authorize.no-page").payments.authorize(order);
    expect(bare).toMatchObject({ status: "authentication_pending" });
    expect(bare.redirection).toBeUndefined();
    const tokenOf = ({ nextAction }: typeof bare) => (nextAction?.type === "invoke_sdk_client" ? nextAction.sdkData.expose() : undefined);
    expect(tokenOf(bare)).toEqual({ token: "0adc0e3c-ab44-4f33-bcc0-534ded7354ce", mode: "sandbox" });
    const storing = await clientOf("authorize.pending").payments.authorize({ ...order, paymentMethod: CARD, setupFutureUsage: "off_session" });
    expect(tokenOf(storing)).toEqual({ token: "0adc0e3c-ab44-4f33-bcc0-534ded7354ce", mode: "sandbox", savePaymentMethodFor: "merchant" });
    expect((await clientOf("authorize.pending").payments.authorize(order)).nextAction).toBeUndefined();
  });
});

describe("the widget's session", () => {
  const request = { amount: 500, currency: "GBP" } as never;
  const sessionOf = async (fixture: Answer) => {
    const result = await clientOf(fixture).payments.session({ reference: "pay_att_1", request });
    return result.ok ? result.value.sessionToken : undefined;
  };

  it("has the token, the mode, and the order that is paid", async () => {
    const token = await sessionOf("session.created");
    const session = token?.walletName === "connector" ? token.session.expose() : undefined;
    expect(session).toEqual({ orderId: ORDER, token: "0adc0e3c-ab44-4f33-bcc0-534ded7354ce", mode: "sandbox" });
  });

  it("says so when there is no token", async () => {
    const body = { ...(responseFixture("session.created").body as object), token: null };
    expect(await sessionOf(answer(body, 201))).toEqual({ walletName: "no_session_token_received" });
  });
});

describe("stored payment methods", () => {
  it("gives what was saved as a mandate, with its customer beside it", async () => {
    const { mandate: found } = await synced("sync.saved");
    expect(found?.connectorMandateId).toBe(METHOD);
    expect(found?.mandateMetadata?.expose()).toEqual({ customerId: CUSTOMER, type: "card" });
    expect((await synced("sync.declined-then-captured")).mandate).toBeUndefined();
  });

  const repeat = { reference: "renewal-1", amount: 500, currency: "GBP", mandate } as const;

  it("gives a declined charge with the order's id, so that the order can be cancelled", async () => {
    const { payments } = clientOf("create-order.created", "repeat-payment.declined");
    expect(await payments.repeatPayment(repeat)).toMatchObject({
      status: "failure",
      connectorTransactionId: ORDER,
      error: { code: "do_not_honour", message: "Do not honor" },
    });
  });

  it("reads errors of the old format, with a number or without one", async () => {
    const found = await clientOf("create-order.created", "repeat-payment.not-found").payments.repeatPayment(repeat);
    expect(found).toMatchObject({ status: "failure", error: { code: "1024", message: "Error ID: 94b27660-fdda-49ec-8b85-cd46a068ade0" } });
    const bad = await clientOf("create-order.created", "repeat-payment.bad-request").payments.repeatPayment(repeat);
    expect(bad).toMatchObject({ status: "failure", error: { code: "UNKNOWN_ERROR" } });
  });

  it("never charges when the order could not be made, and never twice when the charge's answer is lost", async () => {
    const first = clientOf("error.unauthenticated");
    expect(await first.payments.repeatPayment(repeat)).toMatchObject({ status: "failure", outcome: "not_sent" });
    expect(first.sent).toHaveLength(1);
    const second = clientOf("create-order.created", "error.empty");
    expect(await second.payments.repeatPayment(repeat)).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(second.sent).toHaveLength(2);
  });

  it("finds a charge of another amount", async () => {
    const body = responseFixture("repeat-payment.passed").body as object;
    const { payments } = clientOf("create-order.created", answer({ ...body, amount: 400, currency: "GBP" }));
    expect(await payments.repeatPayment(repeat)).toMatchObject({ status: "integrity_failure", integrityCheck: { fieldNames: ["amount"] } });
  });

  it("names all that is missing of the browser of a customer who is there, and charges nothing", async () => {
    const { sent, payments } = clientOf("create-order.created");
    const charge = payments.repeatPayment({ ...repeat, offSession: false, browserInfo: { timeZone: 0, colorDepth: 24 } });
    const fieldNames = ["browserInfo.screenWidth", "browserInfo.screenHeight"];
    await expect(charge).rejects.toMatchObject({ code: "MissingRequiredFields", details: { fieldNames } });
    expect(sent).toHaveLength(1);
  });

  it("stores nothing of what cannot be charged again", async () => {
    const body = responseFixture("sync.saved").body as { readonly payments: readonly { readonly payment_method: object }[] };
    const found = async (type: string) => {
      const payments = body.payments.map((each) => ({ ...each, payment_method: { ...each.payment_method, type } }));
      return (await synced(answer({ ...body, payments }))).mandate?.mandateMetadata?.expose();
    };
    expect(await found("revolut_pay_account")).toEqual({ customerId: CUSTOMER, type: "revolut_pay" });
    for (const type of ["sepa_direct_debit", "card_of_another_kind", "a_card"]) expect(await found(type)).toBeUndefined();
  });

  it("posts a fingerprint to where it belongs", async () => {
    const { payments } = clientOf("create-order.created", "repeat-payment.fingerprint");
    const { redirection } = await payments.repeatPayment(repeat);
    const formFields = { fingerprint_data: "eyJ0aHJlZURT" };
    expect(redirection).toEqual({ type: "form", endpoint: "https://acs.issuer.example/fingerprint", method: "POST", formFields });
  });

  it("counts a method that is gone already as revoked", async () => {
    const { payments } = clientOf("revoke-mandate.not-found");
    expect(await payments.revokeMandate(mandate)).toMatchObject({ ok: true, value: { mandateStatus: "revoked" } });
  });
});

describe("increments", () => {
  const increment = { ...payment, reference: "CHG-67890", totalAmount: 600, additionalAmount: 50, currency: "GBP" } as const;

  it("reads its own entry, by reference, else by amount", async () => {
    const { payments } = clientOf("increment-authorization.authorised");
    expect(await payments.incrementAuthorization(increment)).toMatchObject({ ok: true, value: { status: "success", totalAuthorized: 600 } });
    expect(await payments.incrementAuthorization({ ...increment, reference: "x", totalAmount: 550 })).toMatchObject({
      value: { totalAuthorized: 550 },
    });
  });

  it("believes the reference before the amount", async () => {
    const { payments } = clientOf("increment-authorization.authorised");
    expect(await payments.incrementAuthorization({ ...increment, totalAmount: 550 })).toMatchObject({ value: { totalAuthorized: 600 } });
  });

  it.each([
    ["increment-authorization.declined", "insufficient_funds"],
    ["increment-authorization.too-small", "validation"],
    ["increment-authorization.final", "order_invalid_authorisation_type"],
  ])("gives %s as an error", async (fixture, code) => {
    expect(await clientOf(fixture).payments.incrementAuthorization(increment)).toMatchObject({ ok: false, outcome: "rejected", error: { code } });
  });
});

describe("disputes", () => {
  it.each([
    ["sync-dispute.accepted", { disputeStatus: "dispute_accepted", stage: "dispute" }],
    ["sync-dispute.pre-arbitration", { disputeStatus: "dispute_challenged", stage: "pre_arbitration" }],
  ])("reads %s", async (fixture, value) => {
    expect(await clientOf(fixture).payments.syncDispute({ request: dispute })).toMatchObject({ ok: true, value });
  });

  it("believes the state before the substate", async () => {
    const body = { ...(responseFixture("sync-dispute.open").body as object), substate: "lost_expired" };
    expect(await clientOf(answer(body)).payments.syncDispute({ request: dispute })).toMatchObject({ value: { disputeStatus: "dispute_opened" } });
  });

  it("says nothing of a dispute in a state that nobody listed", async () => {
    expect(await clientOf("sync-dispute.unknown").payments.syncDispute({ request: dispute })).toMatchObject({ ok: false, outcome: "unknown" });
  });

  it("gives a file that is too large for Revolut as its error", async () => {
    const upload = { purpose: "dispute_evidence", fileName: "a.pdf", fileType: "application/pdf", fileSize: 1 } as const;
    const { payments } = clientOf("upload-file.too-large");
    const file = { ...upload, file: mandate.mandateMetadata.map(() => new Uint8Array([1])), connectorDisputeId: dispute.connectorDisputeId };
    expect(await payments.uploadFile({ request: file })).toMatchObject({ ok: false, error: { code: "max_uploaded_file_size_limit_exceeded" } });
  });
});

describe("errors", () => {
  it.each([
    ["error.unauthenticated", { code: "unauthenticated", message: "Authentication failed" }, "failure", "rejected"],
    ["error.missing-version", { code: "bad_request" }, "failure", "rejected"],
    ["error.forbidden", { code: "forbidden" }, "failure", "rejected"],
    ["error.numeric", { code: "1024" }, "failure", "rejected"],
    ["error.html", { code: "502" }, "pending", "unknown"],
    ["error.empty", { code: "503" }, "pending", "unknown"],
  ])("reads %s", async (fixture, error, status, outcome) => {
    expect(await clientOf(fixture).payments.authorize(order)).toMatchObject({ status, outcome, error });
  });

  it("fails the call and not the payment when its state does not allow it", async () => {
    const capture = { ...payment, amount: 300, currency: "GBP" } as const;
    const { payments } = clientOf("capture.invalid-state");
    expect(await payments.capture(capture)).toMatchObject({ status: "capture_failed", error: { code: "order_invalid_state" } });
    expect(await payments.void(payment)).toMatchObject({ status: "void_failed" });
    expect(await payments.sync({ ...payment, status: "authorized" })).toMatchObject({ status: "authorized", outcome: "rejected" });
  });
});

describe("status tables", () => {
  it("maps every word of an order, and takes upper-case words of the old API for unknown", () => {
    expect(mapOrderStatus.entries).toEqual({
      pending: "authentication_pending",
      processing: "pending",
      authorised: "authorized",
      completed: "charged",
      cancelled: "voided",
      failed: "failure",
    });
    expect(mapFollowUpStatus.entries).toEqual({ ...mapOrderStatus.entries, pending: "pending" });
    expect(mapOrderStatus("COMPLETED")).toBe("pending");
  });

  it("calls nothing final that is still moving", () => {
    const moving = [
      "pending",
      "authentication_verified",
      "authorisation_started",
      "authorisation_passed",
      "capture_started",
      "completing",
      "declining",
      "failing",
    ];
    for (const word of [...moving, "refund_validated", "a new word"]) expect(ATTEMPT_STATUS_IS_TERMINAL[mapPaymentStatus(word)]).toBe(false);
    expect(mapPaymentStatus.entries).toMatchObject({
      captured: "charged",
      authorised: "authorized",
      soft_declined: "failure",
      cancelling: "void_initiated",
    });
  });

  it("maps refunds, increments and disputes", () => {
    expect(mapRefundStatus.entries).toEqual({
      completed: "success",
      processing: "pending",
      pending: "pending",
      authorised: "pending",
      failed: "failure",
      cancelled: "failure",
    });
    expect(mapIncrementStatus("a new word")).toBe("processing");
    expect(mapDisputeStatus.entries).toMatchObject({ lost: "dispute_lost", lost_expired: "dispute_expired", won: "dispute_won" });
  });
});
