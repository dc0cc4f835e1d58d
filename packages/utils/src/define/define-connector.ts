import {
  connectorBrand,
  err,
  isSuccessStatus,
  ConnectorError,
  SPECIFICATION_VERSION,
  toOldRouterData,
  type ConnectorEventBuilder,
  type ConnectorIntegrationV2,
  type ConnectorRequest,
  type ConnectorResponse,
  type ConnectorSpecificationData,
  type ErrorResponse,
  type Flow,
  type FlowContext,
  type RequestHeaders,
  type RouterDataV2,
} from "@switchyard/interfaces";
import { parseJson } from "../json/index.js";
import { unreadableError, withAttemptStatus } from "./errors.js";
import type { ConnectorDeclaration, DefinedConnector, ErrorFormat, FlowDeclaration, FlowDeclarations, FlowResult, RequestContext } from "./types.js";
import { validationOf } from "./validation.js";

const JSON_TYPE = "application/json";

/** Merges layers of headers without regard to case; a later layer wins, and `undefined` in it removes a header. */
export function mergeHeaders(...layers: readonly (RequestHeaders | undefined)[]): RequestHeaders {
  const merged: Record<string, RequestHeaders[string]> = {};
  for (const layer of layers) {
    for (const name in layer) {
      const value = layer[name];
      const key = name.toLowerCase();
      if (value === undefined) Reflect.deleteProperty(merged, key);
      else merged[key] = value;
    }
  }
  return merged;
}

/** Puts a path behind a base URL with one slash between; a path that is a whole URL stands for itself. */
export function joinUrl(baseUrl: string, path: string): string {
  if (/^https?:\/\//i.test(path)) return path;
  return `${baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`}${path.startsWith("/") ? path.slice(1) : path}`;
}

function readError(formats: readonly ErrorFormat[], http: ConnectorResponse, event: ConnectorEventBuilder | undefined): ErrorResponse {
  for (const format of formats) {
    const read = format(http);
    if (read === undefined) continue;
    event?.setErrorResponseBody(read.tree);
    return read.error;
  }
  return unreadableError(http);
}

/** The address that a flow's path is relative to. @throws ConnectorError InvalidConnectorConfig for a host without an address */
function addressOf(connector: string, host: string | undefined, { baseUrl, secondaryBaseUrls = {} }: FlowContext): string {
  if (host === undefined) return baseUrl;
  const address = Object.hasOwn(secondaryBaseUrls, host) ? secondaryBaseUrls[host] : undefined;
  if (address === undefined) throw new ConnectorError("InvalidConnectorConfig", { config: `${connector}.secondary_base_urls.${host}` });
  return address;
}

/** Makes the integration of one flow from its declaration. */
function integrationOf<Auth, F extends Flow, Response>(
  connector: Pick<
    ConnectorDeclaration<string, Auth, unknown, ConnectorSpecificationData>,
    "id" | "auth" | "headers" | "contentType" | "errors" | "resolveBaseUrl"
  >,
  name: F,
  flow: FlowDeclaration<F, Auth, Response>,
): ConnectorIntegrationV2<F> {
  const contentType = connector.contentType ?? JSON_TYPE;
  const method = flow.method ?? "POST";
  const errors = flow.errors ?? connector.errors;
  const decode = flow.decode ?? parseJson;

  const contextOf = (data: RouterDataV2<F>, context: FlowContext): RequestContext<F, Auth> => ({
    data: toOldRouterData(data),
    auth: connector.auth(data.connectorAuthType),
    context,
  });
  const urlOf = (given: RequestContext<F, Auth>) => {
    const address = addressOf(connector.id, typeof flow.host === "function" ? flow.host(given) : flow.host, given.context);
    // What an address depends on is in every record alike; the flow's own request is no part of it.
    const baseUrl = connector.resolveBaseUrl?.(address, given) ?? address;
    return joinUrl(baseUrl, typeof flow.path === "string" ? flow.path : flow.path(given));
  };
  const headersOf = (given: RequestContext<F, Auth>, bodyType: string | undefined) =>
    mergeHeaders(connector.headers({ auth: given.auth }), bodyType === undefined ? undefined : { "content-type": bodyType }, flow.headers?.(given));

  function buildRequestV2(data: RouterDataV2<F>, context: FlowContext): ConnectorRequest {
    const given = contextOf(data, context);
    flow.validate?.(given);
    const url = urlOf(given);
    const body = flow.body?.(given);
    const headers = headersOf(given, body?.contentType);
    return body === undefined ? { method, url, headers } : { method, url, headers, body };
  }

  /** An error that refuses nothing leaves the payment pending, also inside a success and whatever the connector made of it. */
  const leftOpen = (result: FlowResult<F>): FlowResult<F> => {
    if (result.response.ok || result.response.error.isOpen !== true) return result;
    const error = withAttemptStatus(name, result.response.error);
    // Only flows that change the payment get a status here, and their records have one.
    return { ...result, response: err(error), ...(error.attemptStatus === undefined ? {} : { status: error.attemptStatus }) };
  };

  const withResult = (data: RouterDataV2<F>, http: ConnectorResponse, result: FlowResult<F>): RouterDataV2<F> => {
    const { response, ...patch } = leftOpen(result);
    const resourceCommonData = { ...data.resourceCommonData, ...patch, connectorHttpStatusCode: http.statusCode };
    return { ...data, response, resourceCommonData };
  };

  /** What an error makes of the record where it says that nothing is left to do. */
  function readDone(data: RouterDataV2<F>, http: ConnectorResponse, event?: ConnectorEventBuilder): FlowResult<F> | undefined {
    if (flow.readDone === undefined || isSuccessStatus(http.statusCode)) return undefined;
    return flow.readDone(readError(errors, http, event), { data: toOldRouterData(data), http });
  }

  function handleResponseV2(data: RouterDataV2<F>, http: ConnectorResponse, event?: ConnectorEventBuilder): RouterDataV2<F> {
    const done = readDone(data, http, event);
    if (done !== undefined) return withResult(data, http, done);
    const parsed = flow.response().safeParse(http.text.trim() === "" ? undefined : decode(http.text, http));
    if (!parsed.success) {
      throw new ConnectorError(
        "ResponseDeserializationFailed",
        { connector: connector.id, reason: `the answer to ${name} has another shape` },
        { cause: parsed.error },
      );
    }
    event?.setResponseBody(parsed.data);
    return withResult(data, http, flow.read(parsed.data, { data: toOldRouterData(data), http }));
  }

  function getErrorResponseV2(http: ConnectorResponse, event?: ConnectorEventBuilder): ErrorResponse {
    return withAttemptStatus(name, readError(errors, http, event));
  }

  return {
    getHeaders: (data, context) => {
      const given = contextOf(data, context);
      return headersOf(given, flow.body?.(given)?.contentType);
    },
    getContentType: () => contentType,
    getHttpMethod: () => method,
    getUrl: (data, context) => urlOf(contextOf(data, context)),
    getRequestBody: (data, context) => flow.body?.(contextOf(data, context)),
    buildRequestV2,
    isAnswer: (data, http) => isSuccessStatus(http.statusCode) || readDone(data, http) !== undefined,
    handleResponseV2,
    getErrorResponseV2,
    get5xxErrorResponse: getErrorResponseV2,
  };
}

/**
 * Makes a connector from its declaration. The names of its flows and its payment methods become part of its type,
 * so that what it lacks does not compile. A flow that is not declared is not there at run time either.
 */
export function defineConnector<const Id extends string, Auth, Responses, const Specifications extends ConnectorSpecificationData>(
  declaration: ConnectorDeclaration<Id, Auth, Responses, Specifications>,
): DefinedConnector<Id, keyof Responses & Flow, Specifications> {
  type Flows = FlowDeclarations<Auth, Responses>;
  const { id, specifications } = declaration;
  const names = Object.keys(declaration.flows) as (keyof Flows & Flow)[];
  const hasToken = Object.hasOwn(declaration.flows, "AccessTokenAuth");
  const integrations = Object.fromEntries(
    // A union of flows cannot be taken apart by the compiler; each integration is built from its own declaration alone.
    names.map((name) => [name, integrationOf(declaration, name, declaration.flows[name] as unknown as FlowDeclaration<Flow, Auth, unknown>)]),
  );
  return {
    [connectorBrand]: true,
    specificationVersion: SPECIFICATION_VERSION,
    generation: "v2",
    id,
    specifications,
    flows: integrations as unknown as DefinedConnector<Id, keyof Responses & Flow, Specifications>["flows"],
    getCurrencyUnit: () => declaration.currencyUnit,
    commonGetContentType: () => declaration.contentType ?? JSON_TYPE,
    baseUrl: (connectors) => {
      const params = connectors[id];
      if (params === undefined) throw new ConnectorError("InvalidConnectorConfig", { config: `${id}.base_url` });
      return params.baseUrl;
    },
    getAuthHeader: (authType) => mergeHeaders(declaration.headers({ auth: declaration.auth(authType) })),
    buildErrorResponse: (http, event) => readError(declaration.errors, http, event),
    ...validationOf(id, specifications, {
      webhookVerificationMandatory: declaration.webhookVerificationMandatory ?? true,
      extraCaptureMethods: declaration.extraCaptureMethods ?? [],
    }),
    getConnectorAbout: () => specifications.about,
    getSupportedPaymentMethods: () => specifications.paymentMethods,
    getSupportedWebhookFlows: () => specifications.webhookFlows,
    getFlowType: (queryParams, jsonPayload, action) =>
      declaration.redirects?.flowType(queryParams, jsonPayload, action) ?? {
        type: "trigger",
        flow: action === "CompleteAuthorize" ? "CompleteAuthorize" : "PSync",
      },
    facts: {
      baseUrls: declaration.baseUrls,
      ...(declaration.secondaryBaseUrls === undefined ? {} : { secondaryBaseUrls: declaration.secondaryBaseUrls }),
      idempotentFlows: names.filter((name) => (declaration.flows[name] as { idempotent?: boolean }).idempotent === true),
      prerequisites: declaration.prerequisites ?? ((flow) => (hasToken && flow !== "AccessTokenAuth" ? ["AccessTokenAuth"] : [])),
      ...(declaration.syncsByReference === true ? { syncsByReference: true } : {}),
      currencyExponents: declaration.currencyExponents ?? {},
      ...(declaration.environmentOf === undefined ? {} : { environmentOf: declaration.environmentOf }),
    },
    ...(declaration.webhooks === undefined ? {} : { webhooks: declaration.webhooks }),
  };
}
