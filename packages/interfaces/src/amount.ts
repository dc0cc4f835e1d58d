import { ConnectorError } from "./errors.js";

declare const minorUnitBrand: unique symbol;

/** An amount in the smallest unit of its currency (pence, yen, fils): a safe integer, zero or more. */
export type MinorUnit = number & { readonly [minorUnitBrand]: true };

/**
 * Checks an amount in minor units.
 * @throws ConnectorError InvalidDataFormat when it is not a safe integer of zero or more.
 */
export function minorUnit(value: number, fieldName = "amount"): MinorUnit {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "a whole number of minor units, zero or more" });
  }
  // -0 is an integer, yet prints and serialises differently from 0.
  return (value === 0 ? 0 : value) as MinorUnit;
}

/** The unit in which a processor counts: minor (1050) or base, also called major (10.50). */
export const CurrencyUnit = { Base: "base", Minor: "minor" } as const;
export type CurrencyUnit = (typeof CurrencyUnit)[keyof typeof CurrencyUnit];
