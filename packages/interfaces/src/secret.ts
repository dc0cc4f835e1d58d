import { hasBrand, secretBrand } from "./brand.js";

/** Turns a secret value into the text that may be printed in its place. */
export type MaskingStrategy<T> = (value: T) => string;

const MASK = "***";

/** Hides everything. The default. */
export const maskAll: MaskingStrategy<unknown> = () => MASK;

/** Keeps the first six and the last four digits of a card number, as PCI DSS 3.4 allows. Shorter values are hidden whole. */
export const maskCardNumber: MaskingStrategy<string> = (value) => {
  const digits = value.replace(/[\s-]/g, "");
  return /^\d{12,19}$/.test(digits) ? `${digits.slice(0, 6)}${"*".repeat(digits.length - 10)}${digits.slice(-4)}` : MASK;
};

/** Keeps the domain of an e-mail address. What has blanks or control characters after its last `@` is none, and hidden whole. */
export const maskEmail: MaskingStrategy<string> = (value) => {
  const domain = /.(@[^\s\p{Cc}@]+)$/su.exec(value)?.[1];
  return domain === undefined ? MASK : `${MASK}${domain}`;
};

/** Keeps the last four characters of values long enough that four give nothing away. */
export const maskAllButLastFour: MaskingStrategy<string> = (value) => (value.length >= 12 ? `${MASK}${value.slice(-4)}` : MASK);

/** Keeps the first half of an IP address: enough to tell networks apart. */
export const maskIpAddress: MaskingStrategy<string> = (value) => {
  const v4 = /^(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(value);
  if (v4) return `${v4[1] ?? ""}.**.**`;
  const v6 = /^([0-9a-f]{1,4}:[0-9a-f]{1,4}):/i.exec(value);
  return v6 ? `${v6[1] ?? ""}:**` : MASK;
};

/**
 * A value that cannot be printed by accident: `String()`, template literals, `JSON.stringify`, `console.log`,
 * `util.inspect`, `structuredClone` and error messages give its mask. Only {@link Secret.expose} gives the value.
 */
export class Secret<T = string> {
  /** An own property, so that a structured clone says what it was a clone of. */
  readonly secret: string = MASK;
  readonly #value: T;
  /** Of this value, though its type does not say so: a strategy takes a T, and would keep a secret string from being a secret of anything. */
  readonly #mask: MaskingStrategy<never>;

  constructor(value: T, mask: MaskingStrategy<T> = maskAll) {
    this.#value = value;
    this.#mask = mask;
  }

  get [secretBrand](): true {
    return true;
  }

  /** The value. Call it where the value is needed, and nowhere earlier. */
  expose(): T {
    return this.#value;
  }

  /** The text that stands for the value in logs. A strategy that fails hides everything. */
  masked(): string {
    try {
      return (this.#mask as MaskingStrategy<T>)(this.#value);
    } catch {
      return MASK;
    }
  }

  /** A new secret made from this one's value. It is hidden whole unless a strategy is given. */
  map<U>(transform: (value: T) => U, mask: MaskingStrategy<U> = maskAll): Secret<U> {
    return new Secret(transform(this.#value), mask);
  }

  toString(): string {
    return this.masked();
  }

  toJSON(): string {
    return this.masked();
  }

  [Symbol.toPrimitive](): string {
    return this.masked();
  }

  get [Symbol.toStringTag](): string {
    return "Secret";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Secret(${this.masked()})`;
  }

  [Symbol.for("Deno.customInspect")](): string {
    return `Secret(${this.masked()})`;
  }
}

/** True for a {@link Secret} made by any copy of this package. */
export function isSecret(value: unknown): value is Secret<unknown> {
  return hasBrand(value, secretBrand);
}

/** A plain value, or the same value as a secret: what callers may pass where they hold either. */
export type MaybeSecret<T = string> = T | Secret<T>;

/** Wraps `value`, unless it is wrapped already. */
export function secret<T>(value: MaybeSecret<T>, mask: MaskingStrategy<T> = maskAll): Secret<T> {
  // What is not wrapped is a T: the guard cannot say so, since a T could itself be a Secret of something else.
  return isSecret(value) ? value : new Secret(value, mask);
}

/** A card number (or a vault's alias of one): prints its first six and last four digits. */
export function secretCardNumber(value: MaybeSecret): Secret {
  return secret(value, maskCardNumber);
}

/** An e-mail address: prints its domain. */
export function secretEmail(value: MaybeSecret): Secret {
  return secret(value, maskEmail);
}

/** An IP address: prints its first half. */
export function secretIpAddress(value: MaybeSecret): Secret {
  return secret(value, maskIpAddress);
}
