import { openDispute, needDispute, tellOfDispute } from "./dispute-events.js";
import type { DisputeEventOptions, NewDispute } from "./dispute-events.js";
import { settleDispute } from "./disputes.js";
import { closeOffer, conclude, expire } from "./lifecycle.js";
import { holdKey } from "./idempotency.js";
import { expirePayout, reversePayout, settlePayout } from "./payouts.js";
import { decideSession } from "./sessions.js";
import { failAfterwards, settleModification, settlePayment, tellOfModification } from "./settlement.js";
import { decideStep, toReturnUrl } from "./steps.js";
import { toRefusal } from "./triggers.js";
import { announce, EventCode, send } from "./webhooks.js";
import type { NewItem } from "./webhooks.js";
import { openAmount, Phase } from "./world.js";
import type { Decision, Dispute, Modification, Order, Payment, Payout, PlannedError, StoredDetails, World } from "./world.js";

/** What the shopper does, as the pages' buttons do it. A step goes by its token: `MD`, `token`, or that of an action. */
export interface ShopperControls {
  /**
   * Goes through the step that the payment waits for, be it a redirect, a code, a voucher, an app or native 3DS2.
   * Gives what the shopper brings back: the value of `redirectResult` or `threeDSResult`, and for redirects the URL.
   * Throws when the payment waits for no shopper.
   */
  decide(payment: string, decision?: Decision): { readonly result: string; readonly returnUrl: string };
  /** The same by the token of the step. */
  decideStep(token: string, decision?: Decision): { readonly result: string; readonly returnUrl: string };
  /** Finishes a session of Drop-in; gives the `sessionResult`. Throws for one that does not wait. */
  decideSession(id: string, decision?: Decision): string;
  /** Never comes back: OFFER_CLOSED. Throws when the payment waits for no shopper. */
  abandon(payment: string): void;
}

/** Disputes, which nobody but the cardholder's bank begins. A dispute goes by its pspReference. */
export interface DisputeControls {
  /** Opens a dispute about captured money and tells its first event (CHARGEBACK unless given); gives its pspReference. */
  open(payment: string, dispute?: NewDispute & { readonly eventCode?: EventCode | undefined } & DisputeEventOptions): string;
  /** Tells the next event of a dispute: any of `EventCode` that is a dispute's, under the dispute's own pspReference. */
  tell(dispute: string, eventCode: EventCode, options?: DisputeEventOptions): void;
  /** The state of a dispute; throws for an unknown one. */
  get(dispute: string): Dispute;
}

/**
 * What tests and demos may do beside the API. A payment goes by its pspReference or by the merchant's reference, where
 * the newest of that reference is meant; a modification or payout likewise by its own.
 */
export interface AdyenControls {
  /**
   * Does everything that waits at Adyen: modifications that were received, debits and other payments at the bank,
   * confirmed payouts, and defences, with which the issuer agrees. Their webhooks are queued. What waits for the
   * shopper goes on waiting.
   */
  settle(): void;
  /** Settles one modification; with a reason it fails, and what it reserved is given back. Throws when it does not wait. */
  settleModification(modification: string, failure?: string): void;
  /** The bank's word on a payment that was received: authorised, or refused with this code. Throws when it does not wait. */
  settlePayment(payment: string, refusalCode?: number): void;
  /** A capture that had succeeded fails: CAPTURE_FAILED. */
  failCapture(capture: string, reason?: string): void;
  /** A refund that had succeeded fails: REFUND_FAILED, or REFUNDED_REVERSED when the bank sent it back. */
  failRefund(refund: string, eventCode?: "REFUND_FAILED" | "REFUNDED_REVERSED", reason?: string): void;
  /** An event about a refund that changes nothing: POSTPONED_REFUND, VOID_PENDING_REFUND or REFUND_WITH_DATA. */
  tellOfRefund(refund: string, eventCode: "POSTPONED_REFUND" | "VOID_PENDING_REFUND" | "REFUND_WITH_DATA"): void;
  /** What is open of an authorisation runs out: EXPIRE. Throws when nothing is open. */
  expire(payment: string): void;
  readonly shopper: ShopperControls;
  readonly disputes: DisputeControls;
  /** Settles a confirmed payout; with a reason it is refused. Throws when it does not wait. */
  settlePayout(payout: string, failure?: string): void;
  /** Nobody reviewed the payout in time: PAYOUT_EXPIRE. */
  expirePayout(payout: string): void;
  /** The bank sends a paid payout back: PAIDOUT_REVERSED. */
  reversePayout(payout: string): void;
  /** Queues any standard event, signed: those that no state causes, or another account's. */
  announce(item: NewItem): void;
  /** All items that `run` causes go out in one message. */
  inOneMessage(run: () => void): void;
  /** What a gift card has from now on, in minor units. */
  setGiftCardBalance(number: string, value: number): void;
  /** The next request runs into this error. Status 500, code 905, transient unless given. */
  failNext(error?: Partial<PlannedError>): void;
  /** Makes a key one whose first call is still running; gives a function that ends that call without a trace. */
  holdIdempotencyKey(key: string): () => void;
  /** The state of a payment; throws for an unknown one, as do the others. */
  payment(name: string): Payment;
  modification(name: string): Modification;
  payout(name: string): Payout;
  order(pspReference: string): Order;
  storedDetails(id: string): StoredDetails;
}

const TRANSIENT: PlannedError = { status: 500, errorCode: "905", message: "Internal error", isTransient: true };

function need<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is no ${what}.`);
  return found;
}

/** The controls of a world. */
export function createControls(world: World): AdyenControls {
  const payment = (name: string): Payment =>
    need(world.payments.get(name) ?? world.payments.values().findLast(({ reference }) => reference === name), `payment ${name}`);
  const modification = (name: string): Modification =>
    need(world.modifications.get(name) ?? world.modifications.values().findLast(({ reference }) => reference === name), `modification ${name}`);
  const payout = (name: string): Payout =>
    need(world.payouts.get(name) ?? world.payouts.values().findLast(({ reference }) => reference === name), `payout ${name}`);

  function waiting<T>(holds: boolean, value: T, what: string): T {
    if (!holds) throw new Error(`${what} does not wait for this.`);
    return value;
  }

  function decide(token: string, decision: Decision): { result: string; returnUrl: string } {
    const decided = decideStep(world, token, decision);
    return { result: decided.result, returnUrl: toReturnUrl(decided.payment, decided.result) };
  }

  const shopper: ShopperControls = {
    decide: (name, decision = "authorise") => decide(need(payment(name).step, `step of ${name}`).token, decision),
    decideStep: (token, decision = "authorise") => decide(token, decision),
    decideSession: (id, decision = "authorise") =>
      need(new URL(decideSession(world, id, decision)).searchParams.get("sessionResult") ?? undefined, "result"),
    abandon(name) {
      const found = payment(name);
      closeOffer(world, waiting(found.phase === Phase.Shopper, found.pspReference, name));
    },
  };

  const disputes: DisputeControls = {
    open(name, { eventCode = EventCode.Chargeback, ...asked } = {}) {
      const { pspReference } = openDispute(world, payment(name).pspReference, asked);
      tellOfDispute(world, pspReference, eventCode, asked);
      return pspReference;
    },
    tell(dispute, eventCode, options) {
      tellOfDispute(world, needDispute(world, dispute).pspReference, eventCode, options);
    },
    get: (dispute) => needDispute(world, dispute),
  };

  return {
    settle() {
      for (const { pspReference } of world.modifications.values()) settleModification(world, pspReference);
      for (const each of world.payments.values()) settlePayment(world, each);
      for (const each of world.payouts.values()) settlePayout(world, each);
      for (const { pspReference } of world.disputes.values()) settleDispute(world, pspReference);
    },
    settleModification(name, failure) {
      const { state, pspReference } = modification(name);
      settleModification(world, waiting(state === "received", pspReference, name), failure);
    },
    settlePayment(name, refusalCode) {
      const { phase, pspReference } = payment(name);
      const outcome = refusalCode === undefined ? { resultCode: "Authorised" } : toRefusal(refusalCode);
      conclude(world, waiting(phase === Phase.Bank, pspReference, name), outcome);
    },
    failCapture(name, reason = "Capture Failed") {
      const { kind, pspReference } = modification(name);
      failAfterwards(world, waiting(kind === "capture", pspReference, name), EventCode.CaptureFailed, reason);
    },
    failRefund(name, eventCode = EventCode.RefundFailed, reason = "Refund Failed") {
      const { kind, action, pspReference } = modification(name);
      failAfterwards(world, waiting(kind === "refund" || action === "refund", pspReference, name), eventCode, reason);
    },
    tellOfRefund(name, eventCode) {
      tellOfModification(world, modification(name).pspReference, eventCode);
    },
    expire(name) {
      const found = payment(name);
      expire(world, waiting(openAmount(found) > 0, found.pspReference, name));
    },
    shopper,
    disputes,
    settlePayout(name, failure) {
      const found = payout(name);
      settlePayout(world, waiting(found.state === "confirmed", found, name), failure);
    },
    expirePayout(name) {
      expirePayout(world, payout(name));
    },
    reversePayout(name) {
      reversePayout(world, payout(name));
    },
    announce(item) {
      announce(world, item);
    },
    inOneMessage(run) {
      const items = (world.batch = world.batch ?? []);
      try {
        run();
      } finally {
        world.batch = undefined;
      }
      send(world, items);
    },
    setGiftCardBalance(number, value) {
      world.giftCards.set(number, value);
    },
    failNext(error = {}) {
      world.plannedErrors.push({ ...TRANSIENT, ...error });
    },
    holdIdempotencyKey: (key) => holdKey(world, key),
    payment,
    modification,
    payout,
    order: (pspReference) => need(world.orders.get(pspReference), `order ${pspReference}`),
    storedDetails: (id) => need(world.details.get(id), `stored payment method ${id}`),
  };
}
