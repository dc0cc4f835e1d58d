import { internalError } from "./answers.js";
import { brandOf, MagicName, refusalOf, toRefusal, UNMATCHED_CVC } from "./cards.js";
import type { Refusal } from "./cards.js";
import { authorize, cancel, settle } from "./lifecycle.js";
import { actionLinks, renewLinkData, selfLink } from "./links.js";
import { storeCard } from "./tokens.js";
import { announce, PaymentEvent } from "./webhooks.js";
import { change, needPayment, offeredActions, Phase } from "./world.js";
import type { PayingCard, Payment, World } from "./world.js";

/** The issuer's decision, once there is nothing left to authenticate. `threeDS` is what the answer says of that. */
export function decide(world: World, paymentId: string, origin: string, threeDS?: Readonly<Record<string, unknown>>): Response {
  const payment = needPayment(world, paymentId);
  announce(world, payment, PaymentEvent.SentForAuthorization);
  if (payment.card.holder === MagicName.Error) {
    announce(world, change(world, paymentId, { phase: Phase.Closed }), PaymentEvent.Error);
    return internalError();
  }
  const refusal = refusalFor(payment);
  return refusal === undefined ? approve(world, payment, origin, threeDS) : decline(world, payment, refusal);
}

function refusalFor({ card, order }: Payment): Refusal | undefined {
  const partialRefused = card.holder === MagicName.Partial && order?.instruction.value.acceptPartialAmount !== true;
  return partialRefused ? toRefusal("51") : refusalOf(card.holder);
}

function decline(world: World, { paymentId, transactionReference, card }: Payment, { code, description, advice }: Refusal): Response {
  const payment = change(world, paymentId, { phase: Phase.Closed });
  announce(world, payment, PaymentEvent.Refused);
  const answer = {
    outcome: "refused",
    paymentId,
    transactionReference,
    refusalDescription: description,
    refusalCode: code,
    ...(advice === undefined ? {} : { advice: { code: advice } }),
    riskFactors: riskFactorsOf(card),
  };
  return Response.json(answer, { status: 201 });
}

function approve(world: World, { paymentId, card, order, requested, schemeReference }: Payment, origin: string, threeDS: unknown): Response {
  authorize(world, paymentId, approvedAmount(card, requested));
  const wish = order?.instruction.tokenCreation;
  const token = wish === undefined ? undefined : storeCard(world, card, schemeReference, wish, origin);
  const live = change(world, paymentId, { token });
  // A query that lags says so at once, whatever came after.
  change(world, paymentId, { shown: { lastEvent: "Authorized", offered: offeredActions(live) } });
  announce(world, live, PaymentEvent.Authorized, { amount: live.authorized });
  const outcome = settleOrCancel(world, live);
  const current = renewLinkData(world, paymentId);
  return Response.json(toApproval(current, outcome, origin, threeDS), { status: outcome === "authorized" ? 201 : 202 });
}

function approvedAmount(card: PayingCard, requested: number): number {
  return card.holder === MagicName.Partial ? Math.ceil(requested / 2) : requested;
}

/** With automatic settlement a security code that does not match cancels the payment, unless that is switched off. */
function settleOrCancel(world: World, { paymentId, authorized, card, order }: Payment): string {
  const settlement = order?.instruction.settlement;
  if (settlement?.auto !== true) return "authorized";
  if (card.cvc === UNMATCHED_CVC && settlement.cancelOn?.cvcNotMatched !== "disabled") {
    cancel(world, paymentId);
    return "sentForCancellation";
  }
  settle(world, paymentId, authorized);
  return "sentForSettlement";
}

function toApproval(payment: Payment, outcome: string, origin: string, threeDS: unknown): Readonly<Record<string, unknown>> {
  const { paymentId, transactionReference, schemeReference, card, token, linkData, order, requested, authorized, currency } = payment;
  const actions = offeredActions(payment);
  return {
    outcome,
    paymentId,
    transactionReference,
    schemeReference,
    issuer: { authorizationCode: payment.downstreamReference.slice(-6) },
    riskFactors: riskFactorsOf(card),
    paymentInstrument: maskedCard(card),
    ...(authorized === requested ? {} : { amounts: { requested, totalAuthorized: authorized, currency, partialAuthorization: true } }),
    ...(order?.instruction.fraud === undefined ? {} : { fraud: assessmentOf(card) }),
    ...(threeDS === undefined ? {} : { threeDS }),
    ...(token === undefined ? {} : { token }),
    _links: selfLink(origin, linkData),
    ...(actions.length === 0 ? {} : { _actions: actionLinks(origin, linkData, actions) }),
  };
}

function assessmentOf({ holder }: PayingCard): Readonly<Record<string, unknown>> {
  return holder === MagicName.HighRisk ? { outcome: "highRisk(silentMode)", score: 97 } : { outcome: "lowRisk", score: 12 };
}

/** What did not match or was not there; nothing when all matched. */
function riskFactorsOf({ cvc, hasAddress }: PayingCard): readonly Readonly<Record<string, string>>[] {
  const avs = (detail: string) => ({ risk: "notSupplied", detail, type: "avs" });
  const cvcRisk = cvc === undefined ? "notSupplied" : "notMatched";
  return [
    ...(cvc === undefined || cvc === UNMATCHED_CVC ? [{ risk: cvcRisk, type: "cvc" }] : []),
    ...(hasAddress ? [] : [avs("address"), avs("postcode")]),
  ];
}

/** `paymentInstrument` of an answer. */
export function maskedCard({ number, expiry }: PayingCard): Readonly<Record<string, unknown>> {
  return {
    type: "card/plain+masked",
    cardBin: number.slice(0, 6),
    lastFour: number.slice(-4),
    countryCode: "GB",
    expiryDate: expiry,
    cardBrand: brandOf(number),
    fundingType: "debit",
  };
}
