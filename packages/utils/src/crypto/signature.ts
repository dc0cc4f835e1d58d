import { ConnectorError } from "@switchyard/interfaces";
import { decodeBase64 } from "../encoding/base64.js";
import { openBytes, toBytes } from "../encoding/utf8.js";
import type { Bytes, BytesLike } from "../encoding/utf8.js";

/** The hashes that RSA and ECDSA signatures of processors are made over. */
export type SignatureHash = "SHA-1" | "SHA-256" | "SHA-512";

/** How an ECDSA signature is written: ASN.1 DER (OpenSSL, Java), or r and s side by side (JWS, Web Crypto). */
export type EcdsaEncoding = "der" | "raw";

/**
 * Verifies an RSA PKCS #1 v1.5 signature. `publicKey` is an SPKI key: PEM (`BEGIN PUBLIC KEY`) or its DER bytes.
 * A malformed signature is just not valid.
 * @throws ConnectorError InvalidConnectorConfig when the key cannot be read.
 */
export async function verifyRsa(hash: SignatureHash, publicKey: BytesLike, signature: Uint8Array, message: BytesLike): Promise<boolean> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  const key = await importKey("spki", publicKey, algorithm, "verify");
  return subtle().verify(algorithm.name, key, own(signature), own(toBytes(message)));
}

/**
 * Signs with RSA PKCS #1 v1.5. `privateKey` is a PKCS #8 key: PEM (`BEGIN PRIVATE KEY`) or its DER bytes.
 * @throws ConnectorError InvalidConnectorConfig when the key cannot be read.
 */
export async function signRsa(hash: SignatureHash, privateKey: BytesLike, message: BytesLike): Promise<Bytes> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  const key = await importKey("pkcs8", privateKey, algorithm, "sign");
  return new Uint8Array(await subtle().sign(algorithm.name, key, own(toBytes(message))));
}

/**
 * Verifies an ECDSA signature over P-256. `publicKey` is an SPKI key: PEM (`BEGIN PUBLIC KEY`) or its DER bytes.
 * A malformed signature is just not valid.
 * @throws ConnectorError InvalidConnectorConfig when the key cannot be read.
 */
export async function verifyEcdsaP256(
  hash: SignatureHash,
  publicKey: BytesLike,
  signature: Uint8Array,
  message: BytesLike,
  encoding: EcdsaEncoding = "der",
): Promise<boolean> {
  const key = await importKey("spki", publicKey, { name: "ECDSA", namedCurve: "P-256" }, "verify");
  const raw = encoding === "der" ? readDerSignature(signature) : signature;
  if (raw?.length !== 64) return false;
  return subtle().verify({ name: "ECDSA", hash }, key, own(raw), own(toBytes(message)));
}

const PEM_LABEL = { spki: "PUBLIC KEY", pkcs8: "PRIVATE KEY" } as const;

async function importKey(
  format: "spki" | "pkcs8",
  key: BytesLike,
  algorithm: RsaHashedImportParams | EcKeyImportParams,
  usage: "sign" | "verify",
): Promise<CryptoKey> {
  const open = openBytes(key);
  const der = typeof open === "string" ? readPem(open, PEM_LABEL[format]) : own(open);
  try {
    if (der) return await subtle().importKey(format, der, algorithm, false, [usage]);
  } catch {
    // The runtime's own error is left behind: it may quote the key.
  }
  const kind = PEM_LABEL[format].toLowerCase();
  throw new ConnectorError("InvalidConnectorConfig", { config: kind, expected: `a ${algorithm.name} key as PEM (BEGIN ${PEM_LABEL[format]})` });
}

function readPem(text: string, label: string): Bytes | undefined {
  const body = new RegExp(`^\\s*-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----\\s*$`).exec(text)?.[1];
  return body === undefined ? undefined : decodeBase64(body.replace(/\s+/g, ""));
}

/** SEQUENCE { r INTEGER, s INTEGER } of P-256 as the 64 bytes that Web Crypto takes. */
function readDerSignature(der: Uint8Array): Bytes | undefined {
  // 72 is the longest: two integers of 33 bytes, so every length fits in one byte.
  if (der[0] !== 0x30 || der.length > 72 || der[1] !== der.length - 2) return undefined;
  const r = readDerInteger(der, 2);
  const s = r === undefined ? undefined : readDerInteger(der, r.end);
  if (r === undefined || s?.end !== der.length) return undefined;
  const raw = new Uint8Array(64);
  raw.set(r.value, 32 - r.value.length);
  raw.set(s.value, 64 - s.value.length);
  return raw;
}

function readDerInteger(der: Uint8Array, at: number): { readonly value: Uint8Array; readonly end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  const first = der[at + 2] ?? 0;
  if (der[at] !== 0x02 || length === 0 || end > der.length || first >= 0x80) return undefined;
  // A leading zero is there to keep the number positive, and for nothing else.
  if (first === 0 && length > 1 && (der[at + 3] ?? 0) < 0x80) return undefined;
  const value = der.subarray(first === 0 ? at + 3 : at + 2, end);
  return value.length > 32 ? undefined : { value, end };
}

function subtle(): SubtleCrypto {
  // Absent on pages that were not loaded over HTTPS, whatever the types say.
  const found = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (!found) throw new ConnectorError("InvalidConnectorConfig", { config: "crypto.subtle", expected: "a runtime with Web Crypto" });
  return found;
}

function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}
