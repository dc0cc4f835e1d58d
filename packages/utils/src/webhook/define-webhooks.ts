import {
  ConnectorError,
  isConnectorError,
  EVENT_CLASS_OF,
  type ConnectorAuthType,
  type ConnectorWebhookSecrets,
  type IncomingWebhook,
  type IncomingWebhookRequest,
  type ParsedWebhook,
  type Secret,
  type WebhookAnswer,
  type WebhookContext,
  type WebhookVerification,
} from "@switchyard/interfaces";
import { decodeUtf8Lossy } from "../encoding/index.js";
import { parseJson } from "../json/index.js";
import type { LazySchema } from "../schema.js";
import type { VerificationRecipe } from "./recipe.js";

type Unverified = Extract<WebhookVerification, { readonly verified: false }>;

/** A connector's webhooks, declared. */
export interface WebhookDeclaration<Body> {
  readonly connector: string;
  /** Absent: the processor signs nothing, and no webhook is ever verified. */
  readonly verify?: VerificationRecipe;
  /** The secret that the credentials hold, where they hold one: it stands in for a call that brings none. */
  readonly secretOf?: (auth: ConnectorAuthType) => Secret | undefined;
  readonly schema: LazySchema<Body>;
  /** JSON unless said. */
  readonly decode?: (text: string) => unknown;
  /**
   * The events of a message that may hold several, each as if it had come alone: every one is verified and read by itself.
   * Absent: a message is one event. Given what is no such message, it returns it as it is.
   */
  readonly split?: (request: IncomingWebhookRequest) => readonly IncomingWebhookRequest[];
  /** Classifies the body, finds what it is about, and reads its details. */
  readonly read: (body: Body, request: IncomingWebhookRequest) => ParsedWebhook;
  /** What the processor wants to hear. `200` and nothing more, or `400` when the signature does not match, unless said. */
  readonly answer?: (request: IncomingWebhookRequest, accepted: boolean) => WebhookAnswer;
}

const defaultAnswer = (_: IncomingWebhookRequest, accepted: boolean): WebhookAnswer => ({ status: accepted ? 200 : 400, headers: {}, body: "" });

/** Makes the webhook trait from its declaration. */
export function defineWebhooks<Body>(declaration: WebhookDeclaration<Body>): IncomingWebhook {
  const decode = declaration.decode ?? parseJson;

  function parseWebhook(request: IncomingWebhookRequest): ParsedWebhook {
    let value: unknown;
    try {
      value = decode(decodeUtf8Lossy(request.body));
    } catch (error) {
      // The message of an engine's own error quotes the body, so it is no cause to pass on.
      const options = isConnectorError(error) ? { cause: error } : undefined;
      throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it is not in the processor's format" }, options);
    }
    const body = declaration.schema().safeParse(value);
    if (!body.success) {
      throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it lacks what every event has" }, { cause: body.error });
    }
    const parsed = declaration.read(body.data, request);
    return { ...parsed, eventClass: parsed.eventClass ?? EVENT_CLASS_OF[parsed.event] };
  }

  /** Anybody may send a message that cannot be taken apart: it is then one event, which nobody will believe. */
  function split(request: IncomingWebhookRequest): readonly IncomingWebhookRequest[] {
    try {
      return declaration.split?.(request) ?? [request];
    } catch {
      return [request];
    }
  }

  /** The one event of a message. @throws ConnectorError WebhookBodyDecodingFailed when there are more: none may be lost */
  function parseOne(request: IncomingWebhookRequest): ParsedWebhook {
    const [first = request, ...more] = split(request);
    if (more.length > 0) throw new ConnectorError("WebhookBodyDecodingFailed", { reason: "it holds several events; use handleAll" });
    return parseWebhook(first);
  }

  function secretsFor(given: ConnectorWebhookSecrets | undefined, { auth }: WebhookContext): readonly Secret[] {
    if (given !== undefined && given.secrets.length > 0) return given.secrets;
    const own = auth === undefined ? undefined : declaration.secretOf?.(auth);
    return own === undefined ? [] : [own];
  }

  async function verifyOne(request: IncomingWebhookRequest, secrets: ConnectorWebhookSecrets | undefined, context: WebhookContext) {
    const { verify } = declaration;
    if (verify === undefined) return { verified: false, reason: "no_recipe" } as const;
    const beside = { additionalSecret: secrets?.additionalSecret, auth: context.auth };
    let outcome: Unverified = { verified: false, reason: "no_secret" };
    for (const secret of secretsFor(secrets, context)) {
      const tried = await verify.verify(request, secret, context.now(), beside);
      if (tried.verified) return tried;
      // Of several secrets, the reason worth telling is the one of a secret that could have been right.
      if (outcome.reason === "no_secret" || (outcome.reason === "secret_invalid" && tried.reason !== "no_secret")) outcome = tried;
    }
    return outcome;
  }

  return {
    async verifyWebhookSource(request, secrets, context) {
      const events = split(request);
      let outcome: WebhookVerification = await verifyOne(events[0] ?? request, secrets, context);
      // A message is proven when each of its events is.
      for (const event of events.slice(1)) if (outcome.verified) outcome = await verifyOne(event, secrets, context);
      return outcome;
    },
    ...(declaration.split === undefined ? {} : { splitWebhook: split }),
    parseWebhook: parseOne,
    getWebhookObjectReferenceId(request) {
      const { reference } = parseOne(request);
      if (reference === undefined) throw new ConnectorError("WebhookReferenceIdNotFound", {});
      return reference;
    },
    getWebhookEventType: (request) => parseOne(request).event,
    getWebhookResourceObject(request) {
      const { resource } = parseOne(request);
      if (resource === undefined) throw new ConnectorError("WebhookResourceObjectNotFound", {});
      return resource;
    },
    getWebhookApiResponse: declaration.answer ?? defaultAnswer,
    signTestPayload(body, secret, context) {
      if (declaration.verify === undefined) {
        return Promise.reject(new ConnectorError("NotSupported", { connector: declaration.connector, message: "A signed webhook" }));
      }
      return declaration.verify.sign(body, secret, context.now(), { auth: context.auth });
    },
  };
}
