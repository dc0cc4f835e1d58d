import { MovementKind } from "@switchyard/testkit";
import { settleBankPayment } from "./bank-payments.js";
import { PaymentStatus } from "./cards.js";
import { notifyBankPayment, notifyInstance } from "./notifications.js";
import { decide } from "./purchases.js";
import { endRefund } from "./refunds.js";
import { BankState, changeBankPayment, isPaid, type BankPayment, type Instance, type NotificationStyle, type Reason, type World } from "./world.js";

/** What tests and demos may do beside the API. */
export interface TrustpayControls {
  /** Everything at the card gateway, refunds included. */
  readonly instances: () => readonly Instance[];
  /** Everything at AAPI, refunds included. */
  readonly bankPayments: () => readonly BankPayment[];
  /** Ends a wallet's session, as the shopper does in the wallet's sheet. */
  readonly finishWallet: (instanceId: string, outcome: "pass" | "fail") => void;
  /** Ends a card refund that waits. */
  readonly endCardRefund: (instanceId: string, outcome: "success" | "failure") => void;
  /** Ends a payment or refund of AAPI that waits. */
  readonly settleBankPayment: (paymentRequestId: string, outcome: "paid" | "rejected", reason?: Reason) => void;
  /** The money of a payment, by either id, goes back to the shopper's bank: at once, and for good. */
  readonly chargeBack: (id: string, reason?: Reason) => void;
  /** Tells the merchant a status about a payment of AAPI, whatever its state is. */
  readonly tell: (paymentRequestId: string, status: string, direction?: "CRDT" | "DBIT") => void;
  /** How notifications are signed from now on. */
  readonly setNotifications: (style: Partial<NotificationStyle>) => void;
  /** The next request to AAPI is turned away, once. */
  readonly throttleOnce: () => void;
  /** Ends every access token. */
  readonly expireTokens: () => void;
}

const FRAUD: Reason = { Code: "10.4", RejectReason: "Fraud - card absent" };

function chargeBack(world: World, id: string, reason: Reason): void {
  const [instance, payment] = [world.instances.get(id), world.bankPayments.get(id)];
  const more = { direction: "DBIT", status: "Chargebacked", reason } as const;
  if (instance !== undefined && isPaid(instance.paymentStatus)) {
    const { amount, currency, reference } = instance;
    world.ledger.record({ kind: MovementKind.Chargeback, paymentId: id, amount, currency, reference });
    notifyInstance(world, instance, "Chargebacked", more);
  } else if (payment?.state === BankState.Paid) {
    const { amount, currency, reference } = changeBankPayment(world, id, { state: BankState.Chargebacked });
    world.ledger.record({ kind: MovementKind.Chargeback, paymentId: id, amount, currency, reference });
    notifyBankPayment(world, payment, more);
  } else {
    throw new Error(`There is no paid payment ${id}.`);
  }
}

function finishWallet(world: World, instanceId: string, outcome: "pass" | "fail"): void {
  const instance = world.instances.get(instanceId);
  if (instance?.kind !== "wallet" || instance.paymentStatus !== null) throw new Error(`There is no open wallet session ${instanceId}.`);
  decide(world, instanceId, outcome === "pass" ? PaymentStatus.Paid : PaymentStatus.Declined);
}

/** The controls of a world. */
export function createControls(world: World): TrustpayControls {
  return {
    instances: () => world.instances.values(),
    bankPayments: () => world.bankPayments.values(),
    finishWallet: (instanceId, outcome) => {
      finishWallet(world, instanceId, outcome);
    },
    endCardRefund: (instanceId, outcome) => {
      endRefund(world, instanceId, outcome);
    },
    settleBankPayment: (id, outcome, reason) => {
      settleBankPayment(world, id, outcome, reason);
    },
    chargeBack: (id, reason = FRAUD) => {
      chargeBack(world, id, reason);
    },
    tell: (id, status, direction = "CRDT") => {
      const payment = world.bankPayments.get(id);
      if (payment === undefined) throw new Error(`There is no payment ${id}.`);
      notifyBankPayment(world, payment, { status, direction });
    },
    setNotifications: (style) => {
      world.modes.notifications = { ...world.modes.notifications, ...style };
    },
    throttleOnce: () => {
      world.modes.throttleNext = true;
    },
    expireTokens: () => {
      world.tokens.clear();
    },
  };
}
