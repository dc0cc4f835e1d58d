import { rawSegments } from "@switchyard/testkit";
import { cancel, refund, reverse, settle } from "./lifecycle.js";
import { actionLinks, originOf, readSegment, renewLinkData, selfLink } from "./links.js";
import { partialRefundRequest, partialSettlementRequest } from "./schemas.js";
import { completeChallenge, supplyDeviceData } from "./three-ds.js";
import { needBody, needNoBody, refuseField } from "./validation.js";
import { Action, Excess, offeredActions, openAmount, refundableAmount, refuseNotFound } from "./world.js";
import type { Payment, World } from "./world.js";

type ActionHandler = (world: World, payment: Payment, request: Request) => Promise<Response>;

const handlers: Readonly<Record<Action, ActionHandler>> = {
  [Action.SupplyDeviceData]: supplyDeviceData,
  [Action.CompleteChallenge]: completeChallenge,
  [Action.Cancel]: cancelPayment,
  [Action.Settle]: settlePayment,
  [Action.PartiallySettle]: partiallySettlePayment,
  [Action.Refund]: refundPayment,
  [Action.PartiallyRefund]: partiallyRefundPayment,
  [Action.Reverse]: reversePayment,
};

/** `POST api/payments/{linkData}/{action}`; 404 for a link that is none and for what the state does not offer. */
export function act(world: World, request: Request): Promise<Response> {
  const payment = needLinkedPayment(world, request);
  const name = rawSegments(request)[3];
  const action = offeredActions(payment).find((offered) => offered === name) ?? refuseNotFound(world);
  return handlers[action](world, payment, request);
}

/** `GET api/payments/{linkData}`: the last event that became visible. Nothing is shown before the authorization. */
export function queryPayment(world: World, request: Request): Response {
  const { shown, linkData } = needLinkedPayment(world, request);
  if (shown === undefined) return refuseNotFound(world);
  return Response.json({ lastEvent: shown.lastEvent, _actions: actionLinks(originOf(request), linkData, shown.offered) });
}

/** The payment of the link in the path. A payment id is no linkData, nor is a payment of the Card Payments API here. */
function needLinkedPayment(world: World, request: Request): Payment {
  const linkData = readSegment(request, 2);
  const payment = linkData === undefined ? undefined : world.payments.get(linkData);
  const isOurs = payment?.order !== undefined && payment.paymentId !== linkData;
  return isOurs ? payment : refuseNotFound(world);
}

async function cancelPayment(world: World, { paymentId, transactionReference }: Payment, request: Request): Promise<Response> {
  await needNoBody(request);
  cancel(world, paymentId);
  return accepted(world, paymentId, request, "sentForCancellation", { paymentId, transactionReference });
}

async function settlePayment(world: World, payment: Payment, request: Request): Promise<Response> {
  await needNoBody(request);
  settle(world, payment.paymentId, openAmount(payment));
  return accepted(world, payment.paymentId, request, "sentForSettlement", { paymentId: payment.paymentId });
}

async function partiallySettlePayment(world: World, payment: Payment, request: Request): Promise<Response> {
  const { reference, value, sequence } = await needBody(request, partialSettlementRequest);
  if (sequence !== undefined && sequence.number > sequence.total) refuseField("$.sequence.number");
  needFit(world, payment, value, openAmount(payment));
  settle(world, payment.paymentId, value.amount, reference);
  return accepted(world, payment.paymentId, request, "sentForSettlement", { paymentId: payment.paymentId });
}

async function refundPayment(world: World, payment: Payment, request: Request): Promise<Response> {
  await needNoBody(request);
  refund(world, payment.paymentId, refundableAmount(payment));
  return accepted(world, payment.paymentId, request, "sentForRefund");
}

async function partiallyRefundPayment(world: World, payment: Payment, request: Request): Promise<Response> {
  const { reference, value } = await needBody(request, partialRefundRequest);
  needFit(world, payment, value, refundableAmount(payment));
  refund(world, payment.paymentId, value.amount, reference);
  return accepted(world, payment.paymentId, request, "sentForPartialRefund");
}

async function reversePayment(world: World, { paymentId }: Payment, request: Request): Promise<Response> {
  await needNoBody(request);
  reverse(world, paymentId);
  return accepted(world, paymentId, request, "sentForReversal");
}

function needFit({ settings }: World, { currency }: Payment, value: { readonly amount: number; readonly currency: string }, limit: number): void {
  if (value.currency !== currency) refuseField("$.value.currency");
  if (value.amount > limit && settings.excess === Excess.Refuse) refuseField("$.value.amount");
}

/**
 * 202: received, with the links of the new state. As long as some of the payment is still to be settled, the payment and
 * its actions go by two different linkData.
 */
function accepted(world: World, paymentId: string, request: Request, outcome: string, head: Readonly<Record<string, unknown>> = {}): Response {
  const origin = originOf(request);
  const self = renewLinkData(world, paymentId);
  const actions = offeredActions(self);
  const current = actions.includes(Action.PartiallySettle) ? renewLinkData(world, paymentId) : self;
  const answer = {
    outcome,
    ...head,
    _links: selfLink(origin, self.linkData),
    ...(actions.length === 0 ? {} : { _actions: actionLinks(origin, current.linkData, actions) }),
  };
  return Response.json(answer, { status: 202 });
}
