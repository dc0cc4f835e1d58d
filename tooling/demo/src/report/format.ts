import { Currency, minorUnit } from "@switchyard/interfaces";
import { toStringMajorUnit } from "@switchyard/utils";
import { isMoney, isOneOf, type Expected, type Money } from "../value.js";

function isCurrency(code: string): code is Currency {
  return Object.hasOwn(Currency, code);
}

/** An amount as people write it: `£10.50`, `¥1,050`. */
export function formatMoney({ amount, currency }: Money): string {
  if (!isCurrency(currency)) return `${amount} ${currency}`;
  const major = toStringMajorUnit(minorUnit(amount, "amount"), currency);
  const digits = major.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A decimal text is formatted digit by digit; a number would be rounded first.
  return format.format(major as Intl.StringNumericLiteral);
}

export function formatValue(value: Expected): string {
  if (value === undefined) return "none";
  if (isOneOf(value)) return value.oneOf.map(formatValue).join(" or ");
  if (isMoney(value)) return formatMoney(value);
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** `8 ms`, `1.2 s`. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 999.5 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `networkCode` as `network code`. */
export function toLabel(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `1 step`, `2 steps`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
