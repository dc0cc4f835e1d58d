import { CURRENCY_EXPONENT } from "@switchyard/interfaces";
import { JsonNumber } from "@switchyard/utils";
import { z } from "zod";
import { fail, InventedCode } from "./answers.js";

/** Major units, as text or as a number. */
export const amountOnWire = z.union([z.string().regex(/^\d{1,12}(\.\d{1,4})?$/), z.number().positive()]).transform(String);

/** Decimals of a currency, by ISO 4217. */
export function decimalsOf(currency: string): number {
  const found = Object.entries(CURRENCY_EXPONENT).find(([code]) => code === currency);
  return found === undefined ? fail(InventedCode.InvalidField, "The currency is not supported") : found[1];
}

/** What the request says, in minor units; refuses zero and what the currency has no coins for. */
export function readAmount(amount: string, currency: string): number {
  const decimals = decimalsOf(currency);
  const [whole = "", fraction = ""] = amount.split(".");
  if (fraction.length > decimals) fail(InventedCode.InvalidField, "The amount has more decimals than the currency");
  const minor = Number(`${whole}${fraction.padEnd(decimals, "0")}`);
  return minor > 0 ? minor : fail(InventedCode.InvalidField, "The amount must be more than zero");
}

/** Minor units as answers write them: the bare number `90.00`. */
export function writeAmount(minor: number, currency: string): JsonNumber {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, "0");
  return new JsonNumber(decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
}
