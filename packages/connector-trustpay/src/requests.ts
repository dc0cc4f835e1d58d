import type { Currency } from "@switchyard/interfaces";
import type { StringMajorUnit } from "@switchyard/utils";

/** The money of every request to the card gateway: major units with all decimals of the currency. */
export interface GatewayAmount {
  readonly amount: StringMajorUnit;
  readonly currency: Currency;
}

/** AAPI's names of the methods (tech-spec, section 4.4). */
export type BankMethod =
  "EPS" | "Giropay" | "IDeal" | "Sofort" | "Blik" | "SepaCreditTransfer" | "Wire" | "InstantBankTransferFI" | "InstantBankTransferPL";
