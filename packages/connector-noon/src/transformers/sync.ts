import { ConnectorError, type RouterData } from "@switchyard/interfaces";
import { need, path, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { NoonResponse } from "../responses.js";
import { toPaymentResult } from "./payment-result.js";

/** What the browser brought of its order: nothing of it is signed, and anybody may write another's id there (tech-spec, section 8). */
function readReturnedId({ connectorTransactionId: id, encodedData }: RouterData<"PSync">["request"]): string | undefined {
  const query = new URLSearchParams(encodedData ?? (id.type === "encoded_data" ? id.data : ""));
  return present(query.get("orderId"));
}

/** The order by noon's id, be it known or brought by the browser; else the last one that has our reference. */
export function toSyncPath({ request }: RouterData<"PSync">): string {
  const { connectorTransactionId: id, connectorReferenceId: reference } = request;
  const known = id.type === "connector_transaction_id" ? present(id.id) : undefined;
  if (known !== undefined) return path`payment/v1/order/${known}`;
  // Without our reference nothing shows that what the browser brought is ours.
  const own = need(reference, "reference");
  const returned = readReturnedId(request);
  return returned === undefined ? path`payment/v1/order/getbyreference/${own}` : path`payment/v1/order/${returned}`;
}

/** What a query found. @throws ConnectorError UnexpectedResponseError for the order of another payment */
export function toSyncResult(response: NoonResponse, context: ReadContext<"PSync">): FlowResult<"PSync"> {
  const [found, own] = [present(response.result?.order?.reference), context.data.request.connectorReferenceId];
  if (found !== undefined && own !== undefined && found !== own) {
    throw new ConnectorError("UnexpectedResponseError", { connector: "noon", reason: "the order belongs to another payment" });
  }
  return toPaymentResult(response, context);
}
