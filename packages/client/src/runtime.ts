/** What the client takes from its surroundings. A test that gives its own fixes everything. */
export interface ClientRuntime {
  readonly now: () => Date;
  /** Milliseconds that only ever grow, for measuring. */
  readonly monotonic: () => number;
  readonly randomId: () => string;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export const systemRuntime: ClientRuntime = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  randomId: () => crypto.randomUUID(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener("abort", done, { once: true });
    }),
};
