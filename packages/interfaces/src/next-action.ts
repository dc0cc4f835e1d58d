import type { MinorUnit } from "./amount.js";
import type { Secret } from "./secret.js";

/** A code that the customer scans with a phone: show it, and wait for the webhook. */
export interface QrCodeAction {
  readonly type: "qr_code_information";
  /** The text that the code stands for: draw the code from it. */
  readonly qrCodeData?: string | undefined;
  /** The code as a picture: an address or a `data:` URL. */
  readonly imageUrl?: string | undefined;
  /** The processor's own page that shows the code. */
  readonly qrCodeUrl?: string | undefined;
  readonly expiresAt?: Date | undefined;
}

/** A voucher that the customer pays in a shop, at a bank or at a machine. */
export interface VoucherAction {
  readonly type: "display_voucher_information";
  readonly reference?: string | undefined;
  /** Multibanco's entity. */
  readonly entity?: string | undefined;
  /** The processor's own page that shows the voucher. */
  readonly voucherUrl?: string | undefined;
  readonly downloadUrl?: string | undefined;
  readonly instructionsUrl?: string | undefined;
  readonly barcode?: string | undefined;
  readonly expiresAt?: Date | undefined;
}

/** An account that the customer transfers the money to, as its clearing house names it. */
export interface BankTransferAccount {
  /** The rail, in the processor's words: `iban`, `sort_code`, `aba`, `spei`. */
  readonly network?: string | undefined;
  readonly accountHolderName?: Secret | undefined;
  readonly iban?: Secret | undefined;
  readonly bic?: Secret | undefined;
  readonly accountNumber?: Secret | undefined;
  /** Six digits (United Kingdom). */
  readonly sortCode?: Secret | undefined;
  /** Nine digits (United States). */
  readonly routingNumber?: Secret | undefined;
  /** Eighteen digits (Mexico). */
  readonly clabe?: Secret | undefined;
  readonly bankName?: string | undefined;
  readonly country?: string | undefined;
}

/** A bank transfer that the customer makes: to any of `accounts`, with `reference`. */
export interface BankTransferAction {
  readonly type: "display_bank_transfer_information";
  readonly accounts: readonly BankTransferAccount[];
  readonly reference?: string | undefined;
  readonly amountRemaining?: MinorUnit | undefined;
  /** Upper-case ISO 4217, as the processor wrote it. */
  readonly currency?: string | undefined;
  readonly instructionsUrl?: string | undefined;
}

/** The customer confirms elsewhere, in a bank's or wallet's app: nothing to show but that this is awaited. */
export interface WaitAction {
  readonly type: "wait_screen_information";
  readonly displayUntil?: Date | undefined;
  readonly pollUrl?: string | undefined;
}

/** The processor's SDK in the customer's browser or app goes on with this, as in native 3DS. */
export interface SdkAction {
  readonly type: "invoke_sdk_client";
  readonly sdkData: Secret<Readonly<Record<string, unknown>>>;
}

/** What the customer has to do next that is no redirect. */
export type NextAction = QrCodeAction | VoucherAction | BankTransferAction | WaitAction | SdkAction;
