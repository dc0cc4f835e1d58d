import type { PaymentMethod, PaymentMethodType } from "../enums/index.js";
import type {
  Card,
  CardDetailsForNetworkTransactionId,
  CardToken,
  CardWithLimitedDetails,
  CardWithNetworkTokenDetails,
  DecryptedWalletTokenDetailsForNetworkTransactionId,
  NetworkTokenData,
  NetworkTokenDetailsForNetworkTransactionId,
} from "./card.js";
import type { KindData } from "./kinds.js";

/** A payment with a mandate or a stored credential: the data is at the processor. */
export interface MandatePaymentData {
  readonly type: "mandate_payment";
}

/** A payment with a mandate; pass the mandate's id as the payment's `mandate`. */
export function mandatePayment(): MandatePaymentData {
  return { type: "mandate_payment" };
}

/** What a payment is made with. `type` tells the methods apart; those of several kinds have `kind` beside it. */
export type PaymentMethodData =
  | Card
  | CardDetailsForNetworkTransactionId
  | CardWithLimitedDetails
  | CardWithNetworkTokenDetails
  | NetworkTokenData
  | NetworkTokenDetailsForNetworkTransactionId
  | DecryptedWalletTokenDetailsForNetworkTransactionId
  | CardToken
  | MandatePaymentData
  | KindData;

/** The payment method of each type of data. A mandate's is that of the payment that set it up: the data does not say. */
export const PAYMENT_METHOD_OF_DATA = {
  card: "card",
  card_details_for_network_transaction_id: "card",
  card_with_limited_details: "card",
  network_token: "card",
  network_token_details_for_network_transaction_id: "card",
  card_with_network_token_details: "card",
  decrypted_wallet_token_details_for_network_transaction_id: "card",
  card_token: "card",
  mandate_payment: undefined,
  card_redirect: "card_redirect",
  wallet: "wallet",
  pay_later: "pay_later",
  bank_redirect: "bank_redirect",
  bank_debit: "bank_debit",
  bank_transfer: "bank_transfer",
  crypto: "crypto",
  reward: "reward",
  real_time_payment: "real_time_payment",
  upi: "upi",
  voucher: "voucher",
  gift_card: "gift_card",
  open_banking: "open_banking",
  mobile_payment: "mobile_payment",
} as const satisfies Record<PaymentMethodData["type"], PaymentMethod | undefined>;

/** The payment method type of each kind of data whose name is not the type's own. */
export const PAYMENT_METHOD_TYPE_OF_KIND = {
  klarna_sdk: "klarna",
  klarna_redirect: "klarna",
  affirm_redirect: "affirm",
  afterpay_clearpay_redirect: "afterpay_clearpay",
  pay_bright_redirect: "pay_bright",
  walley_redirect: "walley",
  flexiti_redirect: "flexiti",
  alma_redirect: "alma",
  atome_redirect: "atome",
  breadpay_redirect: "breadpay",
  payjustnow_redirect: "payjustnow",
  ali_pay_qr: "ali_pay",
  ali_pay_redirect: "ali_pay",
  ali_pay_hk_redirect: "ali_pay_hk",
  amazon_pay_redirect: "amazon_pay",
  bluecode_redirect: "bluecode",
  momo_redirect: "momo",
  kakao_pay_redirect: "kakao_pay",
  go_pay_redirect: "go_pay",
  gcash_redirect: "gcash",
  apple_pay_redirect: "apple_pay",
  apple_pay_third_party_sdk: "apple_pay",
  dana_redirect: "dana",
  google_pay_redirect: "google_pay",
  google_pay_third_party_sdk: "google_pay",
  mb_way_redirect: "mb_way",
  mobile_pay_redirect: "mobile_pay",
  paypal_redirect: "paypal",
  paypal_sdk: "paypal",
  twint_redirect: "twint",
  vipps_redirect: "vipps",
  touch_n_go_redirect: "touch_n_go",
  we_chat_pay_redirect: "we_chat_pay",
  we_chat_pay_qr: "we_chat_pay",
  cashapp_qr: "cashapp",
  swish_qr: "swish",
  ach_bank_debit: "ach",
  sepa_bank_debit: "sepa",
  sepa_guarenteed_bank_debit: "sepa_guarenteed_debit",
  becs_bank_debit: "becs",
  bacs_bank_debit: "bacs",
  ach_bank_transfer: "ach",
  bacs_bank_transfer: "bacs",
  multibanco_bank_transfer: "multibanco",
  bni_va_bank_transfer: "bni_va",
  bri_va_bank_transfer: "bri_va",
  cimb_va_bank_transfer: "cimb_va",
  danamon_va_bank_transfer: "danamon_va",
  mandiri_va_bank_transfer: "mandiri_va",
} as const satisfies Partial<Record<KindData["kind"], PaymentMethodType>>;

/** Kinds that are named like their payment method type. */
type SelfNamedKind = Exclude<KindData["kind"], keyof typeof PAYMENT_METHOD_TYPE_OF_KIND>;

/** The payment method type of a kind of data. */
export type PaymentMethodTypeOfKind<Kind extends KindData["kind"]> = Kind extends keyof typeof PAYMENT_METHOD_TYPE_OF_KIND
  ? (typeof PAYMENT_METHOD_TYPE_OF_KIND)[Kind]
  : Kind;

function typeOfKind(kind: KindData["kind"]): PaymentMethodType {
  const table: Readonly<Record<string, PaymentMethodType>> = PAYMENT_METHOD_TYPE_OF_KIND;
  return Object.hasOwn(table, kind) ? (table[kind] ?? (kind as SelfNamedKind)) : (kind as SelfNamedKind);
}

/** The payment method of some data; `undefined` for a mandate's. */
export function paymentMethodOf(data: PaymentMethodData): PaymentMethod | undefined {
  return PAYMENT_METHOD_OF_DATA[data.type];
}

/** The payment method type of some data; of a card only where it is known to be credit or debit. */
export function paymentMethodTypeOf(data: PaymentMethodData): PaymentMethodType | undefined {
  if ("kind" in data) return typeOfKind(data.kind);
  return "cardType" in data ? data.cardType : undefined;
}
