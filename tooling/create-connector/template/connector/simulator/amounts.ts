// #if major
import { decimalsOf, refuse } from "@switchyard/testkit";
// #else
import { refuse } from "@switchyard/testkit";
// #end
import { z } from "zod";
import { invalidField } from "./answers.js";

// #if minor-on-wire
/** Minor units as a whole number: `1050`. */
export const amountOnWire = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
// #end
// #if float-on-wire
/** Major units as a number: `10.5`. */
export const amountOnWire = z.number().min(0);
// #end
// #if minor-text-on-wire
/** Minor units as digits: `"1050"`. */
export const amountOnWire = z.string().regex(/^(0|[1-9]\d{0,14})$/);
// #end
// #if major-text-on-wire
/** Major units as text: `"10.50"`. */
export const amountOnWire = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,4})?$/);
// #end

// #if major
// #if float-major
/** Minor units as an answer writes them: `10.5`. */
export { toMajorNumber as writeAmount } from "@switchyard/testkit";
// #else
/** Minor units as an answer writes them: `"10.50"`. */
export { writeMajorUnits as writeAmount } from "@switchyard/testkit";
// #end

/** What the request says, in minor units; refuses what the currency has no coins for. */
export function readAmount(amount: z.infer<typeof amountOnWire>, currency: string): number {
  const decimals = decimalsOf(currency) ?? refuse(invalidField("currency", "The currency is not known."));
  // #if float-on-wire
  const [whole = "", fraction = ""] = String(amount).split(".");
  // #else
  const [whole = "", fraction = ""] = amount.split(".");
  // #end
  if (fraction.length > decimals) refuse(invalidField("amount", "The currency has fewer decimals."));
  return Number(`${whole}${fraction.padEnd(decimals, "0")}`);
}
// #else
/** What the request says, in minor units. */
export function readAmount(amount: z.infer<typeof amountOnWire>, currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) refuse(invalidField("currency", "The currency is not known."));
  // #if minor-on-wire
  return amount;
  // #else
  return Number(amount);
  // #end
}

// #if string-minor
/** Minor units as an answer writes them: `"1050"`. */
export const writeAmount = (minor: number, _currency: string): string => String(minor);
// #else
/** Minor units as an answer writes them: `1050`. */
export const writeAmount = (minor: number, _currency: string): number => minor;
// #end
// #end
