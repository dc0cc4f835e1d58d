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

async function checkFlow(recording: Recording, flow: Flow): Promise<void> {
  const findings = new Findings();
  const exchanges = await recording.exchanges(flow);
  demand(exchanges.length > 0, `no exchange of ${flow} was recorded`);
  const words = wordsByPath(exchanges);
  for (const exchange of distinct(exchanges)) {
    const { text, statusCode } = exchange.response;
    const now = await verdictWith(recording, exchange, text);
    let decided = statusCode >= 300 || now.claim === "neutral";
    for (const leaf of leavesOf(text).filter(couldBeStatus)) {
      for (const [given, shown] of [
        [UNKNOWN_WORD, `"${UNKNOWN_WORD}"`],
        [null, "null"],
        [undefined, "nothing"],
      ] as const) {
        const changed = leaf.replace(given);
        const read = readDirectly(recording.connector, exchange, withText(exchange.response, changed));
        const at = `${flow}, answer ${String(statusCode)}: ${leaf.path} = ${shown}`;
        findings.that(!("thrown" in read) || read.isOurs, `${at} makes the connector throw what is no ConnectorError`);
        if (statusCode >= 300) continue;
        const { claim, status } = await verdictWith(recording, exchange, changed);
        if (claim === "neutral" && status !== "integrity_failure" && given === UNKNOWN_WORD) decided = true;
        if (claim === "neutral" || (claim === "customer" && now.claim === "customer")) continue;
        if (await decides(recording, exchange, leaf, words.get(`${flow} ${leaf.path}`) ?? new Set(), now)) {
          findings.add(`${at} gives ${status}; a word that nobody knows decides nothing`);
          decided = true;
        }
      }
    }
    const word = leavesOf(text).find((leaf) => couldBeStatus(leaf) && STATUS_NAME.test(leaf.name));
    findings.that(
      decided || word === undefined,
      () => `${flow}, answer ${String(statusCode)}: whatever its words are, the result is ${now.status}; does ${word?.path ?? ""} decide nothing?`,
    );
  }
  findings.settle();
}

/** A status, outcome or event word that nobody listed is never a success, never a failure, and never a crash. */
export const statusWordRules: Rule = (recording) =>
  (Object.keys(recording.connector.flows) as Flow[])
    .filter((flow) => recording.profile.unexercised?.[flow] === undefined)
    .map((flow) => check(`status-words.${flow}`, `takes an unknown word in an answer of ${flow} for no decision`, () => checkFlow(recording, flow)));
