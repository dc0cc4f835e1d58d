import { CurrencyUnit } from "@switchyard/interfaces";
import {
  defineConnector,
  errorFormat,
  $encode,
  // #if RSync
  needConnectorRefundId,
  // #end
  // #if Capture or Void or Execute or RSync
  path,
  // #end
} from "@switchyard/utils";
import { acmeAuth } from "./auth.js";
// #if Execute
import { errorResponse, paymentResponse, refundResponse } from "./responses.js";
// #else
import { errorResponse, paymentResponse } from "./responses.js";
// #end
import { specifications } from "./specifications.js";
import {
  // #if PSync
  syncPath,
  // #end
  // #if Capture
  toCaptureRequest,
  // #end
  toErrorResponse,
  toPaymentRequest,
  toPaymentResult,
  // #if Execute
  toRefundRequest,
  toRefundResult,
  // #end
} from "./transformers.js";
import { acmeWebhooks } from "./webhooks.js";

const JSON_TYPE = "application/json";

/** $displayName. */
export const acme = defineConnector({
  id: "acme",
  currencyUnit: CurrencyUnit.$currencyUnit,
  baseUrls: { sandbox: "$sandboxUrl", production: "$productionUrl" },
  // #if PSync
  syncsByReference: true,
  // #end
  auth: acmeAuth,
  headers: ({ auth }) => ({ accept: JSON_TYPE, ...auth.headers }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  flows: {
    Authorize: {
      path: "payments",
      body: ({ data }) => $encode(toPaymentRequest(data)),
      response: paymentResponse,
      read: (response, { data, http }) => toPaymentResult(response, http, data.request.currency),
    },
    // #if PSync
    PSync: {
      method: "GET",
      path: ({ data }) => syncPath(data),
      response: paymentResponse,
      read: (response, { data, http }) => toPaymentResult(response, http, data.request.currency),
    },
    // #end
    // #if Capture
    Capture: {
      path: ({ data }) => path`payments/${data.request.connectorTransactionId}/captures`,
      body: ({ data }) => $encode(toCaptureRequest(data)),
      response: paymentResponse,
      read: (response, { data, http }) => toPaymentResult(response, http, data.request.currency),
    },
    // #end
    // #if Void
    Void: {
      path: ({ data }) => path`payments/${data.request.connectorTransactionId}/cancellations`,
      response: paymentResponse,
      read: (response, { http }) => toPaymentResult(response, http),
    },
    // #end
    // #if Execute
    Execute: {
      path: ({ data }) => path`payments/${data.request.connectorTransactionId}/refunds`,
      body: ({ data }) => $encode(toRefundRequest(data)),
      response: refundResponse,
      read: (response, { data }) => toRefundResult(response, data.request.currency),
    },
    // #end
    // #if RSync
    RSync: {
      method: "GET",
      path: ({ data }) => path`refunds/${needConnectorRefundId(data.request)}`,
      response: refundResponse,
      read: (response, { data }) => toRefundResult(response, data.request.currency),
    },
    // #end
  },
  webhooks: acmeWebhooks,
  webhookVerificationMandatory: $signed,
});
