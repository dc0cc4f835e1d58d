import { decide, findWaiting, type Decision } from "./pages.js";
import { announce } from "./webhooks.js";
import { change, newTid, State, type Payment, type World } from "./world.js";

/** What tests may reach for beside the API: what customers, banks and schemes do by themselves. */
export interface NovalnetControls {
  /** The payment as it is now. */
  readonly payment: (tid: string) => Payment | undefined;
  /** Goes through the page behind a redirect URL. Gives the URL that the browser comes back to. */
  readonly visit: (redirectUrl: string, decision: Decision) => string;
  /** The bank has settled a debit: from now on it is refunded, not cancelled. */
  readonly settle: (tid: string) => void;
  /** A payment that waits for its guarantee check is confirmed. */
  readonly confirm: (tid: string) => void;
  /** The issuer takes a payment back. Gives the chargeback's own transaction id. */
  readonly chargeback: (tid: string) => string;
  /** A chargeback is won back. Gives the representment's own transaction id. */
  readonly represent: (tid: string) => string;
}

/** Of a payment type, the type of a chargeback and of the money that comes back. */
const CHARGEBACKS: Readonly<Record<string, readonly [chargeback: string, back: string]>> = {
  CREDITCARD: ["CREDITCARD_CHARGEBACK", "CREDITCARD_REPRESENTMENT"],
  APPLEPAY: ["APPLEPAY_CHARGEBACK", "APPLEPAY_REPRESENTMENT"],
  GOOGLEPAY: ["GOOGLEPAY_CHARGEBACK", "GOOGLEPAY_REPRESENTMENT"],
  PAYPAL: ["PAYPAL_CHARGEBACK", "CREDIT_ENTRY_DE"],
  DIRECT_DEBIT_SEPA: ["RETURN_DEBIT_SEPA", "CREDIT_ENTRY_SEPA"],
};

function need(world: World, tid: string, state: State): Payment {
  const payment = world.payments.get(tid);
  if (payment?.state !== state) throw new Error(`There is no payment ${tid} in the state ${state}.`);
  return payment;
}

function dispute(world: World, tid: string, type: "CHARGEBACK" | "CREDIT"): string {
  const payment = need(world, tid, State.Confirmed);
  const [chargeback, back] = CHARGEBACKS[payment.paymentType] ?? ["REVERSAL", "CREDIT_ENTRY_DE"];
  const own = newTid(world);
  const { amount, currency } = payment;
  world.ledger.record({ kind: type === "CREDIT" ? "chargeback_reversal" : "chargeback", paymentId: tid, amount, currency });
  const reason = { reason: "Fraudulent Transaction - No cardholder authentication", reason_code: "48376" };
  const transaction = type === "CREDIT" ? { payment_type: back } : { payment_type: chargeback, ...reason };
  announce(world, payment, { type, tid: own, transaction });
  return own;
}

export function createControls(world: World): NovalnetControls {
  return {
    payment: (tid) => world.payments.get(tid),
    visit(redirectUrl, decision) {
      const waiting = findWaiting(world, new URL(redirectUrl).pathname.split("/").at(-1) ?? "");
      if (waiting === undefined) throw new Error("No payment waits behind this URL.");
      return decide(world, waiting, decision);
    },
    settle(tid) {
      change(world, need(world, tid, State.Confirmed), { settled: true });
    },
    confirm(tid) {
      const { amount, currency } = need(world, tid, State.Pending);
      world.ledger.record({ kind: "capture", paymentId: tid, amount, currency });
      const after = change(world, need(world, tid, State.Pending), { state: State.Confirmed, statusCode: 100 });
      announce(world, after, { type: "TRANSACTION_UPDATE", transaction: { update_type: "STATUS" } });
    },
    chargeback: (tid) => dispute(world, tid, "CHARGEBACK"),
    represent: (tid) => dispute(world, tid, "CREDIT"),
  };
}
