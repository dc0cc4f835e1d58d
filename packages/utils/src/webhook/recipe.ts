import {
  ConnectorError,
  isConnectorError,
  type IncomingWebhookRequest,
  type Secret,
  type SignedWebhook,
  type WebhookVerification,
} from "@switchyard/interfaces";
import {
  constantTimeEqual,
  digest,
  hmac as sign,
  verifyEcdsaP256,
  verifyRsa,
  type EcdsaEncoding,
  type HashAlgorithm,
  type Message,
  type SignatureHash,
} from "../crypto/index.js";
import { concatBytes, encodeUtf8, toBytes, type BytesLike } from "../encoding/index.js";
import { stringifyJson } from "../json/index.js";
import {
  decodeText,
  encodeText,
  webhookInput,
  withField,
  type Ingredients,
  type Location,
  type TextEncoding,
  type WebhookInput,
} from "./signature.js";

/** How the source of a webhook is proven: facts and one verifier, no code per connector. */
export interface VerificationRecipe {
  verify(request: IncomingWebhookRequest, secret: Secret, now: Date, beside?: Ingredients): Promise<WebhookVerification>;
  sign(body: Uint8Array, secret: Secret, now: Date, beside?: Ingredients): Promise<SignedWebhook>;
}

/** When a signed timestamp is too old, or too far ahead. */
export interface TimestampRule {
  readonly at: Location;
  /** Seconds or milliseconds since 1970, or a date and time of UTC in words: `2023-05-15 13:02:57.878`. */
  readonly unit: "s" | "ms" | "utc";
  /** Absent: there must be a time, and it may be of any age. For processors that deliver again under the first time. */
  readonly toleranceSeconds?: number;
}

const UTC = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z?$/;

/** Milliseconds since 1970; `undefined` for what is no time. */
function readTimestamp(unit: TimestampRule["unit"], text: string): number | undefined {
  if (unit !== "utc") return /^\d{1,16}$/.test(text) ? Number(text) * (unit === "s" ? 1000 : 1) : undefined;
  const time = UTC.test(text) ? Date.parse(`${text.replace(" ", "T").replace(/Z$/, "")}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function writeTimestamp(unit: TimestampRule["unit"], now: Date): string {
  if (unit === "utc") return now.toISOString().replace("T", " ").replace("Z", "");
  return String(unit === "s" ? Math.floor(now.getTime() / 1000) : now.getTime());
}

export interface RecipeOptions {
  readonly signature: Location;
  /** How the signature is written. Hex unless said. */
  readonly encoding?: Exclude<TextEncoding, "utf8">;
  /** What was signed, whole or in its parts: `({ rawBody }) => [timestamp, ".", rawBody]`. The raw body unless said. */
  readonly message?: (input: WebhookInput) => Message;
  readonly timestamp?: TimestampRule;
  /** How the body is read where fields of it are signed. JSON unless said. */
  readonly decode?: (text: string) => unknown;
  /** The inverse of `decode`, where the signature stands in the body: test payloads are signed with it. JSON unless said. */
  readonly encode?: (body: unknown) => string;
}

export interface KeyedRecipeOptions extends RecipeOptions {
  /** How the configured secret is written. As it stands (UTF-8) unless said. */
  readonly key?: TextEncoding;
}

const NOT = (reason: Extract<WebhookVerification, { verified: false }>["reason"]): WebhookVerification => ({ verified: false, reason });

/**
 * Reads what may not be readable: `undefined` when the webhook is not what the recipe expects. Whatever was thrown:
 * anybody may send a body that a recipe's functions trip over, and to verify is to answer, not to throw.
 */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function checkTimestamp(rule: TimestampRule | undefined, input: WebhookInput, now: Date): WebhookVerification | undefined {
  if (rule === undefined) return undefined;
  const stamps = attempt(() => rule.at.read(input));
  if (stamps === undefined) return NOT("body_unreadable");
  // Of two timestamps one may be signed and the other one fresh: a replay.
  const text = stamps.length === 1 ? stamps[0] : undefined;
  const sent = text === undefined ? undefined : readTimestamp(rule.unit, text);
  if (sent === undefined) return NOT("timestamp_missing");
  if (rule.toleranceSeconds === undefined) return undefined;
  return Math.abs(now.getTime() - sent) <= rule.toleranceSeconds * 1000 ? undefined : NOT("timestamp_outside_tolerance");
}

/** The frame that all recipes share: find the candidates, check the time, compare. `matches` says whether one candidate is right. */
function recipe(
  options: RecipeOptions,
  matches: (candidate: string, message: Message, secret: Secret) => Promise<boolean | "secret_invalid"> | boolean,
  make: ((message: Message, secret: Secret) => string) | undefined,
  secretIsValid: (secret: Secret) => boolean = () => true,
): VerificationRecipe {
  const messageOf = options.message ?? ((input: WebhookInput) => input.rawBody);
  return {
    async verify(request, secret, now, beside) {
      if (secret.expose() === "") return NOT("no_secret");
      if (!secretIsValid(secret)) return NOT("secret_invalid");
      const input = webhookInput(request, secret, options.decode, beside);
      const candidates = attempt(() => options.signature.read(input));
      if (candidates === undefined) return NOT("body_unreadable");
      if (candidates.length === 0) return NOT("signature_missing");
      const untimely = checkTimestamp(options.timestamp, input, now);
      if (untimely !== undefined) return untimely;
      const message = attempt(() => messageOf(input));
      if (message === undefined) return NOT("body_unreadable");
      for (const candidate of candidates) {
        const match = matches(candidate, message, secret);
        const matched = typeof match === "object" ? await match : match;
        if (matched === "secret_invalid") return NOT("secret_invalid");
        if (matched) return { verified: true };
      }
      return NOT("signature_mismatch");
    },
    async sign(body, secret, now, beside) {
      if (make === undefined)
        throw new ConnectorError("NotSupported", { connector: "the recipe", message: "Signing with a key that only the processor holds" });
      if (secret.expose() === "") throw new ConnectorError("WebhookVerificationSecretNotFound", {});
      if (!secretIsValid(secret)) throw new ConnectorError("WebhookVerificationSecretInvalid", {});
      const rule = options.timestamp;
      const stamp = rule === undefined ? undefined : writeTimestamp(rule.unit, now);
      const headers = stamp === undefined ? {} : (rule?.at.write(stamp).headers ?? {});
      const input = webhookInput({ method: "POST", url: "", headers, body }, secret, options.decode, beside);
      const written = options.signature.write(make(messageOf(input), secret), headers);
      const { field } = written;
      if (field === undefined) return { headers: { ...headers, ...written.headers }, body };
      const signed = encodeUtf8((options.encode ?? stringifyJson)(withField(input.body, field.path, field.value)));
      // Where the whole body is signed, writing into it changes what was signed.
      const proof = await this.verify({ method: "POST", url: "", headers, body: signed }, secret, now, beside);
      if (proof.verified) return { headers, body: signed };
      throw new ConnectorError("NotSupported", { connector: "the recipe", message: `Signing into ${options.signature.where}` });
    },
  };
}

/** A keyed hash of the message, made with the shared secret. */
export function hmac(algorithm: Exclude<HashAlgorithm, "MD5">, options: KeyedRecipeOptions): VerificationRecipe {
  const encoding = options.encoding ?? "hex";
  // A key that is text stays text: hashing takes it as it is.
  const isText = (options.key ?? "utf8") === "utf8";
  const keyOf = (secret: Secret) => (isText ? secret.expose() : decodeText(secret.expose(), options.key ?? "utf8"));
  return recipe(
    options,
    (candidate, message, secret) => {
      const given = decodeText(candidate, encoding);
      const key = keyOf(secret);
      return given !== undefined && key !== undefined && constantTimeEqual(given, sign(algorithm, key, message));
    },
    (message, secret) => encodeText(sign(algorithm, keyOf(secret) ?? new Uint8Array(), message), encoding),
    (secret) => (keyOf(secret)?.length ?? 0) > 0,
  );
}

/** A plain hash of a message that the secret is part of: `message` must put it there. */
export function hash(algorithm: HashAlgorithm, options: RecipeOptions & Required<Pick<RecipeOptions, "message">>): VerificationRecipe {
  const encoding = options.encoding ?? "hex";
  return recipe(
    options,
    (candidate, message) => {
      const given = decodeText(candidate, encoding);
      return given !== undefined && constantTimeEqual(given, digest(algorithm, message));
    },
    (message) => encodeText(digest(algorithm, message), encoding),
  );
}

function bytesOf(message: Message): Uint8Array {
  return Array.isArray(message) ? concatBytes(...(message as readonly BytesLike[])) : toBytes(message as BytesLike); // a list is the parts
}

/** A signature with the processor's private key, checked with its public key in PEM, which is the configured secret. */
function publicKeyRecipe(
  options: RecipeOptions,
  verifyWith: (publicKey: Secret, signature: Uint8Array, message: Uint8Array) => Promise<boolean>,
): VerificationRecipe {
  const encoding = options.encoding ?? "base64";
  return recipe(
    options,
    async (candidate, message, publicKey) => {
      const given = decodeText(candidate, encoding);
      if (given === undefined) return false;
      try {
        return await verifyWith(publicKey, given, bytesOf(message));
      } catch (error) {
        if (isConnectorError(error)) return "secret_invalid";
        throw error;
      }
    },
    undefined,
  );
}

/** RSA (PKCS #1 v1.5). Base64 unless said. */
export function rsa(algorithm: SignatureHash, options: RecipeOptions): VerificationRecipe {
  return publicKeyRecipe(options, (publicKey, signature, message) => verifyRsa(algorithm, publicKey, signature, message));
}

/** ECDSA on P-256. Base64 unless said; `form` says whether the signature is DER (unless said) or two numbers side by side. */
export function ecdsa(algorithm: SignatureHash, options: RecipeOptions & { readonly form?: EcdsaEncoding }): VerificationRecipe {
  return publicKeyRecipe(options, (publicKey, signature, message) =>
    verifyEcdsaP256(algorithm, publicKey, signature, message, options.form ?? "der"),
  );
}
