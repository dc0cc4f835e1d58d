import { describe, expect, it } from "vitest";
import { EventCode } from "../simulator/index.js";
import { ADYEN_SIMULATOR_DEFAULTS } from "../simulator/index.js";
import { call, CARD, createAdyenSimulator, items, lastItem, MERCHANT, paid, pay, payment, post, textAt, told } from "./simulator-requests.js";
import type { AdyenSimulator } from "../simulator/index.js";

const STORING = {
  amount: { currency: "EUR", value: 0 },
  storePaymentMethod: true,
  shopperReference: "cus_1",
  recurringProcessingModel: "UnscheduledCardOnFile",
} as const;

async function stored(simulator: AdyenSimulator, changes: object = {}): Promise<string> {
  const { body } = await pay(simulator, { ...STORING, ...changes });
  return (body["additionalData"] as Record<string, string>)["tokenization.storedPaymentMethodId"] ?? "";
}

const repeat = (storedPaymentMethodId: string, changes: object = {}) => ({
  paymentMethod: { type: "scheme", storedPaymentMethodId },
  shopperReference: "cus_1",
  shopperInteraction: "ContAuth",
  recurringProcessingModel: "UnscheduledCardOnFile",
  ...changes,
});

describe("stored payment methods", () => {
  it("are stored for nothing, and pay later", async () => {
    const simulator = createAdyenSimulator();
    const token = await stored(simulator);
    expect(token).toMatch(/^[A-Z0-9]{16}$/);
    expect(simulator.ledger.size).toBe(0);
    expect((await pay(simulator, repeat(token))).body).toMatchObject({ resultCode: "Authorised", paymentMethod: { type: "scheme", brand: "visa" } });
    const tokens = (await items(simulator)).filter(({ eventCode }) => eventCode === "RECURRING_CONTRACT");
    expect(tokens).toMatchObject([{ pspReference: token, success: "true", amount: { value: 0 } }]);
    expect(simulator.webhooks.events.map(({ type }) => type)).toContain("recurring.token.created");
  });

  it("are another shopper's, or nobody's", async () => {
    const simulator = createAdyenSimulator();
    const token = await stored(simulator);
    const refused = { status: 422, body: { errorCode: "800", message: "Contract not found" } };
    expect(await pay(simulator, repeat(token, { shopperReference: "cus_2" }))).toMatchObject(refused);
    expect(await pay(simulator, repeat("M5N7TQ4TG5PFWR50"))).toMatchObject(refused);
    expect(await pay(simulator, repeat(token, { paymentMethod: { type: "sepadirectdebit", storedPaymentMethodId: token } }))).toMatchObject(refused);
  });

  it("are known again", async () => {
    const simulator = createAdyenSimulator();
    expect(await stored(simulator)).toBe(await stored(simulator));
    expect(simulator.webhooks.events.map(({ type }) => type)).toContain("recurring.token.alreadyExisting");
  });

  it("become a debit where iDEAL paid first", async () => {
    const simulator = createAdyenSimulator();
    await pay(simulator, { ...STORING, amount: { currency: "EUR", value: 1 }, paymentMethod: { type: "ideal" } });
    simulator.controls.shopper.decide("order-1");
    const contract = (await items(simulator)).find(({ eventCode }) => eventCode === "RECURRING_CONTRACT");
    const storedPaymentMethodId = contract?.pspReference ?? "";
    const debit = repeat("", { paymentMethod: { type: "sepadirectdebit", storedPaymentMethodId } });
    const { body } = await pay(simulator, debit, { beyondDocument: "it requires an IBAN beside the token" });
    expect(body).toMatchObject({ resultCode: "Authorised", paymentMethod: { type: "sepadirectdebit" } });
  });

  it("are listed and removed", async () => {
    const simulator = createAdyenSimulator();
    const token = await stored(simulator);
    const query = `merchantAccount=${MERCHANT}&shopperReference=cus_1`;
    const listed = await call(simulator, "GET", `/storedPaymentMethods?${query}`);
    expect(listed.body).toMatchObject({ storedPaymentMethods: [{ id: token, brand: "visa", lastFour: "1111", expiryMonth: "03" }] });
    expect((await call(simulator, "DELETE", `/storedPaymentMethods/${token}?${query}`)).status).toBe(204);
    expect((await call(simulator, "DELETE", `/storedPaymentMethods/${token}?${query}`)).status).toBe(404);
    expect((await pay(simulator, repeat(token))).status).toBe(422);
    expect(simulator.webhooks.events.at(-1)?.type).toBe("recurring.token.disabled");
  });

  it("are stored without a payment, and disabled by the older API", async () => {
    const simulator = createAdyenSimulator();
    const { holderName: _holder, ...card } = CARD;
    const body = { merchantAccount: MERCHANT, paymentMethod: card, recurringProcessingModel: "CardOnFile", shopperReference: "cus_1" };
    const made = await post(simulator, "/storedPaymentMethods", body);
    expect(made.status).toBe(201);
    const recurringDetailReference = textAt(made.body, "id");
    const base = "/pal/servlet/Recurring/v68";
    const owner = { merchantAccount: MERCHANT, shopperReference: "cus_1" };
    const listed = await post(simulator, `${base}/listRecurringDetails`, owner);
    expect(listed.body).toMatchObject({ details: [{ RecurringDetail: { recurringDetailReference, variant: "visa" } }] });
    const disable = (): Promise<unknown> => post(simulator, `${base}/disable`, { ...owner, recurringDetailReference });
    expect(await disable()).toMatchObject({ status: 200, body: { response: "[detail-successfully-disabled]" } });
    expect(await disable()).toMatchObject({ status: 422, body: { errorCode: "800" } });
  });
});

describe("sessions", () => {
  const { paymentMethod: _method, shopperInteraction: _interaction, ...session } = payment();

  it.each([
    ["authorise", "completed", "AUTHORISATION true 1000"],
    ["fail", "refused", "AUTHORISATION false 1000"],
    ["cancel", "canceled", "AUTHORISATION false 1000"],
  ] as const)("whose shopper chooses %s are %s", async (decision, status, event) => {
    const simulator = createAdyenSimulator();
    const made = await post(simulator, "/sessions", session);
    expect(made).toMatchObject({ status: 201, body: { reference: "order-1", merchantAccount: MERCHANT } });
    const id = textAt(made.body, "id");
    const result = encodeURIComponent(simulator.controls.shopper.decideSession(id, decision));
    expect((await call(simulator, "GET", `/sessions/${id}?sessionResult=${result}`)).body).toMatchObject({ id, status });
    expect(await told(simulator)).toEqual([event]);
    expect((await call(simulator, "GET", `/sessions/${id}?sessionResult=wrong`)).body["errorCode"]).toBe("14_0408");
  });

  it("have a page of their own where that is asked for", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await post(simulator, "/sessions", { ...session, mode: "hosted" });
    expect(await (await simulator.fetch(new Request(textAt(body, "url")))).text()).toContain("Authorise");
  });

  it("offer the methods of the account", async () => {
    const { body } = await post(createAdyenSimulator(), "/paymentMethods", { merchantAccount: MERCHANT, blockedPaymentMethods: ["ideal"] });
    const types = (body["paymentMethods"] as { type: string }[]).map(({ type }) => type);
    expect(types).toContain("scheme");
    expect(types).not.toContain("ideal");
  });
});

describe("disputes", () => {
  const base = "/ca/services/DisputeService/v30";
  const code = "DefenseMaterial";
  const file = { content: btoa("%PDF-1.7"), contentType: "application/pdf", defenseDocumentTypeCode: code };
  const ok = { status: 200, body: { disputeServiceResult: { success: true } } };
  const failed = { status: 200, body: { disputeServiceResult: { success: false } } };

  async function opened() {
    const simulator = createAdyenSimulator();
    await paid(simulator);
    const disputePspReference = simulator.controls.disputes.open("order-1");
    const ask = (what: string, more: object = {}) =>
      post(simulator, `${base}/${what}`, { disputePspReference, merchantAccountCode: MERCHANT, ...more });
    return { simulator, disputePspReference, ask };
  }

  it("take the money, are defended with documents, and give it back", async () => {
    const { simulator, disputePspReference, ask } = await opened();
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "CHARGEBACK", pspReference: disputePspReference, success: "true" });
    expect((await lastItem(simulator)).additionalData).toMatchObject({
      disputeStatus: "Undefended",
      defendable: "true",
      chargebackReasonCode: "10.4",
    });
    expect(await ask("defendDispute", { defenseReasonCode: "SupplyDefenseMaterial" })).toMatchObject(failed);
    expect(await ask("supplyDefenseDocument", { defenseDocuments: [file] })).toMatchObject(ok);
    const reasons = await ask("retrieveApplicableDefenseReasons");
    expect(reasons.body).toMatchObject({ defenseReasons: [{ defenseReasonCode: "SupplyDefenseMaterial", satisfied: true }] });
    expect(await ask("deleteDisputeDefenseDocument", { defenseDocumentType: code })).toMatchObject(ok);
    expect(await ask("deleteDisputeDefenseDocument", { defenseDocumentType: code })).toMatchObject(failed);
    await ask("supplyDefenseDocument", { defenseDocuments: [file] });
    expect(await ask("defendDispute", { defenseReasonCode: "SupplyDefenseMaterial" })).toMatchObject(ok);
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "INFORMATION_SUPPLIED", additionalData: { disputeStatus: "Pending" } });
    simulator.controls.settle();
    const reversed = await lastItem(simulator);
    expect(reversed).toMatchObject({ eventCode: "CHARGEBACK_REVERSED", pspReference: disputePspReference, merchantReference: "order-1" });
    expect(reversed.originalReference).toBeUndefined();
    expect(simulator.ledger.total({ kind: "chargeback_reversal", currency: "EUR" })).toBe(1000);
  });

  it("are accepted, once", async () => {
    const { simulator, ask } = await opened();
    expect(await ask("acceptDispute")).toMatchObject(ok);
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "DISPUTE_DEFENSE_PERIOD_ENDED", additionalData: { disputeStatus: "Accepted" } });
    expect(await ask("acceptDispute")).toMatchObject(failed);
    expect(await ask("supplyDefenseDocument", { defenseDocuments: [file] })).toMatchObject(failed);
  });

  it.each([
    ["no base64", { content: "%%%" }],
    ["another type", { contentType: "text/plain" }],
    ["a PDF over 2 MB", { content: btoa("x".repeat(2 * 1_048_576 + 1)) }],
    ["an unknown kind", { defenseDocumentTypeCode: "Poem" }],
  ])("take no document that is %s", async (_what, changes) => {
    const { ask } = await opened();
    expect(await ask("supplyDefenseDocument", { defenseDocuments: [{ ...file, ...changes }] })).toMatchObject(failed);
  });

  it("are unknown, or another account's", async () => {
    const { ask } = await opened();
    expect(await ask("acceptDispute", { disputePspReference: "QFQTPCQ8HXSKGK82" })).toMatchObject(failed);
    expect((await ask("acceptDispute", { merchantAccountCode: "Nobody" })).status).toBe(403);
  });

  it.each([
    ...[EventCode.NotificationOfFraud, EventCode.RequestForInformation, EventCode.NotificationOfChargeback, EventCode.SecondChargeback],
    ...[EventCode.PrearbitrationOpen, EventCode.PrearbitrationWon, EventCode.PrearbitrationIssuerWithdrawn, EventCode.PrearbitrationLost],
    ...[EventCode.PrearbitrationAccepted, EventCode.PrearbitrationDeclined, EventCode.SchemeArbitration, EventCode.SchemeArbitrationWon],
    ...[EventCode.SchemeArbitrationLost, EventCode.DisputeDefensePeriodEnded, EventCode.IssuerResponseTimeframeExpired, EventCode.IssuerComments],
  ])("go on with %s under the same pspReference", async (eventCode) => {
    const { simulator, disputePspReference } = await opened();
    simulator.controls.disputes.tell(disputePspReference, eventCode);
    expect(await lastItem(simulator)).toMatchObject({ eventCode, pspReference: disputePspReference });
  });

  it("are only about money that was taken", async () => {
    const simulator = createAdyenSimulator({ capture: "manual" });
    await paid(simulator);
    expect(() => simulator.controls.disputes.open("order-1")).toThrow();
  });
});

describe("payouts", () => {
  const base = "/pal/servlet/Payout/v68";
  const review = { key: ADYEN_SIMULATOR_DEFAULTS.reviewKey };
  const submission = {
    merchantAccount: MERCHANT,
    amount: { currency: "EUR", value: 700 },
    reference: "payout-1",
    shopperReference: "cus_1",
    shopperEmail: "j@example.com",
    recurring: { contract: "PAYOUT" },
    dateOfBirth: "1990-01-01",
    nationality: "NL",
    entityType: "NaturalPerson",
    bank: { iban: "NL13TEST0123456789", ownerName: "A. Klaassen", countryCode: "NL" },
  };
  const submit = (simulator: AdyenSimulator, changes: object = {}) =>
    post(simulator, `${base}/storeDetailAndSubmitThirdParty`, { ...submission, ...changes });

  it("are submitted, confirmed by the review user, and paid", async () => {
    const simulator = createAdyenSimulator();
    const made = await submit(simulator);
    expect(made.body["resultCode"]).toBe("[payout-submit-received]");
    const body = { merchantAccount: MERCHANT, originalReference: textAt(made.body, "pspReference") };
    expect((await post(simulator, `${base}/confirmThirdParty`, body)).body["errorCode"]).toBe("010");
    expect((await post(simulator, `${base}/confirmThirdParty`, body, review)).body["response"]).toBe("[payout-confirm-received]");
    expect((await post(simulator, `${base}/declineThirdParty`, body, review)).status).toBe(422);
    simulator.controls.settle();
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "PAYOUT_THIRDPARTY", success: "true", merchantReference: "payout-1" });
    expect(simulator.ledger.total({ kind: "payout", currency: "EUR" })).toBe(700);
    simulator.controls.reversePayout("payout-1");
    expect((await lastItem(simulator)).eventCode).toBe("PAIDOUT_REVERSED");
  });

  it("are declined, or forgotten", async () => {
    const simulator = createAdyenSimulator();
    const made = await submit(simulator);
    const body = { merchantAccount: MERCHANT, originalReference: textAt(made.body, "pspReference") };
    expect((await post(simulator, `${base}/declineThirdParty`, body, review)).body["response"]).toBe("[payout-decline-received]");
    await submit(simulator, {
      reference: "payout-2",
      bank: undefined,
      selectedBrand: "paypal",
      additionalData: { tokenDataType: "PayPal", emailId: "j@example.com" },
    });
    simulator.controls.expirePayout("payout-2");
    expect((await told(simulator)).map((line) => line.split(" ")[0])).toEqual(["PAYOUT_DECLINE", "PAYOUT_EXPIRE"]);
  });

  it.each([
    ["no bank", { bank: undefined }, "130"],
    ["no owner", { bank: { iban: "NL13TEST0123456789" } }, "130"],
    ["an invalid IBAN", { bank: { iban: "nonsense", ownerName: "A" } }, "161"],
    ["no nationality", { nationality: undefined }, "130"],
    ["another contract", { recurring: { contract: "RECURRING" } }, "107"],
  ])("are refused with %s", async (_what, changes, errorCode) => {
    expect((await submit(createAdyenSimulator(), changes)).body["errorCode"]).toBe(errorCode);
  });

  it("go to details that were stored", async () => {
    const simulator = createAdyenSimulator();
    const { amount: _amount, reference: _reference, ...person } = submission;
    const kept = await post(simulator, `${base}/storeDetail`, person);
    const { bank: _bank, ...again } = submission;
    const submitTo = (selectedRecurringDetailReference: string) =>
      post(simulator, `${base}/submitThirdParty`, { ...again, selectedRecurringDetailReference });
    expect((await submitTo(textAt(kept.body, "recurringDetailReference"))).status).toBe(200);
    expect((await submitTo("LATEST")).status).toBe(200);
    expect((await submitTo("nobody")).status).toBe(422);
  });

  it("to a card are paid at once, or refused", async () => {
    const simulator = createAdyenSimulator();
    const { type: _type, ...card } = CARD;
    const body = { merchantAccount: MERCHANT, amount: { currency: "EUR", value: 700 }, reference: "payout-1", card };
    expect((await post(simulator, `${base}/payout`, body)).body["resultCode"]).toBe("Authorised");
    const refused = await post(simulator, `${base}/payout`, { ...body, card: { ...card, holderName: "DECLINED" } });
    expect(refused.body).toMatchObject({ resultCode: "Refused", refusalReason: "Refused" });
    expect(simulator.ledger.total({ kind: "payout", currency: "EUR" })).toBe(700);
  });
});
