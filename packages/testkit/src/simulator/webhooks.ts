import { addDuration, toMilliseconds } from "./clock.js";
import type { Clock, Duration } from "./clock.js";
import { toUtf8, toWholeBytes } from "./bytes.js";

/** Anything that answers a request as the Fetch standard has it. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** An event as the simulator queues it. */
export interface NewWebhook {
  /** The event's id at the processor. It must be new. */
  readonly id: string;
  /** Text and bytes are sent as they are, any other value as JSON. */
  readonly body: unknown;
  /** A word for assertions, usually the processor's own event type. */
  readonly type?: string | undefined;
}

/** An event in the outbox. Its bytes are fixed when it is queued: every delivery sends the same. */
export interface QueuedWebhook {
  readonly id: string;
  readonly type?: string | undefined;
  readonly rawBody: Uint8Array<ArrayBuffer>;
  readonly queuedAt: Date;
  readonly attempts: number;
  /** When it was first accepted. */
  readonly acceptedAt?: Date | undefined;
  /** When it may be tried again; absent once it is accepted or given up. */
  readonly dueAt?: Date | undefined;
}

/** One attempt to deliver an event. */
export interface WebhookDelivery {
  readonly eventId: string;
  /** From 1. */
  readonly attempt: number;
  readonly url: string;
  readonly at: Date;
  readonly accepted: boolean;
  /** The receiver's answer; absent when there was none. */
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  /** Why there was no answer. */
  readonly error?: unknown;
}

/** What a signature may be made of, besides the raw body. */
export interface WebhookSignContext {
  readonly eventId: string;
  readonly url: string;
  /** The moment of this attempt. */
  readonly at: Date;
}

/** Where deliveries go: a URL over the network, or a handler in process. */
export type WebhookReceiver = string | FetchHandler;

export interface WebhookOutboxOptions {
  readonly clock: Clock;
  /** The headers that carry the signature. Without it events are unsigned. */
  readonly sign?: (rawBody: Uint8Array<ArrayBuffer>, context: WebhookSignContext) => HeadersInit | Promise<HeadersInit>;
  /** Headers of every delivery. `application/json` is the content type unless another is given here. */
  readonly headers?: HeadersInit;
  /** Whether the answer means received. Default: any 2xx. */
  readonly isAccepted?: (answer: { readonly status: number; readonly body: string }) => boolean;
  /** Attempts of {@link WebhookOutbox.deliver} before an event is given up. Default 10. */
  readonly maxAttempts?: number;
  /** Pause after the given attempt (from 1) failed. Default: none, so every `deliver` tries again. */
  readonly retryAfter?: (attempt: number) => Duration;
  /** The URL that a handler in process is told. Default `https://merchant.test/webhooks`. */
  readonly url?: string;
  /** Runs before events are delivered or listed: what is due by the clock is queued first. */
  readonly catchUp?: () => void;
}

/**
 * Events on their way to the merchant. Nothing is sent by itself and there are no timers: a test says when, and the
 * injected clock says what is due.
 */
export interface WebhookOutbox {
  /** All events in the order in which they were queued. */
  readonly events: readonly QueuedWebhook[];
  readonly deliveries: readonly WebhookDelivery[];
  /** Events that are neither accepted nor given up, due or not. */
  readonly pending: readonly QueuedWebhook[];
  queue(webhook: NewWebhook): QueuedWebhook;
  /** Tries every event that is due once, in order. A receiver that fails is recorded, not thrown. */
  deliver(to: WebhookReceiver): Promise<readonly WebhookDelivery[]>;
  /** Sends one event again whatever its state, as processors do that deliver at least once. Throws for an unknown id. */
  redeliver(eventId: string, to: WebhookReceiver): Promise<WebhookDelivery>;
  /** The signed request of an event, not sent. Throws for an unknown id. */
  toRequest(eventId: string, url?: string): Promise<Request>;
  clear(): void;
}

const DEFAULT_URL = "https://merchant.test/webhooks";
const DEFAULT_ATTEMPTS = 10;

/** An empty outbox. */
export function createWebhookOutbox(options: WebhookOutboxOptions): WebhookOutbox {
  const { clock, maxAttempts = DEFAULT_ATTEMPTS, retryAfter = () => ({}), isAccepted = isSuccess } = options;
  const { catchUp = () => undefined } = options;
  const events = new Map<string, QueuedWebhook>();
  const deliveries: WebhookDelivery[] = [];

  function need(eventId: string): QueuedWebhook {
    const event = events.get(eventId);
    if (event === undefined) throw new Error(`There is no webhook ${eventId} in the outbox.`);
    return event;
  }

  async function toRequest(eventId: string, url = options.url ?? DEFAULT_URL): Promise<Request> {
    const { rawBody } = need(eventId);
    const headers = new Headers({ "content-type": "application/json" });
    setAll(headers, options.headers);
    setAll(headers, await options.sign?.(rawBody, { eventId, url, at: clock.now() }));
    return new Request(url, { method: "POST", headers, body: rawBody });
  }

  async function attempt(eventId: string, to: WebhookReceiver): Promise<WebhookDelivery> {
    const at = clock.now();
    const count = need(eventId).attempts + 1;
    events.set(eventId, { ...need(eventId), attempts: count });
    const request = typeof to === "string" ? await toRequest(eventId, to) : await toRequest(eventId);
    const answer = await exchange(request, to);
    const accepted = "status" in answer && isAccepted(answer);
    const delivery: WebhookDelivery = { eventId, attempt: count, url: request.url, at, accepted, ...answer };
    deliveries.push(delivery);
    const event = events.get(eventId);
    if (event !== undefined) events.set(eventId, toNextState(event, delivery));
    return delivery;
  }

  function toNextState(event: QueuedWebhook, { accepted, attempt: count, at }: WebhookDelivery): QueuedWebhook {
    if (event.acceptedAt !== undefined) return event;
    if (accepted) return { ...event, acceptedAt: at, dueAt: undefined };
    return { ...event, dueAt: count < maxAttempts ? addDuration(at, retryAfter(count)) : undefined };
  }

  function listed(): readonly QueuedWebhook[] {
    catchUp();
    return [...events.values()];
  }

  return {
    get events() {
      return listed();
    },
    get deliveries() {
      return [...deliveries];
    },
    get pending() {
      return listed().filter((event) => event.dueAt !== undefined);
    },
    queue({ id, body, type }) {
      if (events.has(id)) throw new Error(`The webhook ${id} is in the outbox already.`);
      const now = clock.now();
      const event: QueuedWebhook = { id, type, rawBody: toRawBody(body), queuedAt: now, attempts: 0, dueAt: now };
      events.set(id, event);
      return event;
    },
    async deliver(to) {
      const now = clock.now();
      const due = listed().filter((event) => event.dueAt !== undefined && event.dueAt <= now);
      const made: WebhookDelivery[] = [];
      for (const event of due) made.push(await attempt(event.id, to));
      return made;
    },
    redeliver: attempt,
    toRequest,
    clear() {
      events.clear();
      deliveries.length = 0;
    },
  };
}

/** Pauses that start at `first`, double each time and never exceed `longest`. */
export function doublingPauses(first: Duration, longest: Duration): (attempt: number) => Duration {
  const limit = toMilliseconds(longest);
  return (attempt) => ({ milliseconds: Math.min(limit, toMilliseconds(first) * 2 ** (attempt - 1)) });
}

type Answer = { readonly status: number; readonly body: string } | { readonly error: unknown };

async function exchange(request: Request, to: WebhookReceiver): Promise<Answer> {
  try {
    // A processor does not follow a redirect with an event: it counts as not accepted.
    const response = typeof to === "string" ? await fetch(request, { redirect: "manual" }) : await to(request);
    return { status: response.status, body: new TextDecoder().decode(await toWholeBytes(response)) };
  } catch (error) {
    return { error };
  }
}

function isSuccess({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 300;
}

function toRawBody(body: unknown): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return toUtf8(body);
  return body instanceof Uint8Array ? Uint8Array.from(body) : toUtf8(JSON.stringify(body));
}

function setAll(headers: Headers, added: HeadersInit | undefined): void {
  new Headers(added).forEach((value, name) => {
    headers.set(name, value);
  });
}
