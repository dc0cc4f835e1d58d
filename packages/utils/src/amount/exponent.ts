import { ConnectorError, CURRENCY_EXPONENT } from "@switchyard/interfaces";
import type { Currency } from "@switchyard/interfaces";

/** Where a processor counts decimals otherwise than ISO 4217 does: `{ UGX: 2, MGA: 0 }`. */
export type CurrencyExponents = Readonly<Partial<Record<Currency, number>>>;

/** The two scales of an amount: the caller's minor unit, and what the processor counts in. */
export interface Scales {
  /** Decimals of `MinorUnit`: ISO 4217's, or the processor's for a currency that ISO's table lacks. */
  readonly minor: number;
  /** Decimals of the processor. */
  readonly wire: number;
}

/**
 * The scales of a currency.
 * @throws ConnectorError CurrencyNotSupported when neither table knows the currency.
 */
export function scalesOf(currency: Currency, exponents: CurrencyExponents = {}): Scales {
  const iso = own(CURRENCY_EXPONENT, currency);
  const wire = own(exponents, currency) ?? iso;
  if (wire === undefined) throw new ConnectorError("CurrencyNotSupported", { currency: currency });
  if (!Number.isInteger(wire) || wire < 0 || wire > 15) {
    throw new ConnectorError("AmountConversionFailed", { currency, reason: "its exponent must be a whole number from 0 to 15" });
  }
  return { minor: iso ?? wire, wire };
}

/** An entry of the table itself: `constructor` is no currency. */
function own(table: CurrencyExponents, currency: Currency): number | undefined {
  return Object.hasOwn(table, currency) ? table[currency] : undefined;
}
