import type { ConnectorUnderTest } from "./under-test.js";
import { createClient, type FlowRun, type Transport } from "@switchyard/client";
import {
  connectorIntegration,
  isConnectorError,
  toIntegrationInterface,
  type ConnectorResponse,
  type Flow,
  type FlowContext,
} from "@switchyard/interfaces";
import type { ConformanceProfile } from "./profile.js";
import type { Recording } from "./recording.js";
import { withFields, type Exchange } from "./spy.js";

const encoder = new TextEncoder();

/** An answer with another text. */
export function withText(response: ConnectorResponse, text: string, more: Partial<ConnectorResponse> = {}): ConnectorResponse {
  return { ...response, text, body: encoder.encode(text), ...more };
}

function always(response: ConnectorResponse): Transport {
  return { send: () => Promise.resolve({ type: "response", response }) };
}

/** The client whose every request gets this answer. What the flow needs done first was done when it was recorded. */
function clientOf(connector: ConnectorUnderTest, profile: ConformanceProfile, exchange: Exchange, response: ConnectorResponse) {
  const facts = { ...connector.facts, prerequisites: () => [] };
  return createClient(withFields(connector, { facts }), {
    auth: exchange.data.connectorAuthType,
    environment: "sandbox",
    metadata: profile.metadata,
    baseUrl: exchange.context.baseUrl,
    transport: always(response),
    retry: { attempts: 1 },
  });
}

/** What the client makes of a recorded request with another answer. */
export function replay({ connector, profile }: Recording, exchange: Exchange, response: ConnectorResponse): Promise<FlowRun<Flow>> {
  return clientOf(connector, profile, exchange, response).execute(exchange.flow, exchange.data);
}

/** What reading an answer came to, by the connector alone. */
export type DirectReading = { readonly value: unknown; readonly status?: unknown } | { readonly thrown: unknown; readonly isOurs: boolean };

/** The connector's own reading of an answer, without the client's safety around it. */
export function readDirectly(connector: ConnectorUnderTest, { flow, data }: Exchange, response: ConnectorResponse): DirectReading {
  const integration = toIntegrationInterface(connectorIntegration(connector, flow));
  const ok = response.statusCode >= 200 && response.statusCode < 300;
  try {
    if (!ok) return { value: integration.getErrorResponse(data, response) };
    const read = integration.handleResponse(data, response);
    return { value: read.response, status: "status" in read ? read.status : undefined };
  } catch (thrown) {
    return { thrown, isOurs: isConnectorError(thrown) };
  }
}

/** A context that gives the same moment and the same ids each time it is made. */
export function fixedContext(context: FlowContext): FlowContext {
  let ids = 0;
  return {
    ...context,
    now: () => new Date("2026-02-03T04:05:06.000Z"),
    randomId: () => {
      ids += 1;
      return `11111111-1111-4111-8111-${String(ids).padStart(12, "0")}`;
    },
  };
}
