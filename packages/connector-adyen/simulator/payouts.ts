import { MovementKind, refuse } from "@switchyard/testkit";
import { needBody } from "./body.js";
import { brandOf, passesLuhn, testCardFault } from "./cards.js";
import { contractNotFound, invalid, missing, toErrorAnswer, unknownOriginal } from "./errors.js";
import { needAccount, needPaymentKey, needReviewKey } from "./gate.js";
import { cardPayoutRequest, modifyPayoutRequest, storeAndSubmitRequest, storeDetailRequest, submitRequest } from "./schemas/services.js";
import type { StoreDetailRequest } from "./schemas/services.js";
import { toRefusal, triggeredOutcome } from "./triggers.js";
import { announce, EventCode } from "./webhooks.js";
import { newPspReference } from "./world.js";
import type { Instrument, Payout, StoredDetails, World } from "./world.js";

type Details = Pick<StoreDetailRequest, "bank" | "card" | "selectedBrand" | "additionalData">;

/** Where the money is to go; refuses when the request does not say, or says what cannot be. */
function needTarget({ bank, card, selectedBrand, additionalData }: Details): Instrument {
  if (selectedBrand !== undefined) {
    if (additionalData?.["emailId"] === undefined) return refuse(toErrorAnswer(missing("additionalData.emailId")));
    return { type: selectedBrand, variant: selectedBrand };
  }
  if (bank !== undefined) {
    if (bank.iban !== undefined && !/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(bank.iban)) return refuse(toErrorAnswer(invalid("161", "Invalid iban")));
    if (bank.iban === undefined && bank.bankAccountNumber === undefined) return refuse(toErrorAnswer(missing("bank.iban")));
    if (bank.ownerName === undefined) return refuse(toErrorAnswer(missing("bank.ownerName")));
    return { type: "bankTransfer_IBAN", variant: "bankTransfer_IBAN", iban: bank.iban, ownerName: bank.ownerName };
  }
  return needCard(card);
}

function needCard(card: StoreDetailRequest["card"]): Instrument {
  const { number, expiryMonth, expiryYear, holderName, cvc } = card ?? {};
  if (number === undefined) return refuse(toErrorAnswer(missing("card.number")));
  if (!passesLuhn(number)) return refuse(toErrorAnswer(invalid("101", "Invalid card number")));
  if (expiryMonth === undefined || expiryYear === undefined) return refuse(toErrorAnswer(invalid("129", "Expiry Date Invalid")));
  return { type: "scheme", variant: brandOf(number), number, expiry: `${expiryMonth.padStart(2, "0")}/${expiryYear}`, holder: holderName, cvc };
}

function needPayoutContract({ recurring }: Pick<StoreDetailRequest, "recurring">): void {
  if (recurring.contract !== "PAYOUT") refuse(toErrorAnswer(invalid("107", "Recurring is not enabled for this contract")));
}

function store(world: World, shopperReference: string, instrument: Instrument): StoredDetails {
  const id = newPspReference(world);
  return world.details.put(id, { id, shopperReference, instrument, models: [], networkTxReference: id, contract: "payout" });
}

function submit(world: World, { reference, amount, variant }: Pick<Payout, "reference" | "amount" | "variant">): Response {
  if (amount.value === 0) return toErrorAnswer(invalid("137", "Invalid amount specified"));
  const pspReference = newPspReference(world);
  world.payouts.put(pspReference, { pspReference, reference, amount, variant, state: "review" });
  return Response.json({ pspReference, resultCode: "[payout-submit-received]" });
}

/** `storeDetail`: where money may go later. */
export async function storePayoutDetail(world: World, request: Request): Promise<Response> {
  needPaymentKey(world, request);
  const body = await needBody(request, storeDetailRequest, "StoreDetailRequest");
  needAccount(world, body.merchantAccount);
  needPayoutContract(body);
  const { id } = store(world, body.shopperReference, needTarget(body));
  return Response.json({ pspReference: newPspReference(world), recurringDetailReference: id, resultCode: "Success" });
}

/** `storeDetailAndSubmitThirdParty`: waits for its review. */
export async function storeAndSubmit(world: World, request: Request): Promise<Response> {
  needPaymentKey(world, request);
  const body = await needBody(request, storeAndSubmitRequest, "StoreDetailAndSubmitRequest");
  needAccount(world, body.merchantAccount);
  needPayoutContract(body);
  const instrument = needTarget(body);
  store(world, body.shopperReference, instrument);
  return submit(world, { reference: body.reference, amount: body.amount, variant: instrument.variant });
}

/** `submitThirdParty`: to details that were stored; `LATEST` are the shopper's newest. */
export async function submitToStored(world: World, request: Request): Promise<Response> {
  needPaymentKey(world, request);
  const body = await needBody(request, submitRequest, "SubmitRequest");
  needAccount(world, body.merchantAccount);
  const { selectedRecurringDetailReference: wanted, shopperReference } = body;
  const own = world.details.values().filter((each) => each.contract === "payout" && each.shopperReference === shopperReference);
  const details = wanted === "LATEST" ? own.at(-1) : own.find(({ id }) => id === wanted);
  if (details === undefined) return toErrorAnswer(contractNotFound);
  return submit(world, { reference: body.reference, amount: body.amount, variant: details.instrument.variant });
}

/** `confirmThirdParty` and `declineThirdParty`, by the review user. */
export async function reviewPayout(world: World, request: Request, verdict: "confirm" | "decline"): Promise<Response> {
  needReviewKey(world, request);
  const body = await needBody(request, modifyPayoutRequest, "ModifyRequest");
  needAccount(world, body.merchantAccount);
  const payout = world.payouts.get(body.originalReference);
  if (payout === undefined) return toErrorAnswer(unknownOriginal);
  if (payout.state !== "review") return toErrorAnswer(invalid("179", "Modification is not possible"));
  if (verdict === "confirm") changeState(world, payout, "confirmed");
  else tell(world, changeState(world, payout, "declined"), EventCode.PayoutDecline, true, "");
  return Response.json({ pspReference: newPspReference(world), response: `[payout-${verdict}-received]` });
}

function changeState(world: World, { pspReference }: Payout, state: Payout["state"]): Payout {
  return world.payouts.update(pspReference, (payout) => ({ ...payout, state }));
}

function tell(world: World, payout: Payout, eventCode: EventCode, success: boolean, reason: string): void {
  const { pspReference, reference, amount, variant } = payout;
  // The submission's own event has no originalReference; what is done to it later has.
  const item =
    eventCode === EventCode.PayoutThirdparty ? { pspReference } : { pspReference: newPspReference(world), originalReference: pspReference };
  announce(world, { ...item, merchantReference: reference, paymentMethod: variant, amount, eventCode, success, reason });
}

function pay(world: World, payout: Payout): void {
  const { pspReference: paymentId, amount, reference } = payout;
  world.ledger.record({ kind: MovementKind.Payout, paymentId, amount: amount.value, currency: amount.currency, reference });
}

/** A confirmed payout reaches its bank, or is refused there. Nothing for one that does not wait for that. */
export function settlePayout(world: World, payout: Payout, failure?: string): void {
  if (payout.state !== "confirmed") return;
  const changed = changeState(world, payout, failure === undefined ? "paid" : "refused");
  if (failure === undefined) pay(world, changed);
  tell(world, changed, EventCode.PayoutThirdparty, failure === undefined, failure ?? "Approved");
}

/** Nobody confirmed the payout in time. */
export function expirePayout(world: World, payout: Payout): void {
  if (payout.state !== "review") throw new Error("Only a payout that waits for its review can expire.");
  tell(world, changeState(world, payout, "expired"), EventCode.PayoutExpire, true, "");
}

/** The bank sends a payout back. */
export function reversePayout(world: World, payout: Payout): void {
  if (payout.state !== "paid") throw new Error("Only a payout that was paid can come back.");
  tell(world, changeState(world, payout, "reversed"), EventCode.PaidoutReversed, true, "");
}

/** `payout`: to a card, at once. */
export async function payToCard(world: World, request: Request): Promise<Response> {
  needPaymentKey(world, request);
  const body = await needBody(request, cardPayoutRequest, "PayoutRequest");
  needAccount(world, body.merchantAccount);
  const instrument = needCard(body.card);
  if (body.amount.value === 0) return toErrorAnswer(invalid("137", "Invalid amount specified"));
  const fault = testCardFault(instrument);
  const outcome = triggeredOutcome(instrument.holder, undefined) ?? (fault === undefined ? { resultCode: "Authorised" } : toRefusal(fault));
  const pspReference = newPspReference(world);
  const { reference, amount } = body;
  const { resultCode, refusalReason } = outcome;
  const state = resultCode === "Authorised" ? "paid" : resultCode === "Received" ? "confirmed" : "refused";
  const payout = world.payouts.put(pspReference, { pspReference, reference, amount, variant: instrument.variant, state });
  if (state === "paid") pay(world, payout);
  return Response.json({ pspReference, resultCode, ...(refusalReason === undefined ? { authCode: "034788" } : { refusalReason }) });
}
