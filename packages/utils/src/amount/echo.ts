import { isCurrency, type Currency, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import type { WireAmount } from "./convert.js";

/**
 * An amount and its currency as an answer repeats them. Where nobody knows the currency, nobody knows its decimals either:
 * there is no amount then. Currencies are written in capitals.
 *
 * @throws ConnectorError AmountConversionFailed for what is no amount
 */
export function readEchoedAmount(
  amount: WireAmount | null | undefined,
  currency: string | null | undefined,
  convertBack: (amount: WireAmount, currency: Currency) => MinorUnit,
): EchoedAmount {
  const code = currency?.trim().toUpperCase() ?? "";
  if (code === "") return {};
  return amount == null || amount === "" || !isCurrency(code) ? { currency: code } : { amount: convertBack(amount, code), currency: code };
}
