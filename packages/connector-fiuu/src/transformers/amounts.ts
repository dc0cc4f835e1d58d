import { CURRENCY_EXPONENT, isConnectorError, type Currency, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import { StringMajorUnitForConnector as amounts, type CurrencyExponents } from "@switchyard/utils";

const CURRENCIES = Object.keys(CURRENCY_EXPONENT) as Currency[]; // keys of a record over Currency

/** Two decimals whatever ISO 4217 says: `ns{10,2}` of the Direct Server API (tech-spec, section 1). */
export const FIUU_EXPONENTS: CurrencyExponents = Object.fromEntries(
  CURRENCIES.filter((currency) => CURRENCY_EXPONENT[currency] !== 2).map((currency) => [currency, 2]),
);

/** `27.60`; `10000.00` for VND. This very text is signed. @throws ConnectorError AmountConversionFailed for a third decimal */
export function toAmount(amount: MinorUnit, currency: Currency): string {
  return amounts.convert(amount, currency, FIUU_EXPONENTS);
}

/** The currency as ISO 4217 has it: old accounts write RM (tech-spec, section 1). */
export function readCurrency(word: string | null | undefined): string | undefined {
  const upper = word?.trim().toUpperCase();
  return upper === "RM" ? "MYR" : upper === "" ? undefined : upper;
}

/** An amount that Fiuu wrote; `undefined` where it cannot be one of that currency. */
export function readAmount(text: string | null | undefined, currency: string | undefined): MinorUnit | undefined {
  const known = CURRENCIES.find((each) => each === currency);
  if (text == null || known === undefined) return undefined;
  try {
    return amounts.convertBack(text, known, FIUU_EXPONENTS);
  } catch (error) {
    if (isConnectorError(error)) return undefined;
    throw error;
  }
}

/** Amount and currency as an answer repeats them; without a currency of its own it is the one that was asked for. */
export function readEcho(amount: string | null | undefined, word: string | null | undefined, asked?: string): EchoedAmount {
  const currency = readCurrency(word);
  return { amount: readAmount(amount, currency ?? asked), currency };
}
