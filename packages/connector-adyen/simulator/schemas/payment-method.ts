import { z } from "zod";
import { anything, text, words } from "./common.js";

/** Every field of `paymentMethod` that the simulator reads, whatever the type. */
export interface PaymentMethodDetails {
  readonly type: string;
  readonly number?: string | undefined;
  readonly encryptedCardNumber?: string | undefined;
  readonly expiryMonth?: string | undefined;
  readonly encryptedExpiryMonth?: string | undefined;
  readonly expiryYear?: string | undefined;
  readonly encryptedExpiryYear?: string | undefined;
  readonly cvc?: string | undefined;
  readonly encryptedSecurityCode?: string | undefined;
  readonly holderName?: string | undefined;
  readonly ownerName?: string | undefined;
  readonly brand?: string | undefined;
  readonly networkPaymentReference?: string | undefined;
  readonly storedPaymentMethodId?: string | undefined;
  readonly recurringDetailReference?: string | undefined;
  readonly iban?: string | undefined;
  readonly blikCode?: string | undefined;
  readonly subtype?: string | undefined;
  readonly applePayToken?: string | undefined;
  readonly googlePayToken?: string | undefined;
  readonly bankAccountNumber?: string | undefined;
  readonly bankLocationId?: string | undefined;
}

const always = { checkoutAttemptId: words, sdkData: words };
const storable = { ...always, storedPaymentMethodId: text(64).optional(), recurringDetailReference: words };
const fundingSource = z.enum(["credit", "debit", "prepaid"]).optional();
const party = { billingAddress: words, deliveryAddress: words, personalDetails: words };
const issuer = text(64);

const card = z
  .strictObject({
    ...storable,
    type: z.enum(["scheme", "bcmc", "networkToken", "giftcard", "card"]),
    billingSequenceNumber: words,
    brand: words,
    cvc: z
      .string()
      .regex(/^\d{3,4}$/)
      .optional(),
    encryptedCard: words,
    encryptedCardNumber: words,
    encryptedExpiryMonth: words,
    encryptedExpiryYear: words,
    encryptedPassword: words,
    encryptedSecurityCode: words,
    expiryMonth: z
      .string()
      .regex(/^(0?[1-9]|1[0-2])$/)
      .optional(),
    expiryYear: z
      .string()
      .regex(/^20\d\d$/)
      .optional(),
    fastlaneData: words,
    fundingSource,
    holderName: z.string().max(15_000).optional(),
    networkPaymentReference: words,
    number: text(25).optional(),
    shopperNotificationReference: words,
    srcCorrelationId: words,
    srcDigitalCardId: words,
    srcScheme: words,
    srcTokenReference: words,
    threeDS2SdkVersion: words,
    "cupsecureplus.smscode": words,
  })
  .superRefine((details, context) => {
    const missing = (field: string): void => {
      context.addIssue({ code: "custom", path: [field], params: { rule: `missing:paymentMethod.${field}` } });
    };
    if (details.storedPaymentMethodId !== undefined || details.recurringDetailReference !== undefined) return;
    if (details.number === undefined && details.encryptedCardNumber === undefined) missing("number");
    if (details.type === "giftcard") return;
    if (details.expiryMonth === undefined && details.encryptedExpiryMonth === undefined) missing("expiryMonth");
    if (details.expiryYear === undefined && details.encryptedExpiryYear === undefined) missing("expiryYear");
  });

const wallets = [
  z.strictObject({ ...storable, type: z.literal("applepay"), applePayToken: text(20_000), fundingSource }),
  z.strictObject({
    ...storable,
    type: z.enum(["googlepay", "paywithgoogle"]),
    googlePayToken: text(20_000),
    googlePayCardNetwork: words,
    fundingSource,
    threeDS2SdkVersion: words,
  }),
  z.strictObject({ ...storable, type: z.literal("samsungpay"), samsungPayToken: text(20_000), fundingSource }),
  z.strictObject({ ...always, type: z.literal("amazonpay"), amazonPayToken: words, checkoutSessionId: words }),
  z.strictObject({
    ...storable,
    type: z.literal("cashapp"),
    cashtag: words,
    customerId: words,
    grantId: words,
    onFileGrantId: words,
    subtype: words,
  }),
  z.strictObject({
    ...storable,
    type: z.literal("paypal"),
    orderID: words,
    payeePreferred: words,
    payerID: words,
    payerSelected: words,
    subtype: z.enum(["redirect", "sdk", "express"]).optional(),
  }),
  z.strictObject({ ...storable, type: z.literal("twint"), subtype: words }),
  z.strictObject({ ...always, type: z.literal("mobilepay") }),
  z.strictObject({ ...always, type: z.literal("mbway"), shopperEmail: text(256), telephoneNumber: text(32) }),
  z.strictObject({ ...storable, type: z.literal("vipps"), telephoneNumber: text(32) }),
  z.strictObject({ ...storable, type: z.literal("blik"), blikCode: words }),
] as const;

/** Required, unless the details were stored. */
function orStored(fields: readonly string[]) {
  return (details: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void => {
    if (details["storedPaymentMethodId"] !== undefined || details["recurringDetailReference"] !== undefined) return;
    for (const field of fields) {
      if (details[field] === undefined) context.addIssue({ code: "custom", path: [field], params: { rule: `missing:paymentMethod.${field}` } });
    }
  };
}

const accountNumber = z
  .string()
  .regex(/^\d{4,17}$/)
  .optional();

const debits = [
  z
    .strictObject({
      ...storable,
      type: z.literal("sepadirectdebit"),
      dueDate: words,
      iban: z
        .string()
        .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/)
        .optional(),
      ownerName: text(256).optional(),
      transferInstrumentId: words,
    })
    .superRefine(orStored(["iban", "ownerName"])),
  z
    .strictObject({
      ...storable,
      type: z.literal("ach"),
      accountHolderType: z.enum(["business", "personal"]).optional(),
      bankAccountNumber: accountNumber,
      bankAccountType: z.enum(["balance", "checking", "deposit", "general", "other", "payment", "savings"]).optional(),
      bankLocationId: z
        .string()
        .regex(/^\d{9}$/)
        .optional(),
      encryptedBankAccountNumber: words,
      encryptedBankLocationId: words,
      ownerName: words,
      transferInstrumentId: words,
    })
    .superRefine(orStored(["bankAccountNumber", "bankLocationId", "ownerName"])),
  z
    .strictObject({
      ...storable,
      type: z.literal("directdebit_GB"),
      bankAccountNumber: z
        .string()
        .regex(/^\d{8}$/)
        .optional(),
      bankLocationId: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
      holderName: words,
      transferInstrumentId: words,
    })
    .superRefine(orStored(["bankAccountNumber", "bankLocationId", "holderName"])),
] as const;

const banks = [
  z.strictObject({ ...storable, type: z.literal("ideal"), issuer: issuer.optional() }),
  z.strictObject({ ...storable, type: z.enum(["eps", "onlineBanking_PL", "onlineBanking_CZ", "onlineBanking_SK", "onlinebanking_IN"]), issuer }),
  z.strictObject({ ...always, type: z.enum(["ebanking_FI", "paybybank"]), issuer: issuer.optional() }),
  z.strictObject({ ...always, type: z.enum(["molpay_ebanking_fpx_MY", "molpay_ebanking_TH"]), issuer }),
] as const;

const invoices = [
  z.strictObject({
    ...storable,
    ...party,
    type: z.enum(["klarna", "klarna_paynow", "klarna_account", "klarna_b2b", "klarnapayments", "klarnapayments_account"]),
    subtype: words,
  }),
  z.strictObject({ ...storable, ...party, type: z.enum(["afterpaytouch", "clearpay", "afterpay_default"]) }),
  z.strictObject({ ...always, type: z.literal("affirm") }),
  z.strictObject({ ...always, type: z.literal("alma"), feeType: words }),
  z.strictObject({ ...storable, ...party, type: z.enum(["ratepay", "ratepay_directdebit"]) }),
  z.strictObject({
    ...storable,
    ...party,
    type: z.enum(["riverty", "riverty_account", "riverty_installments"]),
    deviceFingerprint: words,
    iban: words,
    subtype: words,
  }),
] as const;

const DOKU = [
  "mandiri_va",
  "cimb_va",
  "danamon_va",
  "bni_va",
  "permata_lite_atm",
  "bri_va",
  "bca_va",
  "alfamart",
  "indomaret",
  "wallet",
  "ovo",
] as const;

const vouchers = [
  z.strictObject({
    ...always,
    type: z.enum(DOKU.map((name) => `doku_${name}` as const)),
    firstName: text(80),
    lastName: text(80),
    shopperEmail: text(256),
  }),
  z.strictObject({
    ...always,
    type: z.enum(["econtext_seven_eleven", "econtext_online", "econtext", "econtext_stores", "econtext_atm"]),
    firstName: text(80),
    lastName: text(80),
    shopperEmail: text(256),
    telephoneNumber: text(32),
  }),
  z.strictObject({ ...storable, type: z.literal("pix"), pixRecurring: anything }),
  z.strictObject({ ...storable, type: z.literal("upi_qr"), billingSequenceNumber: words, shopperNotificationReference: words }),
] as const;

/** Types without a field of their own. */
export const PLAIN_TYPES = [
  ...["alipay", "alipay_hk", "alipay_wap", "multibanco", "bankTransfer", "bankTransfer_IBAN", "paybright", "paynow", "trustly", "oney"],
  ...["facilypay_3x", "facilypay_4x", "unionpay", "wechatpaySDK", "wechatpayQR", "wechatpayWeb", "swish", "bizum", "walley", "walley_b2b"],
  ...["paypo", "scalapay", "scalapay_3x", "scalapay_4x", "konbini", "boletobancario", "primeiropay_boleto", "benefit", "knet", "omannet"],
  ...["gopay_wallet", "atome", "touchngo", "duitnow", "promptpay", "wero", "iris", "momo_atm"],
] as const;

/** The same, which may be stored. */
export const STORABLE_TYPES = [
  ...["bcmc_mobile", "bcmc_mobile_QR", "momo_wallet", "oxxo", "gcash", "dana", "kakaopay", "truemoney", "paysafecard", "paymaya_wallet"],
] as const;

const plain = [z.strictObject({ ...always, type: z.enum(PLAIN_TYPES) }), z.strictObject({ ...storable, type: z.enum(STORABLE_TYPES) })] as const;

/** `paymentMethod` of a payment (tech-spec, section 4.2). A type that is not here is none that Adyen offers. */
export const paymentMethod: z.ZodType<PaymentMethodDetails> = z.discriminatedUnion("type", [
  card,
  ...wallets,
  ...debits,
  ...banks,
  ...invoices,
  ...vouchers,
  ...plain,
]);
