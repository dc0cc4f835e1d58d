import { ConnectorError, type RouterData } from "@switchyard/interfaces";
import { need, needConnectorTransactionId, path, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { NoonResponse } from "../responses.js";
import { toPaymentResult } from "./payment-result.js";

/**
 * The order by noon's id, be it known or brought by the browser; else the last one that has our reference. Nothing that a browser brings
 * is signed, and anybody may write another's id there (tech-spec, section 8): without our reference nothing shows that it is ours.
 */
export function toSyncPath({ request }: RouterData<"PSync">): string {
  const { connectorTransactionId: id, encodedData = id.type === "encoded_data" ? id.data : "" } = request;
  const known = id.type === "connector_transaction_id" ? present(id.id) : undefined;
  if (known !== undefined) return path`payment/v1/order/${known}`;
  const reference = need(request.connectorReferenceId, "reference");
  const returned = present(new URLSearchParams(encodedData).get("orderId"));
  return returned === undefined ? path`payment/v1/order/getbyreference/${reference}` : path`payment/v1/order/${returned}`;
}

/** The order with all of its operations. @throws ConnectorError MissingConnectorTransactionID */
export function toRefundSyncPath({ request }: RouterData<"RSync">): string {
  return path`payment/v1/order/${needConnectorTransactionId(request.connectorTransactionId)}`;
}

/** What a query found. @throws ConnectorError UnexpectedResponseError for the order of another payment */
export function toSyncResult(response: NoonResponse, context: ReadContext<"PSync">): FlowResult<"PSync"> {
  const [found, own] = [present(response.result?.order?.reference), context.data.request.connectorReferenceId];
  if (found !== undefined && own !== undefined && found !== own) {
    throw new ConnectorError("UnexpectedResponseError", { connector: "noon", reason: "the order belongs to another payment" });
  }
  return toPaymentResult(response, context);
}
