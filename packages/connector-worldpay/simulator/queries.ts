import { refuse } from "@switchyard/testkit";
import { errorAnswer, resourceNotFound } from "./answers.js";
import { maskedCard } from "./decision.js";
import { MediaType } from "./gate.js";
import { readSegment } from "./links.js";
import type { Payment, World } from "./world.js";

const DEFAULT_PAGE_SIZE = 20;

/** `GET paymentQueries/payments`: by reference, or by a span of time. What lags in GET lags here too. */
export function queryPayments(world: World, request: Request): Response {
  const { searchParams } = new URL(request.url);
  const found = listed(world).filter(toFilter(searchParams));
  const payments = found.slice(0, Number(searchParams.get("pageSize") ?? DEFAULT_PAGE_SIZE)).map(toEntry);
  return Response.json({ _embedded: { payments } }, { headers: { "content-type": MediaType.Queries } });
}

/** `GET paymentQueries/payments/{paymentId}`. */
export function queryPaymentById(world: World, request: Request): Response {
  const paymentId = readSegment(request, 2);
  const payment = listed(world).find((each) => each.paymentId === paymentId) ?? refuse(resourceNotFound());
  return Response.json({ ...toEntry(payment), events: payment.history }, { headers: { "content-type": MediaType.Queries } });
}

/** Payments of the Payments API of which at least one event has become visible. */
function listed(world: World): readonly Payment[] {
  return world.payments.values().filter(({ order, history }) => order !== undefined && history.length > 0);
}

function toFilter(query: URLSearchParams): (payment: Payment) => boolean {
  const reference = query.get("transactionReference");
  if (reference !== null) return ({ transactionReference }) => transactionReference === reference;
  const start = toTime(query.get("startDate"));
  const end = toTime(query.get("endDate"));
  return (payment) => {
    const at = toTime(startOf(payment));
    return at >= start && at <= end;
  };
}

function toTime(text: string | null): number {
  const time = Date.parse(text ?? "");
  if (!Number.isNaN(time)) return time;
  return refuse(errorAnswer(400, "queryParameterHasInvalidValue", "Query by transactionReference, or by startDate and endDate."));
}

function startOf({ history }: Payment): string {
  return history[0]?.timestamp ?? "";
}

function toEntry(payment: Payment): Readonly<Record<string, unknown>> {
  const { paymentId, transactionReference, order, requested, currency, card, history } = payment;
  return {
    timestamp: startOf(payment),
    paymentId,
    transactionReference,
    lastEvent: history.at(-1)?.eventName,
    entity: order?.merchant.entity,
    value: { amount: requested, currency },
    paymentInstrument: maskedCard(card),
  };
}
