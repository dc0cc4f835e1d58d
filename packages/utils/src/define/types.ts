import type {
  CaptureMethod,
  ConnectorAuthType,
  ConnectorResponse,
  ConnectorSpecificationData,
  ConnectorV2,
  Currency,
  CurrencyUnit,
  Environment,
  ErrorResponse,
  Flow,
  FlowContext,
  FlowTypes,
  HttpMethod,
  IncomingWebhook,
  PaymentAction,
  PrerequisiteFlow,
  RedirectAction,
  RequestContent,
  RequestHeaders,
  Result,
  RouterData,
} from "@switchyard/interfaces";
import type { LazySchema } from "../schema.js";

/** What a declaration's request functions are given. Everything they may depend on is in here. */
export interface RequestContext<F extends Flow, Auth> {
  readonly data: RouterData<F>;
  /** The credentials in the processor's own words, as the connector's `auth` made them. */
  readonly auth: Auth;
  readonly context: FlowContext;
}

/** What a declaration's `read` is given beside the parsed answer. */
export interface ReadContext<F extends Flow> {
  readonly data: RouterData<F>;
  readonly http: ConnectorResponse;
}

/** What an answer makes of the record: the response, and any fields of the resource data that it changes. */
export type FlowResult<F extends Flow> = {
  readonly response: Result<FlowTypes[F]["response"], ErrorResponse>;
} & Partial<FlowTypes[F]["common"]>;

/** How the text of an answer becomes a value for a schema. An empty text never gets here; `http` has the bytes, for files. */
export type Decode = (text: string, http: ConnectorResponse) => unknown;

/** Reads one format of error answers; `undefined` when an answer is not of this format. Made by `errorFormat`. */
export type ErrorFormat = (http: ConnectorResponse) => { readonly tree: unknown; readonly error: ErrorResponse } | undefined;

/** One flow: how its request is made, and how its answer is read. */
export interface FlowDeclaration<F extends Flow, Auth, Response> {
  /** POST unless said. */
  readonly method?: HttpMethod;
  /** Relative to the base URL, without a leading slash; or a whole URL. */
  readonly path: string | ((context: RequestContext<F, Auth>) => string);
  /** The name of the secondary address that the path is relative to. The main one unless said. */
  readonly host?: string | ((context: RequestContext<F, Auth>) => string | undefined);
  /** Added to the connector's headers; `undefined` takes one of them away. */
  readonly headers?: (context: RequestContext<F, Auth>) => RequestHeaders;
  readonly body?: (context: RequestContext<F, Auth>) => RequestContent | undefined;
  /** Refuses, by throwing a ConnectorError, what the processor could not do. */
  readonly validate?: (context: RequestContext<F, Auth>) => void;
  readonly response: LazySchema<Response>;
  /** JSON unless said. */
  readonly decode?: Decode;
  readonly read: (response: Response, context: ReadContext<F>) => FlowResult<F>;
  /** The result of an error which says that what was asked is done already, as "no such token" is to a deletion; `undefined` for every other error. */
  readonly readDone?: (error: ErrorResponse, context: ReadContext<F>) => FlowResult<F> | undefined;
  /** Where this flow's errors have a format of their own. */
  readonly errors?: readonly ErrorFormat[];
  /** The request carries an idempotency key that the processor honours, so the client may send it again. */
  readonly idempotent?: boolean;
}

/** Every flow of a declaration, each with the type of its answer. */
export type FlowDeclarations<Auth, Responses> = {
  readonly [F in keyof Responses]: FlowDeclaration<F & Flow, Auth, Responses[F]>;
};

/** A connector, declared. `defineConnector` makes the traits from it. */
export interface ConnectorDeclaration<Id extends string, Auth, Responses, Specifications extends ConnectorSpecificationData> {
  /** The connector's name in enums and configuration: `worldpay`. */
  readonly id: Id;
  readonly currencyUnit: CurrencyUnit;
  /** Ending in a slash. */
  readonly baseUrls: Readonly<Record<Environment, string>>;
  /** The processor's other hosts, by a name of their own, each ending in a slash. */
  readonly secondaryBaseUrls?: Readonly<Record<string, Readonly<Record<Environment, string>>>>;
  /**
   * Fills in what of an address depends on the merchant: a prefix, a region.
   * @throws ConnectorError InvalidConnectorConfig where that is not configured
   */
  readonly resolveBaseUrl?: (baseUrl: string, context: RequestContext<Flow, Auth>) => string;
  /** `application/json` unless said. */
  readonly contentType?: string;
  /** @throws ConnectorError FailedToObtainAuthType */
  readonly auth: (authType: ConnectorAuthType) => Auth;
  /** The headers of every request. */
  readonly headers: (context: { readonly auth: Auth }) => RequestHeaders;
  /** The formats of error answers, tried in turn. What none of them reads (an empty body, an HTML page) gets a neutral error. */
  readonly errors: readonly ErrorFormat[];
  readonly specifications: Specifications;
  readonly flows: FlowDeclarations<Auth, Responses>;
  readonly redirects?: { readonly flowType: (queryParams: string, jsonPayload: unknown, action: PaymentAction) => RedirectAction };
  readonly webhooks?: IncomingWebhook;
  /** An unverified webhook is refused rather than answered with "sync". True unless said. */
  readonly webhookVerificationMandatory?: boolean;
  /** Where the processor counts a currency otherwise than ISO 4217: each with its source in a comment. */
  readonly currencyExponents?: Readonly<Partial<Record<Currency, number>>>;
  /** Unless said: an access token before every flow, where there is a flow that obtains one. */
  readonly prerequisites?: (flow: Flow, data: RouterData) => readonly PrerequisiteFlow[];
  /** PSync finds a payment by our reference, when the processor's id of it never arrived. */
  readonly syncsByReference?: boolean;
  readonly environmentOf?: (auth: ConnectorAuthType) => Environment | undefined;
  /** Capture methods that are taken beyond those that the specifications declare. */
  readonly extraCaptureMethods?: readonly CaptureMethod[];
}

/** A declared connector: its flows and its payment methods are part of its type. */
export interface DefinedConnector<
  Id extends string = string,
  F extends Flow = Flow,
  Specifications extends ConnectorSpecificationData = ConnectorSpecificationData,
> extends ConnectorV2<F> {
  readonly id: Id;
  readonly specifications: Specifications;
}
