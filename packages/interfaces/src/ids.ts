declare const flavour: unique symbol;

/**
 * A string with a meaning: a plain string is accepted, a string of another meaning is not.
 * A refund id cannot be passed where a payment id is due.
 */
export type Id<Meaning extends string> = string & { readonly [flavour]?: Meaning };

/** The processor's id of a payment. */
export type ConnectorTransactionId = Id<"ConnectorTransactionId">;
/** The processor's id of one capture. */
export type ConnectorCaptureId = Id<"ConnectorCaptureId">;
/** The processor's id of a refund. */
export type ConnectorRefundId = Id<"ConnectorRefundId">;
/** The processor's id of a dispute. */
export type ConnectorDisputeId = Id<"ConnectorDisputeId">;
/** The processor's id of a mandate or of a stored credential. */
export type ConnectorMandateId = Id<"ConnectorMandateId">;
/** The processor's id of a customer. */
export type ConnectorCustomerId = Id<"ConnectorCustomerId">;
/** The processor's id of a payout. */
export type ConnectorPayoutId = Id<"ConnectorPayoutId">;
/** The card scheme's id of a transaction; it links later payments with the same card to it. */
export type NetworkTransactionId = Id<"NetworkTransactionId">;

/** Our own ids, chosen by the caller. */
export type MerchantId = Id<"MerchantId">;
export type PaymentId = Id<"PaymentId">;
export type AttemptId = Id<"AttemptId">;
export type RefundId = Id<"RefundId">;
export type DisputeId = Id<"DisputeId">;
export type PayoutId = Id<"PayoutId">;
export type CustomerId = Id<"CustomerId">;
/** The reference of one request that the processor echoes in reports and webhooks. */
export type MerchantReference = Id<"MerchantReference">;
