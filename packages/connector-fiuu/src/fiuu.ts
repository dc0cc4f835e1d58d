import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, form } from "@switchyard/utils";
import { fiuuAuth, type FiuuAuth } from "./auth.js";
import { errorResponse, paymentResponse, refundListResponse, refundResponse, statResponse, tokenResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toActionResult, toCaptureRequest, toDeleteTokenRequest, toDeleteTokenResult, toReversalRequest } from "./transformers/actions.js";
import { RECURRING_PATH, toPaymentPath, toPaymentRequest, toRecurringRequest } from "./transformers/payment-request.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import { toRefundQuery, toRefundRequest, toRefundResult, toRefundSyncResult } from "./transformers/refunds.js";
import { toSyncPath, toSyncRequest, toSyncResult } from "./transformers/sync.js";
import { decodeLines, FIUU_EXPONENTS, readFault } from "./transformers/wire.js";
import { fiuuWebhooks } from "./webhooks.js";

/** The address of requeries, captures, reversals and refunds; and the answer that the first three share. */
const host = "merchant";
const stat = { host, response: statResponse, decode: decodeLines } as const;
const payment = { response: paymentResponse, read: toPaymentResult } as const;

/** The body of a request as a form of what `make` makes of the record and the credentials. */
function formOf<Data>(make: (data: Data, auth: FiuuAuth) => object) {
  return ({ data, auth }: { readonly data: Data; readonly auth: FiuuAuth }) => form(make(data, auth));
}

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
    Authorize: { path: ({ data }) => toPaymentPath(data), body: formOf(toPaymentRequest), ...payment },
    RepeatPayment: { path: RECURRING_PATH, body: formOf(toRecurringRequest), ...payment },
    PSync: { ...stat, path: ({ data }) => toSyncPath(data), body: formOf(toSyncRequest), read: toSyncResult },
    Capture: { ...stat, path: "RMS/API/capstxn/index.php", body: formOf(toCaptureRequest), read: toActionResult },
    Void: { ...stat, path: "RMS/API/refundAPI/refund.php", body: formOf(toReversalRequest), read: toActionResult },
    Execute: { host, path: "RMS/API/refundAPI/index.php", body: formOf(toRefundRequest), response: refundResponse, read: toRefundResult },
    RSync: { host, path: "RMS/API/refundAPI/q_by_txn.php", body: formOf(toRefundQuery), response: refundListResponse, read: toRefundSyncResult },
    MandateRevoke: { path: "RMS/API/token/index.php", body: formOf(toDeleteTokenRequest), response: tokenResponse, read: toDeleteTokenResult },
  },
  // Nothing is left to do after the browser comes back: a query tells the end.
  redirects: { flowType: () => ({ type: "trigger", flow: "PSync" }) },
  webhooks: fiuuWebhooks,
});
