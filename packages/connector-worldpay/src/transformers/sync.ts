import { ok, type ConnectorTransactionId, type RouterData } from "@switchyard/interfaces";
import {
  MinorUnitForConnector,
  need,
  needConnectorRefundId,
  path,
  readEchoedAmount,
  resourceIdOf,
  segment,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { SyncResponse } from "../responses.js";
import { readCorrelationId } from "./errors.js";
import { mapEventStatus, mapRefundEventStatus, toNextStatus } from "./status.js";

function idOf({ request: { connectorTransactionId: id } }: RouterData<"PSync">): ConnectorTransactionId | undefined {
  return id.type === "connector_transaction_id" && id.id !== "" ? id.id : undefined;
}

/** Whether no answer ever brought an id: the payment is then looked up in Payment Queries (tech-spec, section 4.16). */
export function isRecovery(data: RouterData<"PSync">): boolean {
  return idOf(data) === undefined;
}

export function toSyncPath(data: RouterData<"PSync">): string {
  const id = idOf(data);
  if (id !== undefined) return path`api/payments/${id}`;
  return `paymentQueries/payments?transactionReference=${segment(need(data.request.connectorReferenceId, "reference"), "reference")}`;
}

/** Of several payments under one reference, one that did not fail: it is the one that may have taken money. */
function readListed({ _embedded }: SyncResponse, { request }: RouterData<"PSync">) {
  const listed = (_embedded?.payments ?? []).filter(({ transactionReference }) => transactionReference === request.connectorReferenceId);
  return listed.find(({ lastEvent }) => mapEventStatus(lastEvent) !== "failure") ?? listed[0];
}

/** What a query found. Nothing found says nothing: queries lag behind by up to a quarter of an hour. */
export function toSyncResult(response: SyncResponse, { data, http }: ReadContext<"PSync">): FlowResult<"PSync"> {
  const id = idOf(data);
  const listed = id === undefined ? readListed(response, data) : undefined;
  const event = (listed ?? response).lastEvent ?? undefined;
  const value = listed?.value;
  return {
    status: toNextStatus(data.status, event),
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(id),
      connectorStatus: event,
      connectorResponseReferenceId: readCorrelationId(http),
      connectorMetadata: listed?.paymentId == null ? undefined : { paymentId: listed.paymentId },
      echoed: value == null ? undefined : readEchoedAmount(value.amount, value.currency ?? data.request.currency, MinorUnitForConnector),
    }),
  };
}

/** Worldpay shows the payment's last event, which is the refund's own where there was one refund. */
export function toRefundSyncResult({ lastEvent }: SyncResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  return {
    response: ok({
      type: "refund",
      connectorRefundId: needConnectorRefundId(data.request),
      refundStatus: mapRefundEventStatus(lastEvent),
      connectorStatus: lastEvent ?? undefined,
      connectorResponseReferenceId: readCorrelationId(http),
    }),
  };
}
