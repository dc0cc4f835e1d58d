import { addDuration } from "@switchyard/testkit";
import type { Fields, PaymentIntent, PaymentMethod } from "../wires.js";
import type { World } from "../world.js";
import { instrumentOf } from "./payment-methods.js";
import type { Instrument } from "./instrument.js";

/** What a charge says beyond its intent and payment method. */
export interface CardContext {
  /** `charge…three_d_secure`. */
  readonly threeDs?: Fields | null | undefined;
  /** Still to be captured. */
  readonly isUncaptured?: boolean;
  readonly mandate?: string | undefined;
  readonly generated?: { readonly method: string; readonly mandate: string } | undefined;
  readonly prefix?: "ch_3" | "py_3" | undefined;
  readonly isMoto?: boolean;
}

type Builder = (world: World, own: Fields, intent: PaymentIntent, context: CardContext) => Fields;

const transaction: Builder = ({ ids }) => ({ transaction_id: ids.token(20) });
const nothing: Builder = () => ({});
const buyer: Builder = ({ ids }) => ({ buyer_id: ids.token(16), transaction_id: ids.token(20) });

const generated = ({ generated: made }: CardContext): Fields => ({
  generated_sepa_debit: made?.method ?? null,
  generated_sepa_debit_mandate: made?.mandate ?? null,
  iban_last4: "3000",
});

const builders: Readonly<Record<string, Builder>> = {
  us_bank_account: (_world, { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number }, _intent, { mandate }) => ({
    account_holder_type,
    account_type,
    bank_name,
    fingerprint,
    last4,
    ...(mandate === undefined ? {} : { mandate }),
    payment_reference: null,
    routing_number,
  }),
  sepa_debit: (_world, { bank_code, branch_code, country, fingerprint, last4 }, _intent, { mandate = null }) => ({
    bank_code,
    branch_code,
    country,
    fingerprint,
    last4,
    mandate,
  }),
  bacs_debit: (_world, { fingerprint, last4, sort_code }, _intent, { mandate = null }) => ({ fingerprint, last4, mandate, sort_code }),
  au_becs_debit: (_world, { bsb_number, fingerprint, last4 }, _intent, { mandate }) => ({
    bsb_number,
    fingerprint,
    last4,
    ...(mandate === undefined ? {} : { mandate }),
  }),
  ideal: ({ ids }, { bank }, _intent, context) => ({
    bank: bank ?? "ing",
    bic: "INGBNL2A",
    ...generated(context),
    transaction_id: ids.token(16),
    verified_name: "Jenny Rosen",
  }),
  bancontact: (_world, _own, _intent, context) => ({
    bank_code: "VAPE",
    bank_name: "VAN DE PUT & CO",
    bic: "VAPEBE22",
    ...generated(context),
    preferred_language: "en",
    verified_name: "Jenny Rosen",
  }),
  eps: (_world, { bank }) => ({ bank, verified_name: "Jenny Rosen" }),
  p24: ({ ids }, { bank }) => ({ bank, reference: ids.token(12, "0123456789"), verified_name: "Jenny Rosen" }),
  blik: () => ({ buyer_id: null }),
  klarna: () => ({ payer_details: null, payment_method_category: "pay_later", preferred_locale: "en-US" }),
  affirm: transaction,
  afterpay_clearpay: ({ ids }) => ({ order_id: ids.token(12, "0123456789"), reference: null }),
  alipay: ({ ids }) => ({ fingerprint: ids.token(16), transaction_id: ids.token(20) }),
  wechat_pay: ({ ids }) => ({ fingerprint: ids.token(16), transaction_id: ids.token(20) }),
  cashapp: ({ ids }) => ({ buyer_id: ids.token(16), cashtag: "$jenny", transaction_id: ids.token(20) }),
  amazon_pay: ({ ids }) => ({ funding: { type: null }, transaction_id: ids.token(20) }),
  revolut_pay: ({ ids }) => ({ funding: { type: null }, transaction_id: ids.token(20) }),
  paypal: ({ ids }) => ({
    country: "DE",
    payer_email: "jenny@example.com",
    payer_id: ids.token(13),
    payer_name: "Jenny Rosen",
    seller_protection: { dispute_categories: null, status: "not_eligible" },
    transaction_id: ids.token(17),
  }),
  multibanco: ({ ids }) => ({ entity: "12345", reference: ids.token(9, "0123456789") }),
  oxxo: ({ ids }) => ({ number: ids.token(14, "0123456789") }),
  boleto: (_world, { tax_id }) => ({ tax_id }),
  konbini: () => ({ store: { chain: "lawson" } }),
  pix: ({ ids }) => ({ bank_transaction_id: ids.token(32) }),
  paynow: ({ ids }) => ({ reference: ids.token(12) }),
  promptpay: ({ ids }) => ({ reference: ids.token(12) }),
  swish: ({ ids }) => ({ fingerprint: ids.token(16), payment_reference: ids.token(12), verified_phone_last4: "4455" }),
  upi: () => ({ vpa: null }),
  mobilepay: () => ({ card: null }),
  grabpay: transaction,
  fpx: ({ ids }, { account_holder_type, bank }) => ({ account_holder_type, bank, transaction_id: ids.token(12) }),
  alma: transaction,
  billie: transaction,
  satispay: transaction,
  kakao_pay: buyer,
  naver_pay: buyer,
  payco: buyer,
  samsung_pay: buyer,
  link: () => ({ country: "US" }),
};

/** `payment_method_details` of a charge. */
export function toChargeDetails(
  world: World,
  method: PaymentMethod,
  intent: PaymentIntent,
  context: CardContext,
): Fields & { readonly type: string } {
  const { type } = method;
  const own = toFields(method[type]);
  const details = type === "card" ? toCardDetails(world, method, own, intent, context) : (builders[type] ?? nothing)(world, own, intent, context);
  return { type, [type]: details };
}

function toFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** The results of the checks of what was given: `fail` for the test cards made for it. */
function toChecks({ card, given }: Instrument): Fields {
  const check = (name: "cvc" | "line1" | "postal_code"): string | null =>
    given[name] ? (card?.failedChecks?.includes(name) === true ? "fail" : "pass") : null;
  return { address_line1_check: check("line1"), address_postal_code_check: check("postal_code"), cvc_check: check("cvc") };
}

function toCardDetails(world: World, { id }: PaymentMethod, own: Fields, intent: PaymentIntent, context: CardContext): Fields {
  const { brand, country, exp_month, exp_year, fingerprint, funding, last4, wallet } = own;
  const asked = toFields(intent.payment_method_options["card"]);
  const { features, authorizationsExpireAfter } = world.settings;
  const isUncaptured = context.isUncaptured === true;
  const status = (name: string, feature: boolean): Fields => ({
    status: isUncaptured && feature && asked[name] === "if_available" ? "available" : "unavailable",
  });
  const overcapture = status("request_overcapture", features.overcapture);
  const isExtended = isUncaptured && features.extendedAuthorization && asked["request_extended_authorization"] === "if_available";
  const before = isExtended ? { days: 30 } : authorizationsExpireAfter;
  return {
    amount_authorized: intent.amount,
    authorization_code: null,
    brand,
    ...(isUncaptured ? { capture_before: Math.floor(addDuration(world.clock.now(), before).getTime() / 1000) } : {}),
    checks: toChecks(instrumentOf(world, id)),
    country,
    exp_month,
    exp_year,
    extended_authorization: { status: isExtended ? "enabled" : "disabled" },
    fingerprint,
    funding,
    incremental_authorization: status("request_incremental_authorization", features.incrementalAuthorization),
    installments: null,
    last4,
    mandate: context.mandate ?? null,
    ...(context.isMoto === true ? { moto: true } : {}),
    multicapture: status("request_multicapture", features.multicapture),
    network: brand,
    network_token: { used: false },
    network_transaction_id: world.ids.token(15, "0123456789"),
    overcapture: {
      maximum_amount_capturable: overcapture["status"] === "available" ? Math.floor((intent.amount * 115) / 100) : intent.amount,
      ...overcapture,
    },
    regulated_status: "unregulated",
    three_d_secure: context.threeDs ?? null,
    transaction_link_id: null,
    wallet,
  };
}
