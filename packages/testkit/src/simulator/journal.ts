import { rawTarget } from "./raw-path.js";
import { toWholeBytes } from "./bytes.js";

/** One request as the simulator received it, and how it was answered. */
export interface ReceivedRequest {
  /** Place in the journal, from 1. */
  readonly sequence: number;
  readonly method: string;
  readonly url: string;
  /** Path with its percent-encoding as it came, without the query. */
  readonly path: string;
  /** The query as it came, with its question mark; empty if there is none. */
  readonly query: string;
  readonly headers: Headers;
  readonly rawBody: Uint8Array<ArrayBuffer>;
  /** The body read as UTF-8; empty if there is none. */
  readonly body: string;
  /** HTTP status of the answer; absent while there is none, or when the simulator failed. */
  readonly status?: number | undefined;
}

/** Which requests are asked for: those that agree with every field that is given. */
export interface RequestFilter {
  readonly method?: string | undefined;
  /** The whole raw path, or a pattern for it. */
  readonly path?: string | RegExp | undefined;
  readonly status?: number | undefined;
}

/** What a simulator received. */
export interface RequestJournal {
  all(filter?: RequestFilter): readonly ReceivedRequest[];
  /** The newest that matches. */
  last(filter?: RequestFilter): ReceivedRequest | undefined;
  readonly size: number;
  clear(): void;
}

/** The writing side of a journal. */
export interface RequestRecorder extends RequestJournal {
  /** Writes a request down without consuming its body; resolves with a function that notes the answer's status. */
  record(request: Request): Promise<(status: number) => void>;
}

/** An empty journal. */
export function createRequestJournal(): RequestRecorder {
  const received: ReceivedRequest[] = [];

  function all(filter: RequestFilter = {}): readonly ReceivedRequest[] {
    return received.filter((entry) => matches(entry, filter));
  }

  return {
    async record(request) {
      const rawBody = await toWholeBytes(request.clone());
      const entry: { status?: number } & ReceivedRequest = {
        sequence: received.length + 1,
        method: request.method,
        url: request.url,
        ...rawTarget(request.url),
        headers: new Headers(request.headers),
        rawBody,
        body: new TextDecoder().decode(rawBody),
      };
      received.push(entry);
      return (status) => {
        entry.status = status;
      };
    },
    all,
    last: (filter) => all(filter).at(-1),
    get size() {
      return received.length;
    },
    clear() {
      received.length = 0;
    },
  };
}

function matches(entry: ReceivedRequest, filter: RequestFilter): boolean {
  return (
    (filter.method === undefined || entry.method === filter.method) &&
    (filter.status === undefined || entry.status === filter.status) &&
    (filter.path === undefined || (typeof filter.path === "string" ? entry.path === filter.path : entry.path.search(filter.path) !== -1))
  );
}
