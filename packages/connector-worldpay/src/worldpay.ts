import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, path, type RequestContext } from "@switchyard/utils";
import { worldpayAuth, type WorldpayAuth } from "./auth.js";
import { emptyResponse, errorResponse, incrementResponse, paymentsResponse, syncResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import {
  completePath,
  refundSyncPath,
  syncHeaders,
  syncPath,
  toCaptureRequest,
  toCompleteRequest,
  toErrorResponse,
  toIncrementRequest,
  toIncrementResult,
  tokenUrl,
  toRefundRequest,
  toRefundResult,
  toRefundSyncResult,
  toSyncResult,
} from "./transformers/actions.js";
import { toPaymentsRequest, type PaymentRecord } from "./transformers/payment-request.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import { worldpayWebhooks } from "./webhooks.js";

const JSON_TYPE = "application/json";
const CARD_PAYMENTS_TYPE = "application/vnd.worldpay.payments-v7+json";
const TOKENS_TYPE = "application/vnd.worldpay.tokens-v3.hal+json";

/** Headers of Worldpay's other APIs: their version is in the media type, not in a header. */
const mediaType = (type: string) => ({ accept: type, "content-type": type, "wp-api-version": undefined });

/** `POST api/payments` serves every payment that begins: whom it is for and what it is made with stands in its body. */
const createPayment = {
  path: "api/payments",
  body: ({ data, auth }: RequestContext<PaymentRecord["flow"], WorldpayAuth>) => json(toPaymentsRequest(data, auth)),
  response: paymentsResponse,
  read: toPaymentResult,
} as const;

/** Worldpay, through the Access Worldpay Payments API of 2024-06-01. */
export const worldpay = defineConnector({
  id: "worldpay",
  currencyUnit: CurrencyUnit.Minor,
  baseUrls: { sandbox: "https://try.access.worldpay.com/", production: "https://access.worldpay.com/" },
  auth: worldpayAuth,
  headers: ({ auth }) => ({ accept: JSON_TYPE, "content-type": JSON_TYPE, "wp-api-version": "2024-06-01", authorization: auth.authorization }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  // The settlement rule takes it, the declaration of supported methods does not name it (tech-spec, section 9).
  extraCaptureMethods: ["manual_multiple"],
  flows: {
    Authorize: createPayment,
    CompleteAuthorize: {
      path: ({ data }) => completePath(data),
      body: ({ data }) => json(toCompleteRequest(data)),
      response: paymentsResponse,
      read: toPaymentResult,
    },
    SetupMandate: createPayment,
    RepeatPayment: createPayment,
    PSync: {
      method: "GET",
      path: ({ data }) => syncPath(data),
      headers: ({ data }) => syncHeaders(data),
      response: syncResponse,
      read: toSyncResult,
    },
    Capture: {
      path: ({ data }) => path`api/payments/${data.request.connectorTransactionId}/partialSettlements`,
      body: ({ data }) => json(toCaptureRequest(data)),
      response: paymentsResponse,
      read: toPaymentResult,
    },
    Void: {
      path: ({ data }) => path`api/payments/${data.request.connectorTransactionId}/cancellations`,
      response: paymentsResponse,
      read: toPaymentResult,
    },
    PostCaptureVoid: {
      path: ({ data }) => path`api/payments/${data.request.connectorTransactionId}/reversals`,
      response: paymentsResponse,
      read: toPaymentResult,
    },
    Execute: {
      path: ({ data }) => path`api/payments/${data.request.connectorTransactionId}/partialRefunds`,
      body: ({ data }) => json(toRefundRequest(data)),
      response: paymentsResponse,
      read: toRefundResult,
    },
    RSync: {
      method: "GET",
      path: ({ data }) => refundSyncPath(data),
      response: syncResponse,
      read: toRefundSyncResult,
    },
    IncrementalAuthorization: {
      path: ({ data }) => path`payments/authorizations/incrementalAuthorizations/${data.request.connectorTransactionId}`,
      headers: () => mediaType(CARD_PAYMENTS_TYPE),
      body: ({ data }) => json(toIncrementRequest(data), CARD_PAYMENTS_TYPE),
      response: incrementResponse,
      read: toIncrementResult,
    },
    MandateRevoke: {
      method: "DELETE",
      path: ({ data, context }) => tokenUrl(data, context.baseUrl),
      headers: () => mediaType(TOKENS_TYPE),
      response: emptyResponse,
      read: () => ({ response: { ok: true, value: { mandateStatus: "revoked" } } }),
    },
  },
  redirects: {
    // A browser that comes back to the step's URL goes on with the payment; anything else has its status already.
    flowType: (_query, _payload, action) => (action === "CompleteAuthorize" ? { type: "trigger", flow: "CompleteAuthorize" } : { type: "avoid" }),
  },
  webhooks: worldpayWebhooks,
  webhookVerificationMandatory: true,
});
