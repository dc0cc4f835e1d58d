import type { FutureUsage, PaymentMethodType, RouterData } from "@switchyard/interfaces";
import type { FormTree, StripeBillingDetails } from "../../requests.js";

/** What Stripe's methods can do: a held payment, being stored, and a browser that is sent elsewhere (tech-spec, section 9). */
interface MethodFacts {
  readonly holds: boolean;
  readonly stores: readonly FutureUsage[];
  /** The customer leaves the shop and needs an address to come back to. */
  readonly redirects: boolean;
}

const facts = (holds: boolean, redirects: boolean, ...stores: readonly FutureUsage[]): MethodFacts => ({ holds, stores, redirects });

/** Every type of payment method that the connector sends. */
export const STRIPE_METHODS = {
  card: facts(true, false, "on_session", "off_session"),
  affirm: facts(true, true),
  afterpay_clearpay: facts(true, true),
  alipay: facts(false, true, "off_session"),
  alma: facts(true, true),
  amazon_pay: facts(true, true, "off_session"),
  au_becs_debit: facts(false, false, "on_session", "off_session"),
  bacs_debit: facts(false, false, "on_session", "off_session"),
  bancontact: facts(false, true, "off_session"),
  blik: facts(false, false),
  boleto: facts(false, false),
  cashapp: facts(true, true, "on_session", "off_session"),
  customer_balance: facts(false, false),
  eps: facts(false, true),
  fpx: facts(false, true),
  ideal: facts(false, true, "off_session"),
  kakao_pay: facts(true, true, "off_session"),
  klarna: facts(true, true, "on_session", "off_session"),
  konbini: facts(false, false),
  mobilepay: facts(true, true),
  multibanco: facts(false, false),
  oxxo: facts(false, false),
  p24: facts(false, true),
  paypal: facts(true, true, "off_session"),
  pix: facts(false, false),
  promptpay: facts(false, false),
  revolut_pay: facts(true, true, "off_session"),
  sepa_debit: facts(false, false, "on_session", "off_session"),
  swish: facts(false, true),
  twint: facts(false, true, "off_session"),
  upi: facts(false, true),
  us_bank_account: facts(false, false, "on_session", "off_session"),
  wechat_pay: facts(false, false),
} as const satisfies Readonly<Record<string, MethodFacts>>;

/** Stripe's name of a payment method's type. */
export type StripeMethodType = keyof typeof STRIPE_METHODS;

/** What can be done with a type of payment method. */
export function factsOf(type: StripeMethodType): MethodFacts {
  return STRIPE_METHODS[type];
}

/** Whether a text is a type that the connector sends. */
export function isStripeMethodType(text: unknown): text is StripeMethodType {
  return typeof text === "string" && Object.hasOwn(STRIPE_METHODS, text);
}

/** The record of a flow that pays or stores with a payment method. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** The same, or the record of a flow that only makes a token of it. */
export type MethodRecord = PaymentRecord | RouterData<"PaymentMethodToken">;

/** What a payment is made with, in Stripe's terms. */
export interface StripeMethod {
  readonly type: StripeMethodType;
  /** `payment_method_data[<type>]`; absent where the type alone says it. */
  readonly fields?: FormTree | undefined;
  /** `payment_method_options[<type>]`. */
  readonly options?: FormTree | undefined;
  /** Who pays: checked for what the type requires. */
  readonly billing?: StripeBillingDetails | undefined;
  /** A payment method that Stripe keeps already: then there are no fields. */
  readonly stored?: string | undefined;
  /** A bank account that may only be debited with the customer's agreement. */
  readonly needsMandate?: boolean | undefined;
  /** The customer must be known to Stripe. */
  readonly needsCustomer?: boolean | undefined;
  readonly needsShipping?: boolean | undefined;
}

/** The type that a method which was stored is charged as: what redirects to a bank leaves a SEPA debit (tech-spec, section 4.9). */
const STORED_AS: Readonly<Partial<Record<PaymentMethodType, StripeMethodType>>> = {
  ach: "us_bank_account",
  bacs: "bacs_debit",
  becs: "au_becs_debit",
  sepa: "sepa_debit",
  ideal: "sepa_debit",
  bancontact_card: "sepa_debit",
  ali_pay: "alipay",
  amazon_pay: "amazon_pay",
  cashapp: "cashapp",
  kakao_pay: "kakao_pay",
  klarna: "klarna",
  paypal: "paypal",
  revolut_pay: "revolut_pay",
  twint: "twint",
};

/** Types that are stored as a SEPA debit with an id of its own: their own id cannot be charged again (tech-spec, section 4.9). */
const LEAVES_A_DEBIT: ReadonlySet<string> = new Set(["ideal", "bancontact", "sofort"]);

/** Whether what is stored of a type is charged by the id of the payment method itself. */
export function isStoredAsItself(type: string | undefined): boolean {
  return type === undefined || !LEAVES_A_DEBIT.has(type);
}

/** The type of a stored method by the type that it was set up with. Cards, and wallets that hold cards, are cards. */
export function storedTypeOf(type: PaymentMethodType | undefined): StripeMethodType {
  return (type === undefined ? undefined : STORED_AS[type]) ?? "card";
}
