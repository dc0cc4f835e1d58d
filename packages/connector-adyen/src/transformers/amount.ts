import { ConnectorError, CURRENCY_EXPONENT, type Currency, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import { fromMinorUnit, toMinorUnit, type CurrencyExponents } from "@switchyard/utils";
import type { Amount } from "../requests.js";

/**
 * Where Adyen counts decimals otherwise than ISO 4217 (Adyen documentation, "Currency codes and minor units"):
 * the Chilean peso and the Icelandic króna have two, the Cape Verdean escudo and the rupiah none.
 */
export const ADYEN_EXPONENTS = { CLP: 2, ISK: 2, CVE: 0, IDR: 0 } as const satisfies CurrencyExponents;

/** Currencies that Adyen's list lacks, and whose decimals there are hence unknown: ISO has 0, 4 and 4 of them. */
const UNLISTED: ReadonlySet<string> = new Set(["BIF", "CLF", "UYW"]);

/** An amount as Adyen counts it. @throws ConnectorError AmountConversionFailed for 12.50 IDR, CurrencyNotSupported */
export function toAmount(value: MinorUnit, currency: Currency): Amount {
  if (UNLISTED.has(currency)) throw new ConnectorError("CurrencyNotSupported", { currency, connector: "adyen" });
  return { currency, value: toMinorUnit(value, currency, ADYEN_EXPONENTS) };
}

/** An amount of an answer or a notification, of which anything may be missing. */
interface GivenAmount {
  readonly value?: number | null | undefined;
  readonly currency?: string | null | undefined;
}

function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCY_EXPONENT, text) || Object.hasOwn(ADYEN_EXPONENTS, text);
}

/** An amount that Adyen told, in ISO's minor units. One in a currency that nobody knows has no value: nobody knows its decimals. */
export function readAmount(given: GivenAmount | null | undefined): EchoedAmount | undefined {
  if (given?.currency == null) return undefined;
  const { value, currency } = given;
  return { amount: value == null || !isCurrency(currency) ? undefined : fromMinorUnit(value, currency, ADYEN_EXPONENTS), currency };
}
