import { ok, RefundStatus, type Currency, type RouterData } from "@switchyard/interfaces";
import {
  isMultipleCapture,
  need,
  needMetadata,
  notSupported,
  path,
  present,
  StringMajorUnitForConnector as amounts,
  truncate,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { ChangeRequest, RefundRequest } from "../requests.js";
import type { RefundResponse, TransactionResponse } from "../responses.js";
import { isBankDebit } from "./bank-debit.js";
import { readEcho } from "./payment-result.js";
import { mapRefundStatus } from "./status.js";
import { isToken } from "./three-ds.js";

/** Nothing is held of a bank account, and what is held of a card is captured once (tech-spec, section 4.8). @throws ConnectorError NotSupported */
export function needHeldCard(data: RouterData<"Capture" | "Void">): void {
  if (isBankDebit(data)) throw notSupported("bluesnap", "Capture or void of a bank debit");
  if (data.flow === "Capture" && isMultipleCapture(data.request)) throw notSupported("bluesnap", "Several captures of one payment");
}

export function toCapture({ request: { amountToCapture, currency, connectorTransactionId } }: RouterData<"Capture">): ChangeRequest {
  return { cardTransactionType: "CAPTURE", transactionId: connectorTransactionId, amount: amounts.convert(amountToCapture, currency) };
}

export function toVoid({ request }: RouterData<"Void">): ChangeRequest {
  return { cardTransactionType: "AUTH_REVERSAL", transactionId: request.connectorTransactionId };
}

export function toRefund({ request: { refundAmount, currency, reason } }: RouterData<"Execute">): RefundRequest {
  return { amount: amounts.convert(refundAmount, currency), reason: present(truncate(reason ?? "", 300)) };
}

/** A refund's answer repeats its amount, and no currency. What it does not say is left to a query. */
export function toRefundResult(
  { refundTransactionId, refundStatus, amount }: RefundResponse,
  { data }: ReadContext<"Execute">,
): FlowResult<"Execute"> {
  return {
    response: ok({
      type: "refund",
      connectorRefundId: refundTransactionId,
      refundStatus: mapRefundStatus(refundStatus),
      connectorStatus: refundStatus ?? undefined,
      echoed: amount == null ? undefined : { amount: amounts.convertBack(amount, data.request.currency) },
    }),
  };
}

/** A refund as it is asked about. What is no refund says nothing of one: a payment's own success is not its refund's (tech-spec, trap 7). */
export function toRefundSyncResult(response: TransactionResponse, { data: { request } }: ReadContext<"RSync">): FlowResult<"RSync"> {
  const word = response.processingInfo?.processingStatus ?? undefined;
  const isRefund = response.cardTransactionType?.toUpperCase() === "REFUND";
  const currency: Currency = request.currency;
  return {
    response: ok({
      type: "refund",
      connectorRefundId: present(response.transactionId) ?? need(request.connectorRefundId, "connectorRefundId"),
      refundStatus: isRefund ? mapRefundStatus(word) : RefundStatus.Pending,
      connectorStatus: word,
      echoed: isRefund ? readEcho(response, currency) : undefined,
    }),
  };
}

/**
 * A payment by its id; one without an id, or with no more than the token of its 3DS, by our reference and the merchant's number.
 * @throws ConnectorError MissingRequiredField, InvalidConnectorConfig
 */
export function toSyncPath(data: RouterData<"PSync">): string {
  const { connectorTransactionId: given, connectorReferenceId } = data.request;
  const id = given.type === "connector_transaction_id" ? present(given.id) : undefined;
  if (id !== undefined && isBankDebit(data)) return path`services/2/alt-transactions/${id}`;
  if (id !== undefined && !isToken(id)) return path`services/2/transactions/${id}`;
  const reference = need(connectorReferenceId, "reference");
  return path`services/2/transactions/${reference},${needMetadata(data.connectorMetaData, "merchant_id")}`;
}
