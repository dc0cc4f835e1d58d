import { ConnectorError, type Currency, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import { fromMinorUnit, readEchoedAmount, toMinorUnit, tryReadAmount, type CurrencyExponents, type WireAmount } from "@switchyard/utils";
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

const amounts = { convertBack: (value: WireAmount, currency: Currency) => fromMinorUnit(value, currency, ADYEN_EXPONENTS) };

/** An amount that an answer repeats, in ISO's minor units. @throws ConnectorError AmountConversionFailed for what is no amount */
export function readAmount(given: GivenAmount | null | undefined): EchoedAmount | undefined {
  return given == null ? undefined : readEchoedAmount(given.value, given.currency, amounts);
}

/** An amount that is only told, by a notification or to the shopper: what is none is left out. */
export function readToldAmount(given: GivenAmount | null | undefined): EchoedAmount {
  return { amount: tryReadAmount(given?.value, given?.currency, amounts), currency: given?.currency ?? undefined };
}
