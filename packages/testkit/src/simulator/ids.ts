/** Makes the ids that a processor would give. */
export interface IdGenerator {
  /** The next id in the sequence of this prefix: `next("pay_")` gives `pay_0000001`, then `pay_0000002`. */
  next(prefix?: string): string;
  /**
   * An opaque word of `length` characters, never given twice.
   * @throws RangeError when so short a word cannot be new any more.
   */
  token(length: number, alphabet?: string): string;
  /** A UUID of version 4. */
  uuid(): string;
  /** Starts all sequences again: the same ids follow in the same order. */
  reset(): void;
}

/** Alphabets for {@link IdGenerator.token}. */
export const Alphabet = {
  Digits: "0123456789",
  Hex: "0123456789abcdef",
  Alphanumeric: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  /** Holds characters that must be percent-encoded in a path segment, so that sloppy encoding shows. */
  UrlHostile: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=:",
} as const;

const SEQUENCE_DIGITS = 6;
const TOKEN_ATTEMPTS = 1_000;

/**
 * Ids that are the same in every run. Two generators with different seeds give different ids.
 * Not random in any sense that security asks for.
 */
export function createSequentialIds(seed = "0"): IdGenerator {
  const counters = new Map<string, number>();
  const given = new Set<string>();
  let random = createRandom(seed);

  function pick(alphabet: string): string {
    return alphabet.charAt(Math.floor(random() * alphabet.length));
  }

  function word(length: number, alphabet: string): string {
    return Array.from({ length }, () => pick(alphabet)).join("");
  }

  function token(length: number, alphabet: string = Alphabet.Alphanumeric): string {
    for (let attempt = 0; attempt < TOKEN_ATTEMPTS; attempt += 1) {
      const candidate = word(length, alphabet);
      if (given.has(candidate)) continue;
      given.add(candidate);
      return candidate;
    }
    throw new RangeError(`No new token of ${length} characters is left.`);
  }

  return {
    next(prefix = "") {
      const count = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, count);
      return `${prefix}${seed}${String(count).padStart(SEQUENCE_DIGITS, "0")}`;
    },
    token,
    uuid() {
      const hex = token(30, Alphabet.Hex);
      const variant = pick("89ab");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18)}`;
    },
    reset() {
      counters.clear();
      given.clear();
      random = createRandom(seed);
    },
  };
}

/** Numbers in [0, 1): a 32-bit xorshift-multiply generator (mulberry32) started from an FNV-1a hash of the seed. */
function createRandom(seed: string): () => number {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
