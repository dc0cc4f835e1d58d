import { settlePending, release } from "./payments.js";
import { decideChallenge } from "./pages.js";
import { settleRefund } from "./refunds.js";
import { announcePayment } from "./views.js";
import { capturableAmount, capturedAmount, PaymentStatus, type Payment, type World } from "./world.js";

/** A payment as it stands at the simulator. Amounts in minor units. */
export interface PaymentSnapshot {
  readonly id: string;
  readonly reference: string;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amount: number;
  readonly authorized: number;
  readonly captured: number;
  readonly capturable: number;
  readonly refunded: number;
}

/** What tests and demos may do beside the API. A payment goes by its id, or by its reference: then the newest is meant. */
export interface DummyControls {
  /** Throws for an unknown payment. */
  payment(name: string): PaymentSnapshot;
  /** Decides a payment that is processing. Throws when it is not. */
  settle(payment: string, then: "approve" | "decline"): void;
  /** Decides a refund, by its id, that is pending or in review. Throws when it is not. */
  settleRefund(refund: string, status: "succeeded" | "failed"): void;
  /** What the buttons of the challenge page do. Gives the URL that the browser goes back to. */
  finishChallenge(payment: string, decision: "pass" | "fail"): string;
  /** Lets an authorization run out. Throws when nothing is held. */
  expire(payment: string): void;
}

export function createControls(world: World): DummyControls {
  const find = (name: string): Payment => {
    const payment = world.payments.get(name) ?? world.payments.values().findLast(({ order }) => order.reference === name);
    if (payment === undefined) throw new Error(`There is no payment ${name}.`);
    return payment;
  };
  const needStatus = (name: string, status: PaymentStatus): Payment => {
    const payment = find(name);
    if (payment.status !== status) throw new Error(`The payment ${name} is ${payment.status}, not ${status}.`);
    return payment;
  };
  return {
    payment(name) {
      const payment = find(name);
      const { id, status, authorized, refunded, order } = payment;
      const { reference, currency, amount } = order;
      const held = { captured: capturedAmount(payment), capturable: capturableAmount(payment) };
      return { id, reference, status, currency, amount, authorized, ...held, refunded };
    },
    settle(name, then) {
      settlePending(world, needStatus(name, PaymentStatus.Processing).id, then);
    },
    settleRefund(refund, status) {
      settleRefund(world, refund, status);
    },
    finishChallenge: (name, decision) => decideChallenge(world, needStatus(name, PaymentStatus.RequiresAction), decision),
    expire(name) {
      const payment = find(name);
      if (capturableAmount(payment) <= 0) throw new Error(`The payment ${name} holds nothing.`);
      const status = payment.captures.length === 0 ? PaymentStatus.Expired : PaymentStatus.PartiallyCaptured;
      announcePayment(world, release(world, payment, "expiry", status));
    },
  };
}
