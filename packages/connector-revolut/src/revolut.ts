import { CurrencyUnit, ok, type RouterData } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, need, needConnectorRefundId, path } from "@switchyard/utils";
import { revolutAuth } from "./auth.js";
import { disputeResponse, emptyResponse, errorResponse, idResponse, orderResponse, paymentResponse, syncResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toChallengeRequest, toDisputeResult, toUpload } from "./transformers/disputes.js";
import { checkAuthorize, toCapture, toIncrement, toMetadata, toOrder, toRefund, toSyncPath } from "./transformers/order-request.js";
import { toErrorResponse, toIncrementResult, toOrderResult, toRefundResult, toSessionResult, toSyncResult } from "./transformers/order-result.js";
import { toCustomerRequest, toRevokePath, toSavedPaymentMethod, toSavedPaymentResult } from "./transformers/stored.js";
import { revolutWebhooks } from "./webhooks.js";

/** What is done to an order; to a dispute, below. */
const order = (action: string) => ({
  path: ({ data }: { readonly data: RouterData<"Capture" | "Void" | "Execute" | "IncrementalAuthorization"> }) =>
    path`api/orders/${data.request.connectorTransactionId}/${action}`,
  response: orderResponse,
});
const dispute = (action: string) => ({
  path: ({ data }: { readonly data: RouterData<"Accept" | "Evidence" | "Upload"> }) =>
    path`api/disputes/${need(data.connectorDisputeId ?? data.request.connectorDisputeId, "connectorDisputeId")}/${action}`,
});

/** What every flow that begins with an order sends. */
const createOrder = {
  path: "api/orders",
  body: ({ data }: { readonly data: RouterData<"Authorize" | "CreateOrder" | "Session"> }) => json(toOrder(data)),
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
    Capture: { ...order("capture"), body: ({ data }) => json(toCapture(data)), read: toOrderResult },
    Void: { ...order("cancel"), read: toOrderResult },
    Execute: {
      ...order("refund"),
      headers: ({ data }) => ({ "idempotency-key": data.refundId }),
      body: ({ data }) => json(toRefund(data)),
      read: toRefundResult,
      idempotent: true,
    },
    RSync: {
      method: "GET",
      path: ({ data }) => path`api/orders/${needConnectorRefundId(data.request)}`,
      response: orderResponse,
      read: toRefundResult,
    },
    IncrementalAuthorization: { ...order("increment-authorisation"), body: ({ data }) => json(toIncrement(data)), read: toIncrementResult },
    UpdateMetadata: {
      method: "PATCH",
      path: ({ data }) => path`api/orders/${data.request.connectorTransactionId}`,
      body: ({ data }) => json({ metadata: toMetadata(data.request.metadata) ?? {} }),
      response: orderResponse,
      read: () => ({ response: ok({ type: "payment_resource_update", status: "success" }) }),
    },
    CreateOrder: {
      ...createOrder,
      read: ({ id, token }) => ({ response: ok({ type: "create_order", orderId: id, sessionToken: token ?? undefined }) }),
    },
    Session: { ...createOrder, read: toSessionResult },
    RepeatPayment: {
      path: ({ data }) => path`api/orders/${need(data.referenceId, "the order that is paid")}/payments`,
      body: ({ data }) => json({ saved_payment_method: toSavedPaymentMethod(data) }),
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
    Accept: { ...dispute("accept"), response: emptyResponse, read: () => ({ response: ok({ disputeStatus: "dispute_accepted" }) }) },
    Upload: {
      ...dispute("evidences"),
      body: ({ data }) => toUpload(data),
      response: idResponse,
      read: ({ id }) => ({ response: ok({ providerFileId: id }) }),
    },
    Evidence: {
      ...dispute("challenge"),
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
});
