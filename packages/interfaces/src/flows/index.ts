import type { AccessTokenRequestData, AccessTokenResponseData } from "./access-token.js";
import type {
  AccessTokenFlowData,
  DisputesFlowData,
  FilesFlowData,
  FrmFlowData,
  MandateRevokeFlowData,
  PaymentFlowData,
  PayoutFlowData,
  RefundFlowData,
  WebhookSourceVerifyData,
} from "./common.js";
import type {
  AcceptDisputeRequestData,
  AcceptDisputeResponse,
  DefendDisputeRequestData,
  DefendDisputeResponse,
  DisputeSyncData,
  DisputeSyncResponse,
  SubmitEvidenceRequestData,
  SubmitEvidenceResponse,
} from "./disputes.js";
import type { RetrieveFileRequestData, RetrieveFileResponse, UploadFileRequestData, UploadFileResponse } from "./files.js";
import type {
  FraudCheckCheckoutData,
  FraudCheckFulfillmentData,
  FraudCheckRecordReturnData,
  FraudCheckResponseData,
  FraudCheckSaleData,
  FraudCheckTransactionData,
} from "./fraud.js";
import type { MandateRevokeResponseData } from "./mandates.js";
import type {
  CompleteAuthorizeData,
  MandateRevokeRequestData,
  PaymentsAuthorizeData,
  PaymentsCancelData,
  PaymentsCancelPostCaptureData,
  PaymentsCaptureData,
  PaymentsIncrementalAuthorizationData,
  PaymentsSyncData,
  RepeatPaymentData,
  SetupMandateRequestData,
} from "./payments-request.js";
import type {
  ConnectorCustomerResponse,
  IncrementalAuthorizationResponse,
  MultipleCaptureResponse,
  PaymentResourceUpdateResponse,
  PaymentsBalanceResponse,
  PaymentsCreateOrderResponse,
  PaymentsResponseData,
  SessionResponse,
  SessionTokenResponse,
  TokenizationResponse,
  TransactionResponse,
  TransactionUnresolvedResponse,
} from "./payments-response.js";
import type {
  AuthorizeSessionTokenData,
  ConnectorCustomerData,
  CreateOrderRequestData,
  PaymentMethodTokenizationData,
  PaymentsApproveData,
  PaymentsAuthenticateData,
  PaymentsBalanceData,
  PaymentsPostAuthenticateData,
  PaymentsPostProcessingData,
  PaymentsPostSessionTokensData,
  PaymentsPreAuthenticateData,
  PaymentsPreProcessingData,
  PaymentsRejectData,
  PaymentsSessionData,
  PaymentsTaxCalculationData,
  PaymentsUpdateMetadataData,
  SdkPaymentsSessionUpdateData,
  TaxCalculationResponseData,
} from "./payments-steps.js";
import type { PayoutsData, PayoutsResponseData } from "./payouts.js";
import type { RefundsData, RefundsResponseData } from "./refunds.js";
import type { VerifyWebhookSourceRequestData, VerifyWebhookSourceResponseData } from "./webhook-source.js";

export type * from "./access-token.js";
export type * from "./common.js";
export type * from "./disputes.js";
export type * from "./files.js";
export type * from "./fraud.js";
export type * from "./mandates.js";
export type * from "./payments-request.js";
export type * from "./payments-response.js";
export type * from "./payments-steps.js";
export type * from "./payouts.js";
export type * from "./refunds.js";
export * from "./webhook-source.js";

/** The answer of the flows that act on a payment. */
export type TransactionResponseData = TransactionResponse | TransactionUnresolvedResponse;

/** A payment flow: its request, and the part of the payment answers that it can give. */
interface PaymentFlow<Request, Response extends PaymentsResponseData = TransactionResponseData> {
  common: PaymentFlowData;
  request: Request;
  response: Response;
}
interface DisputeFlow<Request, Response> {
  common: DisputesFlowData;
  request: Request;
  response: Response;
}
interface FraudFlow<Request> {
  common: FrmFlowData;
  request: Request;
  response: FraudCheckResponseData;
}
interface PayoutFlow {
  common: PayoutFlowData;
  request: PayoutsData;
  response: PayoutsResponseData;
}

/**
 * Every flow, once, with its three types. Client methods, both generations of the integration traits,
 * specifications, conformance and the support matrix derive from this table.
 */
export interface FlowTypes {
  Authorize: PaymentFlow<PaymentsAuthorizeData>;
  CompleteAuthorize: PaymentFlow<CompleteAuthorizeData>;
  PSync: PaymentFlow<PaymentsSyncData, TransactionResponseData | MultipleCaptureResponse>;
  Capture: PaymentFlow<PaymentsCaptureData>;
  Void: PaymentFlow<PaymentsCancelData>;
  PostCaptureVoid: PaymentFlow<PaymentsCancelPostCaptureData>;
  IncrementalAuthorization: PaymentFlow<PaymentsIncrementalAuthorizationData, IncrementalAuthorizationResponse>;
  Session: PaymentFlow<PaymentsSessionData, SessionResponse>;
  SdkSessionUpdate: PaymentFlow<SdkPaymentsSessionUpdateData, PaymentResourceUpdateResponse>;
  PostSessionTokens: PaymentFlow<PaymentsPostSessionTokensData>;
  PreProcessing: PaymentFlow<PaymentsPreProcessingData, PaymentsResponseData>;
  PostProcessing: PaymentFlow<PaymentsPostProcessingData, PaymentsResponseData>;
  AuthorizeSessionToken: PaymentFlow<AuthorizeSessionTokenData, SessionTokenResponse>;
  PaymentMethodToken: PaymentFlow<PaymentMethodTokenizationData, TokenizationResponse>;
  CreateConnectorCustomer: PaymentFlow<ConnectorCustomerData, ConnectorCustomerResponse>;
  CreateOrder: PaymentFlow<CreateOrderRequestData, PaymentsCreateOrderResponse>;
  SetupMandate: PaymentFlow<SetupMandateRequestData>;
  RepeatPayment: PaymentFlow<RepeatPaymentData>;
  MandateRevoke: { common: MandateRevokeFlowData; request: MandateRevokeRequestData; response: MandateRevokeResponseData };
  Approve: PaymentFlow<PaymentsApproveData>;
  Reject: PaymentFlow<PaymentsRejectData>;
  Balance: PaymentFlow<PaymentsBalanceData, PaymentsBalanceResponse>;
  CalculateTax: { common: PaymentFlowData; request: PaymentsTaxCalculationData; response: TaxCalculationResponseData };
  UpdateMetadata: PaymentFlow<PaymentsUpdateMetadataData, PaymentResourceUpdateResponse>;
  PreAuthenticate: PaymentFlow<PaymentsPreAuthenticateData, PaymentsResponseData>;
  Authenticate: PaymentFlow<PaymentsAuthenticateData, PaymentsResponseData>;
  PostAuthenticate: PaymentFlow<PaymentsPostAuthenticateData, PaymentsResponseData>;
  Execute: { common: RefundFlowData; request: RefundsData; response: RefundsResponseData };
  RSync: { common: RefundFlowData; request: RefundsData; response: RefundsResponseData };
  AccessTokenAuth: { common: AccessTokenFlowData; request: AccessTokenRequestData; response: AccessTokenResponseData };
  Accept: DisputeFlow<AcceptDisputeRequestData, AcceptDisputeResponse>;
  Defend: DisputeFlow<DefendDisputeRequestData, DefendDisputeResponse>;
  Evidence: DisputeFlow<SubmitEvidenceRequestData, SubmitEvidenceResponse>;
  DSync: DisputeFlow<DisputeSyncData, DisputeSyncResponse>;
  Upload: { common: FilesFlowData; request: UploadFileRequestData; response: UploadFileResponse };
  Retrieve: { common: FilesFlowData; request: RetrieveFileRequestData; response: RetrieveFileResponse };
  PoCreate: PayoutFlow;
  PoFulfill: PayoutFlow;
  PoCancel: PayoutFlow;
  PoQuote: PayoutFlow;
  PoRecipient: PayoutFlow;
  PoRecipientAccount: PayoutFlow;
  PoEligibility: PayoutFlow;
  PoSync: PayoutFlow;
  Checkout: FraudFlow<FraudCheckCheckoutData>;
  Sale: FraudFlow<FraudCheckSaleData>;
  Transaction: FraudFlow<FraudCheckTransactionData>;
  Fulfillment: FraudFlow<FraudCheckFulfillmentData>;
  RecordReturn: FraudFlow<FraudCheckRecordReturnData>;
  VerifyWebhookSource: { common: WebhookSourceVerifyData; request: VerifyWebhookSourceRequestData; response: VerifyWebhookSourceResponseData };
}

/** The name of a flow. */
export type Flow = keyof FlowTypes;

/**
 * What sending a flow's request does. The client's rules on sending again follow from it:
 *
 * - `read`: asks only; may be sent again.
 * - `money`: moves money, or promises to; sent once.
 * - `state`: changes something at the processor that costs nothing; sent once, and failing it is an error, not an unknown payment.
 */
export type FlowEffect = "read" | "money" | "state";

export const FLOW_EFFECT = {
  Authorize: "money",
  CompleteAuthorize: "money",
  PSync: "read",
  Capture: "money",
  Void: "money",
  PostCaptureVoid: "money",
  IncrementalAuthorization: "money",
  Session: "state",
  SdkSessionUpdate: "state",
  PostSessionTokens: "state",
  PreProcessing: "state",
  PostProcessing: "state",
  AuthorizeSessionToken: "state",
  PaymentMethodToken: "state",
  CreateConnectorCustomer: "state",
  CreateOrder: "state",
  SetupMandate: "money",
  RepeatPayment: "money",
  MandateRevoke: "state",
  Approve: "money",
  Reject: "money",
  Balance: "read",
  CalculateTax: "read",
  UpdateMetadata: "state",
  PreAuthenticate: "state",
  Authenticate: "state",
  PostAuthenticate: "state",
  Execute: "money",
  RSync: "read",
  AccessTokenAuth: "state",
  Accept: "money",
  Defend: "state",
  Evidence: "state",
  DSync: "read",
  Upload: "state",
  Retrieve: "read",
  PoCreate: "money",
  PoFulfill: "money",
  PoCancel: "money",
  PoQuote: "read",
  PoRecipient: "state",
  PoRecipientAccount: "state",
  PoEligibility: "read",
  PoSync: "read",
  Checkout: "state",
  Sale: "state",
  Transaction: "state",
  Fulfillment: "state",
  RecordReturn: "state",
  VerifyWebhookSource: "read",
} as const satisfies Record<Flow, FlowEffect>;
