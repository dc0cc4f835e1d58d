import { digest, encodeHex, hmacDigest } from "@switchyard/utils";

/** Lower-case hex MD5 over the parts, one after another without a separator (tech-spec, section 2.2). */
export function md5(...parts: readonly string[]): string {
  return encodeHex(digest("MD5", parts.join("")));
}

/** Lower-case hex HMAC-SHA256 over the parts. */
export function hmacSha256(key: string, ...parts: readonly string[]): string {
  return encodeHex(hmacDigest("SHA-256", key, parts.join("")));
}

/** Whether a signature is the expected one; hex counts without regard to case. */
export function isSigned(given: string | undefined, expected: string): boolean {
  return given?.toLowerCase() === expected;
}
