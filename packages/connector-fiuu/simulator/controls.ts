import { MovementKind } from "@switchyard/testkit";
import { Magic } from "./cards.js";
import { conclude, concludeRefund, decideAsCustomer } from "./lifecycle.js";
import { notify, toResultFields } from "./notifications.js";
import { change, move, PaymentState } from "./world.js";
import type { Payment, World } from "./world.js";

/** What the customer's browser posts to the shop at the end. */
export type ReturnForm = Readonly<Record<string, string>>;

/** What happens at Fiuu without a call of its API. */
export interface FiuuControls {
  /** The customer approves or turns back at the bank's or issuer's page, or pays the QR code. Throws when nothing waits. */
  decide(tranId: string, decision: "approve" | "decline"): ReturnForm;
  /** Everything that waits at Fiuu and needs no browser: QR codes, undecided cards, recurring payments, refunds. */
  settle(): void;
  /** Ends one refund that waits. */
  settleRefund(refundId: string, state: "success" | "rejected"): void;
  /** Captured payments become settled, as they do at the end of the day. */
  settleBatch(): void;
  /** The time of an authorization has run out. */
  expire(tranId: string): void;
  /** The card holder took the money back. */
  chargeback(tranId: string): void;
}

function need(world: World, tranId: string, ...states: readonly PaymentState[]): Payment {
  const payment = world.payments.get(tranId);
  if (payment === undefined || !states.includes(payment.state)) throw new Error(`No payment ${tranId} that is ${states.join(" or ")}.`);
  return payment;
}

export function createControls(world: World): FiuuControls {
  return {
    decide: (tranId, decision) => toResultFields(world, decideAsCustomer(world, need(world, tranId, PaymentState.Pending), decision)),
    settle() {
      for (const payment of world.payments.values()) {
        if (payment.state === PaymentState.Pending && !payment.needsBrowser) conclude(world, payment, "1");
      }
      for (const refund of world.refunds.values()) {
        if (refund.state !== "pending" && refund.state !== "processing") continue;
        concludeRefund(world, refund, refund.amount % 100 === Magic.RejectedRefundEnding ? "rejected" : "success");
      }
    },
    settleRefund(refundId, state) {
      const refund = world.refunds.get(refundId);
      if (refund === undefined) throw new Error(`No refund ${refundId}.`);
      concludeRefund(world, refund, state);
    },
    settleBatch() {
      for (const payment of world.payments.values()) {
        if (payment.state === PaymentState.Captured) change(world, payment, { state: PaymentState.Settled });
      }
    },
    expire(tranId) {
      const payment = change(world, need(world, tranId, PaymentState.Authorized), { state: PaymentState.Released });
      move(world, MovementKind.Expiry, payment, payment.amount);
    },
    chargeback(tranId) {
      const payment = need(world, tranId, PaymentState.Captured, PaymentState.Settled);
      move(world, MovementKind.Chargeback, change(world, payment, { state: PaymentState.Chargeback, paidAt: world.clock.now() }), payment.captured);
      notify(world, need(world, tranId, PaymentState.Chargeback), "1");
    },
  };
}
