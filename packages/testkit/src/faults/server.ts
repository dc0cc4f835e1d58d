import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isGone, readBody, readHead, toFetchRequest, writeResponse } from "../loopback/exchange.js";
import { listen, LOOPBACK, stopListening } from "../loopback/listen.js";
import type { FetchHandler } from "../simulator/webhooks.js";
import { answerWithFault } from "./answers.js";
import { isForwarded } from "./kinds.js";
import type { Fault, FaultKind, FaultTarget } from "./kinds.js";

export interface FaultServerOptions {
  /** The processor behind the faults, usually a simulator's `fetch`. */
  readonly upstream: FetchHandler;
  /** Default 0: any port that is free. */
  readonly port?: number;
}

/** A request that reached the fault server. */
export interface SeenRequest extends FaultTarget {
  /** Absent if it was not read. */
  readonly body?: string | undefined;
  /** What it met; absent if it was served truly. */
  readonly fault?: FaultKind | undefined;
  /** Whether the processor got it. */
  readonly forwarded: boolean;
}

/** A server in front of a processor that misbehaves when told. Without a fault it serves truly. */
export interface FaultServer extends AsyncDisposable {
  /** Origin without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Plans a fault. Faults are tried in the order in which they were planned; the first that matches is met. */
  next(fault: Fault): void;
  /** Forgets the faults that are planned. What stalls already, stalls on. */
  clear(): void;
  /** The faults that are planned still. */
  readonly planned: readonly Fault[];
  /** What arrived, in order. */
  readonly seen: readonly SeenRequest[];
  /** What the upstream handler threw: faults of the simulator, not planned ones. The client got a reset. */
  readonly failures: readonly unknown[];
  /**
   * Resolves when `count` requests have come as far as they will: answered, reset, or stalling. The way to abort a
   * stalled request in a test without waiting for a timer.
   */
  settled(count: number): Promise<readonly SeenRequest[]>;
  /** Drops every connection at once, also those that stall. May be called twice. */
  close(): Promise<void>;
}

interface PlannedFault {
  readonly fault: Fault;
  left: number;
}

/**
 * Starts a fault server on 127.0.0.1. Every connection serves one request, so that no fault is met by a pooled connection
 * that a former one left behind.
 */
export async function createFaultServer(options: FaultServerOptions): Promise<FaultServer> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
  const port = await listen(server, options.port ?? 0);
  const origin = `http://${LOOPBACK}:${port}`;
  const seen: SeenRequest[] = [];
  const failures: unknown[] = [];
  const settling = createCountdown(() => [...seen]);
  let planned: PlannedFault[] = [];

  function takeFault(target: FaultTarget): Fault | undefined {
    const met = planned.find(({ fault }) => fault.match?.(target) ?? true);
    if (met === undefined) return undefined;
    met.left -= 1;
    if (met.left <= 0) planned = planned.filter((other) => other !== met);
    return met.fault;
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    outgoing.shouldKeepAlive = false;
    const target = readHead(incoming);
    const fault = takeFault(target);
    const entry: { -readonly [K in keyof SeenRequest]: SeenRequest[K] } = {
      ...target,
      fault: fault?.kind,
      forwarded: false,
    };
    seen.push(entry);

    if (fault?.kind === "reset-before-read") {
      reset(incoming);
      return;
    }
    const body = await readBody(incoming);
    entry.body = new TextDecoder().decode(body);
    entry.forwarded = fault === undefined || isForwarded(fault);
    const response = entry.forwarded ? await options.upstream(toFetchRequest(target, body, origin)) : undefined;
    return misbehave(fault, response, incoming, outgoing);
  }

  server.on("request", (incoming, outgoing) => {
    handle(incoming, outgoing)
      .catch((error: unknown) => {
        if (!isGone(error)) failures.push(error);
        reset(incoming);
      })
      .finally(settling.count);
  });

  async function close(): Promise<void> {
    const stopped = stopListening(server);
    server.closeAllConnections();
    await stopped;
  }

  return {
    url: origin,
    port,
    next(fault) {
      planned.push({ fault, left: needTimes(fault.times ?? 1) });
    },
    clear() {
      planned = [];
    },
    get planned() {
      return planned.map(({ fault }) => fault);
    },
    get seen() {
      return [...seen];
    },
    failures,
    settled: settling.reached,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function misbehave(
  fault: Fault | undefined,
  response: Response | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (fault === undefined) {
    if (response !== undefined) await writeResponse(response, outgoing);
    return;
  }
  switch (fault.kind) {
    case "reset-before-read":
    case "reset-after-read":
    case "reset-after-read-not-processed":
      reset(incoming);
      return;
    case "stall":
      return;
    default:
      return answerWithFault(fault, response, outgoing);
  }
}

/** Closes with a TCP reset instead of an orderly end. */
function reset(incoming: IncomingMessage): void {
  incoming.socket.resetAndDestroy();
}

function needTimes(times: number): number {
  if (times === Infinity || (Number.isInteger(times) && times >= 1)) return times;
  throw new RangeError("A fault is met once or more: `times` is a whole number from 1, or Infinity.");
}

interface Countdown<T> {
  readonly count: () => void;
  readonly reached: (target: number) => Promise<T>;
}

function createCountdown<T>(read: () => T): Countdown<T> {
  let counted = 0;
  let waiting: { readonly target: number; readonly resolve: (value: T) => void }[] = [];
  function release(): void {
    for (const { target, resolve } of waiting) if (target <= counted) resolve(read());
    waiting = waiting.filter(({ target }) => target > counted);
  }
  return {
    count() {
      counted += 1;
      release();
    },
    reached: (target) =>
      new Promise<T>((resolve) => {
        waiting.push({ target, resolve });
        release();
      }),
  };
}
