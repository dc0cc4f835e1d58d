import {
  ConnectorError,
  bindIntegration,
  connectorIntegration,
  err,
  isConnectorError,
  isSecret,
  secret,
  type AnyConnector,
  type BoundIntegration,
  type AnyConnectorError,
  type AttemptStatus,
  type ConnectorEvent,
  type ConnectorRequest,
  type ConnectorResponse,
  type ErrorResponse,
  type Flow,
  type FlowContext,
  type Maskable,
  type Outcome,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import { changesPayment, FAILURE_OF_FLOW, leavesOutcomeUnknown, withAttemptStatus } from "@switchyard/utils";
import type { ClientRuntime } from "../runtime.js";
import type { Transport, TransportFailure, TransportRequest, TransportResult } from "../transport/transport.js";
import { EventCollector } from "./event.js";
import { integrityErrorOf } from "./integrity.js";
import { maySendAgain, pauseBefore, type RetryPolicy } from "./retry.js";
import { openSpan } from "./span.js";

/** All that running a flow needs beside its record. */
export interface FlowRunner {
  readonly connector: AnyConnector;
  readonly context: FlowContext;
  readonly transport: Transport;
  readonly retry: RetryPolicy;
  readonly runtime: ClientRuntime;
  /** Milliseconds for one exchange. */
  readonly timeout: number;
  readonly maxResponseBytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: ConnectorEvent) => void) | undefined;
}

/** What running a flow came to. */
export interface FlowRun<F extends Flow> {
  /** The record with its response. When the outcome is unknown, the response says so as an error, and claims no failure. */
  readonly data: RouterData<F>;
  readonly outcome: Outcome;
  /** The processor's last answer, or as much as came of it. */
  readonly raw?: Secret<ConnectorResponse> | undefined;
  /** How often the request was sent, or tried to be. */
  readonly attempts: number;
  /** Why an answer could not be read, or why there is none. */
  readonly cause?: AnyConnectorError | undefined;
}

interface Reading<F extends Flow> {
  readonly data: RouterData<F>;
  readonly outcome: Outcome;
  readonly cause?: AnyConnectorError | undefined;
}

/** Prints as a summary: headers and body of an answer may hold what must not be printed. */
function wrapResponse(response: ConnectorResponse): Secret<ConnectorResponse> {
  return secret(response, ({ statusCode, body }) => `HTTP ${String(statusCode)}, ${String(body.length)} bytes`);
}

/**
 * A header's value as it goes onto the wire. HTTP layers refuse what it may not hold with an error that quotes it;
 * an API key with a line break at its end is the usual case.
 * @throws ConnectorError InvalidDataFormat
 */
function toHeaderValue(name: string, value: Maskable): string {
  const text = isSecret(value) ? value.expose() : value;
  if (/[^\t\x20-\x7e\x80-\xff]/.test(text)) {
    throw new ConnectorError("InvalidDataFormat", { fieldName: `header ${name}`, expected: "Latin-1 text without line breaks" });
  }
  return text;
}

/** The request as it goes onto the wire. Here, and nowhere earlier, secrets are exposed. */
function toWire(request: ConnectorRequest, runner: FlowRunner): TransportRequest {
  const headers: Record<string, string> = {};
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = toHeaderValue(name, value);
  }
  return {
    method: request.method,
    url: request.url,
    headers,
    timeout: runner.timeout,
    maxResponseBytes: runner.maxResponseBytes,
    ...(request.body === undefined ? {} : { body: request.body.encode() }),
    ...(runner.signal === undefined ? {} : { signal: runner.signal }),
    ...(request.certificate === undefined ? {} : { certificate: request.certificate.expose() }),
    ...(request.certificateKey === undefined ? {} : { certificateKey: request.certificateKey.expose() }),
  };
}

/** The record with an error for its response; the attempt's status changes only if the error says what it is now. */
function withError<F extends Flow>(data: RouterData<F>, error: ErrorResponse): RouterData<F> {
  const status = error.attemptStatus !== undefined && "status" in data ? { status: error.attemptStatus } : {};
  return { ...data, ...status, connectorHttpStatusCode: error.statusCode || undefined, response: err(error) };
}

function unknownError(flow: Flow, code: string, message: string, statusCode: number): ErrorResponse {
  return { code, message, statusCode, ...(changesPayment(flow) ? { attemptStatus: "pending" as const } : {}) };
}

/** What no answer, or half of one, makes of the record. */
function readFailure<F extends Flow>(flow: F, data: RouterData<F>, failure: TransportFailure): Reading<F> {
  const statusCode = failure.partial?.statusCode ?? 0;
  const reason = failure.reason === "response_too_large" ? "connection_lost" : failure.reason;
  const cause = new ConnectorError("RequestFailed", { reason, flow });
  if (failure.reason === "not_sent") {
    const status = changesPayment(flow) ? { attemptStatus: FAILURE_OF_FLOW[flow] ?? ("failure" as const) } : {};
    return {
      data: withError(data, { code: "not_sent", message: "The request was not sent.", reason: failure.code, statusCode, ...status }),
      outcome: "not_sent",
      cause,
    };
  }
  const message = failure.reason === "response_too_large" ? "The answer was too large to be read." : "No whole answer came back.";
  return { data: withError(data, unknownError(flow, failure.reason, message, statusCode)), outcome: "unknown", cause };
}

/** Any error of reading becomes ours: what was sent was sent, and throwing would lose it. */
function toCause(error: unknown, connector: string): AnyConnectorError {
  if (isConnectorError(error)) return error;
  return new ConnectorError("ResponseHandlingFailed", { connector, reason: "the connector could not handle it" }, { cause: error });
}

/** Whether an error leaves it open what became of the request: in so many words, or by what it makes of the payment. */
function isOpen(error: ErrorResponse, status: AttemptStatus | undefined): boolean {
  return error.isOpen === true || status === "pending";
}

/** What an answer makes of the record. */
function readAnswer<F extends Flow>(
  runner: FlowRunner,
  integration: BoundIntegration<F>,
  flow: F,
  data: RouterData<F>,
  response: ConnectorResponse,
  event: EventCollector | undefined,
): Reading<F> {
  const { statusCode } = response;
  try {
    if (!integration.isAnswer(response)) {
      // A connector that states a status by itself is held to the rules of all: an open outcome is pending, a query decides nothing.
      const error = withAttemptStatus(flow, { ...integration.getErrorResponse(response, event), statusCode });
      return {
        data: withError(data, error),
        outcome: leavesOutcomeUnknown(statusCode) || isOpen(error, error.attemptStatus) ? "unknown" : "rejected",
      };
    }
    const read = integration.handleResponse(response, event);
    if (read.response?.ok === false) {
      // An error beside a record that is pending is no refusal: the connector did not understand what became of the payment.
      const status = read.response.error.attemptStatus ?? (changesPayment(flow) && "status" in read ? read.status : undefined);
      return { data: read, outcome: isOpen(read.response.error, status) ? "unknown" : "rejected" };
    }
    // An outcome word that nobody listed: the processor answered, but what it did is not known.
    const value = read.response?.value;
    if (value !== undefined && "type" in value && value.type === "transaction_unresolved") return { data: read, outcome: "unknown" };
    const integrityCheck = integrityErrorOf(flow, read);
    if (integrityCheck === undefined) return { data: read, outcome: "accepted" };
    const failed = "attemptId" in read && !("refundId" in read) ? { status: "integrity_failure" as const } : {};
    return { data: { ...read, ...failed, integrityCheck }, outcome: "accepted" };
  } catch (error) {
    const cause = toCause(error, runner.connector.id);
    return { data: withError(data, unknownError(flow, cause.code, cause.message, statusCode)), outcome: "unknown", cause };
  }
}

/** Sends once. A transport that throws, against its contract, has told nothing of the request: it may have arrived. */
async function sendOnce(transport: Transport, wire: TransportRequest): Promise<TransportResult> {
  try {
    return await transport.send(wire);
  } catch {
    return { type: "failure", reason: "connection_lost", code: "TRANSPORT_THREW" };
  }
}

/** Statuses that turn a try away for who asks, how often or when: they tell nothing of a try before it. */
const TURNS_AWAY: ReadonlySet<number> = new Set([401, 403, 404, 405, 407, 409, 421, 425, 429]);

/**
 * What a later try tells when an earlier one may have been acted upon. That it was not sent, or was turned away,
 * says nothing of the earlier one: the outcome stays unknown.
 */
function afterUnknown<F extends Flow>(flow: F, data: RouterData<F>, reading: Reading<F>, result: TransportResult): Reading<F> {
  const statusCode = result.type === "response" ? result.response.statusCode : 0;
  if (reading.outcome !== "not_sent" && !(reading.outcome === "rejected" && TURNS_AWAY.has(statusCode))) return reading;
  const last = reading.data.response?.ok === false ? reading.data.response.error : undefined;
  const error = unknownError(flow, last?.code ?? "connection_lost", last?.message ?? "No whole answer came back.", statusCode);
  return { ...reading, data: withError(data, error), outcome: "unknown" };
}

/** A function, since the compiler would take a second look at the same property for the first. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** A listener's own mistake must not become the payment's. */
function emit(runner: FlowRunner, make: () => ConnectorEvent): void {
  try {
    runner.onEvent?.(make());
  } catch {
    // Nothing to do: the exchange has happened, and its result matters more than the listener's.
  }
}

/**
 * Runs one flow: builds its request once, sends it by the rules of sending again, and reads what came back.
 * @throws ConnectorError for bad input, before anything is sent. After that it does not throw.
 */
export async function runFlow<F extends Flow>(runner: FlowRunner, flow: F, data: RouterData<F>): Promise<FlowRun<F>> {
  const { connector, runtime, retry } = runner;
  const integration = bindIntegration(connectorIntegration(connector, flow), data);
  const { baseUrl, secondaryBaseUrls } = runner.context;
  const params = secondaryBaseUrls === undefined ? { baseUrl } : { baseUrl, secondaryBaseUrls };
  const request = integration.buildRequest({ [connector.id]: params }, runner.context);
  // The connector says that this record needs no request: all is as it was.
  if (request === undefined) return { data, outcome: "accepted", attempts: 0 };
  const wire = toWire(request, runner);
  const idempotent = connector.facts.idempotentFlows.includes(flow);

  let unknownBefore = false;
  for (let attempt = 1; ; attempt += 1) {
    const event = runner.onEvent === undefined ? undefined : new EventCollector(runtime.now());
    const started = runtime.monotonic();
    const closeSpan = openSpan(connector.id, flow, request, attempt);
    const result: TransportResult = await sendOnce(runner.transport, wire);
    const latency = runtime.monotonic() - started;
    closeSpan(result);
    const read = result.type === "response" ? readAnswer(runner, integration, flow, data, result.response, event) : readFailure(flow, data, result);
    const reading: Reading<F> = unknownBefore ? afterUnknown(flow, data, read, result) : read;
    unknownBefore = reading.outcome === "unknown";
    if (event !== undefined) emit(runner, () => event.toEvent({ connector: connector.id, flow, data, request, result, attempt, latency }));

    const unreadable = result.type === "response" && reading.cause !== undefined;
    if (attempt < retry.attempts && maySendAgain(flow, idempotent, { result, unreadable }) && !isAborted(runner.signal)) {
      await runtime.sleep(pauseBefore(attempt + 1, retry, result), runner.signal);
      // Aborted in the pause: what is known is the try before it.
      if (!isAborted(runner.signal)) continue;
    }
    const answer = result.type === "response" ? result.response : result.partial;
    const raw = answer === undefined ? undefined : wrapResponse(answer);
    const optional = { ...(raw === undefined ? {} : { raw }), ...(reading.cause === undefined ? {} : { cause: reading.cause }) };
    return {
      data: { ...reading.data, externalLatency: Math.round(latency), ...(raw === undefined ? {} : { rawConnectorResponse: raw }) },
      outcome: reading.outcome,
      attempts: attempt,
      ...optional,
    };
  }
}
