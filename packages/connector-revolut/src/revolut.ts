import { CurrencyUnit, ok } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, need, needConnectorRefundId, path, type RequestContext } from "@switchyard/utils";
import { revolutAuth, type RevolutAuth } from "./auth.js";
import { disputeResponse, emptyResponse, errorResponse, idResponse, orderResponse, paymentResponse, syncResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toCaptureRequest, toIncrementRequest, toIncrementResult, toRefundRequest, toRefundResult, toSyncPath } from "./transformers/actions.js";
import { toChallengeRequest, toDisputeResult, toUpload } from "./transformers/disputes.js";
import { toErrorResponse } from "./transformers/errors.js";
import { checkAuthorize, toMetadata, toOrderRequest } from "./transformers/order-request.js";
import { toOrderResult, toSession, toSyncResult } from "./transformers/order-result.js";
import { toCustomerRequest, toRevokePath, toSavedPaymentRequest, toSavedPaymentResult } from "./transformers/stored.js";
import { revolutWebhooks } from "./webhooks.js";

type Follow = "Capture" | "Void" | "Execute" | "IncrementalAuthorization" | "UpdateMetadata";
type Disputed = "Accept" | "Evidence" | "DSync" | "Upload";

/** An address under one order; a dispute's below. */
const order = <F extends Follow>(action?: string) => ({
  path: ({ data }: RequestContext<F, RevolutAuth>) =>
    action === undefined
      ? path`api/orders/${data.request.connectorTransactionId}`
      : path`api/orders/${data.request.connectorTransactionId}/${action}`,
  response: orderResponse,
});
const dispute = <F extends Disputed>(action: string) => ({
  path: ({ data }: RequestContext<F, RevolutAuth>) =>
    path`api/disputes/${need(data.connectorDisputeId ?? data.request.connectorDisputeId, "connectorDisputeId")}/${action}`,
});

/** What every flow that begins with an order sends. */
const createOrder = {
  path: "api/orders",
  body: ({ data }: RequestContext<"Authorize" | "CreateOrder" | "Session", RevolutAuth>) => json(toOrderRequest(data)),
  response: orderResponse,
} as const;

/** Revolut, through the Merchant API 2024-09-01. Buyers pay on its page: no card passes through here. */
export const revolut = defineConnector({
  id: "revolut",
  currencyUnit: CurrencyUnit.Minor,
  baseUrls: { sandbox: "https://sandbox-merchant.revolut.com/", production: "https://merchant.revolut.com/" },
  auth: revolutAuth,
  headers: ({ auth }) => ({ accept: "application/json", "revolut-api-version": "2024-09-01", authorization: auth.authorization }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  flows: {
    Authorize: { ...createOrder, validate: ({ data }) => checkAuthorize(data), read: toOrderResult },
    PSync: { method: "GET", path: ({ data }) => toSyncPath(data), response: syncResponse, read: toSyncResult },
    Capture: { ...order<"Capture">("capture"), body: ({ data }) => json(toCaptureRequest(data)), read: toOrderResult },
    Void: { ...order<"Void">("cancel"), read: toOrderResult },
    Execute: {
      ...order<"Execute">("refund"),
      headers: ({ data }) => ({ "idempotency-key": data.refundId }),
      body: ({ data }) => json(toRefundRequest(data)),
      read: toRefundResult,
      idempotent: true,
    },
    RSync: {
      method: "GET",
      path: ({ data }) => path`api/orders/${needConnectorRefundId(data.request)}`,
      response: orderResponse,
      read: toRefundResult,
    },
    IncrementalAuthorization: {
      ...order<"IncrementalAuthorization">("increment-authorisation"),
      body: ({ data }) => json(toIncrementRequest(data)),
      read: toIncrementResult,
    },
    UpdateMetadata: {
      ...order<"UpdateMetadata">(),
      method: "PATCH",
      body: ({ data }) => json({ metadata: toMetadata(data.request.metadata) ?? {} }),
      read: () => ({ response: ok({ type: "payment_resource_update", status: "success" }) }),
    },
    CreateOrder: {
      ...createOrder,
      read: ({ id, token }) => ({ response: ok({ type: "create_order", orderId: id, sessionToken: token ?? undefined }) }),
    },
    Session: {
      ...createOrder,
      // The widget wants the token; queries and captures want the order.
      read: ({ id, token }, { data }) => ({ response: ok({ type: "session", sessionToken: toSession(id, token, data.testMode) }) }),
    },
    RepeatPayment: {
      path: ({ data }) => path`api/orders/${need(data.referenceId, "the order that is paid")}/payments`,
      body: ({ data }) => json(toSavedPaymentRequest(data)),
      response: paymentResponse,
      read: toSavedPaymentResult,
    },
    MandateRevoke: {
      method: "DELETE",
      path: ({ data }) => toRevokePath(data),
      response: emptyResponse,
      read: () => ({ response: ok({ mandateStatus: "revoked" }) }),
      readDone: ({ code }) => (code === "not_found" ? { response: ok({ mandateStatus: "revoked" }) } : undefined),
    },
    CreateConnectorCustomer: {
      path: "api/customers",
      body: ({ data }) => json(toCustomerRequest(data)),
      response: idResponse,
      read: ({ id }) => ({ response: ok({ type: "connector_customer", connectorCustomerId: id }) }),
    },
    DSync: {
      method: "GET",
      path: ({ data }) => path`api/disputes/${need(data.request.connectorDisputeId, "connectorDisputeId")}`,
      response: disputeResponse,
      read: toDisputeResult,
    },
    Accept: { ...dispute<"Accept">("accept"), response: emptyResponse, read: () => ({ response: ok({ disputeStatus: "dispute_accepted" }) }) },
    Upload: {
      ...dispute<"Upload">("evidences"),
      body: ({ data }) => toUpload(data),
      response: idResponse,
      read: ({ id }) => ({ response: ok({ providerFileId: id }) }),
    },
    Evidence: {
      ...dispute<"Evidence">("challenge"),
      body: ({ data }) => json(toChallengeRequest(data)),
      response: emptyResponse,
      read: () => ({ response: ok({ disputeStatus: "dispute_challenged" }) }),
    },
  },
  // A charge of a saved payment method pays an order, which is made first: making it moves nothing.
  prerequisites: (flow) => (flow === "RepeatPayment" ? ["CreateOrder"] : []),
  syncsByReference: true,
  // The browser brings nothing that could be believed: the order says what became of the payment.
  redirects: { flowType: () => ({ type: "trigger", flow: "PSync" }) },
  webhooks: revolutWebhooks,
  webhookVerificationMandatory: true,
});
