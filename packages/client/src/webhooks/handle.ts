import {
  ConnectorError,
  isSecret,
  secret,
  type AnyConnector,
  type ConnectorAuthType,
  type ConnectorWebhookSecrets,
  type EventClass,
  type IncomingWebhookEvent,
  type IncomingWebhookRequest,
  type MaybeSecret,
  type ObjectReferenceId,
  type ParsedWebhook,
  type Secret,
  type SignedWebhook,
  type WebhookAnswer,
  type WebhookDetails,
  type WebhookVerification,
} from "@switchyard/interfaces";
import { encodeUtf8 } from "@switchyard/utils";

/** A webhook as frameworks hand it over: a Fetch `Request`, or its parts with the raw body. */
export type WebhookRequestLike =
  | Request
  | {
      readonly method?: string;
      readonly url?: string;
      readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
      /** The bytes as they came. A body that was parsed and written again no longer matches its signature. */
      readonly body: string | Uint8Array;
    };

/** The secrets to verify with; several during a rotation. */
export interface WebhookSecretInput {
  readonly secret?: MaybeSecret | readonly MaybeSecret[] | undefined;
  readonly additionalSecret?: MaybeSecret | undefined;
  /** The merchant's credentials, where they differ from the client's. */
  readonly auth?: ConnectorAuthType | undefined;
}

interface HandledWebhook {
  readonly event: IncomingWebhookEvent;
  readonly eventClass?: EventClass | undefined;
  /** The processor's own name of the event. */
  readonly connectorEvent: string;
  /** Stable across redeliveries: processors deliver at least once, and out of order. */
  readonly eventId?: string | undefined;
  readonly occurredAt?: Date | undefined;
  readonly reference?: ObjectReferenceId | undefined;
  /** Send this back to the processor. */
  readonly answer: WebhookAnswer;
  /** The body as it came. */
  readonly raw: Secret<Uint8Array>;
}

/** A webhook whose source is proven: its details may be acted upon. */
export interface VerifiedWebhook extends HandledWebhook {
  readonly verified: true;
  /** `sync`: what it says of money is not covered by the signature; ask the processor, as for a webhook that is not proven. */
  readonly next: "process" | "acknowledge" | "sync";
  readonly details?: WebhookDetails | undefined;
  readonly resource?: Secret<unknown> | undefined;
}

/** A webhook whose source is not proven: it has no authority. It says what to ask the processor about, and nothing more. */
export interface UnverifiedWebhook extends HandledWebhook {
  readonly verified: false;
  readonly reason: Extract<WebhookVerification, { verified: false }>["reason"];
  readonly next: "sync";
}

/** A webhook that is not believed, where belief is required. Answer it and do nothing. */
export interface RefusedWebhook {
  readonly verified: false;
  readonly reason: Extract<WebhookVerification, { verified: false }>["reason"];
  readonly next: "refuse";
  readonly answer: WebhookAnswer;
  readonly raw: Secret<Uint8Array>;
}

export type WebhookResult = VerifiedWebhook | UnverifiedWebhook | RefusedWebhook;

/** The events of one message, and the answer to it: the processor's refusal when one of them is refused. */
export interface HandledWebhooks {
  readonly events: readonly WebhookResult[];
  readonly answer: WebhookAnswer;
}

/** The calls on webhooks. All take the raw bytes; all are asynchronous. */
export interface Webhooks {
  /** Whether the source is proven. Never throws for a webhook, however it is malformed. */
  verify(request: WebhookRequestLike, secrets: WebhookSecretInput): Promise<WebhookVerification>;
  /** What the body says, believed or not. @throws ConnectorError WebhookBodyDecodingFailed */
  parse(request: WebhookRequestLike): Promise<Omit<ParsedWebhook, "details" | "resource">>;
  /** Verifies, decodes, classifies and resolves in one call. @throws ConnectorError WebhookBodyDecodingFailed for a body that is no event */
  handle(request: WebhookRequestLike, secrets: WebhookSecretInput): Promise<WebhookResult>;
  /**
   * The same for a message that may hold several events, as Adyen's may: each is verified and read by itself, and the answer
   * is to the message. `handle` refuses a message with more than one. @throws ConnectorError WebhookBodyDecodingFailed
   */
  handleAll(request: WebhookRequestLike, secrets: WebhookSecretInput): Promise<HandledWebhooks>;
  /** The body signed as the processor would: for tests of your own endpoint. */
  signTestPayload(body: string | Uint8Array, secrets: { readonly secret: MaybeSecret }): Promise<SignedWebhook>;
}

function toBytes(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? encodeUtf8(body) : body;
}

function toHeaders(headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>): Readonly<Record<string, string>> {
  if (typeof (headers as Headers).forEach === "function" && headers instanceof Object && "get" in headers && typeof headers.get === "function") {
    return Object.fromEntries((headers as Headers).entries());
  }
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers as Readonly<Record<string, string | readonly string[] | undefined>>)) {
    if (value !== undefined) plain[name.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
  }
  return plain;
}

async function readRequest(request: WebhookRequestLike): Promise<IncomingWebhookRequest> {
  if ("arrayBuffer" in request) {
    if (request.bodyUsed)
      throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "the request's body was already read; pass the raw bytes" });
    return { method: request.method, url: request.url, headers: toHeaders(request.headers), body: new Uint8Array(await request.arrayBuffer()) };
  }
  if (typeof request.body !== "string" && !ArrayBuffer.isView(request.body)) {
    throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "pass the raw body, as text or bytes, not a parsed object" });
  }
  return { method: request.method ?? "POST", url: request.url ?? "", headers: toHeaders(request.headers), body: toBytes(request.body) };
}

/** Empty and blank secrets are no secrets. */
function readSecrets(input: WebhookSecretInput): ConnectorWebhookSecrets {
  const given =
    input.secret === undefined ? [] : Array.isArray(input.secret) ? (input.secret as readonly MaybeSecret[]) : [input.secret as MaybeSecret];
  const isFilled = (each: Secret) => typeof each.expose() === "string" && each.expose().trim() !== "";
  const secrets = given.map((each) => secret(each)).filter(isFilled);
  const additionalSecret = input.additionalSecret === undefined ? undefined : secret(input.additionalSecret);
  return { secrets, ...(additionalSecret === undefined || !isFilled(additionalSecret) ? {} : { additionalSecret }) };
}

function wrapBody(body: Uint8Array): Secret<Uint8Array> {
  return secret(body, (bytes) => `${String(bytes.length)} bytes`);
}

/** The webhook calls of one connector. */
export function createWebhooks(connector: AnyConnector, options: { readonly now: () => Date; readonly auth: ConnectorAuthType }): Webhooks {
  const trait = () => {
    if (connector.webhooks === undefined) throw new ConnectorError("WebhooksNotImplemented", { connector: connector.id });
    return connector.webhooks;
  };
  const contextOf = (input: { readonly auth?: ConnectorAuthType | undefined }) => ({ now: options.now, auth: input.auth ?? options.auth });

  async function verifyRead(incoming: IncomingWebhookRequest, input: WebhookSecretInput): Promise<WebhookVerification> {
    return trait().verifyWebhookSource(incoming, readSecrets(input), contextOf(input));
  }

  async function handleOne(incoming: IncomingWebhookRequest, input: WebhookSecretInput): Promise<WebhookResult> {
    const verification = await verifyRead(incoming, input);
    const raw = wrapBody(incoming.body);
    if (!verification.verified && connector.isWebhookSourceVerificationMandatory()) {
      return { verified: false, reason: verification.reason, next: "refuse", answer: trait().getWebhookApiResponse(incoming, false), raw };
    }
    const { details, resource, confirm, ...said } = trait().parseWebhook(incoming);
    const common = { ...said, answer: trait().getWebhookApiResponse(incoming, true), raw };
    if (!verification.verified) return { ...common, verified: false, reason: verification.reason, next: "sync" };
    if (confirm === true) return { ...common, verified: true, next: "sync" };
    return {
      ...common,
      verified: true,
      next: said.event === "event_not_supported" ? "acknowledge" : "process",
      ...(details === undefined ? {} : { details }),
      ...(resource === undefined ? {} : { resource: isSecret(resource) ? resource : secret(resource) }),
    };
  }

  return {
    async verify(request, input) {
      return verifyRead(await readRequest(request), input);
    },
    async parse(request) {
      const { details: _, resource: __, ...said } = trait().parseWebhook(await readRequest(request));
      return said;
    },
    async handle(request, input) {
      return handleOne(await readRequest(request), input);
    },
    async handleAll(request, input) {
      const incoming = await readRequest(request);
      const parts = trait().splitWebhook?.(incoming) ?? [incoming];
      const events: WebhookResult[] = [];
      for (const part of parts) events.push(await handleOne(part, input));
      return {
        events,
        answer: trait().getWebhookApiResponse(
          incoming,
          events.every((event) => event.next !== "refuse"),
        ),
      };
    },
    async signTestPayload(body, { secret: key }) {
      return trait().signTestPayload(toBytes(body), secret(key), contextOf({}));
    },
  };
}
