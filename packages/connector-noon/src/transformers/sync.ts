import { ConnectorError, type RouterData } from "@switchyard/interfaces";
import { need, needConnectorTransactionId, path, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { NoonResponse } from "../responses.js";
import { toPaymentResult } from "./payment-result.js";

/** The order that the browser alone names: nothing of that is signed, and anybody may write another's id there (tech-spec, section 8). */
function readReturnedId({ connectorTransactionId: id, encodedData }: RouterData<"PSync">["request"]): string | undefined {
  if (id.type === "connector_transaction_id" && present(id.id) !== undefined) return undefined;
  return present(new URLSearchParams(encodedData ?? (id.type === "encoded_data" ? id.data : "")).get("orderId"));
}

/** The order by noon's id, be it known or brought by the browser; else the last one that has our reference. */
export function toSyncPath({ request }: RouterData<"PSync">): string {
  const { connectorTransactionId: id, connectorReferenceId } = request;
  const known = id.type === "connector_transaction_id" ? present(id.id) : undefined;
  if (known !== undefined) return path`payment/v1/order/${known}`;
  // Without our reference nothing shows that what the browser brought is ours.
  const reference = need(connectorReferenceId, "reference");
  const returned = readReturnedId(request);
  return returned === undefined ? path`payment/v1/order/getbyreference/${reference}` : path`payment/v1/order/${returned}`;
}

/** The order with all of its operations. @throws ConnectorError MissingConnectorTransactionID */
export function toRefundSyncPath({ request }: RouterData<"RSync">): string {
  return path`payment/v1/order/${needConnectorTransactionId(request.connectorTransactionId)}`;
}

/** What a query found. @throws ConnectorError UnexpectedResponseError for the order of another payment */
export function toSyncResult(response: NoonResponse, context: ReadContext<"PSync">): FlowResult<"PSync"> {
  const { request } = context.data;
  const order = response.result?.order;
  const found = present(order?.reference);
  const isOurs = found === undefined ? readReturnedId(request) === undefined : found === (request.connectorReferenceId ?? found);
  if (order == null || isOurs) return toPaymentResult(response, context);
  throw new ConnectorError("UnexpectedResponseError", { connector: "noon", reason: "the order belongs to another payment" });
}
