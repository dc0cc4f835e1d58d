import type { Attempt, Customer, Dispute, Increment, Order, SavedMethod } from "./world.js";

type View = Readonly<Record<string, unknown>>;

/** Leaves out what is not there: answers hold no nulls. */
function known(fields: View): View {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toAttemptView(attempt: Attempt, currency: string): View {
  const { id, state, amount, createdAt, updatedAt, authorisedAmount, settledAmount, declineReason, bankMessage, method } = attempt;
  return known({
    id,
    state,
    created_at: createdAt,
    updated_at: updatedAt,
    amount,
    currency,
    authorised_amount: authorisedAmount,
    settled_amount: settledAmount,
    settled_currency: settledAmount === undefined ? undefined : currency,
    decline_reason: declineReason,
    bank_message: bankMessage,
    payment_method: known(method),
  });
}

function toIncrementView({ newAmount, oldAmount, state, reference, reason }: Increment): View {
  return known({ new_amount: newAmount, old_amount: oldAmount, state, reference, reason });
}

function listed<T, V>(items: readonly T[], toView: (item: T) => V, newestFirst = false): readonly V[] | undefined {
  if (items.length === 0) return undefined;
  return (newestFirst ? items.toReversed() : items).map(toView);
}

/** An order without its payments, as lists show it. */
export function toSimpleOrder(order: Order): View {
  const { id, token, type, state, createdAt, updatedAt, amount, currency, captureMode, authorisationType, said, customerId, relatedOrderId } = order;
  return known({
    id,
    token: type === "payment" && state === "pending" ? token : undefined,
    type,
    state,
    created_at: createdAt,
    updated_at: updatedAt,
    ...said,
    amount,
    currency,
    outstanding_amount: state === "completed" ? 0 : amount,
    capture_mode: captureMode,
    authorisation_type: authorisationType,
    enforce_challenge: said.enforce_challenge ?? "automatic",
    customer: customerId === undefined ? said.customer : { ...said.customer, id: customerId },
    related_order_id: relatedOrderId,
  });
}

/** An order in full. */
export function toOrderAnswer(order: Order, newestFirst: boolean): View {
  const { type, state, token, attempts, increments, refundedAmount, origin, currency } = order;
  const isOver = type === "refund" || state === "completed" || state === "cancelled";
  return known({
    ...toSimpleOrder(order),
    refunded_amount: type === "payment" && state === "completed" ? refundedAmount : undefined,
    payments: listed(attempts, (attempt) => toAttemptView(attempt, currency), newestFirst),
    incremental_authorisations: listed(increments, toIncrementView),
    checkout_url: isOver ? undefined : `${origin}/payment-link/${token}`,
  });
}

/** An attempt as `POST …/payments` answers it; `GET /api/payments/{id}` shows the same. */
export function toPaymentAnswer({ id, currency }: Order, attempt: Attempt, more: View = {}): View {
  return { ...toAttemptView(attempt, currency), order_id: id, ...more };
}

export function toCustomerAnswer({ id, email, full_name, phone, created_at, updated_at }: Customer): View {
  return known({ id, email, full_name, phone, created_at, updated_at });
}

export function toMethodAnswer({ id, type, savedFor, view, createdAt }: SavedMethod): View {
  return known({
    id,
    type,
    saved_for: savedFor,
    bin: view["card_bin"],
    last_four: view["card_last_four"],
    brand: view["card_brand"],
    cardholder_name: view["cardholder_name"],
    created_at: createdAt,
  });
}

export function toDisputeAnswer(dispute: Dispute, { attempts, amount, currency }: Order): View {
  const paid = attempts.at(-1);
  return {
    id: dispute.id,
    state: dispute.state,
    substate: dispute.substate,
    created_at: dispute.createdAt,
    updated_at: dispute.updatedAt,
    response_due_date: dispute.dueAt,
    reason_code: dispute.reasonCode,
    reason_description: dispute.reasonDescription,
    amount: dispute.amount,
    currency: dispute.currency,
    payment: { id: paid?.id, order_id: dispute.orderId, amount, currency, payment_method: { type: paid?.method.type } },
  };
}
