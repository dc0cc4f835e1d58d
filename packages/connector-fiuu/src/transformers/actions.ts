import { AttemptStatus, ConnectorError, err, ok, type RouterData } from "@switchyard/interfaces";
import { notSupported, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import type { FiuuCaptureRequest, FiuuReversalRequest } from "../requests.js";
import type { StatResponse } from "../responses.js";
import { toAmount } from "./amounts.js";
import { isFault, readFault } from "./errors.js";
import { toResourceId } from "./payment-result.js";
import { readMeta } from "./settings.js";
import { md5, needSigned, notUnderstood } from "./signatures.js";
import { CAPTURE_MESSAGES, mapCaptureStatus, mapVoidStatus, VOID_MESSAGES } from "./status.js";

/** @throws ConnectorError InvalidDataFormat for a reference longer than Fiuu takes (tech-spec, trap 19) */
export function needReference(reference: string): string {
  if (reference.length <= 100) return reference;
  throw new ConnectorError("InvalidDataFormat", { fieldName: "reference", expected: "at most 100 characters" });
}

/** All or a part of what is held, once: the rest is let go. */
export function toCaptureRequest(data: RouterData<"Capture">, { merchantId, verifyKey }: FiuuAuth): FiuuCaptureRequest {
  const { amountToCapture, currency, connectorTransactionId: tranID } = data.request;
  const amount = toAmount(amountToCapture, currency);
  const RefID = needReference(data.connectorRequestReferenceId);
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

/** How the codes of an action are read. */
interface Codes {
  readonly map: (code: string | null | undefined) => AttemptStatus;
  readonly messages: Readonly<Record<string, string>>;
  readonly failed: "capture_failed" | "void_failed";
}
export const CAPTURE: Codes = { map: mapCaptureStatus, messages: CAPTURE_MESSAGES, failed: "capture_failed" };
export const VOID: Codes = { map: mapVoidStatus, messages: VOID_MESSAGES, failed: "void_failed" };

/** What became of a capture or a reversal. A refused one leaves the payment as it was; an open one leaves it pending. */
export function toActionResult(response: StatResponse, { data, http }: ReadContext<"Capture" | "Void">, codes: Codes): FlowResult<"Capture"> {
  const { StatCode, Domain, VrfKey } = response;
  const { connectorTransactionId: id, connectorMeta } = data.request;
  if (isFault(response)) return { status: codes.failed, response: err({ ...readFault(response, http), attemptStatus: codes.failed }) };
  if (StatCode == null) throw notUnderstood("it has no StatCode");
  const status = codes.map(StatCode);
  if (Object.hasOwn(codes.messages, StatCode)) {
    const error = readFault({ error_code: StatCode, error_desc: codes.messages[StatCode] }, http);
    return { status, response: err({ ...error, attemptStatus: status }) };
  }
  if (StatCode === "00") needSigned(VrfKey, data, ({ secretKey }) => md5(secretKey, Domain, id, StatCode));
  const connectorMetadata = { ...readMeta(connectorMeta), ...(status === AttemptStatus.Charged ? { captured: true } : {}) };
  return { status, response: ok({ type: "transaction", resourceId: toResourceId(id), connectorMetadata, connectorStatus: StatCode }) };
}
