import { ConnectorError, type Currency, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import { fromMinorUnit, toMinorUnit, tryReadAmount, type CurrencyExponents, type WireAmount } from "@switchyard/utils";

/**
 * Where Stripe counts otherwise than ISO 4217 (Stripe's "Currencies" page; tech-spec, section 1.1): ISK and UGX in hundredths
 * by its table of special cases, MGA in whole units by its list of zero-decimal currencies; of three decimals and more only the
 * five currencies below, all others in hundredths.
 */
export const CURRENCY_EXPONENTS = { ISK: 2, UGX: 2, MGA: 0, IQD: 2, LYD: 2, CLF: 2, UYW: 2 } as const satisfies CurrencyExponents;

/** Counted in thousandths, charged in hundredths: the last digit must be 0 (tech-spec, section 1.1). */
const THREE_DECIMALS: ReadonlySet<Currency> = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/** Charged in hundredths, paid out in whole units (tech-spec, section 1.1). */
const WHOLE_PAYOUTS: ReadonlySet<Currency> = new Set(["HUF", "TWD"]);

/**
 * The amount as Stripe counts it.
 * @throws ConnectorError AmountConversionFailed for what Stripe's unit cannot hold
 */
export function toStripeAmount(amount: MinorUnit, currency: Currency): MinorUnit {
  const wire = toMinorUnit(amount, currency, CURRENCY_EXPONENTS);
  if (THREE_DECIMALS.has(currency) && wire % 10 !== 0) {
    throw new ConnectorError("AmountConversionFailed", { currency, reason: "Stripe charges it with two decimals: the last digit must be 0" });
  }
  return wire;
}

/** As {@link toStripeAmount}, of a payout. @throws ConnectorError AmountConversionFailed */
export function toPayoutAmount(amount: MinorUnit, currency: Currency): MinorUnit {
  const wire = toStripeAmount(amount, currency);
  if (WHOLE_PAYOUTS.has(currency) && wire % 100 !== 0) {
    throw new ConnectorError("AmountConversionFailed", { currency, reason: "Stripe pays it out in whole units only" });
  }
  return wire;
}

/** Currencies are written in lower case (tech-spec, section 1). */
export function toStripeCurrency(currency: Currency): string {
  return currency.toLowerCase();
}

const amounts = { convertBack: (value: WireAmount, currency: Currency) => fromMinorUnit(value, currency, CURRENCY_EXPONENTS) };

/** An amount of an answer in our minor units; `undefined` where it is none of its currency, or is missing. */
export function readAmount(amount: number | null | undefined, currency: string | null | undefined): MinorUnit | undefined {
  return tryReadAmount(amount, currency, amounts);
}

/** {@link readAmount} with its currency, in capitals. */
export function readMoney(amount: number | null | undefined, currency: string | null | undefined): EchoedAmount {
  return { amount: readAmount(amount, currency), currency: currency?.toUpperCase() };
}
