import type { EchoedAmount } from "@switchyard/interfaces";
import { readEchoedAmount, StringMajorUnitForConnector as amounts } from "@switchyard/utils";

/** An amount as TrustPay repeats it, in major units as text or number. */
export function readAmount(amount: string | number | null | undefined, currency: string | null | undefined): EchoedAmount {
  return readEchoedAmount(amount, currency, amounts);
}
