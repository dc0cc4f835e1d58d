/** Whether a fraud check runs before or after the authorization. */
export const FrmTransactionType = {
  PreFrm: "pre_frm",
  PostFrm: "post_frm",
} as const;
/** One of {@link FrmTransactionType}. */
export type FrmTransactionType = (typeof FrmTransactionType)[keyof typeof FrmTransactionType];

/** What to do with a payment that a fraud check has flagged. */
export const FrmSuggestion = {
  FrmCancelTransaction: "frm_cancel_transaction",
  FrmManualReview: "frm_manual_review",
  /** Authorize a payment that was held, now that it is approved. */
  FrmAuthorizeTransaction: "frm_authorize_transaction",
} as const;
/** One of {@link FrmSuggestion}. */
export type FrmSuggestion = (typeof FrmSuggestion)[keyof typeof FrmSuggestion];

/** How the customer got the money of a returned order. Upper case, as in Hyperswitch. */
export const RefundMethod = {
  StoreCredit: "STORE_CREDIT",
  OriginalPaymentInstrument: "ORIGINAL_PAYMENT_INSTRUMENT",
  NewPaymentInstrument: "NEW_PAYMENT_INSTRUMENT",
} as const;
/** One of {@link RefundMethod}. */
export type RefundMethod = (typeof RefundMethod)[keyof typeof RefundMethod];

/** How far an order is shipped. Upper case, as in Hyperswitch. */
export const FulfillmentStatus = {
  Partial: "PARTIAL",
  Complete: "COMPLETE",
  Replacement: "REPLACEMENT",
  Canceled: "CANCELED",
} as const;
/** One of {@link FulfillmentStatus}. */
export type FulfillmentStatus = (typeof FulfillmentStatus)[keyof typeof FulfillmentStatus];
