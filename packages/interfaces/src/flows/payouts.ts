import type { MinorUnit } from "../amount.js";
import type { BrowserInformation } from "../browser-information.js";
import type {
  CardNetwork,
  CountryAlpha2,
  Currency,
  PaymentMethodType,
  PayoutEntityType,
  PayoutSendPriority,
  PayoutStatus,
  PayoutType,
} from "../enums/index.js";
import type { ConnectorPayoutId, PayoutId } from "../ids.js";
import type { Secret } from "../secret.js";
import type { ConnectorMetadata } from "./common.js";
import type { EchoedAmount } from "./payments-response.js";
import type { CustomerDetails } from "./payments-steps.js";

/** A card that receives money. */
export interface PayoutCard {
  readonly type: "card";
  readonly cardNumber: Secret;
  /** Two digits: `01` to `12`. */
  readonly expiryMonth: Secret;
  readonly expiryYear: Secret;
  readonly cardHolderName?: Secret | undefined;
  readonly cardNetwork?: CardNetwork | undefined;
}

/** Where a bank account is kept. */
interface PayoutBankDetails {
  readonly bankName?: string | undefined;
  readonly bankCountryCode?: CountryAlpha2 | undefined;
  readonly bankCity?: string | undefined;
  readonly accountHolderName?: Secret | undefined;
}

/** A bank account in the United States. */
export interface AchPayout extends PayoutBankDetails {
  readonly type: "ach";
  readonly bankAccountNumber: Secret;
  /** Nine digits. */
  readonly bankRoutingNumber: Secret;
}

/** A bank account in the United Kingdom. */
export interface BacsPayout extends PayoutBankDetails {
  readonly type: "bacs";
  readonly bankAccountNumber: Secret;
  /** Six digits. */
  readonly bankSortCode: Secret;
}

/** A bank account in the Single Euro Payments Area. */
export interface SepaPayout extends PayoutBankDetails {
  readonly type: "sepa";
  readonly iban: Secret;
  /** 8 or 11 characters. */
  readonly bic?: Secret | undefined;
}

/** How Brazil's Pix finds an account: by its key, by a QR code, or by the account's number. */
export type PixTarget =
  | { readonly type: "key"; readonly pixKey: Secret }
  /** The text of an EMV QR code ("copia e cola"). */
  | { readonly type: "emv"; readonly emv: Secret }
  | {
      readonly type: "account";
      readonly bankAccountNumber: Secret;
      /** For processors that want both. */
      readonly pixKey?: Secret | undefined;
      readonly bankBranch?: string | undefined;
      /** The bank's eight digits in the central bank's register. */
      readonly ispb?: string | undefined;
      /** The bank's three digits (COMPE). */
      readonly bankCode?: string | undefined;
      /** `CONTA_CORRENTE` or `CONTA_POUPANCA`. */
      readonly bankType?: string | undefined;
    };

/** A bank account in Brazil. */
export interface PixPayout {
  readonly type: "pix";
  readonly target: PixTarget;
  readonly bankName?: string | undefined;
  /** CPF or CNPJ. */
  readonly taxId?: Secret | undefined;
}

/** A bank account that Trustly pays to: by its IBAN, or as its country's clearing house names it. */
export interface TrustlyPayout {
  readonly type: "trustly";
  readonly countryCode: CountryAlpha2;
  readonly iban?: Secret | undefined;
  readonly accountNumber?: Secret | undefined;
  /** The bank within the clearing house. */
  readonly bankNumber?: Secret | undefined;
}

/** A bank account that was found by open banking. */
export interface OpenBankingPayout {
  readonly type: "open_banking";
  readonly accountHolderName: Secret;
  readonly iban: Secret;
}

/** A bank account that receives money, by the rail that reaches it. */
export type PayoutBankTransfer = AchPayout | BacsPayout | SepaPayout | PixPayout | TrustlyPayout | OpenBankingPayout;

/** What names a PayPal account. */
export type PaypalPayoutReceiver =
  | { readonly type: "email"; readonly email: Secret }
  | { readonly type: "telephone_number"; readonly telephoneNumber: Secret }
  | { readonly type: "paypal_id"; readonly paypalId: Secret };

/** A card behind a wallet, decrypted: its device's number in place of the card's. */
export interface DecryptedWalletPayout {
  readonly type: "apple_pay_decrypt" | "google_pay_decrypt";
  readonly dpan: Secret;
  /** Two digits: `01` to `12`. */
  readonly expiryMonth: Secret;
  readonly expiryYear: Secret;
  readonly cardHolderName?: Secret | undefined;
  readonly cardNetwork?: CardNetwork | undefined;
}

/** A wallet that receives money. */
export type PayoutWallet =
  | { readonly type: "paypal"; readonly receiver: PaypalPayoutReceiver }
  | { readonly type: "venmo"; readonly telephoneNumber: Secret }
  | DecryptedWalletPayout;

/** A bank account that the customer names at the bank. */
export type PayoutBankRedirect =
  | { readonly type: "interac"; readonly email: Secret }
  | { readonly type: "open_banking_uk"; readonly accountHolderName: Secret; readonly iban: Secret };

/** What a payout is paid to. */
export type PayoutMethodData =
  | PayoutCard
  | { readonly type: "bank"; readonly bank: PayoutBankTransfer }
  | { readonly type: "wallet"; readonly wallet: PayoutWallet }
  | { readonly type: "bank_redirect"; readonly bankRedirect: PayoutBankRedirect }
  /** A token of the processor's own, made elsewhere. */
  | { readonly type: "passthrough"; readonly pspToken: Secret; readonly tokenType: PaymentMethodType };

/** What a processor that pays out to accounts of its own (Stripe Connect) must know of the account's owner. */
export interface PayoutVendorAccountDetails {
  readonly vendorDetails?: PayoutVendorDetails | undefined;
  readonly individualDetails?: PayoutIndividualDetails | undefined;
}

/** The business behind a vendor's account. */
export interface PayoutVendorDetails {
  readonly accountType?: string | undefined;
  readonly businessType?: string | undefined;
  /** The merchant category code. */
  readonly businessProfileMcc?: string | undefined;
  readonly businessProfileUrl?: string | undefined;
  readonly businessProfileName?: Secret | undefined;
  readonly companyName?: Secret | undefined;
  readonly companyAddressLine1?: Secret | undefined;
  readonly companyAddressLine2?: Secret | undefined;
  readonly companyAddressPostalCode?: Secret | undefined;
  readonly companyAddressCity?: Secret | undefined;
  readonly companyAddressState?: Secret | undefined;
  readonly companyPhone?: Secret | undefined;
  readonly companyTaxId?: Secret | undefined;
  readonly companyOwnersProvided?: boolean | undefined;
  readonly capabilitiesCardPayments?: boolean | undefined;
  readonly capabilitiesTransfers?: boolean | undefined;
  readonly statementDescriptor?: string | undefined;
}

/** The person behind a vendor's account. */
export interface PayoutIndividualDetails {
  readonly firstName?: Secret | undefined;
  readonly lastName?: Secret | undefined;
  readonly phone?: Secret | undefined;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: Secret | undefined;
  readonly idNumber?: Secret | undefined;
  readonly ssnLast4?: Secret | undefined;
  /** When the terms of service were accepted. */
  readonly tosAcceptanceDate?: Date | undefined;
  readonly tosAcceptanceIp?: Secret | undefined;
  readonly externalAccountHolderType?: string | undefined;
}

/** The request of every payout flow: create, fulfil, cancel, quote, recipient, recipient's account, eligibility, sync. */
export interface PayoutsData {
  readonly payoutId: PayoutId;
  /** Known once the payout was made at the processor. */
  readonly connectorPayoutId?: ConnectorPayoutId | undefined;
  /** Counted in `sourceCurrency`. A connector that cannot convert refuses another `destinationCurrency`. */
  readonly amount: MinorUnit;
  /** What the merchant's account is debited in. */
  readonly sourceCurrency: Currency;
  /** What the receiver gets. */
  readonly destinationCurrency: Currency;
  readonly payoutType?: PayoutType | undefined;
  readonly payoutMethodData?: PayoutMethodData | undefined;
  readonly entityType: PayoutEntityType;
  readonly customerDetails?: CustomerDetails | undefined;
  readonly vendorDetails?: PayoutVendorAccountDetails | undefined;
  readonly priority?: PayoutSendPriority | undefined;
  /** A payout method that the processor stored earlier. */
  readonly connectorTransferMethodId?: string | undefined;
  readonly description?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly browserInfo?: BrowserInformation | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  /** What earlier flows of this payout left in `payoutConnectorMetadata`. */
  readonly payoutConnectorMetadata?: Secret<unknown> | undefined;
}

/** The answer of every payout flow. */
export interface PayoutsResponseData {
  /** Absent: the flow says nothing of the payout itself. */
  readonly status?: PayoutStatus | undefined;
  /** The processor's own status word. */
  readonly connectorStatus?: string | undefined;
  readonly connectorPayoutId?: ConnectorPayoutId | undefined;
  /** The answer of PoEligibility. */
  readonly payoutEligible?: boolean | undefined;
  /** True when a later sync, not this answer, moves the payout on. */
  readonly needsSync?: boolean | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** What the connector needs again in later flows of this payout. */
  readonly payoutConnectorMetadata?: Secret<unknown> | undefined;
  readonly echoed?: EchoedAmount | undefined;
}
