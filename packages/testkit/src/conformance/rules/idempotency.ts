import { connectorIntegration, toIntegrationInterface, type FlowContext, type RouterData } from "@switchyard/interfaces";
import { openBench } from "../bench.js";
import { check, Findings, needed } from "../check.js";
import { inputOf } from "../journeys/inputs.js";
import type { Recording } from "../recording.js";
import type { Exchange } from "../spy.js";
import { wireOf } from "../expose.js";
import type { Rule } from "./rule.js";

function build({ connector }: Recording, { flow, connectors, context }: Exchange, data: RouterData, more: Partial<FlowContext> = {}): string {
  const integration = toIntegrationInterface(connectorIntegration(connector, flow));
  return wireOf(integration.buildRequest(data, connectors, { ...context, ...more }));
}

/** The key is made of the reference and nothing else: another try, another moment, another random id give the same request. */
async function checkKeys(recording: Recording): Promise<void> {
  const findings = new Findings();
  for (const flow of recording.connector.facts.idempotentFlows) {
    const [sample] = await recording.exchanges(flow);
    if (!findings.that(sample !== undefined, `${flow} is declared idempotent, and no exchange of it was recorded`) || sample === undefined) continue;
    const other = { now: () => new Date("2031-03-04T05:06:07.000Z"), randomId: () => "99999999-9999-4999-8999-999999999999" };
    const [first, again] = [build(recording, sample, sample.data), build(recording, sample, sample.data, other)];
    findings.that(keyParts(first) === keyParts(again), `${flow} is declared idempotent, and a second try sends another request`);
    const renamed = {
      ...sample.data,
      connectorRequestReferenceId: "another-reference-9",
      ...("refundId" in sample.data ? { refundId: "another-reference-9" } : {}),
    } as RouterData;
    findings.that(build(recording, sample, renamed) !== first, `${flow} is declared idempotent, and two references send the same request`);
  }
  findings.settle();
}

/** Signatures and dates may be of the moment; what names the request may not. */
function keyParts(wire: string): string {
  const [request] = JSON.parse(wire) as readonly [{ readonly headers: Readonly<Record<string, string>>; readonly body?: string }];
  return JSON.stringify([Object.entries(request.headers).filter(([name]) => /idempot|request-id|nonce/i.test(name)), request.body]);
}

const fieldOf = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined);

const wasAccepted = (result: unknown): boolean => fieldOf(result, "outcome") === "accepted";

const NAMES = [
  "connectorTransactionId",
  "connectorRefundId",
  "connectorCustomerId",
  "connectorPayoutId",
  "orderId",
  "token",
  "providerFileId",
] as const;

/** What a result calls that which was made: the same, when nothing more was made. */
function namesOf(result: unknown): string {
  return NAMES.flatMap((name) => [fieldOf(result, name), fieldOf(fieldOf(result, "value"), name)])
    .filter((name) => typeof name === "string")
    .join(" ");
}

/** The same request twice, as a caller's own retry sends it: the money moves once. */
async function checkRepeats(recording: Recording): Promise<void> {
  const findings = new Findings();
  for (const flow of recording.connector.facts.idempotentFlows) {
    const bench = await openBench(recording.connector, recording.profile);
    const input = await inputOf(flow, recording.profile)?.(bench);
    const { simulator, settle } = needed(bench.processor, "a simulated processor");
    const { ledger } = simulator;
    const first = await bench.call(flow, input);
    settle?.();
    const once = ledger.size;
    findings.that(wasAccepted(first), `${flow} is declared idempotent, and was not accepted even once`);
    const second = await bench.call(flow, input);
    settle?.();
    findings.that(wasAccepted(second), `${flow} is declared idempotent; sent twice with one reference it is refused`);
    findings.that(
      namesOf(first) === namesOf(second),
      `${flow} is declared idempotent; sent twice with one reference it makes ${namesOf(first)}, and then ${namesOf(second)}`,
    );
    findings.that(
      ledger.size === once,
      `${flow} is declared idempotent; sent twice with one reference it moves money ${String(ledger.size - once)} more times`,
    );
    await bench.close();
  }
  findings.settle();
}

/** Where the processor takes a key, the same attempt has the same key. */
export const idempotencyRules: Rule = (recording) => {
  const skipped = recording.connector.facts.idempotentFlows.length === 0 ? "the processor honours no idempotency key" : undefined;
  return [
    check("idempotency.key", "derives the idempotency key from the reference", () => checkKeys(recording), { skipped }),
    check("idempotency.repeat", "moves money once for one key", () => checkRepeats(recording), { skipped }),
  ];
};
