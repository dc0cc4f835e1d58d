export { createClient, type ClientOptions, type PaymentsClient } from "./create-client.js";
export type { CaptureMethodOf, FlowsOf, PaymentMethodDataOf } from "./methods/connector-types.js";
export type * from "./methods/inputs.js";
export { METHOD_OF_FLOW } from "./methods/names.js";
export type * from "./methods/results.js";
export type { ClientMethods } from "./methods/methods.js";
export { memoryTokenStore, type TokenStore } from "./run/access-token.js";
export type { RetryPolicy } from "./run/retry.js";
export type { FlowRun } from "./run/run-flow.js";
export type { ClientRuntime } from "./runtime.js";
export { renderRedirectForm, type RedirectPageOptions } from "./redirect-page.js";
export { kyTransport, type KyTransportOptions } from "./transport/ky-transport.js";
export type { Transport, TransportFailure, TransportFailureReason, TransportRequest, TransportResult } from "./transport/transport.js";
export type * from "./webhooks/handle.js";
// What every caller of the client needs beside it, so that one import is enough.
export {
  applePay,
  card,
  googlePay,
  isConnectorError,
  mandatePayment,
  networkToken,
  networkTransactionCard,
  secret,
  Secret,
} from "@switchyard/interfaces";
export type { AnyConnector } from "@switchyard/interfaces";
