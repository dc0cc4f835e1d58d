import type { ConnectorUnderTest } from "../under-test.js";
import type { Flow } from "@switchyard/interfaces";
import { FLOW_EFFECT } from "@switchyard/interfaces";
import type { Fault } from "../../faults/kinds.js";
import { isForwarded } from "../../faults/kinds.js";
import { openBench, type Bench } from "../bench.js";
import { check, describe, Findings, needed } from "../check.js";
import { inputOf } from "../journeys/inputs.js";
import type { FaultyHandler } from "../kit.js";
import type { Recording } from "../recording.js";
import type { Rule } from "./rule.js";

const FAULTS: readonly Fault[] = [
  { kind: "reset-before-read" },
  { kind: "reset-after-read" },
  { kind: "reset-after-read-not-processed" },
  { kind: "truncate" },
  { kind: "truncated-json" },
  { kind: "html-200" },
  { kind: "empty-200" },
  { kind: "status", status: 502, forward: true },
  { kind: "stall" },
];

/** Milliseconds after which a stalled exchange is given up: long beside an exchange on this machine. */
const STALL_TIMEOUT = 150;

interface FaultyBench {
  readonly bench: Bench;
  readonly server: FaultyHandler;
}

async function openFaultyBench({ connector, profile, kit }: Recording): Promise<FaultyBench> {
  let server: FaultyHandler | undefined;
  const bench = await openBench(connector, profile, {
    serve: async (upstream) => (server = needed(await kit?.createFaultServer?.({ upstream }), "a fault server")),
  });
  return { bench, server: needed(server, "a fault server") };
}

/** What came of one flow under one fault. */
interface Faulty {
  readonly result: Readonly<Record<string, unknown>>;
  /** How many requests of the flow reached the server. */
  readonly seen: number;
  /** Lines that the flow added to the ledger. */
  readonly movements: number;
}

async function runUnder(recording: Recording, flow: Flow, fault: Fault | undefined): Promise<Faulty> {
  const { bench, server } = await openFaultyBench(recording);
  try {
    const input = await inputOf(flow, recording.profile)?.(bench);
    const ledger = needed(bench.processor, "a simulated processor").simulator.ledger;
    const [seen, movements] = [server.seen.length, ledger.size];
    if (fault !== undefined) server.next(fault);
    const result = (await bench.call(flow, input, fault?.kind === "stall" ? { timeout: STALL_TIMEOUT } : {})) as Readonly<Record<string, unknown>>;
    return { result, seen: server.seen.length - seen, movements: ledger.size - movements };
  } finally {
    await server.close();
  }
}

const isIdempotent = ({ facts }: ConnectorUnderTest, flow: Flow) => facts.idempotentFlows.includes(flow);

/** Whether a fault takes the exchange away, as against spoiling an answer that came whole. */
const isCut = ({ kind }: Fault) => kind.startsWith("reset") || kind === "truncate" || kind === "stall" || kind === "status";

async function checkMoney(recording: Recording, flow: Flow, findings: Findings): Promise<void> {
  const clean = await runUnder(recording, flow, undefined);
  const needsNoBody = (await recording.exchanges(flow)).some(({ response }) => response.text === "" && response.statusCode < 300);
  for (const fault of FAULTS) {
    const at = `${flow} with the fault ${fault.kind}`;
    const { result, seen, movements } = await runUnder(recording, flow, fault);
    findings.that(movements <= clean.movements, `${at} moves money ${String(movements)} times; without it ${String(clean.movements)}`);
    if (isIdempotent(recording.connector, flow) && isCut(fault)) {
      findings.that(seen > 1, `${at} is declared idempotent and was not sent again`);
      findings.that(result["outcome"] === "accepted", `${at} is ${String(result["outcome"])} after it was sent again; it should be accepted`);
      continue;
    }
    findings.that(seen === 1, `${at} was sent ${String(seen)} times; money is sent once`);
    if (needsNoBody && !isCut(fault)) continue;
    findings.that(result["outcome"] === "unknown", `${at} has the outcome ${String(result["outcome"])}; it should be unknown`);
    const status = result["status"];
    findings.that(status === undefined || status === "pending", `${at} has the status ${String(status)}; it should be pending`);
    if (!isForwarded(fault)) findings.that(movements === 0, `${at} never reached the processor, and money moved`);
  }
}

async function checkRead(recording: Recording, flow: Flow, findings: Findings): Promise<void> {
  const clean = await runUnder(recording, flow, undefined);
  // Half of a file is a file: only of JSON can anybody tell that it was cut.
  const isJson = (await recording.exchanges(flow)).every(({ response }) => /json/i.test(response.headers["content-type"] ?? "json"));
  for (const fault of FAULTS) {
    if (fault.kind === "truncated-json" && !isJson) continue;
    const at = `${flow} with the fault ${fault.kind}`;
    const { result, seen } = await runUnder(recording, flow, fault);
    findings.that(seen === clean.seen + 1, `${at} was sent ${String(seen)} times; a query is asked again`);
    const [now, then] = [result["status"], clean.result["status"]];
    findings.that(now === then, `${at} gives ${String(now)} when asked again; it should be ${String(then)}`);
  }
}

function checksOf(recording: Recording, effect: "money" | "read", run: typeof checkMoney) {
  return async () => {
    const findings = new Findings();
    const { connector, profile } = recording;
    for (const flow of Object.keys(connector.flows) as Flow[]) {
      if (FLOW_EFFECT[flow] !== effect || profile.unexercised?.[flow] !== undefined || inputOf(flow, profile) === undefined) continue;
      await run(recording, flow, findings).catch((error: unknown) => findings.add(`${flow}: ${describe(error)}`));
    }
    findings.settle();
  };
}

/** Sockets that break at the worst moment: nothing is charged twice, and nothing unknown is called a failure. */
export const faultRules: Rule = (recording) => {
  const skipped = recording.kit?.createFaultServer === undefined ? "this runtime has no fault server" : undefined;
  return [
    check("faults.money", "sends money once, and leaves open what a broken exchange means", checksOf(recording, "money", checkMoney), { skipped }),
    check("faults.queries", "asks again where asking costs nothing", checksOf(recording, "read", checkRead), { skipped }),
  ];
};
