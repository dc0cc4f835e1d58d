import { cardExpiryBrand, hasBrand } from "../brand.js";
import { ConnectorError } from "../errors.js";
import { isSecret, Secret, type MaybeSecret } from "../secret.js";

const MASK = "***";

/** A month and a year as callers hold them: `5`, `"5"`, `"05"`; `30`, `"30"`, `2030`, `"2030"`. */
export interface CardExpiryInput {
  readonly month: MaybeSecret<string | number>;
  /** Two digits are read as a year of this century. */
  readonly year: MaybeSecret<string | number>;
}

/** What {@link CardExpiry.format} builds texts from. */
export interface CardExpiryParts {
  /** `"05"` */
  readonly month2: string;
  /** `5` */
  readonly monthNumber: number;
  /** `"30"` */
  readonly year2: string;
  /** `"2030"` */
  readonly year4: string;
  /** `2030` */
  readonly yearNumber: number;
}

function digitsOf(value: MaybeSecret<string | number>): string | undefined {
  const exposed: unknown = isSecret(value) ? value.expose() : value;
  if (typeof exposed !== "string" && typeof exposed !== "number") return undefined;
  const text = String(exposed);
  return /^\d{1,4}$/.test(text) ? text : undefined;
}

function readMonth(value: MaybeSecret<string | number>, fieldName: string): number {
  const digits = digitsOf(value);
  const month = digits !== undefined && digits.length <= 2 ? Number(digits) : 0;
  if (month < 1 || month > 12) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "a month from 1 to 12" });
  return month;
}

/** Years of other centuries are refused: their two digits would read as one of this century. */
function readYear(value: MaybeSecret<string | number>, fieldName: string): number {
  const digits = digitsOf(value);
  const year = digits?.length === 2 ? 2000 + Number(digits) : digits?.length === 4 ? Number(digits) : 0;
  if (year < 2000 || year > 2099)
    throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "a year in two digits, or in four from 2000 to 2099" });
  return year;
}

/**
 * The month in which a card expires. It cannot be printed by accident: `String()`, `JSON.stringify`, `util.inspect`
 * and `structuredClone` give a mask. Its parts are Secrets, each with its number of digits in its name.
 *
 * Whether a card has expired is not judged here: that needs a clock, and issuers do honour expired cards.
 *
 * @example CardExpiry.of({ month: "5", year: "30" }).format(({ month2, year4 }) => `${year4}-${month2}`) // Secret of "2030-05"
 */
export class CardExpiry {
  /** An own property, so that a structured clone says what it was a clone of. */
  readonly cardExpiry: string = MASK;
  readonly #parts: CardExpiryParts;

  private constructor(month: number, year: number) {
    const year4 = String(year);
    this.#parts = { month2: String(month).padStart(2, "0"), monthNumber: month, year2: year4.slice(2), year4, yearNumber: year };
  }

  /**
   * Reads month and year.
   * @param prefix what stands before `.expMonth` and `.expYear` in the name of a field that is refused
   * @throws ConnectorError InvalidDataFormat, for example `card.expMonth`
   */
  static of(input: CardExpiryInput, prefix = "card"): CardExpiry {
    return new CardExpiry(readMonth(input.month, `${prefix}.expMonth`), readYear(input.year, `${prefix}.expYear`));
  }

  get [cardExpiryBrand](): true {
    return true;
  }

  /** `"05"` */
  get month2(): Secret {
    return new Secret(this.#parts.month2);
  }

  /** `5` */
  get monthNumber(): Secret<number> {
    return new Secret(this.#parts.monthNumber);
  }

  /** `"30"` */
  get year2(): Secret {
    return new Secret(this.#parts.year2);
  }

  /** `"2030"` */
  get year4(): Secret {
    return new Secret(this.#parts.year4);
  }

  /** `2030` */
  get yearNumber(): Secret<number> {
    return new Secret(this.#parts.yearNumber);
  }

  /** Any other notation: `` expiry.format(({ month2, year2 }) => `${month2}/${year2}`) ``. */
  format(write: (parts: CardExpiryParts) => string): Secret {
    return new Secret(write({ ...this.#parts }));
  }

  /** The text that stands for the expiry in logs. */
  masked(): string {
    return MASK;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }

  get [Symbol.toStringTag](): string {
    return "CardExpiry";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `CardExpiry(${MASK})`;
  }

  [Symbol.for("Deno.customInspect")](): string {
    return `CardExpiry(${MASK})`;
  }
}

/** True for a {@link CardExpiry} made by any copy of this package. */
export function isCardExpiry(value: unknown): value is CardExpiry {
  return hasBrand(value, cardExpiryBrand);
}
