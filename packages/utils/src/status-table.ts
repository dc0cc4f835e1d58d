import {
  type AttemptStatus,
  type DisputeStatus,
  type IncomingWebhookEvent,
  type MandateStatus,
  type PayoutStatus,
  type RefundStatus,
  type AuthorizationStatus,
} from "@switchyard/interfaces";

/** A processor's vocabulary: the words that are known, in a type that does not pretend there will never be others. */
export interface OpenEnum<Word extends string> {
  readonly words: readonly Word[];
  is(word: string): word is Word;
}

/** Declares the words that a processor is known to use. */
export function openEnum<const Word extends string>(words: readonly Word[]): OpenEnum<Word> {
  const known: ReadonlySet<string> = new Set(words);
  return { words, is: (word): word is Word => known.has(word) };
}

/** Everything that a processor's word can be mapped to. */
export type MappedStatus = AttemptStatus | RefundStatus | DisputeStatus | MandateStatus | PayoutStatus | AuthorizationStatus | IncomingWebhookEvent;

/** The statuses that claim nothing: the only ones that a word nobody listed may become. */
export type NeutralStatus = "pending" | "unresolved" | "processing" | "manual_review" | "event_not_supported";

type StatusMap = Readonly<Record<string, MappedStatus>>;

export interface StatusTableOptions<Unknown extends NeutralStatus> {
  /** What a word becomes that is not in the table. `pending` unless said; it must be a status that claims nothing. */
  readonly unknown?: Unknown;
  /** Brings differing spellings of one word together before it is looked up. */
  readonly normalise?: (word: string) => string;
}

/** Maps a processor's word to ours. Called with a word that nobody listed, it gives the neutral status. */
export interface StatusTable<Word extends string, Status extends MappedStatus> {
  (word: string | null | undefined): Status;
  /** The status of every known word: the table that golden tests print. */
  readonly entries: Readonly<Record<Word, Status>>;
  readonly unknown: Status;
  /** Whether the word is in the table, once normalised. */
  knows(word: string | null | undefined): boolean;
}

/**
 * A status map that is total: the compiler demands every known word, and an unknown one becomes `pending`
 * (or another status that claims nothing), never a success and never a crash.
 * A vocabulary that only one table uses may be left out: the table's own words are then the known ones.
 *
 * @throws TypeError when `normalise` makes one word of two that the table maps to different statuses: no test run gets past it.
 *
 * @example
 * const orderStatus = statusTable(openEnum(["pending", "completed"]), { pending: AttemptStatus.Pending, completed: AttemptStatus.Charged });
 * orderStatus("a new word"); // "pending"
 */
export function statusTable<Word extends string, const M extends Readonly<Record<Word, MappedStatus>>, Unknown extends NeutralStatus = "pending">(
  vocabulary: OpenEnum<Word>,
  map: M & Readonly<Record<Exclude<keyof M, Word>, never>>,
  options?: StatusTableOptions<Unknown>,
): StatusTable<Word, M[Word] | Unknown>;
export function statusTable<const M extends StatusMap, Unknown extends NeutralStatus = "pending">(
  map: M,
  options?: StatusTableOptions<Unknown>,
): StatusTable<keyof M & string, M[keyof M] | Unknown>;
export function statusTable(
  first: OpenEnum<string> | StatusMap,
  second?: StatusMap | StatusTableOptions<NeutralStatus>,
  third?: StatusTableOptions<NeutralStatus>,
): StatusTable<string, MappedStatus> {
  // The overloads say which form it is; a vocabulary is told from a map by its list of words.
  const [map, options] = isOpenEnum(first) ? [second as StatusMap, third ?? {}] : [first, (second ?? {}) as StatusTableOptions<NeutralStatus>];
  const normalise = options.normalise ?? ((word: string) => word);
  const unknown = options.unknown ?? "pending";
  // A Map, not the object itself: "constructor" and "__proto__" are words that a processor might send.
  const statuses = new Map<string, MappedStatus>();
  for (const [word, status] of Object.entries(map)) {
    const normalised = normalise(word);
    const other = statuses.get(normalised);
    if (other !== undefined && other !== status) {
      throw new TypeError(`statusTable maps "${normalised}" to ${other} and to ${status}: words that normalise to one need one status.`);
    }
    statuses.set(normalised, status);
  }
  const look = (word: string | null | undefined) => (typeof word === "string" ? statuses.get(normalise(word)) : undefined);
  return Object.assign((word: string | null | undefined) => look(word) ?? unknown, {
    entries: map,
    unknown,
    knows: (word: string | null | undefined) => look(word) !== undefined,
  });
}

function isOpenEnum(value: OpenEnum<string> | StatusMap): value is OpenEnum<string> {
  return Array.isArray(value["words"]);
}
