import type { ConnectorAuthType, IncomingWebhookRequest, Secret } from "@switchyard/interfaces";
import { decodeBase64, decodeHex, decodeUtf8Lossy, encodeBase64, encodeHex, encodeUtf8 } from "../encoding/index.js";
import { isJsonNumber, parseJson, sourceOf } from "../json/index.js";

/** How bytes are written as text. */
export type TextEncoding = "hex" | "base64" | "utf8";

/** A webhook with its body read on demand: recipes look at the raw bytes, some also at fields. */
export interface WebhookInput {
  readonly request: IncomingWebhookRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  readonly text: string;
  /** The body as the recipe's `decode` reads it; JSON unless said. */
  readonly body: unknown;
  readonly secret: Secret;
  /** What some processors mix in beside the secret. */
  readonly additionalSecret?: Secret | undefined;
  readonly auth?: ConnectorAuthType | undefined;
}

/** What a message may be made of beside the webhook and its secret. */
export type Ingredients = Pick<WebhookInput, "additionalSecret" | "auth">;

/** Where a signature or a timestamp is found in a webhook. */
export interface Location {
  /** Names the place in errors: `header event-signature`. */
  readonly where: string;
  readonly read: (input: WebhookInput) => readonly string[];
  /** Puts a value there, for signed test payloads, beside what `headers` hold already. */
  readonly write: (
    value: string,
    headers?: Readonly<Record<string, string>>,
  ) => {
    readonly headers?: Readonly<Record<string, string>>;
    readonly field?: { readonly path: string; readonly value: string };
  };
}

export interface HeaderOptions {
  /** The signature is what stands behind this text, as `v1=` in `v1=abc`. */
  readonly after?: string;
  /** Where several values share one header, what separates them. */
  readonly separator?: string;
  /** Takes the signature out of one value; `undefined` when there is none of the wanted kind in it. */
  readonly pick?: (value: string) => string | undefined;
  /** The inverse of `pick`, for signed test payloads. */
  readonly format?: (signature: string) => string;
}

/** A header's value. A header that holds several signatures gives them all. */
export function header(name: string, options: HeaderOptions = {}): Location {
  const key = name.toLowerCase();
  const { after, separator } = options;
  const pick = options.pick ?? ((value: string) => (after === undefined ? value : value.startsWith(after) ? value.slice(after.length) : undefined));
  const format = options.format ?? ((value: string) => `${after ?? ""}${value}`);
  return {
    where: `header ${key}`,
    read: ({ headers }) => {
      const value = headers[key];
      if (value === undefined) return [];
      const parts = separator === undefined ? [value] : value.split(separator);
      return parts.map((part) => pick(part.trim())).filter((part) => part !== undefined && part !== "") as string[];
    },
    write: (value, headers = {}) => {
      const present = separator === undefined ? undefined : headers[key];
      return { headers: { [key]: present === undefined ? format(value) : `${present}${separator ?? ""}${format(value)}` } };
    },
  };
}

/** A field of the body, by its dotted path; `items.0.signature` looks into an array. A number counts as its digits. */
export function bodyField(path: string): Location {
  return {
    where: `body field ${path}`,
    read: ({ body }) => {
      let value: unknown = body;
      for (const key of path.split(".")) {
        value = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      }
      if (typeof value === "number" || isJsonNumber(value)) return [sourceOf(value)];
      return typeof value === "string" && value !== "" ? [value] : [];
    },
    write: (value) => ({ field: { path, value } }),
  };
}

/** The bytes that `text` stands for; `undefined` when it is not written in `encoding`. */
export function decodeText(text: string, encoding: TextEncoding): Uint8Array | undefined {
  if (encoding === "utf8") return encodeUtf8(text);
  return encoding === "hex" ? decodeHex(text) : decodeBase64(text);
}

export function encodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding === "utf8") return decodeUtf8Lossy(bytes);
  return encoding === "hex" ? encodeHex(bytes) : encodeBase64(bytes);
}

/** The body with one more field, at a dotted path: for signed test payloads whose signature stands in the body. */
export function withField(body: unknown, path: string, value: string): unknown {
  const [key = "", ...rest] = path.split(".");
  const fields = typeof body === "object" && body !== null ? body : {};
  const inner = rest.length === 0 ? value : withField(Reflect.get(fields, key), rest.join("."), value);
  return Array.isArray(fields) ? fields.map((each: unknown, at) => (String(at) === key ? inner : each)) : { ...fields, [key]: inner };
}

/** A {@link WebhookInput} over a request: text and body are read once, when first asked for. */
class RequestInput implements WebhookInput {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  readonly additionalSecret: Secret | undefined;
  readonly auth: ConnectorAuthType | undefined;
  #text: string | undefined;
  #body: { readonly value: unknown } | undefined;

  constructor(
    readonly request: IncomingWebhookRequest,
    readonly secret: Secret,
    private readonly decode: (text: string) => unknown,
    beside: Ingredients,
  ) {
    this.headers = request.headers;
    this.rawBody = request.body;
    this.additionalSecret = beside.additionalSecret;
    this.auth = beside.auth;
  }

  get text(): string {
    return (this.#text ??= decodeUtf8Lossy(this.rawBody));
  }

  get body(): unknown {
    return (this.#body ??= { value: this.decode(this.text) }).value;
  }
}

export function webhookInput(
  request: IncomingWebhookRequest,
  secret: Secret,
  decode: (text: string) => unknown = parseJson,
  beside: Ingredients = {},
): WebhookInput {
  return new RequestInput(request, secret, decode, beside);
}
