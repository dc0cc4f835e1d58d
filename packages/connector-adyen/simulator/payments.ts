import { Alphabet } from "@switchyard/testkit";
import { toActionAnswer, toDecidedAnswer } from "./answers.js";
import { approvalOf } from "./approval.js";
import { needBody } from "./body.js";
import { isEnrolled } from "./cards.js";
import { needAccount } from "./gate.js";
import { needAmount, needInstrument, needRootFields } from "./instrument.js";
import { closeOffer, conclude } from "./lifecycle.js";
import { toMethodAction, toNativeAction, toThreeDsAction } from "./methods/actions.js";
import { methodOf, nextStepOf, NextStep } from "./methods/catalogue.js";
import { needOrder, takeFromGiftCard } from "./orders.js";
import { paymentRequest } from "./schemas/payment.js";
import type { PaymentRequest } from "./schemas/payment.js";
import { openStep } from "./steps.js";
import { toRefusal } from "./triggers.js";
import { needPayment, newPspReference, Phase } from "./world.js";
import type { Instrument, Outcome, Payment, World } from "./world.js";

/** `POST /payments` (tech-spec, section 4.1). Without an idempotency key a repeated one is a second payment. */
export async function takePayment(world: World, request: Request): Promise<Response> {
  const order = await needBody(request, paymentRequest, "PaymentRequest");
  needAccount(world, order.merchantAccount);
  needRootFields(order);
  needAmount(order);
  const instrument = needInstrument(world, order);
  const partOf = order.order === undefined ? undefined : needOrder(world, order.order, order.amount).pspReference;
  const payment = openPayment(world, order, instrument, partOf);
  return proceed(world, payment, new URL(request.url).origin);
}

/** A payment about which nothing is decided yet. */
export function openPayment(world: World, order: PaymentRequest, instrument: Instrument, orderPspReference?: string): Payment {
  const { amount, reference, additionalData = {} } = order;
  const isAskedManual = additionalData["manualCapture"] === "true";
  const isAutomatic = additionalData["manualCapture"] === "false" || order.captureDelayHours !== undefined;
  const isManual = isAskedManual || (world.settings.capture === "manual" && !isAutomatic);
  const payment: Payment = {
    pspReference: newPspReference(world),
    reference,
    currency: amount.currency,
    requested: amount.value,
    authorised: 0,
    captured: 0,
    refunded: 0,
    released: 0,
    phase: Phase.Shopper,
    instrument,
    isManualCapture: isManual && methodOf(instrument.type).canHold,
    isPreAuth: additionalData["authorisationType"] === "PreAuth",
    order,
    networkTxReference: world.ids.token(15, Alphabet.Digits),
    authCode: world.ids.token(6, Alphabet.Digits),
    orderPspReference,
  };
  return world.payments.put(payment.pspReference, payment);
}

function proceed(world: World, payment: Payment, origin: string): Response {
  const next = nextStepOf(payment.order);
  switch (next) {
    case NextStep.Card:
      return authenticates(payment) ? authenticate(world, payment, origin) : decide(world, payment, approvalOf(payment));
    case NextStep.Direct:
      return decide(world, payment, giftCardRefusal(world, payment) ?? approvalOf(payment));
    case NextStep.Debit:
      return decide(world, payment, debitOutcome(world, payment));
    default:
      return present(world, payment, next, origin);
  }
}

function decide(world: World, { pspReference }: Payment, outcome: Outcome): Response {
  return toDecidedAnswer(world, conclude(world, pspReference, outcome));
}

function giftCardRefusal(world: World, { instrument, requested }: Payment): Outcome | undefined {
  if (instrument.type !== "giftcard") return undefined;
  return takeFromGiftCard(world, instrument, requested) ? undefined : toRefusal(12);
}

function debitOutcome({ settings }: World, payment: Payment): Outcome {
  const approval = approvalOf(payment);
  return approval.resultCode === "Authorised" && settings.debits === "received" ? { resultCode: "Received" } : approval;
}

/**
 * An enrolled card authenticates unless the merchant said no, and only with the shopper there; external 3DS data and
 * network tokens have done it already (tech-spec, sections 4.1 and 4.9).
 */
function authenticates({ instrument, order }: Payment): boolean {
  const { authenticationData, additionalData = {}, mpiData, shopperInteraction = "Ecommerce", paymentMethod } = order;
  if (shopperInteraction !== "Ecommerce" || mpiData !== undefined || paymentMethod.type === "networkToken") return false;
  const asked = authenticationData?.attemptAuthentication;
  if (asked === "never" || (asked === undefined && additionalData["executeThreeD"] === "false")) return false;
  return isEnrolled(instrument.number ?? "");
}

function authenticate(world: World, payment: Payment, origin: string): Response {
  if (payment.order.authenticationData?.threeDSRequestData?.nativeThreeDS === "preferred") {
    const token = openStep(world, payment.pspReference, "three_ds_fingerprint");
    return toActionAnswer(payment, "IdentifyShopper", toNativeAction("fingerprint", token), true);
  }
  const token = openStep(world, payment.pspReference, "three_ds_redirect");
  planOfferClosed(world, payment.pspReference);
  return toActionAnswer(payment, "RedirectShopper", toThreeDsAction(origin, token, payment.order), false);
}

function present(world: World, payment: Payment, next: NextStep, origin: string): Response {
  const token = openStep(world, payment.pspReference, next === NextStep.Redirect ? "redirect" : "present");
  planOfferClosed(world, payment.pspReference);
  const { resultCode, action } = toMethodAction(payment, next, origin, token, world.clock.now());
  // The official sample of iDEAL has no pspReference.
  return toActionAnswer(payment, resultCode, action, next === NextStep.Redirect);
}

function planOfferClosed(world: World, pspReference: string): void {
  const { offerClosedAfter } = world.settings;
  if (offerClosedAfter === undefined) return;
  world.agenda.after(offerClosedAfter, () => {
    if (needPayment(world, pspReference).phase === Phase.Shopper) closeOffer(world, pspReference);
  });
}
