import { z } from "zod";

const text = z.string().min(1);
const amount = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,4})?$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const url = z.string().regex(/^https?:\/\/.+/);
const pan = z.string().regex(/^\d{12,19}$/);
const exp = z.string().regex(/^(0[1-9]|1[0-2])\/\d\d$/);
const flag = z.enum(["true", "false"]);
const whole = z.string().regex(/^-?\d{1,5}$/);

/** `POST /api/oauth2/token`. */
export const tokenRequest = z.strictObject({ grant_type: z.literal("client_credentials") });

/** `POST /api/v1/purchase` with a card (tech-spec, sections 4.1 and 4.9). */
export const purchaseRequest = z.strictObject({
  amount,
  currency,
  pan,
  cvv: z.string().regex(/^\d{3,4}$/),
  exp,
  cardholder: text,
  reference: text,
  redirectUrl: url,
  "billing[city]": text,
  "billing[country]": z.string().regex(/^[A-Z]{2}$/),
  "billing[street1]": text,
  "billing[postcode]": text,
  "customer[email]": z.string().regex(/^[^@\s]+@[^@\s]+$/),
  "customer[ipAddress]": z.string().regex(/^[0-9a-fA-F.:]{3,45}$/),
  "browser[acceptHeader]": text,
  "browser[language]": text,
  "browser[screenHeight]": whole,
  "browser[screenWidth]": whole,
  "browser[timezone]": whole,
  "browser[userAgent]": text,
  "browser[javaEnabled]": flag,
  "browser[javaScriptEnabled]": flag,
  "browser[screenColorDepth]": whole,
  "browser[challengeWindow]": z.literal("1"),
  "browser[paymentType]": z.literal("Plain"),
  "browser[paymentAction]": z.literal("preauth").optional(),
  PaymentType: z.literal("RecurringInitial").optional(),
  descriptor: text.optional(),
});
export type PurchaseRequest = z.infer<typeof purchaseRequest>;

/** `POST /api/v1/purchase` with a network token (tech-spec, section 4.2). */
export const networkTokenRequest = z.strictObject({
  amount,
  currency,
  pan,
  exp,
  RedirectUrl: url,
  threeDSecureEnrollmentStatus: z.literal("Y"),
  threeDSecureEci: z.string().regex(/^0?[0-7]$/),
  threeDSecureAuthenticationStatus: z.literal("Y"),
  threeDSecureVerificationId: text,
});

/** `POST /api/v1/purchase` without the shopper (tech-spec, section 4.10). */
export const recurringRequest = z.strictObject({
  amount,
  currency,
  InstanceId: text,
  reference: text,
  PaymentType: z.literal("RecurringSubsequent"),
});

/** `POST /api/v1/intent` (tech-spec, section 4.3). */
export const intentRequest = z.strictObject({ amount, currency, initApplePay: flag, initGooglePay: flag, reference: text });

/** `POST /api/v1/Refund`. */
export const cardRefundRequest = z.strictObject({ instanceId: text, amount, currency, reference: text });

const merchantIdentification = z.strictObject({ ProjectId: z.string().regex(/^\d+$/) });
const bankAmount = z.strictObject({ Amount: amount, Currency: currency, RequireExact: z.literal("true").optional() });
const references = z.strictObject({ MerchantReference: text });

/** `POST /api/Payments/Payment` (tech-spec, section 4.4). */
export const bankPaymentRequest = z.strictObject({
  paymentMethod: text,
  merchantIdentification,
  paymentInformation: z.strictObject({
    Amount: bankAmount,
    References: references,
    Debtor: z.strictObject({ Name: text, Email: text }).optional(),
  }),
  callbackUrls: z.strictObject({ success: url, cancel: url, error: url, Notification: url.optional() }),
});
export type BankPaymentRequest = z.infer<typeof bankPaymentRequest>;

/** `POST /api/Payments/Payment/{PaymentRequestId}/Refund` (tech-spec, section 4.7). */
export const bankRefundRequest = z.strictObject({
  merchantIdentification,
  paymentInformation: z.strictObject({ Amount: z.strictObject({ Amount: amount, Currency: currency }), References: references }),
});
