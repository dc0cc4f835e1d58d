import { isCurrency, type EchoedAmount } from "@switchyard/interfaces";
import type { WireAmount } from "./convert.js";
import type { AmountConverter } from "./converter.js";

/**
 * An amount and its currency as an answer repeats them. Where nobody knows the currency, nobody knows its decimals either:
 * there is no amount then. Currencies are written in capitals.
 *
 * @throws ConnectorError AmountConversionFailed for what is no amount
 */
export function readEchoedAmount(
  amount: WireAmount | null | undefined,
  currency: string | null | undefined,
  converter: Pick<AmountConverter<string | number>, "convertBack">,
): EchoedAmount {
  const code = currency?.trim().toUpperCase() ?? "";
  if (code === "") return {};
  return amount == null || amount === "" || !isCurrency(code) ? { currency: code } : { amount: converter.convertBack(amount, code), currency: code };
}
