import type { AdvanceControls, CustomerControls, StripeControls } from "./controls-types.js";
import { emit } from "./events.js";
import { findAny } from "./http/expand.js";
import { decide } from "./intents/customer.js";
import { isStuck, settleDebit } from "./intents/debits.js";
import { fundCash } from "./intents/funding.js";
import { endDebit } from "./intents/outcome.js";
import { expireIntent } from "./intents/settle.js";
import { toDebitFailure } from "./methods/declines.js";
import { setMandateStatus } from "./methods/mandates.js";
import { balanceOf } from "./money/balance.js";
import { seedAccount } from "./money/accounts.js";
import { closeDispute, escalate, openDispute } from "./money/disputes.js";
import { failPayout, payPayout, sendPayout } from "./money/payouts.js";
import { completeRefund, failRefund, startRefund } from "./money/refunds.js";
import { held, stripeItself, wireOf, type World } from "./world.js";

function customerControls(world: World): CustomerControls {
  return {
    authorize: (intent) => decide(world, intent, true),
    fail: (intent) => decide(world, intent, false),
    fundCashBalance(customer, amount, currency) {
      const { owner } = held(world.tables.customer, customer);
      fundCash(world, stripeItself(owner), customer, amount, currency.toLowerCase(), null);
    },
    giveRefundDetails: (refund) => void startRefund(world, refund),
  };
}

function chargeBehind(world: World, payment: string): string {
  if (!payment.startsWith("pi_")) return payment;
  const { latest_charge: charge } = wireOf(world.tables.payment_intent, payment);
  if (charge === null) throw new Error(`${payment} has no charge.`);
  return charge;
}

function advanceControls(world: World): AdvanceControls {
  return {
    settled(intent) {
      if (wireOf(world.tables.payment_intent, intent).status !== "processing") throw new Error(`No debit of ${intent} is processing.`);
      settleDebit(world, intent);
    },
    failed: (intent, code = "insufficient_funds") => void endDebit(world, intent, toDebitFailure(code)),
    expired(intent) {
      const { owner, wire } = held(world.tables.payment_intent, intent);
      if (wire.status !== "requires_capture") throw new Error(`Nothing of ${intent} is left to expire.`);
      expireIntent(world, owner, wire);
    },
    refundSucceeded: (refund) => void completeRefund(world, refund),
    refundFailed: (refund, reason = "unknown") => void failRefund(world, refund, reason),
    payoutInTransit: (payout) => sendPayout(world, payout),
    payoutPaid: (payout) => payPayout(world, payout),
    payoutFailed: (payout, code = "account_closed") => failPayout(world, payout, code),
    disputed: (payment, opening) => openDispute(world, chargeBehind(world, payment), opening).id,
    disputeWon: (dispute) => void closeDispute(world, dispute, "won"),
    disputeLost: (dispute) => void closeDispute(world, dispute, "lost"),
    inquiryClosed: (dispute) => void closeDispute(world, dispute, "warning_closed"),
    inquiryEscalated: (dispute) => void escalate(world, dispute),
    mandateInactive: (mandate) => void setMandateStatus(world, stripeItself(held(world.tables.mandate, mandate).owner), mandate, "inactive"),
  };
}

function settleAll(world: World): void {
  for (const { wire } of world.tables.payment_intent.values())
    if (wire.status === "processing" && !isStuck(world, wire.id)) settleDebit(world, wire.id);
  for (const { wire } of world.tables.refund.values()) if (wire.status === "pending") completeRefund(world, wire.id);
  for (const { wire } of world.tables.payout.values()) if (wire.status === "pending" || wire.status === "in_transit") payPayout(world, wire.id);
}

/** The controls of a world. */
export function createControls(world: World, useWebhookSecrets: (secrets: readonly string[]) => void): StripeControls {
  const everything = (): readonly Parameters<typeof findAny>[1][] => {
    const accounts = [world.settings.account, ...world.tables.account.entries().map(([id]) => id)];
    return accounts.flatMap((account) => [false, true].map((livemode) => ({ account, livemode })));
  };
  return {
    customer: customerControls(world),
    advance: advanceControls(world),
    settle: () => settleAll(world),
    find: (id) => everything().reduce<ReturnType<StripeControls["find"]>>((found, owner) => found ?? findAny(world, owner, id), undefined),
    paymentIntents: (orderId) =>
      world.tables.payment_intent
        .values()
        .map(({ wire }) => wire)
        .filter(({ metadata }) => metadata["order_id"] === orderId)
        .reverse(),
    addConnectedAccount: (seed = {}) => seedAccount(world, seed),
    availableBalance: (account, currency) => balanceOf(world, { account, livemode: false }, currency.toLowerCase()).available,
    declineNext: (declineCode) => void world.declines.push(declineCode),
    failNext: (failure) => void world.failures.push(failure),
    holdIdempotencyKey: (key) => void world.heldKeys.add(key),
    releaseIdempotencyKey: (key) => void world.heldKeys.delete(key),
    emit: (type, object, account = world.settings.account) => emit(world, stripeItself({ account, livemode: false }), type, object),
    useWebhookSecrets,
  };
}
