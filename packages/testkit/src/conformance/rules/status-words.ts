import type { Flow } from "@switchyard/interfaces";
import { check, demand, Findings } from "../check.js";
import type { Answered, Recording } from "../recording.js";
import { readDirectly, replay, withText } from "../replay.js";
import { leavesOf, type Leaf } from "../tree.js";
import { verdictOf, type Verdict } from "../verdict.js";
import type { Rule } from "./rule.js";

/** A word that no processor uses. */
export const UNKNOWN_WORD = "zz_unknown_word";

/** Words, not sentences, addresses or ids of forty characters: what could be a status. */
function couldBeStatus({ kind, value }: Leaf): boolean {
  return kind === "string" && value.length <= 64 && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(value);
}

/** What processors call the word that decides. */
const STATUS_NAME = /status|state|outcome|result/i;

/** An exchange, each answer text of a flow once: many journeys give the same answers but for ids. */
function* distinct(exchanges: readonly Answered[]): Generator<Answered> {
  const seen = new Map<string, number>();
  for (const each of exchanges) {
    const shape = `${each.flow} ${String(each.response.statusCode)} ${leavesOf(each.response.text)
      .map(({ path, value, kind }) => (kind === "string" && /^[a-z _-]{1,32}$/i.test(value) ? `${path}=${value}` : path))
      .join()}`;
    const times = seen.get(shape) ?? 0;
    seen.set(shape, times + 1);
    if (times < 1) yield each;
  }
}

/** A difference that the client found is no status: the word is a currency. */
const same = (a: Verdict, b: Verdict) => b.status === "integrity_failure" || (a.claim === b.claim && a.status === b.status);

async function verdictWith(recording: Recording, exchange: Answered, text: string): Promise<Verdict> {
  return verdictOf(await replay(recording, exchange, withText(exchange.response, text)));
}

/** Whether a value decides the status: with another word that the processor uses there, or with an unknown one, the verdict is another. */
async function decides(recording: Recording, exchange: Answered, leaf: Leaf, words: ReadonlySet<string>, now: Verdict): Promise<boolean> {
  for (const word of [UNKNOWN_WORD, ...words]) {
    if (word !== leaf.value && !same(now, await verdictWith(recording, exchange, leaf.replace(word)))) return true;
  }
  return false;
}

/** Every word that was seen at a path of a flow's answers. */
function wordsByPath(exchanges: readonly Answered[]): ReadonlyMap<string, ReadonlySet<string>> {
  const words = new Map<string, Set<string>>();
  for (const { flow, response } of exchanges) {
    for (const leaf of leavesOf(response.text).filter(couldBeStatus)) {
      const key = `${flow} ${leaf.path}`;
      const known = words.get(key) ?? new Set();
      // Ids differ in every answer; statuses are few.
      if (known.size < 12) words.set(key, known.add(leaf.value));
    }
  }
  return words;
}

const looksLikeStatus = (leaf: Leaf): boolean => couldBeStatus(leaf) && STATUS_NAME.test(leaf.name);

const REPLACED = [
  [UNKNOWN_WORD, `"${UNKNOWN_WORD}"`],
  [null, "null"],
  [undefined, "nothing"],
] as const;

/** What the words of one answer do: whether any decides, and whether one could be a status. */
interface Looked {
  readonly decided: boolean;
  /** Where a word stands that looks like a status. */
  readonly word: string | undefined;
  readonly now: Verdict;
}

/** Every word of one answer, replaced by what nobody knows. */
async function checkWords(
  recording: Recording,
  exchange: Answered,
  words: ReadonlyMap<string, ReadonlySet<string>>,
  findings: Findings,
): Promise<Looked> {
  const { flow } = exchange;
  const { text, statusCode } = exchange.response;
  const now = await verdictWith(recording, exchange, text);
  let decided = false;
  for (const leaf of leavesOf(text).filter(couldBeStatus)) {
    let deciding: Promise<boolean> | undefined;
    for (const [given, shown] of REPLACED) {
      const changed = leaf.replace(given);
      const read = readDirectly(recording.connector, exchange, withText(exchange.response, changed));
      const at = `${flow}, answer ${String(statusCode)}: ${leaf.path} = ${shown}`;
      findings.that(!("thrown" in read) || read.isOurs, `${at} makes the connector throw what is no ConnectorError`);
      if (statusCode >= 300) continue;
      const { claim, status } = await verdictWith(recording, exchange, changed);
      // What cannot be read at all, since an id is no id, says nothing of a status.
      if (claim === "neutral" && status !== "integrity_failure" && given === UNKNOWN_WORD && now.claim !== "neutral") decided = true;
      if (claim === "neutral" || (claim === "customer" && now.claim === "customer")) continue;
      // The same for all three, and most of the work.
      deciding ??= decides(recording, exchange, leaf, words.get(`${flow} ${leaf.path}`) ?? new Set(), now);
      if (await deciding) {
        findings.add(`${at} gives ${status}; a word that nobody knows decides nothing`);
        decided = true;
      }
    }
  }
  return { decided, word: leavesOf(text).find(looksLikeStatus)?.path, now };
}

/** HTTP statuses that are an error whatever the body says, beside those that mean that it was done before. */
const ERRORS: readonly number[] = [400, 403, 422, 500, 503];

/** An answer without a word of its own: its HTTP status is all that it says, and so it must be heard. */
async function checkWordless(recording: Recording, exchange: Answered, findings: Findings): Promise<void> {
  const { flow, response } = exchange;
  for (const statusCode of ERRORS) {
    const run = await replay(recording, exchange, withText(response, response.text, { statusCode }));
    const wanted = statusCode < 500 ? "rejected" : "unknown";
    findings.that(
      run.outcome === wanted,
      `${flow}: its answer of success with the HTTP status ${String(statusCode)} has the outcome ${run.outcome}; it should be ${wanted}`,
    );
  }
}

async function checkFlow(recording: Recording, flow: Flow): Promise<void> {
  const findings = new Findings();
  const exchanges = await recording.exchanges(flow);
  demand(exchanges.length > 0, `no exchange of ${flow} was recorded`);
  const successes = exchanges.filter(({ response }) => response.statusCode < 300);
  findings.that(successes.length > 0, `no answer of ${flow} was a success: what its words decide was not seen`);
  const excuse = recording.profile.withoutStatus?.[flow];
  const words = wordsByPath(exchanges);
  let isNeeded = false;
  for (const exchange of distinct(exchanges)) {
    const { decided, word, now } = await checkWords(recording, exchange, words, findings);
    const { statusCode } = exchange.response;
    if (statusCode >= 300) continue;
    // A status that stays open whatever the words are is none that a word could have decided wrongly.
    if (word !== undefined && !decided && now.claim !== "neutral") isNeeded = true;
    if (!decided) await checkWordless(recording, exchange, findings);
    if (excuse !== undefined) {
      findings.that(
        now.claim === "success",
        `${flow}, answer ${String(statusCode)}: that there is an answer is a success; the result is ${now.status}`,
      );
    }
    findings.that(
      excuse !== undefined || decided || word === undefined || now.claim === "neutral",
      () => `${flow}, answer ${String(statusCode)}: whatever its words are, the result is ${now.status}; does ${word ?? ""} decide nothing?`,
    );
  }
  findings.that(excuse === undefined || isNeeded, `the profile says that answers of ${flow} have no status of its own; none looks as if it had one`);
  findings.that(excuse?.trim() !== "", `the profile gives no reason why answers of ${flow} have no status of its own`);
  findings.settle();
}

/** A status, outcome or event word that nobody listed is never a success, never a failure, and never a crash; and where there is none, HTTP decides. */
export const statusWordRules: Rule = (recording) =>
  (Object.keys(recording.connector.flows) as Flow[])
    .filter((flow) => recording.profile.unexercised?.[flow] === undefined)
    .map((flow) => check(`status-words.${flow}`, `takes an unknown word in an answer of ${flow} for no decision`, () => checkFlow(recording, flow)));
