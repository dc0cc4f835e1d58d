import {
  connectorBrand,
  ConnectorError,
  CurrencyUnit,
  SPECIFICATION_VERSION,
  type Connector,
  type ConnectorEventBuilder,
  type ConnectorIntegration,
  type ConnectorResponse,
  type Connectors,
  type ErrorResponse,
  type Flow,
  type HttpMethod,
  type RequestContent,
  type RequestHeaders,
  type RouterData,
} from "@switchyard/interfaces";
import {
  errorFormat,
  joinUrl,
  json,
  mergeHeaders,
  parseJson,
  path,
  unreadableError,
  validationOf,
  withAttemptStatus,
  type FlowResult,
  type LazySchema,
} from "@switchyard/utils";
import { dummyAuth } from "./auth.js";
import { errorResponse, paymentResponse, refundResponse, syncResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import {
  completePath,
  refundSyncPath,
  syncPath,
  toCancelRequest,
  toCaptureRequest,
  toErrorResponse,
  toPaymentRequest,
  toPaymentResult,
  toRefundRequest,
  toRefundResult,
  toSyncResult,
  type PaymentRecord,
} from "./transformers.js";
import { dummyWebhooks } from "./webhooks.js";

const ID = "dummy";
const JSON_TYPE = "application/json";

/** The flows of the dummy. */
export type DummyFlow = "Authorize" | "CompleteAuthorize" | "PSync" | "Capture" | "Void" | "Execute" | "RSync" | "SetupMandate" | "RepeatPayment";

/** The dummy's own type: the client's methods and inputs follow from it. */
export interface DummyConnector extends Connector<DummyFlow> {
  readonly id: typeof ID;
  readonly specifications: typeof specifications;
}

/** Addresses under `.invalid` lead nowhere: a client that was given no simulator sends nothing to anybody. */
const baseUrls = { sandbox: "https://sandbox.dummy.invalid/", production: "https://production.dummy.invalid/" } as const;

/** The flows whose idempotency key is honoured: a completion is repeated under no key, since its answer changes. */
const idempotentFlows = ["Authorize", "SetupMandate", "RepeatPayment", "Capture", "Void", "Execute"] as const satisfies readonly DummyFlow[];

function baseUrl(connectors: Connectors): string {
  const params = Object.hasOwn(connectors, ID) ? connectors[ID] : undefined;
  if (params === undefined) throw new ConnectorError("InvalidConnectorConfig", { config: `${ID}.base_url` });
  return params.baseUrl;
}

const readError = errorFormat({ schema: errorResponse, read: toErrorResponse });

function buildErrorResponse(response: ConnectorResponse, event?: ConnectorEventBuilder): ErrorResponse {
  const read = readError(response);
  if (read === undefined) return unreadableError(response);
  event?.setErrorResponseBody(read.tree);
  return read.error;
}

/** What differs between the flows. */
interface Steps<F extends Flow, Answer> {
  readonly method: HttpMethod;
  readonly path: (data: RouterData<F>) => string;
  readonly body?: (data: RouterData<F>) => RequestContent;
  readonly response: LazySchema<Answer>;
  readonly read: (answer: Answer, data: RouterData<F>, http: ConnectorResponse) => FlowResult<F>;
}

/** One flow of the first generation: every method of the trait, made of the flow's own steps. */
function integrationOf<F extends DummyFlow, Answer>(flow: F, steps: Steps<NoInfer<F>, Answer>): ConnectorIntegration<F> {
  const isKeyed = idempotentFlows.some((keyed) => keyed === flow);
  const getUrl = (data: RouterData<F>, connectors: Connectors) => joinUrl(baseUrl(connectors), steps.path(data));
  const getRequestBody = (data: RouterData<F>) => steps.body?.(data);

  function getHeaders(data: RouterData<F>): RequestHeaders {
    const record: RouterData = data;
    return mergeHeaders(
      { accept: JSON_TYPE, authorization: dummyAuth(record.connectorAuthType).authorization },
      steps.body === undefined ? undefined : { "content-type": JSON_TYPE },
      // The reference is that of the attempt: the same attempt gives the same key.
      isKeyed ? { "idempotency-key": `${flow}.${record.connectorRequestReferenceId}` } : undefined,
    );
  }

  function handleResponse(data: RouterData<F>, response: ConnectorResponse, event?: ConnectorEventBuilder): RouterData<F> {
    const parsed = steps.response().safeParse(parseJson(response.text));
    if (!parsed.success) {
      const reason = `the answer to ${flow} has another shape`;
      throw new ConnectorError("ResponseDeserializationFailed", { connector: ID, reason }, { cause: parsed.error });
    }
    event?.setResponseBody(parsed.data);
    return { ...data, ...steps.read(parsed.data, data, response), connectorHttpStatusCode: response.statusCode };
  }

  const getErrorResponse = (response: ConnectorResponse, event?: ConnectorEventBuilder) =>
    withAttemptStatus(flow, buildErrorResponse(response, event));

  return {
    getHeaders,
    getContentType: () => JSON_TYPE,
    getHttpMethod: () => steps.method,
    getUrl,
    getRequestBody,
    buildRequest(data, connectors) {
      const request = { method: steps.method, url: getUrl(data, connectors), headers: getHeaders(data) };
      const body = getRequestBody(data);
      return body === undefined ? request : { ...request, body };
    },
    handleResponse,
    getErrorResponse,
    get5xxErrorResponse: getErrorResponse,
  };
}

/** `POST payments` serves every payment that begins. */
const createPayment = {
  method: "POST",
  path: () => "payments",
  body: (data: PaymentRecord) => json(toPaymentRequest(data)),
  response: paymentResponse,
  read: toPaymentResult,
} as const;

/**
 * The dummy: a connector of the first generation, written by hand. It takes no money; its processor is the simulator
 * at `@switchyard/connector-dummy/simulator`.
 */
export const dummy: DummyConnector = {
  [connectorBrand]: true,
  specificationVersion: SPECIFICATION_VERSION,
  generation: "v1",
  id: ID,
  specifications,
  facts: { baseUrls, idempotentFlows, prerequisites: () => [], currencyExponents: {}, syncsByReference: true },
  getCurrencyUnit: () => CurrencyUnit.Minor,
  commonGetContentType: () => JSON_TYPE,
  baseUrl,
  getAuthHeader: (authType) => ({ authorization: dummyAuth(authType).authorization }),
  buildErrorResponse,
  flows: {
    Authorize: integrationOf("Authorize", createPayment),
    SetupMandate: integrationOf("SetupMandate", createPayment),
    RepeatPayment: integrationOf("RepeatPayment", createPayment),
    CompleteAuthorize: integrationOf("CompleteAuthorize", {
      method: "POST",
      path: completePath,
      response: paymentResponse,
      read: toPaymentResult,
    }),
    PSync: integrationOf("PSync", { method: "GET", path: syncPath, response: syncResponse, read: toSyncResult }),
    Capture: integrationOf("Capture", {
      method: "POST",
      path: ({ request }) => path`payments/${request.connectorTransactionId}/captures`,
      body: (data) => json(toCaptureRequest(data)),
      response: paymentResponse,
      read: toPaymentResult,
    }),
    Void: integrationOf("Void", {
      method: "POST",
      path: ({ request }) => path`payments/${request.connectorTransactionId}/cancel`,
      body: (data) => json(toCancelRequest(data)),
      response: paymentResponse,
      read: toPaymentResult,
    }),
    Execute: integrationOf("Execute", {
      method: "POST",
      path: ({ request }) => path`payments/${request.connectorTransactionId}/refunds`,
      body: (data) => json(toRefundRequest(data)),
      response: refundResponse,
      read: toRefundResult,
    }),
    RSync: integrationOf("RSync", { method: "GET", path: refundSyncPath, response: refundResponse, read: toRefundResult }),
  },
  // What follows from the declaration of payment methods need not be written by hand.
  ...validationOf(ID, specifications, { webhookVerificationMandatory: true, extraCaptureMethods: [] }),
  getConnectorAbout: () => specifications.about,
  getSupportedPaymentMethods: () => specifications.paymentMethods,
  getSupportedWebhookFlows: () => specifications.webhookFlows,
  getFlowType: (_query, _payload, action) => ({ type: "trigger", flow: action === "CompleteAuthorize" ? "CompleteAuthorize" : "PSync" }),
  webhooks: dummyWebhooks,
};
