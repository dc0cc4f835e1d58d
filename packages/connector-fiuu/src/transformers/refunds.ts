import { err, ok, secret, type RouterData } from "@switchyard/interfaces";
import { need, needAll, needConnectorRefundId, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import type { FiuuBankData, FiuuRefundQuery, FiuuRefundRequest } from "../requests.js";
import type { RefundListResponse, RefundResponse } from "../responses.js";
import { readEcho, toAmount } from "./amounts.js";
import { isFault, readFault } from "./errors.js";
import { CARD_CHANNEL } from "./instrument.js";
import { atMost } from "./payment-request.js";
import { readMeta } from "./settings.js";
import { md5, needSigned, notUnderstood, refundMessage } from "./signatures.js";
import { mapRefundStatus } from "./status.js";

/**
 * Whose account the money goes to: the refund's own metadata, since nothing else in a refund names one. A card needs none,
 * and Fiuu refuses it there (tech-spec, sections 3 and 4.8).
 * @throws ConnectorError MissingRequiredField or MissingRequiredFields for a payment that was not made by card
 */
function toBankData({ metadata = {}, connectorMetadata }: RouterData<"Execute">["request"]): FiuuBankData {
  const [code, country, name, account] = ["bankCode", "bankCountry", "beneficiaryName", "beneficiaryAccountNumber"].map((field) => {
    const value = metadata[field];
    return typeof value === "string" && value.trim() !== "" ? secret(value) : undefined;
  });
  const { channel = CARD_CHANNEL } = readMeta(connectorMetadata);
  const needed = { "metadata.bankCode": code, "metadata.beneficiaryName": name, "metadata.beneficiaryAccountNumber": account };
  if (channel !== CARD_CHANNEL) needAll(needed);
  return { BankCode: code, BankCountry: country, BeneficiaryName: name, BeneficiaryAccNo: account };
}

/** The body of a refund. A part and the whole are of one type. */
export function toRefundRequest({ request }: RouterData<"Execute">, { merchantId, secretKey }: FiuuAuth): FiuuRefundRequest {
  const { connectorTransactionId: TxnID, refundAmount, currency, refundId, webhookUrl } = request;
  const [RefID, Amount] = [atMost(refundId, 100, "reference"), toAmount(refundAmount, currency)];
  const Signature = md5("P", merchantId, RefID, TxnID, Amount, secretKey);
  return { RefundType: "P", MerchantID: merchantId, RefID, TxnID, Amount, Signature, notify_url: webhookUrl, ...toBankData(request) };
}

/** PR016 is a refund under this reference that was taken before: this one's outcome is that one's, and not known here. */
const TAKEN_BEFORE = "PR016";

export function toRefundResult(response: RefundResponse, { data, http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  if (isFault(response)) {
    const error = readFault(response, http);
    return { response: err(error.code === TAKEN_BEFORE ? { ...error, attemptStatus: "pending" } : error) };
  }
  const refundStatus = mapRefundStatus(response.Status);
  if (refundStatus !== "pending") needSigned(response.Signature, data, ({ secretKey }) => md5(refundMessage(response, secretKey)));
  if (refundStatus === "failure") return { response: err(readFault({ error_code: response.Status, error_desc: response.reason }, http)) };
  return {
    response: ok({
      type: "refund",
      connectorRefundId: need(response.RefundID, "RefundID"),
      refundStatus,
      connectorStatus: response.Status ?? undefined,
      echoed: readEcho(response.Amount, undefined, data.request.currency),
    }),
  };
}

export function toRefundQuery({ request }: RouterData<"RSync">, { merchantId, verifyKey }: FiuuAuth): FiuuRefundQuery {
  const { connectorTransactionId: TxnID } = request;
  return { TxnID, MerchantID: merchantId, Signature: md5(TxnID, merchantId, verifyKey) };
}

/** The refund among all of its payment. One that is not listed yet is pending. */
export function toRefundSyncResult(response: RefundListResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  if (!Array.isArray(response)) {
    if (isFault(response)) return { response: err(readFault(response, http)) };
    throw notUnderstood("it lists no refunds");
  }
  const connectorRefundId = needConnectorRefundId(data.request);
  const row = response.find(({ RefundID }) => RefundID === connectorRefundId);
  return {
    response: ok({ type: "refund", connectorRefundId, refundStatus: mapRefundStatus(row?.Status), connectorStatus: row?.Status ?? undefined }),
  };
}
