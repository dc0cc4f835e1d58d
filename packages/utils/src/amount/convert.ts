import { ConnectorError } from "@switchyard/interfaces";
import type { Currency, MinorUnit } from "@switchyard/interfaces";
import type { JsonNumber } from "../json/number.js";
import { sourceOf } from "../json/number.js";
import type { CurrencyExponents } from "./exponent.js";
import { scalesOf } from "./exponent.js";

declare const stringMinorUnitBrand: unique symbol;
declare const stringMajorUnitBrand: unique symbol;
declare const floatMajorUnitBrand: unique symbol;

/** An amount in minor units as text: `"1050"`. */
export type StringMinorUnit = string & { readonly [stringMinorUnitBrand]: true };
/** An amount in major units as text, with all decimals of its currency: `"10.50"`. */
export type StringMajorUnit = string & { readonly [stringMajorUnitBrand]: true };
/** An amount in major units as a number whose shortest text is the exact decimal: `10.5`. */
export type FloatMajorUnit = number & { readonly [floatMajorUnitBrand]: true };

/** An amount as a processor may send it: text, a number, or a number with more digits than JavaScript holds. */
export type WireAmount = string | number | JsonNumber;

/**
 * The amount in the minor unit that the processor counts in: the same, unless `exponents` says that it counts otherwise
 * (UGX 500 is 50000 for a processor that counts UGX in hundredths).
 * @throws ConnectorError AmountConversionFailed when the processor's unit is too coarse for it; CurrencyNotSupported.
 */
export function toMinorUnit(amount: MinorUnit, currency: Currency, exponents?: CurrencyExponents): MinorUnit {
  return checked(toWireDigits(amount, currency, exponents), currency);
}

/** {@link toMinorUnit} as text: `"1050"`. */
export function toStringMinorUnit(amount: MinorUnit, currency: Currency, exponents?: CurrencyExponents): StringMinorUnit {
  return toWireDigits(amount, currency, exponents) as StringMinorUnit;
}

/** The amount in major units with all decimals of the currency: `"10.50"`, `"1050"` (JPY), `"1.050"` (KWD). Errors as {@link toMinorUnit}. */
export function toStringMajorUnit(amount: MinorUnit, currency: Currency, exponents?: CurrencyExponents): StringMajorUnit {
  const { wire } = scalesOf(currency, exponents);
  const digits = toWireDigits(amount, currency, exponents).padStart(wire + 1, "0");
  return (wire === 0 ? digits : `${digits.slice(0, -wire)}.${digits.slice(-wire)}`) as StringMajorUnit;
}

/**
 * The amount in major units as a number: `10.5`. Its JSON text is the exact amount.
 * @throws ConnectorError AmountConversionFailed when no JavaScript number is written so, else as {@link toMinorUnit}.
 */
export function toFloatMajorUnit(amount: MinorUnit, currency: Currency, exponents?: CurrencyExponents): FloatMajorUnit {
  const text = toStringMajorUnit(amount, currency, exponents);
  const shortest = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  const value = Number(shortest);
  if (String(value) !== shortest) fail(currency, "it has more digits than a JSON number holds");
  return value as FloatMajorUnit;
}

/**
 * Reads an amount in minor units: digits, and nothing else.
 * @throws ConnectorError AmountConversionFailed for a sign, a point, an exponent, separators, white space, hexadecimal,
 *   a value beyond 2^53 - 1, or a fraction of the currency's minor unit; CurrencyNotSupported.
 */
export function fromMinorUnit(value: WireAmount, currency: Currency, exponents?: CurrencyExponents): MinorUnit {
  const { minor, wire } = scalesOf(currency, exponents);
  const digits = textOf(value);
  if (!/^\d+$/.test(digits)) fail(currency, "it is not a whole number of minor units");
  return checked(rescale(digits, wire, minor, currency), currency);
}

/**
 * Reads an amount in major units: digits, and optionally a point and digits. More decimals than the currency has are
 * accepted if they are zeros.
 * @throws ConnectorError AmountConversionFailed as {@link fromMinorUnit}; CurrencyNotSupported.
 */
export function fromMajorUnit(value: WireAmount, currency: Currency, exponents?: CurrencyExponents): MinorUnit {
  const { minor } = scalesOf(currency, exponents);
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(textOf(value)) ?? fail(currency, "it is not a plain decimal of zero or more");
  return checked(rescale(`${whole ?? ""}${fraction}`, fraction.length, minor, currency), currency);
}

/** The amount's digits in the processor's minor unit, without leading zeros. */
function toWireDigits(amount: MinorUnit, currency: Currency, exponents: CurrencyExponents | undefined): string {
  const { minor, wire } = scalesOf(currency, exponents);
  if (!Number.isSafeInteger(amount) || amount < 0) fail(currency, "it is not a whole number of minor units, zero or more");
  return rescale(String(amount), minor, wire, currency);
}

/** Moves the decimal point. Digits that fall off must be zeros. The result has no leading zeros. */
function rescale(digits: string, from: number, to: number, currency: Currency): string {
  const surplus = Math.max(from - to, 0);
  const padded = digits.padStart(surplus + 1, "0") + "0".repeat(Math.max(to - from, 0));
  const kept = padded.slice(0, padded.length - surplus);
  if (/[^0]/.test(padded.slice(kept.length))) fail(currency, "it has more decimals than the currency");
  return kept.replace(/^0+(?=\d)/, "");
}

function checked(digits: string, currency: Currency): MinorUnit {
  const amount = Number(digits);
  if (!Number.isSafeInteger(amount)) fail(currency, "it is beyond 2^53 - 1");
  return amount as MinorUnit; // a safe integer, and no sign was let in
}

/** The text of an amount. A value of any other type gives a text that no amount has. */
function textOf(value: WireAmount): string {
  return typeof value === "string" ? value : sourceOf(value);
}

function fail(currency: Currency, reason: string): never {
  throw new ConnectorError("AmountConversionFailed", { currency, reason });
}
