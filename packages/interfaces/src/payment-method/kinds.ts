import type { BankHolderType, BankNames, BankType, CountryAlpha2, DocumentKind, SamsungPayCardBrand, UpiSource } from "../enums/index.js";
import type { Secret } from "../secret.js";
import type { CardExpiry } from "./card-expiry.js";
import type { ApplePayWalletData, GooglePayWalletData } from "./wallet-tokens.js";

/** Data of one kind of a payment method: `type` is the method, `kind` says how it is paid with. */
interface Kind<Type extends string, Name extends string> {
  readonly type: Type;
  readonly kind: Name;
}
/** Kinds that need nothing but their name: one member of the union for each, so that a kind can be extracted. */
type Plain<Type extends string, Names extends string> = { [N in Names]: Kind<Type, N> }[Names];
/** Kinds that have the same fields: one member of the union for each. */
type Each<Type extends string, Names extends string, Fields> = { [N in Names]: Kind<Type, N> & Fields }[Names];

/** Cards that are paid with on the processor's or the bank's own page. */
export type CardRedirectData = Plain<"card_redirect", "knet" | "benefit" | "momo_atm" | "card_redirect">;

export interface KlarnaSdkData extends Kind<"pay_later", "klarna_sdk"> {
  readonly token: Secret;
}
/** Pay later. */
export type PayLaterData =
  | KlarnaSdkData
  | Plain<
      "pay_later",
      | "klarna_redirect"
      | "affirm_redirect"
      | "afterpay_clearpay_redirect"
      | "pay_bright_redirect"
      | "walley_redirect"
      | "flexiti_redirect"
      | "alma_redirect"
      | "atome_redirect"
      | "breadpay_redirect"
      | "payjustnow_redirect"
    >;

export interface AmazonPayWalletData extends Kind<"wallet", "amazon_pay"> {
  readonly checkoutSessionId: Secret;
}
export type ThirdPartySdkWalletData = Each<
  "wallet",
  "apple_pay_third_party_sdk" | "google_pay_third_party_sdk",
  { readonly token?: Secret | undefined }
>;
export interface PaypalRedirection extends Kind<"wallet", "paypal_redirect"> {
  readonly email?: Secret | undefined;
}
export interface PayPalWalletData extends Kind<"wallet", "paypal_sdk"> {
  readonly token: Secret;
}
export interface PazeWalletData extends Kind<"wallet", "paze"> {
  readonly completeResponse: Secret;
}
export interface MifinityData extends Kind<"wallet", "mifinity"> {
  /** ISO 8601, such as `1990-01-31`. */
  readonly dateOfBirth: Secret;
  readonly languagePreference?: string | undefined;
}
export interface SamsungPayWalletData extends Kind<"wallet", "samsung_pay"> {
  readonly method?: string | undefined;
  readonly recurringPayment?: boolean | undefined;
  readonly cardBrand: SamsungPayCardBrand;
  readonly dpanLastFourDigits?: string | undefined;
  readonly cardLastFourDigits: string;
  readonly tokenData: { readonly type?: string | undefined; readonly version: string; readonly data: Secret };
}
/** Wallets. */
export type WalletData =
  | GooglePayWalletData
  | ApplePayWalletData
  | AmazonPayWalletData
  | ThirdPartySdkWalletData
  | PaypalRedirection
  | PayPalWalletData
  | PazeWalletData
  | MifinityData
  | SamsungPayWalletData
  | Plain<
      "wallet",
      | "ali_pay_qr"
      | "ali_pay_redirect"
      | "ali_pay_hk_redirect"
      | "amazon_pay_redirect"
      | "bluecode_redirect"
      | "paysera"
      | "skrill"
      | "momo_redirect"
      | "kakao_pay_redirect"
      | "go_pay_redirect"
      | "gcash_redirect"
      | "apple_pay_redirect"
      | "dana_redirect"
      | "google_pay_redirect"
      | "mb_way_redirect"
      | "mobile_pay_redirect"
      | "twint_redirect"
      | "vipps_redirect"
      | "touch_n_go_redirect"
      | "we_chat_pay_redirect"
      | "we_chat_pay_qr"
      | "cashapp_qr"
      | "swish_qr"
      | "revolut_pay"
    >;

export interface BancontactCardData extends Kind<"bank_redirect", "bancontact_card"> {
  readonly number?: Secret | undefined;
  readonly expiry?: CardExpiry | undefined;
  readonly holderName?: Secret | undefined;
}
export interface BlikData extends Kind<"bank_redirect", "blik"> {
  readonly blikCode?: Secret | undefined;
}
export interface GiropayData extends Kind<"bank_redirect", "giropay"> {
  readonly bankAccountBic?: Secret | undefined;
  readonly bankAccountIban?: Secret | undefined;
  readonly country?: CountryAlpha2 | undefined;
}
/** Redirects to a bank that the customer has chosen, or may choose. */
export type BankChoiceData = Each<
  "bank_redirect",
  "eps" | "ideal" | "przelewy24",
  { readonly bankName?: BankNames | undefined; readonly country?: CountryAlpha2 | undefined }
>;
export interface InteracData extends Kind<"bank_redirect", "interac"> {
  readonly country?: CountryAlpha2 | undefined;
  readonly email?: Secret | undefined;
}
export type OnlineBankingData = Each<
  "bank_redirect",
  "online_banking_czech_republic" | "online_banking_poland" | "online_banking_slovakia" | "online_banking_fpx" | "online_banking_thailand",
  { readonly issuer: BankNames }
>;
export interface OnlineBankingFinlandData extends Kind<"bank_redirect", "online_banking_finland"> {
  readonly email?: Secret | undefined;
}
export interface OpenBankingUkData extends Kind<"bank_redirect", "open_banking_uk"> {
  readonly issuer?: BankNames | undefined;
  readonly country?: CountryAlpha2 | undefined;
}
export interface SofortData extends Kind<"bank_redirect", "sofort"> {
  readonly country?: CountryAlpha2 | undefined;
  readonly preferredLanguage?: string | undefined;
}
export interface TrustlyData extends Kind<"bank_redirect", "trustly"> {
  readonly country?: CountryAlpha2 | undefined;
}
export interface EftData extends Kind<"bank_redirect", "eft"> {
  readonly provider: string;
}
/** Redirects to the customer's bank. */
export type BankRedirectData =
  | BancontactCardData
  | BlikData
  | GiropayData
  | BankChoiceData
  | InteracData
  | OnlineBankingData
  | OnlineBankingFinlandData
  | OpenBankingUkData
  | SofortData
  | TrustlyData
  | EftData
  | Plain<"bank_redirect", "bizum" | "local_bank_redirect" | "open_banking">;

interface DebitedAccount {
  readonly bankAccountHolderName?: Secret | undefined;
}
export interface AchBankDebitData extends Kind<"bank_debit", "ach_bank_debit">, DebitedAccount {
  readonly accountNumber: Secret;
  readonly routingNumber: Secret;
  readonly cardHolderName?: Secret | undefined;
  readonly bankName?: BankNames | undefined;
  readonly bankType?: BankType | undefined;
  readonly bankHolderType?: BankHolderType | undefined;
}
export type SepaBankDebitData = Each<"bank_debit", "sepa_bank_debit" | "sepa_guarenteed_bank_debit", DebitedAccount & { readonly iban: Secret }>;
export interface BecsBankDebitData extends Kind<"bank_debit", "becs_bank_debit">, DebitedAccount {
  readonly accountNumber: Secret;
  readonly bsbNumber: Secret;
}
export interface BacsBankDebitData extends Kind<"bank_debit", "bacs_bank_debit">, DebitedAccount {
  readonly accountNumber: Secret;
  readonly sortCode: Secret;
}
/** Debits of the customer's bank account. */
export type BankDebitData = AchBankDebitData | SepaBankDebitData | BecsBankDebitData | BacsBankDebitData;

export interface PixData extends Kind<"bank_transfer", "pix"> {
  readonly pixKey?: Secret | undefined;
  /** Brazilian tax number of a person. */
  readonly cpf?: Secret | undefined;
  /** Brazilian tax number of a company. */
  readonly cnpj?: Secret | undefined;
  readonly sourceBankAccountId?: Secret | undefined;
  readonly destinationBankAccountId?: Secret | undefined;
  /** When the QR code stops working: ISO 8601. */
  readonly expiryDate?: string | undefined;
}
export interface LocalBankTransferData extends Kind<"bank_transfer", "local_bank_transfer"> {
  readonly bankCode?: string | undefined;
}
export interface IndonesianBankTransferData extends Kind<"bank_transfer", "indonesian_bank_transfer"> {
  readonly bankName?: BankNames | undefined;
}
/** Transfers that the customer makes. */
export type BankTransferData =
  | PixData
  | LocalBankTransferData
  | IndonesianBankTransferData
  | Plain<
      "bank_transfer",
      | "ach_bank_transfer"
      | "sepa_bank_transfer"
      | "bacs_bank_transfer"
      | "multibanco_bank_transfer"
      | "permata_bank_transfer"
      | "bca_bank_transfer"
      | "bni_va_bank_transfer"
      | "bri_va_bank_transfer"
      | "cimb_va_bank_transfer"
      | "danamon_va_bank_transfer"
      | "mandiri_va_bank_transfer"
      | "pse"
      | "instant_bank_transfer"
      | "instant_bank_transfer_finland"
      | "instant_bank_transfer_poland"
    >;

/** Payments between accounts at once. */
export type RealTimePaymentData = Plain<"real_time_payment", "duit_now" | "fps" | "prompt_pay" | "viet_qr" | "qris">;

export interface UpiCollectData extends Kind<"upi", "upi_collect"> {
  readonly vpaId?: Secret | undefined;
  readonly upiSource?: UpiSource | undefined;
}
export interface UpiIntentData extends Kind<"upi", "upi_intent"> {
  readonly upiSource?: UpiSource | undefined;
  readonly appName?: string | undefined;
}
export interface UpiQrData extends Kind<"upi", "upi_qr"> {
  readonly upiSource?: UpiSource | undefined;
}
/** India's Unified Payments Interface. */
export type UpiData = UpiCollectData | UpiIntentData | UpiQrData;

export interface BoletoVoucherData extends Kind<"voucher", "boleto"> {
  readonly socialSecurityNumber?: Secret | undefined;
  readonly bankNumber?: Secret | undefined;
  readonly documentType?: DocumentKind | undefined;
  readonly finePercentage?: string | undefined;
  readonly fineQuantityDays?: string | undefined;
  readonly interestPercentage?: string | undefined;
  readonly writeOffQuantityDays?: string | undefined;
  readonly messages?: readonly string[] | undefined;
  /** `YYYY-MM-DD`. */
  readonly dueDate?: string | undefined;
}
/** Slips that the customer pays at a shop or a bank. */
export type VoucherData =
  | BoletoVoucherData
  | Plain<
      "voucher",
      | "efecty"
      | "pago_efectivo"
      | "red_compra"
      | "red_pagos"
      | "alfamart"
      | "indomaret"
      | "oxxo"
      | "seven_eleven"
      | "lawson"
      | "mini_stop"
      | "family_mart"
      | "seicomart"
      | "pay_easy"
    >;

export interface GivexGiftCardData extends Kind<"gift_card", "givex"> {
  readonly number: Secret;
  readonly cvc: Secret;
}
export interface BhnGiftCardData extends Kind<"gift_card", "bhn_card_network"> {
  readonly accountNumber: Secret;
  readonly pin?: Secret | undefined;
  readonly cvv2?: Secret | undefined;
  readonly expirationDate?: string | undefined;
}
/** Gift cards. */
export type GiftCardData = GivexGiftCardData | BhnGiftCardData | Plain<"gift_card", "pay_safe_card">;

/** Payments that a bank starts through an open-banking interface. */
export type OpenBankingData = Plain<"open_banking", "open_banking_pis">;

/** Payments on the customer's phone bill. */
export interface MobilePaymentData extends Kind<"mobile_payment", "direct_carrier_billing"> {
  /** The telephone number. */
  readonly msisdn: Secret;
  readonly clientUid?: string | undefined;
}

export interface CryptoData extends Kind<"crypto", "crypto_currency"> {
  readonly payCurrency?: string | undefined;
  readonly network?: string | undefined;
}

/** Rewards and vouchers that a processor itself keeps. */
export type RewardData = Plain<"reward", "classic" | "evoucher">;

/** All data that has kinds. */
export type KindData =
  | CardRedirectData
  | PayLaterData
  | WalletData
  | BankRedirectData
  | BankDebitData
  | BankTransferData
  | RealTimePaymentData
  | UpiData
  | VoucherData
  | GiftCardData
  | OpenBankingData
  | MobilePaymentData
  | CryptoData
  | RewardData;
