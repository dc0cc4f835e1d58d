import { isSecret, secret, type MaybeSecret, type RouterData, type Secret } from "@switchyard/interfaces";
import { constantTimeEqual, digest, encodeHex, hmacDigest } from "@switchyard/utils";
import { fiuuAuth, type FiuuAuth } from "../auth.js";
import type { Notification, RefundResponse } from "../responses.js";
import { notUnderstood } from "./wire.js";

type Part = MaybeSecret | null | undefined;

/** Values one after another, exactly as they are; an absent one counts as empty. What is signed has no separator. */
export function join(parts: readonly Part[], separator = ""): Secret {
  return secret(parts.map((part) => (isSecret(part) ? part.expose() : (part ?? ""))).join(separator));
}

/** Lower-case hex MD5 over the parts (tech-spec, section 2.2). */
export const md5 = (...parts: readonly Part[]): Secret => join(parts).map((text) => encodeHex(digest("MD5", text)));

/** Lower-case hex HMAC-SHA256, which the younger APIs sign with. */
export function hmacSha256(key: Secret, ...parts: readonly Part[]): Secret {
  return join(parts).map((text) => encodeHex(hmacDigest("SHA-256", key.expose(), text)));
}

/** What the `skey` of a payment's result is the MD5 of: there are two rounds (tech-spec, section 7.3). */
export function resultMessage({ tranID, orderid, status, domain, amount, currency, paydate, appcode }: Notification, secretKey: Secret): Secret {
  return join([paydate, domain, md5(tranID, orderid, status, domain, amount, currency), appcode, secretKey]);
}

/** What the `Signature` of a refund's answer and notification is the MD5 of. */
export function refundMessage(refund: Notification | RefundResponse, secretKey: Secret): Secret {
  const { RefundType, MerchantID, RefID, RefundID, TxnID, Amount, Status } = refund;
  return join([RefundType, MerchantID, RefID, RefundID, TxnID, Amount, Status, secretKey]);
}

/** Whether a signature is the expected one, compared in constant time; hex counts without regard to case. */
export function isSigned(given: string | null | undefined, expected: Secret): boolean {
  return constantTimeEqual((given ?? "").toLowerCase(), expected.expose());
}

/**
 * An answer that decides something bears Fiuu's signature: one that was cut short has none, one that another made has a
 * wrong one, and neither says what happened.
 * @throws ConnectorError ResponseHandlingFailed
 */
export function needSigned(given: string | null | undefined, data: RouterData, expected: (auth: FiuuAuth) => Secret): void {
  if (data.connectorMetaData?.["verifyAnswers"] === false || isSigned(given, expected(fiuuAuth(data.connectorAuthType)))) return;
  throw notUnderstood("its signature is missing or wrong");
}
