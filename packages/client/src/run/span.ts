import type { ConnectorRequest, Flow } from "@switchyard/interfaces";
import type { TransportResult } from "../transport/transport.js";

/** The parts of OpenTelemetry's API that are used. */
interface Span {
  setAttribute(key: string, value: string | number): unknown;
  setStatus(status: { readonly code: number; readonly message?: string }): unknown;
  end(): void;
}
interface OpenTelemetry {
  readonly trace?: {
    getTracer(name: string): {
      startSpan(name: string, options: { readonly kind: number; readonly attributes: Readonly<Record<string, string | number>> }): Span;
    };
  };
}

const CLIENT_KIND = 2;
const ERROR_STATUS = 2;

/**
 * Where `@opentelemetry/api` 1.x keeps what the application registered. Looking there costs nothing where nobody
 * traces, and needs no dependency.
 */
const OPEN_TELEMETRY = Symbol.for("opentelemetry.js.api.1");

type CloseSpan = (result: TransportResult) => void;

/**
 * Opens a span of one try by the HTTP semantic conventions; the function that is returned closes it.
 * A tracer that throws is as good as none: neither function throws.
 */
export function openSpan(connector: string, flow: Flow, request: ConnectorRequest, attempt: number): CloseSpan {
  try {
    const close = startSpan(connector, flow, request, attempt);
    return (result) => {
      try {
        close(result);
      } catch {
        // The exchange has happened: its result must not be lost with its span.
      }
    };
  } catch {
    return () => undefined;
  }
}

function startSpan(connector: string, flow: Flow, request: ConnectorRequest, attempt: number): CloseSpan {
  const api = (globalThis as { [OPEN_TELEMETRY]?: OpenTelemetry })[OPEN_TELEMETRY];
  if (api?.trace === undefined) return () => undefined;
  const url = new URL(request.url);
  const span = api.trace.getTracer("@switchyard/client").startSpan(request.method, {
    kind: CLIENT_KIND,
    attributes: {
      "http.request.method": request.method,
      "server.address": url.hostname,
      ...(url.port === "" ? {} : { "server.port": Number(url.port) }),
      // Paths hold the processor's ids; the convention asks for the full address, and gets it without credentials or query.
      "url.full": `${url.origin}${url.pathname}`,
      "switchyard.connector": connector,
      "switchyard.flow": flow,
      ...(attempt > 1 ? { "http.request.resend_count": attempt - 1 } : {}),
    },
  });
  return (result) => {
    const status = result.type === "response" ? result.response.statusCode : result.partial?.statusCode;
    if (status !== undefined) span.setAttribute("http.response.status_code", status);
    if (result.type === "failure") span.setAttribute("error.type", result.code ?? result.reason);
    else if (result.response.statusCode >= 400) span.setAttribute("error.type", String(result.response.statusCode));
    if (result.type === "failure" || result.response.statusCode >= 400) span.setStatus({ code: ERROR_STATUS });
    span.end();
  };
}
