import type { Currency, RefundStatus } from "../enums/index.js";
import type { BrowserInformation } from "../browser-information.js";
import type { ConnectorRefundId, ConnectorTransactionId, RefundId } from "../ids.js";
import type { MinorUnit } from "../amount.js";
import type { SplitPaymentsRequest, SplitRefundsRequest } from "../order.js";
import type { ConnectorMetadata } from "./common.js";
import type { EchoedAmount } from "./payments-response.js";

/** Execute and RSync: give money back, and ask what became of it. */
export interface RefundsData {
  readonly refundId: RefundId;
  readonly connectorTransactionId: ConnectorTransactionId;
  /** Known once the refund was made: RSync needs it. */
  readonly connectorRefundId?: ConnectorRefundId | undefined;
  readonly refundAmount: MinorUnit;
  readonly currency: Currency;
  /** The amount that was paid, where the caller knows it. */
  readonly paymentAmount?: MinorUnit | undefined;
  readonly reason?: string | undefined;
  readonly webhookUrl?: string | undefined;
  /** What the payment's flows left in `connectorMetadata`. */
  readonly connectorMetadata?: unknown;
  readonly refundConnectorMetadata?: unknown;
  readonly metadata?: ConnectorMetadata | undefined;
  readonly browserInfo?: BrowserInformation | undefined;
  /** How the payment was split, for processors that find it only with that. */
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  readonly splitRefunds?: SplitRefundsRequest | undefined;
  readonly captureMethod?: string | undefined;
}

export interface RefundsResponseData {
  readonly type: "refund";
  readonly connectorRefundId: ConnectorRefundId;
  readonly refundStatus: RefundStatus;
  /** The processor's own status word. */
  readonly connectorStatus?: string | undefined;
  readonly connectorResponseReferenceId?: string | undefined;
  readonly connectorMetadata?: Readonly<Record<string, unknown>> | undefined;
  readonly echoed?: EchoedAmount | undefined;
}
