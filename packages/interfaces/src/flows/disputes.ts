import type { MinorUnit } from "../amount.js";
import type { DisputeStage, DisputeStatus } from "../enums/index.js";
import type { ConnectorDisputeId, DisputeId } from "../ids.js";
import type { Secret } from "../secret.js";
import type { ObjectReferenceId } from "../webhooks.js";

/** Which dispute a request is about. */
interface DisputeReference {
  readonly disputeId: DisputeId;
  readonly connectorDisputeId: ConnectorDisputeId;
}

/** Where a dispute stands after the merchant has acted on it. */
interface DisputeOutcome {
  readonly disputeStatus: DisputeStatus;
  /** The processor's own status word. */
  readonly connectorStatus?: string | undefined;
}

/** Accept: concede a dispute. The money is lost. */
export interface AcceptDisputeRequestData extends DisputeReference {
  readonly disputeStatus: DisputeStatus;
}
/** Where the dispute stands once it is accepted. */
export type AcceptDisputeResponse = DisputeOutcome;

/** Defend: contest a dispute, with the evidence that was submitted before. */
export type DefendDisputeRequestData = DisputeReference;
/** Where the dispute stands once it is contested. */
export type DefendDisputeResponse = DisputeOutcome;

/** Evidence that is a document. */
export type DisputeEvidenceFileKind =
  | "cancellation_policy"
  | "customer_communication"
  | "customer_signature"
  | "receipt"
  | "refund_policy"
  | "service_documentation"
  | "shipping_documentation"
  /** Proof that two charges are not one charged twice. */
  | "invoice_showing_distinct_transactions"
  | "recurring_transaction_agreement"
  | "uncategorized_file";

/** Evidence that is a statement in words. */
export type DisputeEvidenceTextKind =
  /** What the customer did in the merchant's system: logins, downloads, with times and addresses. */
  | "access_activity_log"
  | "billing_address"
  | "cancellation_policy_disclosure"
  | "cancellation_rebuttal"
  | "customer_email_address"
  | "customer_name"
  | "customer_purchase_ip"
  | "product_description"
  | "refund_policy_disclosure"
  | "refund_refusal_explanation"
  | "service_date"
  | "shipping_address"
  | "shipping_carrier"
  | "shipping_date"
  | "shipping_tracking_number"
  | "uncategorized_text";

/** A document: one that the processor holds already (Upload), or its bytes. */
export type DisputeEvidenceFile =
  | { readonly type: "uploaded"; readonly providerFileId: string }
  | {
      readonly type: "content";
      readonly file: Secret<Uint8Array>;
      /** The media type: `application/pdf`. */
      readonly fileType: string;
      readonly fileName?: string | undefined;
    };

/** Evidence: hand in what speaks against a dispute. */
export interface SubmitEvidenceRequestData extends DisputeReference {
  readonly disputeStatus: DisputeStatus;
  readonly texts?: Readonly<Partial<Record<DisputeEvidenceTextKind, Secret>>> | undefined;
  readonly files?: Readonly<Partial<Record<DisputeEvidenceFileKind, DisputeEvidenceFile>>> | undefined;
}
/** Where the dispute stands once the evidence is in. */
export type SubmitEvidenceResponse = DisputeOutcome;

/** DSync: ask where a dispute stands. */
export type DisputeSyncData = DisputeReference;

/** A dispute as the processor tells of it. */
export interface DisputePayload {
  /** What is disputed, which may be less than what was paid. */
  readonly amount: MinorUnit;
  /** Upper-case ISO 4217, as the processor wrote it. */
  readonly currency: string;
  readonly stage: DisputeStage;
  /** The processor's own status word. */
  readonly connectorStatus: string;
  readonly connectorDisputeId: ConnectorDisputeId;
  readonly connectorReason?: string | undefined;
  /** The scheme's code of the reason, such as Visa's 10.4. */
  readonly connectorReasonCode?: string | undefined;
  /** Evidence that comes later is not heard. */
  readonly challengeRequiredBy?: Date | undefined;
  readonly createdAt?: Date | undefined;
  readonly updatedAt?: Date | undefined;
}

/** Where a dispute stands. */
export interface DisputeSyncResponse extends DisputePayload {
  readonly disputeStatus: DisputeStatus;
  /** The payment that is disputed. */
  readonly objectReferenceId?: ObjectReferenceId | undefined;
}
