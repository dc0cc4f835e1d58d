import { err, minorUnit, ok, type RouterData } from "@switchyard/interfaces";
import {
  isMultipleCapture,
  MinorUnitForConnector as amounts,
  need,
  notSupported,
  path,
  present,
  segment,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { RevolutRefundRequest } from "../requests.js";
import type { OrderResponse } from "../responses.js";
import { choosePayment } from "./order-result.js";
import { readDecline } from "./errors.js";
import { mapIncrementStatus, mapRefundStatus } from "./status.js";

/** The order by its id; or, where no answer ever brought one, by our reference. */
export function toSyncPath({ request }: RouterData<"PSync">): string {
  const { connectorTransactionId: id, connectorReferenceId } = request;
  if (id.type === "connector_transaction_id" && id.id !== "") return path`api/orders/${id.id}`;
  return `api/orders?merchant_order_data_reference=${segment(need(connectorReferenceId, "reference"), "reference")}`;
}

/** The one capture of an order: whatever it does not take is let go. @throws ConnectorError NotSupported for one of several */
export function toCaptureRequest({ request }: RouterData<"Capture">) {
  if (isMultipleCapture(request)) throw notSupported("revolut", "several captures of one payment");
  return { amount: amounts.convert(request.amountToCapture, request.currency) };
}

export function toRefundRequest({ request }: RouterData<"Execute">): RevolutRefundRequest {
  return {
    amount: amounts.convert(request.refundAmount, request.currency),
    currency: request.currency,
    merchant_order_data: { reference: request.refundId },
    description: present(request.reason),
  };
}

/** What a refund's order says. An order of another type is no refund, whatever its state. */
export function toRefundResult(order: OrderResponse, { data, http }: ReadContext<"Execute" | "RSync">): FlowResult<"Execute"> {
  const isRefund = order.type === "refund";
  const refundStatus = isRefund ? mapRefundStatus(order.state) : "pending";
  if (data.flow === "Execute" && refundStatus === "failure") return { response: err(readDecline(choosePayment(order), http)) };
  const amount = order.amount == null ? undefined : minorUnit(order.amount, "amount");
  return {
    response: ok({
      type: "refund",
      connectorRefundId: order.id,
      refundStatus,
      connectorStatus: present(order.state),
      connectorResponseReferenceId: present(order.merchant_order_data?.reference),
      echoed: isRefund ? { amount, currency: present(order.currency)?.toUpperCase() } : undefined,
    }),
  };
}

/** `amount` is the new total, not what is added (tech-spec, section 4.7). */
export function toIncrementRequest(data: RouterData<"IncrementalAuthorization">) {
  return { amount: amounts.convert(data.request.totalAmount, data.request.currency), reference: data.connectorRequestReferenceId };
}

/** What became of an increment: usually nothing yet. Declined, the order stays authorised as it was. */
export function toIncrementResult(
  order: OrderResponse,
  { data, http }: ReadContext<"IncrementalAuthorization">,
): FlowResult<"IncrementalAuthorization"> {
  const entries = order.incremental_authorisations ?? [];
  const { request, connectorRequestReferenceId: reference } = data;
  const own =
    entries.findLast((entry) => entry.reference === reference) ??
    entries.findLast((entry) => entry.new_amount === request.totalAmount) ??
    entries.at(-1);
  const status = mapIncrementStatus(own?.state);
  if (status === "failure") {
    const code = present(own?.reason) ?? "declined";
    return { response: err({ code, message: code, statusCode: http.statusCode, attemptStatus: data.status, connectorTransactionId: order.id }) };
  }
  return {
    response: ok({
      type: "incremental_authorization",
      status,
      connectorAuthorizationId: order.id,
      totalAuthorized: status === "success" && own?.new_amount != null ? minorUnit(own.new_amount, "new_amount") : undefined,
      connectorStatus: present(own?.state),
    }),
  };
}
