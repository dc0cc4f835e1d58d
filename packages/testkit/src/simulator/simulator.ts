import { createAgenda } from "./agenda.js";
import type { Agenda } from "./agenda.js";
import { createTestClock } from "./clock.js";
import type { Clock } from "./clock.js";
import { createSequentialIds } from "./ids.js";
import type { IdGenerator } from "./ids.js";
import { createRequestJournal } from "./journal.js";
import type { RequestJournal } from "./journal.js";
import { createLedger } from "./ledger.js";
import type { Ledger, LedgerView } from "./ledger.js";
import { createWebhookOutbox } from "./webhooks.js";
import type { FetchHandler, WebhookOutbox, WebhookOutboxOptions } from "./webhooks.js";

/** What the user of any simulator may inject. With the defaults every run is the same. */
export interface SimulatorOptions {
  /** Default: a clock that stands still. */
  readonly clock?: Clock | undefined;
  /** Default: `createSequentialIds()`. */
  readonly ids?: IdGenerator | undefined;
}

/** What a simulator is built from. */
export interface SimulatorContext {
  /** The time; within a planned action, the moment for which it was planned. */
  readonly clock: Clock;
  readonly ids: IdGenerator;
  /** Every movement of money is written here, once, when it happens. */
  readonly ledger: Ledger;
  /** Events for the merchant are queued here. */
  readonly webhooks: WebhookOutbox;
  /** What happens later is planned here. */
  readonly agenda: Agenda;
}

/** How one processor is simulated. */
export interface SimulatorDefinition<Controls> {
  /** The processor's manner of webhooks. */
  readonly webhooks?: Omit<WebhookOutboxOptions, "clock" | "catchUp"> | undefined;
  /**
   * Makes the processor with empty state: its Fetch handler, and what tests may reach for beside the API (switch a mode,
   * settle a batch). Called again by each reset, so that all state lives in variables of this function.
   */
  readonly build: (context: SimulatorContext) => { readonly fetch: FetchHandler; readonly controls: Controls };
}

/**
 * A stateful fake of one processor. It runs in process through `fetch`, behind a loopback server
 * (`serve` of `@switchyard/testkit/node`), in a browser page or in a Worker.
 */
export interface Simulator<Controls = unknown> {
  /**
   * The processor's API. Rejects only when the simulator itself is at fault: every answer of the processor, errors
   * included, is a response.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  /** What money was moved. */
  readonly ledger: LedgerView;
  /** What was received. */
  readonly requests: RequestJournal;
  /** What the merchant is told. */
  readonly webhooks: WebhookOutbox;
  /** What is this processor's own: see its simulator. */
  readonly controls: Controls;
  /** Does what is due by the clock. Every request and every webhook delivery does so by itself. */
  catchUp(): void;
  /** Forgets everything and starts the ids again, as if newly made. The clock is left alone: it may be shared. */
  reset(): void;
}

/**
 * Makes a simulator of a processor's definition.
 *
 * @example
 * export function createAcmeSimulator(options: SimulatorOptions = {}) {
 *   return createSimulator(options, {
 *     build({ ids, ledger }) {
 *       const payments = createStore<Payment>("payment");
 *       const routes = createRoutes();
 *       routes.post("/payments", async (c) => { ... });
 *       return { fetch: (request) => routes.fetch(request), controls: {} };
 *     },
 *   });
 * }
 */
export function createSimulator<Controls>(options: SimulatorOptions, definition: SimulatorDefinition<Controls>): Simulator<Controls> {
  const { clock = createTestClock(), ids = createSequentialIds() } = options;
  const agenda = createAgenda(clock);
  const ledger = createLedger(agenda);
  const requests = createRequestJournal();
  const catchUp = (): void => {
    agenda.runDue();
  };
  const webhooks = createWebhookOutbox({ ...definition.webhooks, clock: agenda, catchUp });
  const context: SimulatorContext = { clock: agenda, ids, ledger, webhooks, agenda };
  let processor = definition.build(context);

  return {
    async fetch(request) {
      const answered = await requests.record(request);
      catchUp();
      const response = await processor.fetch(request);
      answered(response.status);
      return response;
    },
    clock,
    ledger,
    requests,
    webhooks,
    get controls() {
      return processor.controls;
    },
    catchUp,
    reset() {
      agenda.clear();
      ledger.clear();
      requests.clear();
      webhooks.clear();
      ids.reset();
      processor = definition.build(context);
    },
  };
}
