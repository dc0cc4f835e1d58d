import type { AttemptStatus, IncomingWebhookEvent, RefundStatus, PayoutStatus, MandateStatus, EventClass } from "./enums/index.js";
import type {
  ConnectorDisputeId,
  ConnectorMandateId,
  ConnectorPayoutId,
  ConnectorRefundId,
  ConnectorTransactionId,
  MerchantReference,
  NetworkTransactionId,
} from "./ids.js";
import type { DisputePayload } from "./flows/disputes.js";
import type { MandateReference } from "./mandate.js";
import type { MinorUnit } from "./amount.js";
import type { ConnectorAuthType } from "./auth.js";
import type { Secret } from "./secret.js";

/** The secrets that a webhook may be signed with: during a rotation there are several. */
export interface ConnectorWebhookSecrets {
  readonly secrets: readonly Secret[];
  /** A second value that some processors mix in. */
  readonly additionalSecret?: Secret | undefined;
}

/** What verifying may depend on beside the request and the secrets. */
export interface WebhookContext {
  readonly now: () => Date;
  /** The merchant's credentials, which some processors mix into what is signed. */
  readonly auth?: ConnectorAuthType | undefined;
}

/** Whether a webhook's source is proven, and if not, why. */
export type WebhookVerification =
  | { readonly verified: true }
  | {
      readonly verified: false;
      readonly reason:
        | "no_recipe"
        | "no_secret"
        | "secret_invalid"
        | "signature_missing"
        | "signature_mismatch"
        | "timestamp_missing"
        | "timestamp_outside_tolerance"
        | "body_unreadable";
    };

/** A webhook signed for a test. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a webhook is about. */
export type ObjectReferenceId =
  | { readonly type: "payment"; readonly by: "connector_transaction_id"; readonly id: ConnectorTransactionId }
  | { readonly type: "payment"; readonly by: "merchant_reference"; readonly id: MerchantReference }
  | { readonly type: "refund"; readonly by: "connector_refund_id"; readonly id: ConnectorRefundId }
  | { readonly type: "refund"; readonly by: "merchant_reference"; readonly id: MerchantReference }
  | { readonly type: "dispute"; readonly by: "connector_dispute_id"; readonly id: ConnectorDisputeId }
  | { readonly type: "mandate"; readonly by: "connector_mandate_id"; readonly id: ConnectorMandateId }
  | { readonly type: "payout"; readonly by: "connector_payout_id"; readonly id: ConnectorPayoutId }
  | { readonly type: "payout"; readonly by: "merchant_reference"; readonly id: MerchantReference };

/** What a verified webhook says of a payment. */
export interface PaymentWebhookDetails {
  readonly type: "payment";
  readonly status: AttemptStatus;
  readonly connectorStatus?: string | undefined;
  readonly connectorTransactionId?: ConnectorTransactionId | undefined;
  readonly amount?: MinorUnit | undefined;
  readonly amountCaptured?: MinorUnit | undefined;
  readonly currency?: string | undefined;
  readonly mandateReference?: MandateReference | undefined;
  readonly networkTxnId?: NetworkTransactionId | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly errorReason?: string | undefined;
  readonly connectorResponseReferenceId?: string | undefined;
}

/** What a verified webhook says of a refund. */
export interface RefundWebhookDetails {
  readonly type: "refund";
  readonly status: RefundStatus;
  readonly connectorStatus?: string | undefined;
  readonly connectorRefundId?: ConnectorRefundId | undefined;
  readonly amount?: MinorUnit | undefined;
  readonly currency?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly connectorResponseReferenceId?: string | undefined;
}

/** What a verified webhook says of a dispute. */
export interface DisputeWebhookDetails extends DisputePayload {
  readonly type: "dispute";
}

/** What a verified webhook says of a mandate. */
export interface MandateWebhookDetails {
  readonly type: "mandate";
  readonly status: MandateStatus;
  readonly connectorMandateId?: ConnectorMandateId | undefined;
}

/** What a verified webhook says of a payout. */
export interface PayoutWebhookDetails {
  readonly type: "payout";
  readonly status: PayoutStatus;
  readonly connectorPayoutId?: ConnectorPayoutId | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
}

export type WebhookDetails = PaymentWebhookDetails | RefundWebhookDetails | DisputeWebhookDetails | MandateWebhookDetails | PayoutWebhookDetails;

/** What a webhook's body says before anyone decided whether to believe it. */
export interface ParsedWebhook {
  readonly event: IncomingWebhookEvent;
  readonly eventClass?: EventClass | undefined;
  /** The processor's own name of the event. */
  readonly connectorEvent: string;
  /** Stable across redeliveries of the same event: remember it to act once. */
  readonly eventId?: string | undefined;
  /** When the event happened, by the processor's clock. */
  readonly occurredAt?: Date | undefined;
  readonly reference?: ObjectReferenceId | undefined;
  /** Only to be used once the source is verified. */
  readonly details?: WebhookDetails | undefined;
  /** The part of the body that describes the object, as the processor wrote it. */
  readonly resource?: unknown;
  /**
   * What the event says of money stands in fields that the signature does not cover: the processor must be asked, even
   * when the source is verified.
   */
  readonly confirm?: boolean | undefined;
}

/** The answer that a processor expects to a webhook. */
export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
