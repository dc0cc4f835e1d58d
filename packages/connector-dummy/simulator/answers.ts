import { refuse } from "@switchyard/testkit";
import { MagicAnswer } from "./magic.js";

/** What the simulator says to a request, before it is a response: kept under the idempotency key as it is. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The connection breaks in the middle of the body. */
  readonly cut?: true;
  /** Milliseconds by which the answer is late. */
  readonly delay?: number;
}

/** The header that says by how many milliseconds an answer is late: nothing waits for real. */
export const DELAY_HEADER = "dummy-delay";

const LATE = 60_000;

/** An error in the simulator's format. */
export function errorAnswer(status: number, code: string, message: string, field?: string): Answer {
  return { status, body: { error: { code, message, ...(field === undefined ? {} : { field }) } } };
}

/** Ends the request with an error. */
export function refuseWith(status: number, code: string, message: string, field?: string): never {
  return refuse(toResponse(errorAnswer(status, code, message, field)));
}

export function toResponse({ status, body, cut, delay }: Answer): Response {
  const headers = new Headers({ "content-type": "application/json" });
  if (delay !== undefined) headers.set(DELAY_HEADER, String(delay));
  const text = JSON.stringify(body);
  return new Response(cut === true ? brokenStream(text.slice(0, text.length / 2)) : text, { status, headers });
}

/** The first half of an answer, and then nothing more. */
function brokenStream(text: string): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream({
    pull(controller) {
      if (begun) {
        controller.error(new Error("The connection was cut."));
        return;
      }
      begun = true;
      controller.enqueue(new TextEncoder().encode(text));
    },
  });
}

/** Whether this amount stands for a processor that does not take the request at all. */
export function isUnavailable(amount: number): boolean {
  return amount === MagicAnswer.Unavailable;
}

/** What of an answer reaches the merchant: amounts of {@link MagicAnswer} lose it, cut it or hold it up. */
export function toDelivered(answer: Answer, amount: number): Answer {
  switch (amount) {
    case MagicAnswer.Lost:
      return errorAnswer(500, "internal_error", "Something went wrong.");
    case MagicAnswer.Cut:
      return { ...answer, cut: true };
    case MagicAnswer.Slow:
      return { ...answer, delay: LATE };
    default:
      return answer;
  }
}
