/** When authorized funds are captured. */
export const CaptureMethod = {
  /** In full, at once. */
  Automatic: "automatic",
  /** Once, when the merchant asks. */
  Manual: "manual",
  /** In several parts, when the merchant asks. */
  ManualMultiple: "manual_multiple",
  /** At a set date and time. */
  Scheduled: "scheduled",
  /** At once, as an authorization followed by a capture: two calls that look like one. */
  SequentialAutomatic: "sequential_automatic",
} as const;
/** One of {@link CaptureMethod}. */
export type CaptureMethod = (typeof CaptureMethod)[keyof typeof CaptureMethod];

/** Whether the payment method is kept for later payments, and who is there when they happen. */
export const FutureUsage = {
  /** Later payments without the customer: recurring, merchant-initiated. */
  OffSession: "off_session",
  /** Later payments with the customer present. */
  OnSession: "on_session",
} as const;
/** One of {@link FutureUsage}. */
export type FutureUsage = (typeof FutureUsage)[keyof typeof FutureUsage];

/** What the customer goes through to pay. */
export const PaymentExperience = {
  RedirectToUrl: "redirect_to_url",
  InvokeSdkClient: "invoke_sdk_client",
  DisplayQrCode: "display_qr_code",
  OneClick: "one_click",
  LinkWallet: "link_wallet",
  InvokePaymentApp: "invoke_payment_app",
  DisplayWaitScreen: "display_wait_screen",
  CollectOtp: "collect_otp",
} as const;
/** One of {@link PaymentExperience}. */
export type PaymentExperience = (typeof PaymentExperience)[keyof typeof PaymentExperience];

/**
 * Through which channel the order came in.
 *
 * Hyperswitch also lets free text through; no processor reads it.
 */
export const PaymentChannel = {
  Ecommerce: "ecommerce",
  MailOrder: "mail_order",
  TelephoneOrder: "telephone_order",
} as const;
/** One of {@link PaymentChannel}. */
export type PaymentChannel = (typeof PaymentChannel)[keyof typeof PaymentChannel];

/** Whether a payment is a plain one, or sets up or uses a mandate. */
export const PaymentType = {
  Normal: "normal",
  NewMandate: "new_mandate",
  SetupMandate: "setup_mandate",
  RecurringMandate: "recurring_mandate",
} as const;
/** One of {@link PaymentType}. */
export type PaymentType = (typeof PaymentType)[keyof typeof PaymentType];

/** Why a merchant-initiated payment is made (the categories of the card schemes). */
export const MitCategory = {
  /** One of a fixed number of parts of one purchase. */
  Installment: "installment",
  /** With stored credentials, at no fixed time: a top-up, say. */
  Unscheduled: "unscheduled",
  /** At regular intervals, usually of the same amount. */
  Recurring: "recurring",
  /** A retry of an earlier payment that failed. */
  Resubmission: "resubmission",
} as const;
/** One of {@link MitCategory}. */
export type MitCategory = (typeof MitCategory)[keyof typeof MitCategory];

/** Whether the processor shall keep the payment method as a token. */
export const Tokenization = {
  SkipPsp: "skip_psp",
  TokenizeAtPsp: "tokenize_at_psp",
} as const;
/** One of {@link Tokenization}. */
export type Tokenization = (typeof Tokenization)[keyof typeof Tokenization];

/** How the customer accepted a mandate. */
export const AcceptanceType = {
  Online: "online",
  Offline: "offline",
} as const;
/** One of {@link AcceptanceType}. */
export type AcceptanceType = (typeof AcceptanceType)[keyof typeof AcceptanceType];

/** When a refund is sent to the processor. */
export const RefundType = {
  Scheduled: "scheduled",
  Instant: "instant",
} as const;
/** One of {@link RefundType}. */
export type RefundType = (typeof RefundType)[keyof typeof RefundType];

/** Whether an order line is taxed. */
export const TaxStatus = {
  Taxable: "taxable",
  Exempt: "exempt",
} as const;
/** One of {@link TaxStatus}. */
export type TaxStatus = (typeof TaxStatus)[keyof typeof TaxStatus];

/** What kind of thing an order line is. */
export const ProductType = {
  Physical: "physical",
  Digital: "digital",
  Travel: "travel",
  Ride: "ride",
  Event: "event",
  Accommodation: "accommodation",
} as const;
/** One of {@link ProductType}. */
export type ProductType = (typeof ProductType)[keyof typeof ProductType];

/** The kind of a Brazilian tax document. Upper case, as in Hyperswitch. */
export const DocumentKind = {
  /** Of a company. */
  Cnpj: "CNPJ",
  /** Of a person. */
  Cpf: "CPF",
} as const;
/** One of {@link DocumentKind}. */
export type DocumentKind = (typeof DocumentKind)[keyof typeof DocumentKind];

/** What a UPI payment is drawn from. Upper case, as in Hyperswitch. */
export const UpiSource = {
  /** A RuPay credit card. */
  UpiCc: "UPI_CC",
  /** A credit line. */
  UpiCl: "UPI_CL",
  /** A bank account. */
  UpiAccount: "UPI_ACCOUNT",
  /** A credit card or a credit line. */
  UpiCcCl: "UPI_CC_CL",
  /** A prepaid instrument. */
  UpiPpi: "UPI_PPI",
  UpiVoucher: "UPI_VOUCHER",
} as const;
/** One of {@link UpiSource}. */
export type UpiSource = (typeof UpiSource)[keyof typeof UpiSource];

/** Where a Stripe platform charges a split payment: on the connected account, or on its own. */
export const StripeChargeType = {
  Direct: "direct",
  Destination: "destination",
} as const;
/** One of {@link StripeChargeType}. */
export type StripeChargeType = (typeof StripeChargeType)[keyof typeof StripeChargeType];

/** What an Adyen split books, and for whom. PascalCase: Adyen's own values. */
export const AdyenSplitType = {
  BalanceAccount: "BalanceAccount",
  AcquiringFees: "AcquiringFees",
  PaymentFee: "PaymentFee",
  AdyenFees: "AdyenFees",
  AdyenCommission: "AdyenCommission",
  AdyenMarkup: "AdyenMarkup",
  Interchange: "Interchange",
  SchemeFee: "SchemeFee",
  Commission: "Commission",
  TopUp: "TopUp",
  Vat: "Vat",
} as const;
/** One of {@link AdyenSplitType}. */
export type AdyenSplitType = (typeof AdyenSplitType)[keyof typeof AdyenSplitType];
