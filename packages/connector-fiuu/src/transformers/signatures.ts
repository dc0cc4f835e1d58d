import { ConnectorError, isSecret, secret, type MaybeSecret, type RouterData, type Secret } from "@switchyard/interfaces";
import { constantTimeEqual, decodeHex, digest, encodeHex, hmacDigest } from "@switchyard/utils";
import { fiuuAuth, type FiuuAuth } from "../auth.js";
import { verifiesAnswers } from "./settings.js";

function join(parts: readonly (MaybeSecret | null | undefined)[]): string {
  return parts.map((part) => (isSecret(part) ? part.expose() : (part ?? ""))).join("");
}

/** Lower-case hex MD5 over the parts, one after another without a separator (tech-spec, section 2.2). */
export function md5(...parts: readonly (MaybeSecret | null | undefined)[]): Secret {
  return secret(encodeHex(digest("MD5", join(parts))));
}

/** Lower-case hex HMAC-SHA256, which the younger APIs sign with. */
export function hmacSha256(key: Secret, ...parts: readonly MaybeSecret[]): Secret {
  return secret(encodeHex(hmacDigest("SHA-256", key.expose(), join(parts))));
}

/** Whether a signature is the expected one, compared in constant time; hex counts without regard to case. */
export function isSigned(given: unknown, expected: Secret): boolean {
  const [bytes, wanted] = [decodeHex(typeof given === "string" ? given : ""), decodeHex(expected.expose())];
  return bytes !== undefined && wanted !== undefined && constantTimeEqual(bytes, wanted);
}

/** The answer is none: half of it, or something else. */
export function notUnderstood(reason: string): ConnectorError<"ResponseHandlingFailed"> {
  return new ConnectorError("ResponseHandlingFailed", { connector: "fiuu", reason });
}

/**
 * An answer that decides something bears Fiuu's signature: one that was cut short has none, one that another made has a
 * wrong one, and neither says what happened.
 * @throws ConnectorError ResponseHandlingFailed
 */
export function needSigned(given: string | null | undefined, data: RouterData, expected: (auth: FiuuAuth) => Secret): void {
  if (!verifiesAnswers(data.connectorMetaData) || isSigned(given, expected(fiuuAuth(data.connectorAuthType)))) return;
  throw notUnderstood("its signature is missing or wrong");
}
