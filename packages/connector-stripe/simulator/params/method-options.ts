import type { z } from "zod";
import { bool, hash, int, list, text, unsettable, word } from "./common.js";

const saves = { setup_future_usage: unsettable(word("none", "off_session", "on_session")).optional() };
const manual = { capture_method: unsettable(word("manual")).optional() };
const request = () => word("if_available", "never").optional();

const threeDSecure = hash({
  ares_trans_status: word("A", "C", "I", "N", "R", "U", "Y").optional(),
  cryptogram: text(),
  electronic_commerce_indicator: word("01", "02", "05", "06", "07").optional(),
  exemption_indicator: word("low_risk", "none").optional(),
  network_options: hash({
    cartes_bancaires: hash({ cb_avalgo: word("0", "1", "2", "3", "4", "A"), cb_exemption: text().optional(), cb_score: int().optional() }).optional(),
  }).optional(),
  requestor_challenge_indicator: text().optional(),
  transaction_id: text(),
  version: word("1.0.2", "2.1.0", "2.2.0", "2.3.0", "2.3.1"),
});

const cardMandate = {
  amount: int(1),
  amount_type: word("fixed", "maximum"),
  description: text(200).optional(),
  end_date: int(0).optional(),
  interval: word("day", "month", "sporadic", "week", "year"),
  interval_count: int(1).optional(),
  reference: text(80),
  start_date: int(0),
  supported_types: list(word("india")).optional(),
};

const network = word(
  "amex",
  "cartes_bancaires",
  "diners",
  "discover",
  "eftpos_au",
  "girocard",
  "interac",
  "jcb",
  "link",
  "mastercard",
  "unionpay",
  "unknown",
  "visa",
);

/** `payment_method_options[card]` of both intents (tech-spec, section 4.3). */
const cardCommon = {
  moto: bool().optional(),
  network: network.optional(),
  request_three_d_secure: word("any", "automatic", "challenge").optional(),
  three_d_secure: threeDSecure.optional(),
};

const card = hash({
  ...cardCommon,
  ...saves,
  ...manual,
  cvc_token: text().optional(),
  installments: hash({
    enabled: bool().optional(),
    plan: unsettable(
      hash({ count: int(1).optional(), interval: word("month").optional(), type: word("bonus", "fixed_count", "revolving") }),
    ).optional(),
  }).optional(),
  mandate_options: hash(cardMandate).optional(),
  mit_exemption: hash({ network_transaction_id: text().optional(), ds_transaction_id: text().optional() }).optional(),
  network_token: hash({ cryptogram: text().optional(), electronic_commerce_indicator: text(2).optional() }).optional(),
  request_extended_authorization: request(),
  request_incremental_authorization: request(),
  request_multicapture: request(),
  request_overcapture: request(),
  require_cvc_recollection: bool().optional(),
  statement_descriptor_suffix_kana: text(22).optional(),
  statement_descriptor_suffix_kanji: text(17).optional(),
});

const bankTransfer = hash({
  eu_bank_transfer: hash({ country: word("BE", "DE", "ES", "FR", "IE", "NL") }).optional(),
  requested_address_types: list(word("aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin")).optional(),
  type: word("eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"),
});

const usBankAccount = {
  financial_connections: hash({ permissions: list(text()).optional(), prefetch: list(text()).optional(), return_url: text().optional() }).optional(),
  mandate_options: hash({ collection_method: unsettable(word("paper")).optional() }).optional(),
  networks: hash({ requested: list(word("ach", "us_domestic_wire")).optional() }).optional(),
  verification_method: word("automatic", "instant", "microdeposits").optional(),
};

const reference = { mandate_options: hash({ reference_prefix: text(12).optional() }).optional() };
const plain = () => hash(saves).optional();
const capturable = () => hash({ ...saves, ...manual }).optional();

/** `payment_method_options` of a PaymentIntent. */
export const paymentMethodOptions = () =>
  hash({
    affirm: hash({ ...saves, ...manual, preferred_locale: text().optional() }).optional(),
    afterpay_clearpay: hash({ ...saves, ...manual, reference: text(128).optional() }).optional(),
    alipay: plain(),
    alma: capturable(),
    amazon_pay: capturable(),
    au_becs_debit: hash({ ...saves, target_date: text().optional() }).optional(),
    bacs_debit: hash({ ...saves, ...reference, target_date: text().optional() }).optional(),
    bancontact: hash({ ...saves, preferred_language: word("de", "en", "fr", "nl").optional() }).optional(),
    billie: capturable(),
    blik: hash({ ...saves, code: text().optional() }).optional(),
    boleto: hash({ ...saves, expires_after_days: int(0).optional() }).optional(),
    card: card.optional(),
    cashapp: capturable(),
    customer_balance: hash({ ...saves, bank_transfer: bankTransfer.optional(), funding_type: word("bank_transfer").optional() }).optional(),
    eps: plain(),
    fpx: plain(),
    grabpay: plain(),
    ideal: plain(),
    kakao_pay: capturable(),
    klarna: hash({ ...saves, ...manual, preferred_locale: text().optional() }).optional(),
    konbini: hash({
      ...saves,
      confirmation_number: text(11).optional(),
      expires_after_days: unsettable(int(0)).optional(),
      expires_at: unsettable(int(0)).optional(),
      product_description: text(22).optional(),
    }).optional(),
    link: capturable(),
    mobilepay: capturable(),
    multibanco: plain(),
    naver_pay: capturable(),
    oxxo: hash({ ...saves, expires_after_days: int(0).optional() }).optional(),
    p24: hash({ ...saves, tos_shown_and_accepted: bool().optional() }).optional(),
    payco: capturable(),
    paynow: plain(),
    paypal: hash({
      ...saves,
      ...manual,
      preferred_locale: text().optional(),
      reference: text(127).optional(),
      risk_correlation_id: text(32).optional(),
    }).optional(),
    pix: hash({ ...saves, expires_after_seconds: int(10).optional(), expires_at: int(0).optional() }).optional(),
    promptpay: plain(),
    revolut_pay: capturable(),
    samsung_pay: capturable(),
    satispay: capturable(),
    sepa_debit: hash({ ...saves, ...reference, target_date: text().optional() }).optional(),
    swish: hash({ ...saves, reference: text(35).optional() }).optional(),
    twint: plain(),
    upi: plain(),
    us_bank_account: hash({ ...saves, ...usBankAccount, target_date: text().optional(), transaction_purpose: text().optional() }).optional(),
    wechat_pay: hash({ ...saves, app_id: text().optional(), client: word("android", "ios", "web").optional() }).optional(),
  });
export type PaymentMethodOptions = z.output<ReturnType<typeof paymentMethodOptions>>;

/** `payment_method_options` of a SetupIntent, which knows fewer types (tech-spec, section 9). */
export const setupMethodOptions = () =>
  hash({
    amazon_pay: hash({}).optional(),
    bacs_debit: hash(reference).optional(),
    card: hash({ ...cardCommon, mandate_options: hash({ ...cardMandate, currency: text() }).optional() }).optional(),
    klarna: hash({ currency: text().optional(), preferred_locale: text().optional() }).optional(),
    link: hash({ persistent_token: text().optional() }).optional(),
    paypal: hash({ billing_agreement_id: text().optional() }).optional(),
    pix: hash({}).optional(),
    sepa_debit: hash(reference).optional(),
    upi: hash({}).optional(),
    us_bank_account: hash(usBankAccount).optional(),
  });
export type SetupMethodOptions = z.output<ReturnType<typeof setupMethodOptions>>;
