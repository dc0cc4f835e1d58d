import { AttemptStatus, ok, type RouterData } from "@switchyard/interfaces";
import { notSupported, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import type { FiuuCaptureRequest, FiuuReversalRequest } from "../requests.js";
import type { StatResponse } from "../responses.js";
import { toAmount } from "./amounts.js";
import { isFault, readFault, toFailed } from "./errors.js";
import { atMost } from "./payment-request.js";
import { toResourceId } from "./payment-result.js";
import { readMeta } from "./settings.js";
import { md5, needSigned, notUnderstood } from "./signatures.js";
import type { ActionCodes } from "./status.js";

/** All or a part of what is held, once: the rest is let go. */
export function toCaptureRequest(data: RouterData<"Capture">, { merchantId, verifyKey }: FiuuAuth): FiuuCaptureRequest {
  const { amountToCapture, currency, connectorTransactionId: tranID } = data.request;
  const amount = toAmount(amountToCapture, currency);
  const RefID = atMost(data.connectorRequestReferenceId, 100, "reference");
  return { domain: merchantId, tranID, amount, RefID, skey: md5(tranID, amount, merchantId, verifyKey) };
}

/**
 * A reversal lets go of what is held; of what was taken it gives all back. The caller asked for the former.
 * @throws ConnectorError NotSupported for a payment that is known to be captured (tech-spec, trap 9)
 */
export function refuseCaptured({ request }: RouterData<"Void">): void {
  const isSale = request.captureMethod === "automatic" || request.captureMethod === "sequential_automatic";
  if (isSale || readMeta(request.connectorMeta).captured === true) throw notSupported("fiuu", "A void of a captured payment, which would refund it,");
}

export function toReversalRequest({ request }: RouterData<"Void">, { merchantId, secretKey }: FiuuAuth): FiuuReversalRequest {
  const { connectorTransactionId: txnID } = request;
  return { txnID, domain: merchantId, skey: md5(txnID, merchantId, secretKey) };
}

/** What became of a capture or a reversal. A refused one leaves the payment as it was; an open one leaves it pending. */
export function toActionResult(response: StatResponse, { data, http }: ReadContext<"Capture" | "Void">, codes: ActionCodes): FlowResult<"Capture"> {
  if (isFault(response)) return toFailed(codes.failed, readFault(response, http));
  const { StatCode: code, Domain, VrfKey } = response;
  if (code == null) throw notUnderstood("it has no StatCode");
  const status = codes.map(code);
  const message = codes.messages.get(code);
  if (message !== undefined) return toFailed(status, readFault({ error_code: code, error_desc: message }, http));
  const { connectorTransactionId: id, connectorMeta } = data.request;
  if (code === "00") needSigned(VrfKey, data, ({ secretKey }) => md5(secretKey, Domain, id, code));
  const connectorMetadata = { ...readMeta(connectorMeta), ...(status === AttemptStatus.Charged ? { captured: true } : {}) };
  return { status, response: ok({ type: "transaction", resourceId: toResourceId(id), connectorMetadata, connectorStatus: code }) };
}
