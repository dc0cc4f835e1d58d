import type { ConnectorAuthType } from "./auth.js";
import type { connectorBrand } from "./brand.js";
import type { CurrencyUnit } from "./amount.js";
import type { CaptureMethod, Currency, Environment, EventClass, IncomingWebhookEvent, PaymentMethod, PaymentMethodType } from "./enums/index.js";
import type { ConnectorEventBuilder } from "./connector-event.js";
import type { ErrorResponse } from "./error-response.js";
import type { Flow } from "./flows/index.js";
import type { ConnectorRequest, ConnectorResponse, HttpMethod, IncomingWebhookRequest, RequestContent, RequestHeaders } from "./http.js";
import type { PaymentMethodData } from "./payment-method/index.js";
import type { RouterData, RouterDataV2 } from "./router-data.js";
import type { Secret } from "./secret.js";
import type { ConnectorInfo, SupportedPaymentMethods } from "./specifications.js";
import type {
  ConnectorWebhookSecrets,
  ObjectReferenceId,
  ParsedWebhook,
  SignedWebhook,
  WebhookAnswer,
  WebhookContext,
  WebhookVerification,
} from "./webhooks.js";

/** The version of the contract between connectors and those who run them. It changes when old ones would misbehave. */
export const SPECIFICATION_VERSION = "1";

/** Where a connector's processor is, and how it is reached. */
export interface ConnectorParams {
  readonly baseUrl: string;
  /** For processors with several hosts (a vault, a file store), by the names that the connector gives them. */
  readonly secondaryBaseUrls?: Readonly<Record<string, string>> | undefined;
}

/** The addresses of all connectors, by id: the configuration file's content. */
export type Connectors = Readonly<Record<string, ConnectorParams>>;

/**
 * What a flow may know of the outside. A connector has no clock, no randomness, no environment of its own:
 * a test that fixes this fixes everything.
 */
export interface FlowContext {
  readonly baseUrl: string;
  /** The addresses of the processor's other hosts, by the connector's names of them. */
  readonly secondaryBaseUrls?: Readonly<Record<string, string>> | undefined;
  readonly environment: Environment;
  readonly now: () => Date;
  /** A fresh random UUID, for nonces. Never for idempotency keys: those derive from the request's reference. */
  readonly randomId: () => string;
}

/** What a connector says of itself before any flow. */
export interface ConnectorCommon {
  /** The connector's name in enums and configuration: `worldpay`. */
  readonly id: string;
  getCurrencyUnit(): CurrencyUnit;
  commonGetContentType(): string;
  baseUrl(connectors: Connectors): string;
  /** @throws ConnectorError FailedToObtainAuthType */
  getAuthHeader(authType: ConnectorAuthType): RequestHeaders;
  buildErrorResponse(response: ConnectorResponse, event?: ConnectorEventBuilder): ErrorResponse;
}

/** Refusals before any byte is sent. Each throws a ConnectorError. */
export interface ConnectorValidation {
  validateConnectorAgainstPaymentRequest(
    captureMethod: CaptureMethod | undefined,
    paymentMethod: PaymentMethod,
    paymentMethodType: PaymentMethodType | undefined,
  ): void;
  validateMandatePayment(paymentMethodType: PaymentMethodType | undefined, data: PaymentMethodData): void;
  validatePsyncReferenceId(data: RouterData<"PSync">["request"]): void;
  isWebhookSourceVerificationMandatory(): boolean;
}

/** What a connector supports. */
export interface ConnectorSpecifications {
  getConnectorAbout(): ConnectorInfo;
  getSupportedPaymentMethods(): SupportedPaymentMethods;
  getSupportedWebhookFlows(): readonly EventClass[];
}

/** What to do when the customer's browser comes back. */
export type RedirectAction =
  /** Call the flow that goes on with the payment. */
  | { readonly type: "trigger"; readonly flow: "CompleteAuthorize" | "PSync" }
  /** Nothing to call: the status is as given, or already known. */
  | { readonly type: "avoid" }
  | { readonly type: "status_update"; readonly status: string; readonly errorCode?: string; readonly errorMessage?: string };

/** Why the customer's browser came back, as the caller knows it. */
export type PaymentAction = "PSync" | "CompleteAuthorize" | "PaymentAuthenticateCompleteAuthorize";

export interface ConnectorRedirectResponse {
  getFlowType(queryParams: string, jsonPayload: unknown, action: PaymentAction): RedirectAction;
}

/** Webhooks, in the seed's steps. `parseWebhook` does steps two to five in one reading. */
export interface IncomingWebhook {
  /** Verified when one of the secrets made the signature. No secret, or no recipe: not verified. Never throws. */
  verifyWebhookSource(
    request: IncomingWebhookRequest,
    secrets: ConnectorWebhookSecrets | undefined,
    context: WebhookContext,
  ): Promise<WebhookVerification>;
  /** The events of one message, each as if it had come alone. Absent: a message is one event. */
  splitWebhook?(request: IncomingWebhookRequest): readonly IncomingWebhookRequest[];
  /** @throws ConnectorError WebhookBodyDecodingFailed, also for a message with several events */
  parseWebhook(request: IncomingWebhookRequest): ParsedWebhook;
  getWebhookObjectReferenceId(request: IncomingWebhookRequest): ObjectReferenceId;
  getWebhookEventType(request: IncomingWebhookRequest): IncomingWebhookEvent;
  getWebhookResourceObject(request: IncomingWebhookRequest): unknown;
  /** What the processor wants to hear. `accepted` is false when the signature does not match. */
  getWebhookApiResponse(request: IncomingWebhookRequest, accepted: boolean): WebhookAnswer;
  /**
   * The body signed as the processor signs it, and the headers that go with it. For tests.
   * @throws ConnectorError NotSupported when only the processor holds the signing key.
   */
  signTestPayload(body: Uint8Array, secret: Secret, context: WebhookContext): Promise<SignedWebhook>;
}

/** What one flow of a first-generation connector does. */
export interface ConnectorIntegration<F extends Flow> {
  getHeaders(data: RouterData<F>, connectors: Connectors, context: FlowContext): RequestHeaders;
  getContentType(): string;
  getHttpMethod(data: RouterData<F>): HttpMethod;
  getUrl(data: RouterData<F>, connectors: Connectors, context: FlowContext): string;
  getRequestBody(data: RouterData<F>, connectors: Connectors, context: FlowContext): RequestContent | undefined;
  /** `undefined`: this flow needs no request now. */
  buildRequest(data: RouterData<F>, connectors: Connectors, context: FlowContext): ConnectorRequest | undefined;
  handleResponse(data: RouterData<F>, response: ConnectorResponse, event?: ConnectorEventBuilder): RouterData<F>;
  /** Whether `handleResponse` reads this answer. Absent: every 2xx, and no other. */
  isAnswer?(data: RouterData<F>, response: ConnectorResponse): boolean;
  getErrorResponse(response: ConnectorResponse, event?: ConnectorEventBuilder, data?: RouterData<F>): ErrorResponse;
  get5xxErrorResponse(response: ConnectorResponse, event?: ConnectorEventBuilder, data?: RouterData<F>): ErrorResponse;
  getCertificate?(data: RouterData<F>): Secret | undefined;
  getCertificateKey?(data: RouterData<F>): Secret | undefined;
}

/** What one flow of a second-generation connector does. */
export interface ConnectorIntegrationV2<F extends Flow> {
  getHeaders(data: RouterDataV2<F>, context: FlowContext): RequestHeaders;
  getContentType(): string;
  getHttpMethod(data: RouterDataV2<F>): HttpMethod;
  getUrl(data: RouterDataV2<F>, context: FlowContext): string;
  getRequestBody(data: RouterDataV2<F>, context: FlowContext): RequestContent | undefined;
  buildRequestV2(data: RouterDataV2<F>, context: FlowContext): ConnectorRequest | undefined;
  handleResponseV2(data: RouterDataV2<F>, response: ConnectorResponse, event?: ConnectorEventBuilder): RouterDataV2<F>;
  /** Whether `handleResponseV2` reads this answer. Absent: every 2xx, and no other. */
  isAnswer?(data: RouterDataV2<F>, response: ConnectorResponse): boolean;
  getErrorResponseV2(response: ConnectorResponse, event?: ConnectorEventBuilder, data?: RouterDataV2<F>): ErrorResponse;
  get5xxErrorResponse(response: ConnectorResponse, event?: ConnectorEventBuilder, data?: RouterDataV2<F>): ErrorResponse;
  getCertificate?(data: RouterDataV2<F>): Secret | undefined;
  getCertificateKey?(data: RouterDataV2<F>): Secret | undefined;
}

/** A flow that another flow needs done first. */
export type PrerequisiteFlow = Extract<
  Flow,
  "AccessTokenAuth" | "CreateConnectorCustomer" | "CreateOrder" | "AuthorizeSessionToken" | "PaymentMethodToken" | "PreProcessing"
>;

/** Facts of a connector that those who run it read. */
export interface ConnectorFacts {
  /** The environments' addresses. */
  readonly baseUrls: Readonly<Record<Environment, string>>;
  /** The addresses of the processor's other hosts, where it has any: a file store, a disputes service. */
  readonly secondaryBaseUrls?: Readonly<Record<string, Readonly<Record<Environment, string>>>> | undefined;
  /** Whether the processor honours an idempotency key for this flow: then, and only then, may it be sent again. */
  readonly idempotentFlows: readonly Flow[];
  /** The flows that must be done before `flow`. The client does them in this order. */
  prerequisites(flow: Flow, data: RouterData): readonly PrerequisiteFlow[];
  /** Whether PSync finds a payment by our reference, when the processor's id of it never arrived. */
  readonly syncsByReference?: boolean | undefined;
  /** Where the processor counts a currency otherwise than ISO 4217. */
  readonly currencyExponents: Readonly<Partial<Record<Currency, number>>>;
  /** The environment that these credentials name, where they name one. */
  environmentOf?(auth: ConnectorAuthType): Environment | undefined;
}

/** Everything of a connector but its flows; the same in both generations. */
export interface ConnectorBase extends ConnectorCommon, ConnectorValidation, ConnectorSpecifications, ConnectorRedirectResponse {
  readonly [connectorBrand]: true;
  readonly specificationVersion: string;
  readonly facts: ConnectorFacts;
  /** Absent: the processor sends none. */
  readonly webhooks?: IncomingWebhook;
}

/** A first-generation connector. A flow that is not a key is not supported. */
export interface Connector<F extends Flow = Flow> extends ConnectorBase {
  readonly generation: "v1";
  readonly flows: { readonly [K in F]: ConnectorIntegration<K> };
}

/** A second-generation connector. */
export interface ConnectorV2<F extends Flow = Flow> extends ConnectorBase {
  readonly generation: "v2";
  readonly flows: { readonly [K in F]: ConnectorIntegrationV2<K> };
}
