import { kyTransport, type Transport } from "@switchyard/client";
import type { Flow } from "@switchyard/interfaces";
import type { Fault } from "../../faults/kinds.js";
import { openBench, type Bench } from "../bench.js";
import { needed } from "../check.js";
import type { FaultyHandler } from "../kit.js";
import type { Recording } from "../recording.js";
import type { Exercise } from "./exercises.js";

/** Every way in which an exchange is broken. */
export const FAULTS: readonly Fault[] = [
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
const STALL_TIMEOUT = 300;

/** A fault, and in the requests of which flow: the one that is called, or one that it needs done first. */
export interface Breaking {
  readonly fault: Fault;
  readonly at: Flow;
  /** For how many requests of it. */
  readonly times: number;
}

/** What came of one call under one fault. */
export interface FaultyRun {
  readonly result: Readonly<Record<string, unknown>>;
  /** The flow of each request that reached the server: what had to be done first, the flow itself, and what was sent again. */
  readonly reached: readonly Flow[];
  /** Lines that the call added to the ledger. */
  readonly movements: number;
}

interface FaultyBench {
  readonly bench: Bench;
  readonly server: FaultyHandler;
  /** Plans a fault. */
  readonly plan: (breaking: Breaking) => void;
  /** The flow of each request that has reached the server. */
  readonly reached: readonly Flow[];
}

async function openFaultyBench({ connector, profile, kit }: Recording): Promise<FaultyBench> {
  const about: { server?: FaultyHandler; bench?: Bench; stalling?: Flow | undefined } = {};
  const reached: Flow[] = [];
  // The suite makes one call at a time: what is under way is what was built last.
  const underWay = () => about.bench?.exchanges.at(-1)?.flow;
  const real = kyTransport();
  // Only the exchange that will stall is given up early: others take as long as a busy machine lets them.
  const transport: Transport = {
    send: (request) => real.send(about.stalling !== undefined && about.stalling === underWay() ? { ...request, timeout: STALL_TIMEOUT } : request),
  };
  const bench = await openBench(connector, profile, {
    client: { transport },
    serve: async (upstream) => (about.server = needed(await kit?.createFaultServer?.({ upstream }), "a fault server")),
  });
  about.bench = bench;
  const server = needed(about.server, "a fault server");
  const plan = ({ fault, at, times }: Breaking): void => {
    if (fault.kind === "stall") about.stalling = at;
    const match = (): boolean => {
      if (underWay() !== at) return false;
      if (times === 1) about.stalling = undefined;
      return true;
    };
    server.next({ ...fault, times, match });
  };
  // A fault that nothing meets is asked about every request, before all others.
  const note = (): boolean => {
    const flow = underWay();
    if (flow !== undefined) reached.push(flow);
    return false;
  };
  server.next({ kind: "stall", times: Infinity, match: note });
  return { bench, server, plan, reached };
}

/** Prepares the processor in peace, and makes the call under a fault, or under none. */
export async function runUnder(recording: Recording, { flow, input: prepare }: Exercise, breaking?: Breaking): Promise<FaultyRun> {
  const { bench, server, plan, reached } = await openFaultyBench(recording);
  try {
    const input = await prepare(bench);
    const { ledger } = needed(bench.processor, "a simulated processor").simulator;
    const [before, movements] = [reached.length, ledger.size];
    if (breaking !== undefined) plan(breaking);
    const result = (await bench.call(flow, input)) as Readonly<Record<string, unknown>>;
    await bench.close();
    return { result, reached: reached.slice(before), movements: ledger.size - movements };
  } finally {
    await server.close();
  }
}
