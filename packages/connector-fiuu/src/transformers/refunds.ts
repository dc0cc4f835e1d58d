import { err, ok, secret, type RouterData } from "@switchyard/interfaces";
import { atMost, keptText, need, needAll, needConnectorRefundId, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import type { RefundListResponse, RefundResponse } from "../responses.js";
import { CARD_CHANNEL } from "./payment-request.js";
import { md5, needSigned, refundMessage } from "./signatures.js";
import { mapRefundStatus } from "./status.js";
import { isFault, notUnderstood, readEcho, readFault, readMeta, toAmount } from "./wire.js";

/**
 * Whose account the money goes to: the refund's own metadata, since nothing else in a refund names one. A card needs none,
 * and Fiuu refuses it there (tech-spec, sections 3 and 4.8).
 * @throws ConnectorError MissingRequiredField or MissingRequiredFields for a payment that was not made by card
 */
function toBankData({ metadata, connectorMetadata }: RouterData<"Execute">["request"]) {
  const read = (field: string) => {
    const text = keptText(metadata, field);
    return text === undefined ? undefined : secret(text);
  };
  const [code, name, account] = [read("bankCode"), read("beneficiaryName"), read("beneficiaryAccountNumber")];
  const { channel = CARD_CHANNEL } = readMeta(connectorMetadata);
  const needed = { "metadata.bankCode": code, "metadata.beneficiaryName": name, "metadata.beneficiaryAccountNumber": account };
  if (channel !== CARD_CHANNEL) needAll(needed);
  return { BankCode: code, BankCountry: read("bankCountry"), BeneficiaryName: name, BeneficiaryAccNo: account };
}

/** The body of a refund. A part and the whole are of one type. */
export function toRefundRequest({ request }: RouterData<"Execute">, { merchantId, secretKey }: FiuuAuth) {
  const { connectorTransactionId: TxnID, refundAmount, currency, refundId, webhookUrl } = request;
  const [RefID, Amount] = [atMost(refundId, 100, "reference", "fiuu"), toAmount(refundAmount, currency)];
  const Signature = md5("P", merchantId, RefID, TxnID, Amount, secretKey);
  return { RefundType: "P", MerchantID: merchantId, RefID, TxnID, Amount, Signature, notify_url: webhookUrl, ...toBankData(request) };
}

export function toRefundResult(response: RefundResponse, { data, http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  if (isFault(response)) return { response: err(readFault(response, http)) };
  const { Status, Signature, Amount, RefundID, reason } = response;
  const refundStatus = mapRefundStatus(Status);
  if (refundStatus !== "pending") needSigned(Signature, data, ({ secretKey }) => md5(refundMessage(response, secretKey)));
  if (refundStatus === "failure") return { response: err(readFault({ error_code: Status, error_desc: reason }, http)) };
  const connectorRefundId = need(RefundID, "RefundID");
  const echoed = readEcho(Amount, undefined, data.request.currency);
  return { response: ok({ type: "refund", connectorRefundId, refundStatus, connectorStatus: Status ?? undefined, echoed }) };
}

export function toRefundQuery({ request: { connectorTransactionId: TxnID } }: RouterData<"RSync">, { merchantId, verifyKey }: FiuuAuth) {
  return { TxnID, MerchantID: merchantId, Signature: md5(TxnID, merchantId, verifyKey) };
}

/** The refund among all of its payment. One that is not listed yet is pending. */
export function toRefundSyncResult(response: RefundListResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  if (!Array.isArray(response)) {
    if (isFault(response)) return { response: err(readFault(response, http)) };
    throw notUnderstood("it lists no refunds");
  }
  const connectorRefundId = needConnectorRefundId(data.request);
  const status = response.find(({ RefundID }) => RefundID === connectorRefundId)?.Status;
  return { response: ok({ type: "refund", connectorRefundId, refundStatus: mapRefundStatus(status), connectorStatus: status ?? undefined }) };
}
