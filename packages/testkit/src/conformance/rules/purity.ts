import { connectorIntegration, toIntegrationInterface, type Flow } from "@switchyard/interfaces";
import { check, demand, describe, Findings } from "../check.js";
import { cloneRecord, fingerprint, freezeRecord, wireOf } from "../expose.js";
import type { Answered, Recording } from "../recording.js";
import { fixedContext } from "../replay.js";
import type { Rule } from "./rule.js";

function interfaceOf({ connector }: Recording, flow: Flow) {
  return toIntegrationInterface(connectorIntegration(connector, flow));
}

function buildOf(recording: Recording, { flow, data, connectors, context }: Answered): string {
  return wireOf(interfaceOf(recording, flow).buildRequest(data, connectors, fixedContext(context)));
}

function readOf(recording: Recording, { flow, data, response }: Answered): string {
  const ok = response.statusCode >= 200 && response.statusCode < 300;
  const integration = interfaceOf(recording, flow);
  return fingerprint(ok ? integration.handleResponse(data, response) : integration.getErrorResponse(data, response));
}

async function forEach(recording: Recording, run: (exchange: Answered, findings: Findings) => void): Promise<void> {
  const findings = new Findings();
  const exchanges = await recording.exchanges();
  demand(exchanges.length > 0, "no exchange was recorded");
  for (const exchange of exchanges) {
    try {
      run(exchange, findings);
    } catch (error) {
      findings.add(`${exchange.flow}: ${describe(error)}`);
    }
  }
  findings.settle();
}

function checkTwice(recording: Recording): Promise<void> {
  return forEach(recording, (exchange, findings) => {
    findings.that(buildOf(recording, exchange) === buildOf(recording, exchange), `${exchange.flow} builds another request the second time`);
    const read = (): string => {
      try {
        return readOf(recording, exchange);
      } catch (error) {
        return describe(error);
      }
    };
    findings.that(read() === read(), `${exchange.flow} reads the same answer differently the second time`);
  });
}

/** Records are the caller's: a step gives a new one. */
function checkInputs(recording: Recording): Promise<void> {
  return forEach(recording, (exchange, findings) => {
    const data = freezeRecord(cloneRecord(exchange.data));
    const response = Object.freeze({ ...exchange.response, headers: Object.freeze({ ...exchange.response.headers }) });
    const before = fingerprint([data, response]);
    for (const step of [buildOf, readOf]) {
      try {
        step(recording, { ...exchange, data, response });
      } catch (error) {
        findings.that(!(error instanceof TypeError), () => `${exchange.flow} changes what it was given: ${describe(error)}`);
      }
    }
    findings.that(fingerprint([data, response]) === before, `${exchange.flow} changes what it was given`);
  });
}

/** Runs with the machine's clock and randomness watched. What runs is synchronous, so nothing else is caught. */
function watched(run: () => void): readonly string[] {
  const used = new Set<string>();
  const OwnDate = globalThis.Date;
  const [random, uuid, bytes] = [Math.random, crypto.randomUUID.bind(crypto), crypto.getRandomValues.bind(crypto)];
  const WatchedDate = new Proxy(OwnDate, {
    construct(target, given: unknown[], newTarget) {
      if (given.length === 0) used.add("the clock");
      return Reflect.construct(target, given, newTarget) as object;
    },
    get(target, name, receiver) {
      if (name === "now") used.add("the clock");
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  globalThis.Date = WatchedDate;
  Math.random = () => (used.add("randomness"), random());
  crypto.randomUUID = () => (used.add("randomness"), uuid());
  crypto.getRandomValues = (array) => (used.add("randomness"), bytes(array));
  try {
    run();
  } catch {
    // What a flow throws is another check's matter.
  } finally {
    globalThis.Date = OwnDate;
    Math.random = random;
    crypto.randomUUID = uuid;
    crypto.getRandomValues = bytes;
  }
  return [...used];
}

function checkSurroundings(recording: Recording): Promise<void> {
  return forEach(recording, (exchange, findings) => {
    const record = { ...exchange, context: fixedContext(exchange.context) };
    for (const used of watched(() => void buildOf(recording, record)))
      findings.add(`${exchange.flow} uses ${used} to build its request; the flow's context has both`);
    for (const used of watched(() => void readOf(recording, record))) findings.add(`${exchange.flow} uses ${used} to read its answer`);
  });
}

/** Everything that a connector does is a function of what it is given. */
export const purityRules: Rule = (recording) => [
  check("purity.repeatable", "builds and reads the same the second time", () => checkTwice(recording)),
  check("purity.inputs", "changes nothing that it is given", () => checkInputs(recording)),
  check("purity.surroundings", "has no clock and no randomness of its own", () => checkSurroundings(recording)),
];
