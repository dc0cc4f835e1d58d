import { ConnectorError, err, ok, secret, type RouterData } from "@switchyard/interfaces";
import { atMost, needConnectorMandateId, notSupported, readAs, resourceIdOf, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import { tokenBuyer, type StatResponse, type TokenResponse } from "../responses.js";
import { hmacSha256, md5, needSigned } from "./signatures.js";
import { CAPTURE, VOID } from "./status.js";
import { isFault, notUnderstood, readFault, readMeta, toAmount, toFailed } from "./wire.js";

/** All or a part of what is held, once: the rest is let go. */
export function toCaptureRequest(data: RouterData<"Capture">, { merchantId, verifyKey }: FiuuAuth) {
  const { amountToCapture, currency, connectorTransactionId: tranID } = data.request;
  const amount = toAmount(amountToCapture, currency);
  const RefID = atMost(data.connectorRequestReferenceId, 100, "reference", "fiuu");
  return { domain: merchantId, tranID, amount, RefID, skey: md5(tranID, amount, merchantId, verifyKey) };
}

/**
 * A reversal, which has no amount: it lets go of what is held; of what was taken it gives all back. The caller asked for the former.
 * @throws ConnectorError NotSupported for a payment that is known to be captured (tech-spec, trap 9)
 */
export function toReversalRequest({ request }: RouterData<"Void">, { merchantId, secretKey }: FiuuAuth) {
  const { connectorTransactionId: txnID, captureMethod, connectorMeta } = request;
  const isSale = captureMethod === "automatic" || captureMethod === "sequential_automatic";
  if (isSale || readMeta(connectorMeta).captured === true) throw notSupported("fiuu", "A void of a captured payment, which would refund it,");
  return { txnID, domain: merchantId, skey: md5(txnID, merchantId, secretKey) };
}

/** What became of a capture or a reversal. A refused one leaves the payment as it was; an open one leaves it pending. */
export function toActionResult(response: StatResponse, { data, http }: ReadContext<"Capture" | "Void">): FlowResult<"Capture"> {
  const { failed, map, messages } = data.flow === "Capture" ? CAPTURE : VOID;
  if (isFault(response)) return toFailed(failed, readFault(response, http));
  const { StatCode: code, Domain, VrfKey } = response;
  if (code == null) throw notUnderstood("it has no StatCode");
  const status = map(code);
  const message = messages.get(code);
  if (message !== undefined) return toFailed(status, readFault({ error_code: code, error_desc: message }, http));
  const { connectorTransactionId: id, connectorMeta } = data.request;
  if (code === "00") needSigned(VrfKey, data, ({ secretKey }) => md5(secretKey, Domain, id, code));
  const connectorMetadata = { ...readMeta(connectorMeta), ...(status === "charged" ? { captured: true } : {}) };
  return { status, response: ok({ type: "transaction", resourceId: resourceIdOf(id), connectorMetadata, connectorStatus: code }) };
}

/** The body of the Token API. @throws ConnectorError MissingConnectorMandateMetadata without the buyer that the token was made for */
export function toDeleteTokenRequest({ request }: RouterData<"MandateRevoke">, { merchantId, secretKey }: FiuuAuth) {
  const token = secret(needConnectorMandateId(request));
  const madeFor = readAs(tokenBuyer, request.mandateMetadata?.expose());
  if (madeFor === undefined) throw new ConnectorError("MissingConnectorMandateMetadata", {});
  const { name, email, mobile } = madeFor;
  const signature = hmacSha256(secretKey, "DELETE_TOKEN", email, mobile, name, merchantId, token);
  return { action: "DELETE_TOKEN", token, billing_name: name, billing_mobile: mobile, billing_email: email, merchantID: merchantId, signature };
}

export function toDeleteTokenResult(response: TokenResponse, { http }: ReadContext<"MandateRevoke">): FlowResult<"MandateRevoke"> {
  // TK05: there is no such token, it is gone already.
  if (response.status === true || response.error_code === "TK05") return { response: ok({ mandateStatus: "revoked" }) };
  if (response.status === false || isFault(response)) return { response: err(readFault(response, http)) };
  throw notUnderstood("it does not say whether the token is deleted");
}
