import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, need, path } from "@switchyard/utils";
import { noonAuth } from "./auth.js";
import { errorResponse, paymentResponse, refundResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { syncPath, toCaptureRequest, toErrorResponse, toPaymentRequest, toPaymentResult, toRefundRequest, toRefundResult } from "./transformers.js";
import { noonWebhooks } from "./webhooks.js";

const JSON_TYPE = "application/json";

/** noon payments. */
export const noon = defineConnector({
  id: "noon",
  currencyUnit: CurrencyUnit.Base,
  baseUrls: { sandbox: "https://api-test.noonpayments.com/", production: "https://noon.invalid/" },
  auth: noonAuth,
  headers: ({ auth }) => ({ accept: JSON_TYPE, ...auth.headers }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  flows: {
    Authorize: {
      path: "payments",
      body: ({ data }) => json(toPaymentRequest(data)),
      response: paymentResponse,
      read: (response, { data, http }) => toPaymentResult(response, http, data.request.currency),
    },
    PSync: {
      method: "GET",
      path: ({ data }) => syncPath(data),
      response: paymentResponse,
      read: (response, { data, http }) => toPaymentResult(response, http, data.request.currency),
    },
    Capture: {
      path: ({ data }) => path`payments/${data.request.connectorTransactionId}/captures`,
      body: ({ data }) => json(toCaptureRequest(data)),
      response: paymentResponse,
      read: (response, { data, http }) => toPaymentResult(response, http, data.request.currency),
    },
    Void: {
      path: ({ data }) => path`payments/${data.request.connectorTransactionId}/cancellations`,
      response: paymentResponse,
      read: (response, { http }) => toPaymentResult(response, http),
    },
    Execute: {
      path: ({ data }) => path`payments/${data.request.connectorTransactionId}/refunds`,
      body: ({ data }) => json(toRefundRequest(data)),
      response: refundResponse,
      read: (response, { data }) => toRefundResult(response, data.request.currency),
    },
    RSync: {
      method: "GET",
      path: ({ data }) => path`refunds/${need(data.request.connectorRefundId, "connectorRefundId")}`,
      response: refundResponse,
      read: (response, { data }) => toRefundResult(response, data.request.currency),
    },
  },
  webhooks: noonWebhooks,
  webhookVerificationMandatory: true,
});
