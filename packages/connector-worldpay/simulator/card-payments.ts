import { MovementKind } from "@switchyard/testkit";
import { refusalOf } from "./cards.js";
import { MediaType } from "./gate.js";
import { authorize } from "./lifecycle.js";
import { originOf, readSegment, renewLinkData } from "./links.js";
import { openPayment } from "./payments.js";
import { incrementRequest } from "./schemas.js";
import { needBody, refuseField } from "./validation.js";
import { change, refuseNotFound } from "./world.js";
import type { Payment, World } from "./world.js";

/** An authorization as the Card Payments API makes it with `estimated: true`. */
export interface EstimatedAuthorization {
  readonly transactionReference: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** `REFUSED<n>` makes every increment refused with that code. */
  readonly cardHolderName?: string | undefined;
}

/** Makes an authorization that can be increased. The Payments API does not know it. */
export function seedEstimated(world: World, seed: EstimatedAuthorization): Payment {
  const { transactionReference, amount, currency, cardHolderName } = seed;
  const card = { number: "4444333322221111", expiry: { month: 12, year: 2035 }, holder: cardHolderName, hasAddress: false };
  const { paymentId } = openPayment(world, card, { transactionReference, requested: amount, currency });
  return authorize(world, paymentId, amount);
}

/** `POST payments/authorizations/incrementalAuthorizations/{linkData}`: adds to the authorized amount. */
export async function increaseAuthorization(world: World, request: Request): Promise<Response> {
  const linkData = readSegment(request, 3);
  const payment = linkData === undefined ? undefined : world.payments.get(linkData);
  if (payment === undefined || payment.order !== undefined || payment.paymentId === linkData) return refuseNotFound(world);
  const { value } = await needBody(request, incrementRequest);
  if (value.currency !== payment.currency) refuseField("$.value.currency");
  const refusal = refusalOf(payment.card.holder);
  if (refusal === undefined) return increased(world, payment, value.amount, originOf(request));
  return answer({ outcome: "refused", refusalCode: refusal.code, refusalDescription: refusal.description });
}

function increased(world: World, payment: Payment, amount: number, origin: string): Response {
  const { paymentId, currency, transactionReference } = payment;
  const { authorized } = change(world, paymentId, { authorized: payment.authorized + amount });
  const kind = MovementKind.IncrementalAuthorization;
  world.ledger.record({ kind, paymentId, amount, currency, reference: transactionReference });
  const { linkData } = renewLinkData(world, paymentId);
  return answer({
    outcome: "authorized",
    amounts: { totalAuthorized: authorized, currency },
    issuer: { authorizationCode: payment.downstreamReference.slice(-6) },
    scheme: { reference: payment.schemeReference },
    _links: toLinks(origin, encodeURIComponent(linkData)),
  });
}

function toLinks(origin: string, segment: string): Readonly<Record<string, unknown>> {
  const paths = {
    increaseAuthorizedAmount: "authorizations/incrementalAuthorizations",
    cancel: "authorizations/cancellations",
    partialCancel: "authorizations/cancellations/partials",
    settle: "settlements/full",
    partialSettle: "settlements/partials",
    events: "events",
  };
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [`cardPayments:${name}`, { href: `${origin}/payments/${path}/${segment}` }]));
}

function answer(body: Readonly<Record<string, unknown>>): Response {
  return Response.json(body, { status: 202, headers: { "content-type": MediaType.CardPayments } });
}
