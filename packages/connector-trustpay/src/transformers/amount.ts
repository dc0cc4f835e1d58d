import { CURRENCY_EXPONENT, type Currency, type EchoedAmount } from "@switchyard/interfaces";
import { StringMajorUnitForConnector as amounts } from "@switchyard/utils";

const isCurrency = (text: string): text is Currency => Object.hasOwn(CURRENCY_EXPONENT, text);

/** An amount as TrustPay repeats it, in major units as text or number. Where nobody knows its currency there is no amount. */
export function readAmount(amount: string | number | null | undefined, currency: string | null | undefined): EchoedAmount {
  if (currency == null) return {};
  return amount == null || !isCurrency(currency) ? { currency } : { amount: amounts.convertBack(amount, currency), currency };
}
