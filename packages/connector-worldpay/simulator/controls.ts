import { seedEstimated } from "./card-payments.js";
import type { EstimatedAuthorization } from "./card-payments.js";
import { completeCancellation, completeRefund, completeSettlement, expire, failRefund, failSettlement } from "./lifecycle.js";
import { collectDeviceData, findChallenge, findCollection, finishChallenge } from "./three-ds.js";
import { openAmount } from "./world.js";
import type { Part, Payment, Phase, World } from "./world.js";
import type { WebhookKey } from "./webhooks.js";

/** A payment as it stands at the processor, whatever a lagging query says. Amounts in minor units. */
export interface PaymentSnapshot {
  readonly paymentId: string;
  readonly transactionReference: string;
  /** The newest, decoded. */
  readonly linkData: string;
  readonly phase: Phase;
  readonly currency: string;
  readonly requested: number;
  readonly authorized: number;
  readonly settled: number;
  readonly refunded: number;
  readonly released: number;
}

/**
 * What happens at the processor without a request. A payment goes by its id, by any of its linkData (decoded), or by its
 * transaction reference, where the newest payment of that reference is meant. All throw when nothing waits for this.
 */
export interface Advance {
  /** Completes what was sent for settlement: all of it, or the settlements of one reference. */
  settled(payment: string, reference?: string): void;
  settlementFailed(payment: string, reference?: string): void;
  cancelled(payment: string): void;
  /** Completes what was sent for refund: all of it, or the refunds of one reference. */
  refunded(payment: string, reference?: string): void;
  refundFailed(payment: string, reference?: string): void;
  /** The open amount was not settled in time. */
  expired(payment: string): void;
}

/** What tests and demos may do beside the API. */
export interface WorldpayControls {
  readonly advance: Advance;
  /** The state of a payment; throws for an unknown one. */
  payment(name: string): PaymentSnapshot;
  /** Does what the device-data page does in a browser; gives the `collectionReference`. Throws for an unknown JWT. */
  collectDeviceData(jwt: string): string;
  /** Does what the buttons of the challenge page do. Throws for an unknown JWT. */
  finishChallenge(jwt: string, decision: "pass" | "fail"): void;
  /** An authorization of the Card Payments API that can be increased. */
  seedEstimatedAuthorization(seed: EstimatedAuthorization): PaymentSnapshot;
  /** The keys that events are signed with from now on: two of them while a key is rotated. */
  useWebhookKeys(keys: readonly WebhookKey[]): void;
}

/** The controls of a world. */
export function createControls(world: World, useWebhookKeys: (keys: readonly WebhookKey[]) => void): WorldpayControls {
  type Step = (world: World, paymentId: string, index: number) => void;

  function forParts(step: Step, parts: "settlements" | "refunds"): (name: string, reference?: string) => void {
    return (name, reference) => {
      const payment = find(world, name);
      const indices = sentParts(payment[parts], reference);
      if (indices.length === 0) throw new Error(`No ${parts} of ${name} are waiting.`);
      for (const index of indices) step(world, payment.paymentId, index);
    };
  }

  return {
    advance: {
      settled: forParts(completeSettlement, "settlements"),
      settlementFailed: forParts(failSettlement, "settlements"),
      refunded: forParts(completeRefund, "refunds"),
      refundFailed: forParts(failRefund, "refunds"),
      cancelled(name) {
        const { paymentId, cancellation } = find(world, name);
        if (cancellation?.state !== "sent") throw new Error(`No cancellation of ${name} is waiting.`);
        completeCancellation(world, paymentId);
      },
      expired(name) {
        const payment = find(world, name);
        if (openAmount(payment) === 0) throw new Error(`Nothing of ${name} is left to expire.`);
        expire(world, payment.paymentId);
      },
    },
    payment: (name) => toSnapshot(find(world, name)),
    collectDeviceData: (jwt) => collectDeviceData(world, need(findCollection(world, jwt), "collection")),
    finishChallenge(jwt, decision) {
      finishChallenge(world, need(findChallenge(world, jwt), "challenge"), decision === "pass" ? "passed" : "failed");
    },
    seedEstimatedAuthorization: (seed) => toSnapshot(seedEstimated(world, seed)),
    useWebhookKeys,
  };
}

function find(world: World, name: string): Payment {
  const byReference = (): Payment | undefined => world.payments.values().findLast((payment) => payment.transactionReference === name);
  return need(world.payments.get(name) ?? byReference(), `payment ${name}`);
}

function need(payment: Payment | undefined, what: string): Payment {
  if (payment === undefined) throw new Error(`There is no such ${what}.`);
  return payment;
}

function sentParts(parts: readonly Part[], reference: string | undefined): readonly number[] {
  return parts.flatMap((part, index) => (part.state === "sent" && (reference === undefined || part.reference === reference) ? [index] : []));
}

function toSnapshot(payment: Payment): PaymentSnapshot {
  const { paymentId, transactionReference, linkData, phase, currency, requested, authorized, settled, refunded, released } = payment;
  return { paymentId, transactionReference, linkData, phase, currency, requested, authorized, settled, refunded, released };
}
