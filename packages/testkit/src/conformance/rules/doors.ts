import type { ConnectorUnderTest } from "../under-test.js";
import {
  connectorIntegration,
  isSuccessStatus,
  secret,
  toIntegrationInterface,
  type ConnectorIntegration,
  type ConnectorIntegrationInterface,
  type Flow,
  type RouterData,
} from "@switchyard/interfaces";
import { toV1Connector } from "@switchyard/utils";
import { check, describe, demand, Findings } from "../check.js";
import { cloneRecord, fingerprint, wireOf } from "../expose.js";
import type { Answered, Recording } from "../recording.js";
import { fixedContext } from "../replay.js";
import type { Rule } from "./rule.js";

type Door = ConnectorIntegrationInterface<Flow>;

function attempt(read: () => unknown): string {
  try {
    return fingerprint(read());
  } catch (error) {
    return `throws ${describe(error)}`;
  }
}

function through(door: Door, { data, connectors, context, response }: Answered) {
  const record = data;
  const ok = door.isAnswer(record, response);
  return {
    request: attempt(() => wireOf(door.buildRequest(record, connectors, fixedContext(context)))),
    result: attempt(() => (ok ? door.handleResponse(record, response) : door.getErrorResponse(record, response))),
    error: attempt(() => door.getErrorResponse(record, { ...response, statusCode: 503 })),
  };
}

/** A first-generation integration called by hand, beside the interface over both generations. */
function byHand(integration: ConnectorIntegration<Flow>): Door {
  return {
    buildRequest: (data, connectors, context) => integration.buildRequest(data, connectors, context),
    isAnswer: (data, response) => integration.isAnswer?.(data, response) ?? isSuccessStatus(response.statusCode),
    handleResponse: (data, response, event) => integration.handleResponse(data, response, event),
    getErrorResponse: (data, response, event) =>
      response.statusCode >= 500 ? integration.get5xxErrorResponse(response, event, data) : integration.getErrorResponse(response, event, data),
  };
}

function doorsOf(connector: ConnectorUnderTest, flow: Flow): readonly [Door, Door] {
  const front = connectorIntegration(connector, flow);
  if (front.version === "v1") return [toIntegrationInterface(front), byHand(front.integration)];
  const v1 = connector.generation === "v2" ? toV1Connector(connector) : connector;
  return [toIntegrationInterface(front), toIntegrationInterface(connectorIntegration(v1, flow))];
}

async function checkDoors(recording: Recording): Promise<void> {
  const findings = new Findings();
  const exchanges = await recording.exchanges();
  demand(exchanges.length > 0, "no exchange was recorded");
  for (const exchange of exchanges) {
    const [front, back] = doorsOf(recording.connector, exchange.flow).map((door) => through(door, exchange));
    findings.that(front?.request === back?.request, `${exchange.flow} sends another request through the other generation`);
    findings.that(front?.result === back?.result, `${exchange.flow} gives another result through the other generation`);
    findings.that(front?.error === back?.error, `${exchange.flow} gives another error through the other generation`);
  }
  findings.settle();
}

/** A Secret as another copy of interfaces makes it: it has the brand, and is no instance of ours. */
function foreignSecret(value: unknown): unknown {
  return {
    [Symbol.for("@switchyard/secret")]: true,
    secret: "***",
    expose: () => value,
    masked: () => "***",
    map: (change: (inner: unknown) => unknown) => secret(change(value)),
    toString: () => "***",
    toJSON: () => "***",
  };
}

function withForeignSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Symbol.for("@switchyard/secret") in value && "expose" in value && typeof value.expose === "function")
    return foreignSecret(Reflect.apply(value.expose, value, []));
  if (Array.isArray(value)) return value.map(withForeignSecrets);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withForeignSecrets(each)]));
}

/** Records whose secrets another copy of the package made are read all the same. */
async function checkCopies(recording: Recording): Promise<void> {
  const findings = new Findings();
  const exchanges = await recording.exchanges();
  demand(exchanges.length > 0, "no exchange was recorded");
  for (const exchange of exchanges) {
    const [door] = doorsOf(recording.connector, exchange.flow);
    const own = through(door, exchange);
    const foreign = through(door, { ...exchange, data: withForeignSecrets(cloneRecord(exchange.data)) as RouterData });
    findings.that(
      own.request === foreign.request,
      () => `${exchange.flow} sends another request when another copy of interfaces made the secrets: ${foreign.request.slice(0, 120)}`,
    );
  }
  findings.settle();
}

/** A connector is the same whichever way it is reached. */
export const doorRules: Rule = (recording) => [
  check("doors.agree", "does the same through both generations of the interface", () => checkDoors(recording)),
  check("doors.copies", "reads secrets that another copy of interfaces made", () => checkCopies(recording)),
];
