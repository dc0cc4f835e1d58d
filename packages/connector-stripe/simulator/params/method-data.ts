import { z } from "zod";
import { METHOD_TYPES } from "../methods/traits.js";
import { billingDetails, country, hash, int, metadata, text, word } from "./common.js";

/** An empty hash: the SDK sends `{}` as nothing at all, other clients as an empty text. */
const nothing = () => z.union([z.literal("").transform(() => ({})), hash({})]).optional();

const networkToken = hash({
  number: text(),
  exp_month: int(),
  exp_year: int(),
  tokenization_method: word("apple_pay", "google_pay_dpan").optional(),
  payment_account_reference: text().optional(),
});

/** A card by its number, by a token, or by what a wallet decrypted (tech-spec, section 4.2). */
const card = hash({
  number: text(32).optional(),
  exp_month: int().optional(),
  exp_year: int().optional(),
  cvc: text(8).optional(),
  token: text().optional(),
  last4: text(4).optional(),
  networks: hash({ preferred: text().optional() }).optional(),
  network_token: networkToken.optional(),
});
export type CardData = z.output<typeof card>;

const emptyTypes = {
  affirm: nothing(),
  afterpay_clearpay: nothing(),
  alipay: nothing(),
  alma: nothing(),
  amazon_pay: nothing(),
  bancontact: nothing(),
  billie: nothing(),
  blik: nothing(),
  cashapp: nothing(),
  customer_balance: nothing(),
  grabpay: nothing(),
  kakao_pay: nothing(),
  konbini: nothing(),
  link: nothing(),
  mobilepay: nothing(),
  multibanco: nothing(),
  oxxo: nothing(),
  payco: nothing(),
  paynow: nothing(),
  paypal: nothing(),
  pix: nothing(),
  promptpay: nothing(),
  revolut_pay: nothing(),
  samsung_pay: nothing(),
  satispay: nothing(),
  swish: nothing(),
  twint: nothing(),
  wechat_pay: nothing(),
};

const detailedTypes = {
  au_becs_debit: hash({ account_number: text(), bsb_number: text() }).optional(),
  bacs_debit: hash({ account_number: text().optional(), sort_code: text().optional() }).optional(),
  boleto: hash({ tax_id: text() }).optional(),
  eps: hash({ bank: text().optional() }).optional(),
  fpx: hash({ account_holder_type: word("company", "individual").optional(), bank: text() }).optional(),
  ideal: hash({ bank: text().optional() }).optional(),
  klarna: hash({ dob: hash({ day: int(1), month: int(1), year: int(1) }).optional() }).optional(),
  naver_pay: hash({ funding: word("card", "points").optional() }).optional(),
  p24: hash({ bank: text().optional() }).optional(),
  sepa_debit: hash({ iban: text() }).optional(),
  upi: hash({ mandate_options: hash({}).optional() }).optional(),
  us_bank_account: hash({
    account_holder_type: word("company", "individual").optional(),
    account_number: text().optional(),
    account_type: word("checking", "savings").optional(),
    financial_connections_account: text().optional(),
    routing_number: text().optional(),
  }).optional(),
};

const common = {
  type: z
    .string()
    .min(1)
    .refine((type) => METHOD_TYPES.includes(type), { params: { rule: "payment_method_type" } }),
  allow_redisplay: word("always", "limited", "unspecified").optional(),
  billing_details: billingDetails().optional(),
  metadata: metadata().optional(),
  radar_options: hash({ session: text().optional() }).optional(),
};

/** `payment_method_data` of an intent. */
export const paymentMethodData = () =>
  hash({ ...common, ...emptyTypes, ...detailedTypes, card: card.optional(), ip: text().optional(), user_agent: text().optional() });

/** `POST /v1/payment_methods`, but for `customer` and `payment_method`, which copy one to a connected account. */
export const paymentMethodParams = { ...common, ...emptyTypes, ...detailedTypes, card: card.optional() };

export type PaymentMethodData = z.output<ReturnType<typeof paymentMethodData>>;

/** `POST /v1/payment_methods/{id}`. */
export const paymentMethodUpdate = {
  allow_redisplay: common.allow_redisplay,
  billing_details: billingDetails().optional(),
  card: hash({ exp_month: int().optional(), exp_year: int().optional(), networks: hash({ preferred: text().optional() }).optional() }).optional(),
  metadata: metadata().optional(),
  us_bank_account: hash({
    account_holder_type: word("company", "individual").optional(),
    account_type: word("checking", "savings").optional(),
  }).optional(),
};

/** `POST /v1/tokens`: a card, a bank account, or Apple Pay's payment data (tech-spec, section 4.13). */
export const tokenParams = {
  card: hash({
    number: text(),
    exp_month: int(),
    exp_year: int(),
    cvc: text(8).optional(),
    name: text().optional(),
    currency: text().optional(),
    address_line1: text().optional(),
    address_line2: text().optional(),
    address_city: text().optional(),
    address_state: text().optional(),
    address_zip: text().optional(),
    address_country: text().optional(),
    cryptogram: text().optional(),
    eci: text().optional(),
    tokenization_method: word("apple_pay", "android_pay").optional(),
  }).optional(),
  bank_account: hash({
    account_number: text(),
    country: country(),
    currency: text().optional(),
    account_holder_name: text().optional(),
    account_holder_type: word("company", "individual").optional(),
    routing_number: text().optional(),
  }).optional(),
  customer: text().optional(),
  pk_token: text(20_000).optional(),
  pk_token_instrument_name: text().optional(),
  pk_token_payment_network: text().optional(),
  pk_token_transaction_id: text().optional(),
};
