import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, needConnectorRefundId, path, type RequestContext } from "@switchyard/utils";
import { worldpayAuth, type WorldpayAuth } from "./auth.js";
import { emptyResponse, errorResponse, paymentsResponse, syncResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toCaptureRequest, toIncrementRequest, toIncrementResult, toRefundRequest, toRefundResult, toTokenUrl } from "./transformers/actions.js";
import { toStepPath, toStepRequest } from "./transformers/complete-authorize.js";
import { toErrorResponse } from "./transformers/errors.js";
import { toPaymentsRequest } from "./transformers/payment-request.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import type { PaymentRecord } from "./transformers/stored-card.js";
import { isRecovery, toRefundSyncResult, toSyncPath, toSyncResult } from "./transformers/sync.js";
import { worldpayWebhooks } from "./webhooks.js";

const JSON_TYPE = "application/json";
const CARD_PAYMENTS_TYPE = "application/vnd.worldpay.payments-v7+json";

/** Headers of Worldpay's other APIs: their version is in the media type, not in a header. */
const mediaType = (type: string) => ({ accept: type, "content-type": type, "wp-api-version": undefined });

/** Every payment that begins: whom it is for and what it is made with stands in its body. */
const createPayment = {
  path: "api/payments",
  body: ({ data, auth }: RequestContext<PaymentRecord["flow"], WorldpayAuth>) => json(toPaymentsRequest(data, auth)),
  response: paymentsResponse,
  read: toPaymentResult,
} as const;

/** An action on a payment, which the last part of its path names. Without a body unless said: one would be refused. */
const action = <F extends "Capture" | "Void" | "PostCaptureVoid" | "Execute">(name: string) => ({
  path: ({ data }: RequestContext<F, WorldpayAuth>) => path`api/payments/${data.request.connectorTransactionId}/${name}`,
  response: paymentsResponse,
});

/** A token that was deleted, or is not there any more. */
const revoked = { response: { ok: true, value: { mandateStatus: "revoked" } } } as const;

/** Worldpay, through the Access Worldpay Payments API of 2024-06-01. */
export const worldpay = defineConnector({
  id: "worldpay",
  currencyUnit: CurrencyUnit.Minor,
  syncsByReference: true,
  baseUrls: { sandbox: "https://try.access.worldpay.com/", production: "https://access.worldpay.com/" },
  auth: worldpayAuth,
  headers: ({ auth }) => ({ accept: JSON_TYPE, "content-type": JSON_TYPE, "wp-api-version": "2024-06-01", authorization: auth.authorization }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  // The settlement rule takes it, the declaration of supported methods does not name it (tech-spec, section 9).
  extraCaptureMethods: ["manual_multiple"],
  flows: {
    Authorize: createPayment,
    SetupMandate: createPayment,
    RepeatPayment: createPayment,
    CompleteAuthorize: {
      path: ({ data }) => toStepPath(data),
      body: ({ data }) => json(toStepRequest(data)),
      response: paymentsResponse,
      read: toPaymentResult,
    },
    Capture: { ...action<"Capture">("partialSettlements"), body: ({ data }) => json(toCaptureRequest(data)), read: toPaymentResult },
    Void: { ...action<"Void">("cancellations"), read: toPaymentResult },
    PostCaptureVoid: { ...action<"PostCaptureVoid">("reversals"), read: toPaymentResult },
    Execute: { ...action<"Execute">("partialRefunds"), body: ({ data }) => json(toRefundRequest(data)), read: toRefundResult },
    PSync: {
      method: "GET",
      path: ({ data }) => toSyncPath(data),
      headers: ({ data }) => (isRecovery(data) ? mediaType("application/vnd.worldpay.payment-queries-v1.hal+json") : {}),
      response: syncResponse,
      read: toSyncResult,
    },
    RSync: {
      method: "GET",
      path: ({ data }) => path`api/payments/${needConnectorRefundId(data.request)}`,
      response: syncResponse,
      read: toRefundSyncResult,
    },
    IncrementalAuthorization: {
      path: ({ data }) => path`payments/authorizations/incrementalAuthorizations/${data.request.connectorTransactionId}`,
      headers: () => mediaType(CARD_PAYMENTS_TYPE),
      body: ({ data }) => json(toIncrementRequest(data), CARD_PAYMENTS_TYPE),
      response: paymentsResponse,
      read: toIncrementResult,
    },
    MandateRevoke: {
      method: "DELETE",
      path: ({ data, context }) => toTokenUrl(data, context.baseUrl),
      headers: () => mediaType("application/vnd.worldpay.tokens-v3.hal+json"),
      response: emptyResponse,
      read: () => revoked,
      readDone: ({ code }) => (code === "resourceNotFound" ? revoked : undefined),
    },
  },
  redirects: {
    // A browser that comes back to the step's URL goes on with the payment; anything else has its status already.
    flowType: (_query, _payload, cause) => (cause === "CompleteAuthorize" ? { type: "trigger", flow: "CompleteAuthorize" } : { type: "avoid" }),
  },
  webhooks: worldpayWebhooks,
  webhookVerificationMandatory: true,
});
