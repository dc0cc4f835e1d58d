import { isConnectorError, isCurrency, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import type { WireAmount } from "./convert.js";
import type { AmountConverter } from "./converter.js";

type Reader = Pick<AmountConverter<string | number>, "convertBack">;

/**
 * An amount and its currency as an answer repeats them. Where nobody knows the currency, nobody knows its decimals either:
 * there is no amount then. Currencies are written in capitals.
 *
 * @throws ConnectorError AmountConversionFailed for what is no amount
 */
export function readEchoedAmount(amount: WireAmount | null | undefined, currency: string | null | undefined, converter: Reader): EchoedAmount {
  const code = currency?.trim().toUpperCase() ?? "";
  if (code === "") return {};
  return amount == null || amount === "" || !isCurrency(code) ? { currency: code } : { amount: converter.convertBack(amount, code), currency: code };
}

/** An amount of a webhook, which is read whatever else it says: `undefined` where it is missing, or none of its currency. */
export function tryReadAmount(amount: WireAmount | null | undefined, currency: string | null | undefined, converter: Reader): MinorUnit | undefined {
  try {
    return readEchoedAmount(amount, currency, converter).amount;
  } catch (error) {
    if (isConnectorError(error)) return undefined;
    throw error;
  }
}
