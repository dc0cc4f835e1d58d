import { refuse } from "@switchyard/testkit";
import { keyInUse, toErrorAnswer } from "./errors.js";
import type { KeptAnswer, PlannedError, World } from "./world.js";

const HEADER = "Idempotency-Key";
const LONGEST_KEY = 64;

/** The first answer is kept for a week at least (tech-spec, section 1.2). */
const KEPT = { days: 7 } as const;

type Handler = (request: Request) => Promise<Response>;

/**
 * Answers a POST under its idempotency key: the first time by `handle`, then with the same answer. A key whose first call
 * runs, or asked for something else, is refused. Errors that are transient are not kept: the same key is good for another try.
 */
export async function answerOnce(world: World, request: Request, handle: Handler): Promise<Response> {
  const key = request.headers.get(HEADER);
  if (request.method !== "POST" || key === null) return handle(request);
  if (key === "" || key.length > LONGEST_KEY) return withKey(toErrorAnswer(keyInUse), key);
  const fingerprint = await toFingerprint(request);
  const kept = world.answers.get(key);
  if (kept !== undefined) return withKey(toRepeat(kept, fingerprint), key);
  world.answers.set(key, { fingerprint });
  const answer = await handle(request);
  await keep(world, key, fingerprint, answer);
  return withKey(answer, key);
}

/** The next error that was planned by a control; none when nothing was planned. */
export function takePlannedError({ plannedErrors }: World): Response | undefined {
  const planned = plannedErrors.shift();
  return planned === undefined ? undefined : toPlannedAnswer(planned);
}

function toPlannedAnswer({ status, errorCode, message, isTransient }: PlannedError): Response {
  const answer = toErrorAnswer({ status, errorCode, message, errorType: status >= 500 ? "internal" : "validation" });
  answer.headers.set("transient-error", String(isTransient));
  return answer;
}

async function toFingerprint(request: Request): Promise<string> {
  const { pathname } = new URL(request.url);
  return `${request.method} ${pathname.replace(/^(\/checkout)?\/v\d+/, "")}\n${await request.clone().text()}`;
}

function toRepeat({ fingerprint, answer }: KeptAnswer, asked: string): Response {
  if (answer === undefined) {
    const running = toErrorAnswer(keyInUse);
    running.headers.set("transient-error", "true");
    return running;
  }
  if (fingerprint !== asked) return toErrorAnswer(keyInUse);
  const { status, body, pspReference } = answer;
  const headers = { "content-type": "application/json", ...(pspReference === null ? {} : { pspReference }) };
  return new Response(status === 204 ? null : body, { status, headers });
}

async function keep(world: World, key: string, fingerprint: string, answer: Response): Promise<void> {
  if (answer.status >= 500 || answer.headers.get("transient-error") === "true") {
    world.answers.delete(key);
    return;
  }
  const body = await answer.clone().text();
  const kept: KeptAnswer = { fingerprint, answer: { status: answer.status, body, pspReference: answer.headers.get("pspReference") } };
  world.answers.set(key, kept);
  world.agenda.after(KEPT, () => {
    if (world.answers.get(key) === kept) world.answers.delete(key);
  });
}

function withKey(answer: Response, key: string): Response {
  answer.headers.set(HEADER, key);
  return answer;
}

/** Marks a key as one whose first call is still running; gives a function that ends that call without a trace. */
export function holdKey({ answers }: World, key: string): () => void {
  const held: KeptAnswer = { fingerprint: "" };
  answers.set(key, held);
  return () => {
    if (answers.get(key) === held) answers.delete(key);
  };
}

/** Ends the handling of a request when an error was planned. */
export function refusePlanned(world: World): void {
  const planned = takePlannedError(world);
  if (planned !== undefined) refuse(planned);
}
