import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, form } from "@switchyard/utils";
import { fiuuAuth } from "./auth.js";
import { errorResponse, paymentResponse, refundListResponse, refundResponse, statResponse, tokenResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { refuseCaptured, toActionResult, toCaptureRequest, toReversalRequest } from "./transformers/actions.js";
import { FIUU_EXPONENTS } from "./transformers/amounts.js";
import { decodeLines } from "./transformers/bodies.js";
import { readFault } from "./transformers/errors.js";
import { RECURRING_PATH, toPaymentPath, toPaymentRequest, toRecurringRequest } from "./transformers/payment-request.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import { toRefundQuery, toRefundRequest, toRefundResult, toRefundSyncResult } from "./transformers/refunds.js";
import { CAPTURE, VOID } from "./transformers/status.js";
import { toSyncPath, toSyncRequest, toSyncResult } from "./transformers/sync.js";
import { toDeleteTokenRequest, toDeleteTokenResult } from "./transformers/tokens.js";
import { fiuuWebhooks } from "./webhooks.js";

/** The address of requeries, captures, reversals and refunds; and the answer that the first three share. */
const host = "merchant";
const stat = { host, response: statResponse, decode: decodeLines } as const;

/** Fiuu, through the Direct Server API 1.4.0, the merchant's operational functions, and the Recurring API v7. */
export const fiuu = defineConnector({
  id: "fiuu",
  currencyUnit: CurrencyUnit.Base,
  baseUrls: { sandbox: "https://sandbox-payment.fiuu.com/", production: "https://pay.fiuu.com/" },
  secondaryBaseUrls: { [host]: { sandbox: "https://sandbox-payment.fiuu.com/", production: "https://api.fiuu.com/" } },
  auth: fiuuAuth,
  // Every request proves itself in its body.
  headers: () => ({}),
  errors: [errorFormat({ schema: errorResponse, read: (error, http) => ({ ...readFault(error, http), attemptStatus: "failure" }) })],
  specifications,
  currencyExponents: FIUU_EXPONENTS,
  syncsByReference: true,
  flows: {
    Authorize: {
      path: ({ data }) => toPaymentPath(data),
      body: ({ data, auth }) => form(toPaymentRequest(data, auth)),
      response: paymentResponse,
      read: toPaymentResult,
    },
    RepeatPayment: {
      path: RECURRING_PATH,
      body: ({ data, auth }) => form(toRecurringRequest(data, auth)),
      response: paymentResponse,
      read: toPaymentResult,
    },
    PSync: {
      ...stat,
      path: ({ data }) => toSyncPath(data),
      body: ({ data, auth }) => form(toSyncRequest(data, auth)),
      read: toSyncResult,
    },
    Capture: {
      ...stat,
      path: "RMS/API/capstxn/index.php",
      body: ({ data, auth }) => form(toCaptureRequest(data, auth)),
      read: (response, context) => toActionResult(response, context, CAPTURE),
    },
    Void: {
      ...stat,
      path: "RMS/API/refundAPI/refund.php",
      validate: ({ data }) => {
        refuseCaptured(data);
      },
      body: ({ data, auth }) => form(toReversalRequest(data, auth)),
      read: (response, context) => toActionResult(response, context, VOID),
    },
    Execute: {
      host,
      path: "RMS/API/refundAPI/index.php",
      body: ({ data, auth }) => form(toRefundRequest(data, auth)),
      response: refundResponse,
      read: toRefundResult,
    },
    RSync: {
      host,
      path: "RMS/API/refundAPI/q_by_txn.php",
      body: ({ data, auth }) => form(toRefundQuery(data, auth)),
      response: refundListResponse,
      read: toRefundSyncResult,
    },
    MandateRevoke: {
      path: "RMS/API/token/index.php",
      body: ({ data, auth }) => form(toDeleteTokenRequest(data, auth)),
      response: tokenResponse,
      read: toDeleteTokenResult,
    },
  },
  // Nothing is left to do after the browser comes back: a query tells the end.
  redirects: { flowType: () => ({ type: "trigger", flow: "PSync" }) },
  webhooks: fiuuWebhooks,
  webhookVerificationMandatory: true,
});
