import type { PaymentRequest } from "../schemas/payment.js";

/** What follows when a payment is made with a method. */
export const NextStep = {
  /** Decided at once, or after 3DS. */
  Card: "card",
  /** Decided at once. */
  Direct: "direct",
  /** A bank debit: decided at once, or received and decided later. */
  Debit: "debit",
  /** The shopper goes to another page and comes back. */
  Redirect: "redirect",
  QrCode: "qr_code",
  Voucher: "voucher",
  BankTransfer: "bank_transfer",
  /** The shopper confirms in an app. */
  Await: "await",
  /** An SDK of the wallet goes on. */
  Sdk: "sdk",
} as const;
export type NextStep = (typeof NextStep)[keyof typeof NextStep];

/** A root field that a method cannot do without. */
export type RootField = keyof PaymentRequest;

/** What the simulator knows of a payment method (tech-spec, sections 4.2, 8 and 9). */
export interface Method {
  readonly next: NextStep;
  /** Whether the merchant may capture later. Otherwise the money is taken at once, whatever was asked. */
  readonly canHold: boolean;
  readonly canRefund: boolean;
  readonly canStore: boolean;
  readonly needs: readonly RootField[];
  /** The only currency that it is paid in; absent where there are several. */
  readonly currency?: string | undefined;
}

type Row = readonly [next: NextStep, types: string, traits: string, needs?: readonly RootField[]];

const INVOICE = ["shopperName", "shopperEmail", "billingAddress", "lineItems"] as const;

/** Traits: `h` can hold, `r` can refund, `s` can store. */
const rows: readonly Row[] = [
  [NextStep.Card, "scheme bcmc networkToken card", "hrs"],
  [NextStep.Direct, "applepay googlepay paywithgoogle", "hrs"],
  [NextStep.Direct, "samsungpay amazonpay giftcard", "hr"],
  [NextStep.Debit, "ach", "hrs", ["billingAddress"]],
  [NextStep.Debit, "sepadirectdebit", "hrs"],
  [NextStep.Debit, "directdebit_GB", "hrs", ["shopperEmail"]],
  [NextStep.Redirect, "ideal", "rs"],
  [NextStep.Redirect, "eps onlineBanking_PL onlineBanking_CZ onlineBanking_SK onlinebanking_IN ebanking_FI trustly", "r"],
  [NextStep.Redirect, "paybybank", "r", ["countryCode"]],
  [NextStep.Redirect, "molpay_ebanking_fpx_MY molpay_ebanking_TH wero iris", "r"],
  [
    NextStep.Redirect,
    "klarna klarna_paynow klarna_account klarna_b2b klarnapayments klarnapayments_account",
    "hrs",
    ["shopperReference", "shopperEmail", "countryCode", "lineItems"],
  ],
  [NextStep.Redirect, "affirm", "hr", [...INVOICE, "telephoneNumber", "deliveryAddress"]],
  [NextStep.Redirect, "afterpaytouch clearpay afterpay_default", "hr", [...INVOICE, "deliveryAddress"]],
  [NextStep.Redirect, "alma walley walley_b2b paypo scalapay scalapay_3x scalapay_4x oney facilypay_3x facilypay_4x", "hr"],
  [NextStep.Direct, "ratepay ratepay_directdebit riverty riverty_account riverty_installments", "hr", INVOICE],
  [NextStep.Redirect, "atome paybright", "r"],
  [NextStep.Redirect, "paypal", "hrs"],
  [NextStep.Redirect, "mobilepay cashapp", "hr"],
  [NextStep.Redirect, "twint", "hrs"],
  [NextStep.Redirect, "bizum alipay alipay_hk alipay_wap wechatpayWeb unionpay gopay_wallet touchngo momo_wallet", "r"],
  [NextStep.Redirect, "gcash dana kakaopay truemoney paymaya_wallet", "rs"],
  [NextStep.Redirect, "knet benefit omannet momo_atm paysafecard", ""],
  [NextStep.QrCode, "swish pix wechatpayQR bcmc_mobile bcmc_mobile_QR upi_qr promptpay paynow duitnow", "r"],
  [NextStep.Sdk, "wechatpaySDK", "r"],
  [NextStep.Await, "blik", "rs"],
  [NextStep.Await, "mbway", "r"],
  [NextStep.Await, "vipps", "hrs"],
  [NextStep.Voucher, "boletobancario primeiropay_boleto", "", ["socialSecurityNumber", "shopperName"]],
  [NextStep.Voucher, "oxxo", "", ["shopperName", "shopperEmail"]],
  [NextStep.Voucher, "multibanco konbini econtext econtext_seven_eleven econtext_online econtext_stores econtext_atm", ""],
  [NextStep.Voucher, "doku_mandiri_va doku_cimb_va doku_danamon_va doku_bni_va doku_permata_lite_atm doku_bri_va doku_bca_va", ""],
  [NextStep.Voucher, "doku_alfamart doku_indomaret doku_wallet doku_ovo", ""],
  [NextStep.BankTransfer, "bankTransfer bankTransfer_IBAN", "r"],
];

/** A scheme's own currency. */
const CURRENCIES: Readonly<Record<string, string>> = { ach: "USD", sepadirectdebit: "EUR", directdebit_GB: "GBP" };

const methods: ReadonlyMap<string, Method> = new Map(
  rows.flatMap(([next, types, traits, needs = []]) =>
    types.split(" ").map((type): [string, Method] => {
      const [canHold, canRefund, canStore] = ["h", "r", "s"].map((trait) => traits.includes(trait));
      const currency = CURRENCIES[type];
      return [type, { next, canHold: canHold === true, canRefund: canRefund === true, canStore: canStore === true, needs, currency }];
    }),
  ),
);

/** What is known of a payment method. Throws for a type that the schema should have refused. */
export function methodOf(type: string): Method {
  const method = methods.get(type);
  if (method === undefined) throw new Error(`The simulator does not know the payment method ${type}.`);
  return method;
}

/** Every type that is offered, in the catalogue's order. */
export const METHOD_TYPES: readonly string[] = [...methods.keys()];

/** What follows for this payment: some methods depend on what was given with them. */
export function nextStepOf({ paymentMethod }: Pick<PaymentRequest, "paymentMethod">): NextStep {
  const { type, subtype, blikCode, storedPaymentMethodId, recurringDetailReference } = paymentMethod;
  const { next } = methodOf(type);
  if (next === NextStep.Card || next === NextStep.Debit) return next;
  if (storedPaymentMethodId !== undefined || recurringDetailReference !== undefined) return NextStep.Direct;
  if (type === "paypal" && subtype === "sdk") return NextStep.Sdk;
  if (type === "blik" && blikCode === undefined) return NextStep.Redirect;
  return next;
}
