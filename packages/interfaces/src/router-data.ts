import type { ConnectorAuthType } from "./auth.js";
import type { ErrorResponse } from "./error-response.js";
import type { Flow, FlowTypes } from "./flows/index.js";
import type { Result } from "./result.js";

/** What a flow's record holds besides its resource data. */
export interface RouterDataCore<F extends Flow> {
  readonly flow: F;
  readonly connectorAuthType: ConnectorAuthType;
  readonly request: FlowTypes[F]["request"];
  /** Absent until an answer came. A decline is data: an {@link ErrorResponse}. */
  readonly response?: Result<FlowTypes[F]["response"], ErrorResponse> | undefined;
}

/**
 * The record of one attempt at one flow, first generation: flat.
 * A step never changes it; it returns a new one.
 */
export type RouterData<F extends Flow = Flow> = F extends Flow ? RouterDataCore<F> & FlowTypes[F]["common"] : never;

/** The same record, second generation: the resource's data stand apart from the flow's. */
export type RouterDataV2<F extends Flow = Flow> = F extends Flow
  ? RouterDataCore<F> & { readonly resourceCommonData: FlowTypes[F]["common"] }
  : never;

/** The second generation's view of a flat record. */
export function fromOldRouterData<F extends Flow>(data: RouterData<F>): RouterDataV2<F> {
  const { flow, connectorAuthType, request, response, ...resourceCommonData } = data as RouterDataCore<F> & FlowTypes[F]["common"];
  const core = { flow, connectorAuthType, request, resourceCommonData };
  // An absent response stays absent: a round trip gives back the very same keys.
  return (Object.hasOwn(data, "response") ? { ...core, response } : core) as unknown as RouterDataV2<F>;
}

/** The flat view of a second-generation record. */
export function toOldRouterData<F extends Flow>(data: RouterDataV2<F>): RouterData<F> {
  const { resourceCommonData, ...core } = data as RouterDataCore<F> & { resourceCommonData: FlowTypes[F]["common"] };
  return { ...resourceCommonData, ...core } as unknown as RouterData<F>;
}

export type PaymentsAuthorizeRouterData = RouterData<"Authorize">;
export type PaymentsCompleteAuthorizeRouterData = RouterData<"CompleteAuthorize">;
export type PaymentsSyncRouterData = RouterData<"PSync">;
export type PaymentsCaptureRouterData = RouterData<"Capture">;
export type PaymentsCancelRouterData = RouterData<"Void">;
export type PaymentsCancelPostCaptureRouterData = RouterData<"PostCaptureVoid">;
export type PaymentsIncrementalAuthorizationRouterData = RouterData<"IncrementalAuthorization">;
export type PaymentsSessionRouterData = RouterData<"Session">;
export type SdkSessionUpdateRouterData = RouterData<"SdkSessionUpdate">;
export type PaymentsPostSessionTokensRouterData = RouterData<"PostSessionTokens">;
export type PaymentsPreProcessingRouterData = RouterData<"PreProcessing">;
export type PaymentsPostProcessingRouterData = RouterData<"PostProcessing">;
export type PaymentsAuthorizeSessionTokenRouterData = RouterData<"AuthorizeSessionToken">;
export type TokenizationRouterData = RouterData<"PaymentMethodToken">;
export type ConnectorCustomerRouterData = RouterData<"CreateConnectorCustomer">;
export type CreateOrderRouterData = RouterData<"CreateOrder">;
export type SetupMandateRouterData = RouterData<"SetupMandate">;
export type RepeatPaymentRouterData = RouterData<"RepeatPayment">;
export type MandateRevokeRouterData = RouterData<"MandateRevoke">;
export type RefundsRouterData = RouterData<"Execute">;
export type RefundSyncRouterData = RouterData<"RSync">;
export type RefreshTokenRouterData = RouterData<"AccessTokenAuth">;
export type AccessTokenRouterData = RouterData<"AccessTokenAuth">;
export type VerifyWebhookSourceRouterData = RouterData<"VerifyWebhookSource">;
