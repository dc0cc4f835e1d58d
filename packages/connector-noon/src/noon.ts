import { CurrencyUnit, type Flow } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, type RequestContext } from "@switchyard/utils";
import { noonAuth, toAuthorization, toRegionalUrl, type NoonAuth } from "./auth.js";
import { errorResponse, noonResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toCaptureRequest, toRefundRequest, toRefundResult, toReverseRequest, toRevokeRequest, toRevokeResult } from "./transformers/actions.js";
import { toError } from "./transformers/errors.js";
import { toInitiateRequest } from "./transformers/initiate.js";
import type { PaymentRecord } from "./transformers/instrument.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import { toRefundSyncPath, toSyncPath, toSyncResult } from "./transformers/sync.js";
import { noonWebhooks } from "./webhooks.js";

/** Every call: one address, and the operation in the body. */
const order = {
  path: "payment/v1/order",
  headers: ({ data, auth }: RequestContext<Flow, NoonAuth>) => toAuthorization(auth, data.connectorMetaData),
  response: noonResponse,
} as const;

/** Every payment that begins. */
const initiate = {
  ...order,
  body: ({ data }: RequestContext<PaymentRecord["flow"], NoonAuth>) => json(toInitiateRequest(data)),
  read: toPaymentResult,
} as const;

/** noon payments, through the Order API. */
export const noon = defineConnector({
  id: "noon",
  currencyUnit: CurrencyUnit.Base,
  baseUrls: { sandbox: "https://api-test.noonpayments.com/", production: "https://api.noonpayments.com/" },
  resolveBaseUrl: (baseUrl, { data }) => toRegionalUrl(baseUrl, data.connectorMetaData),
  syncsByReference: true,
  auth: noonAuth,
  headers: ({ auth }) => ({ accept: "application/json", ...toAuthorization(auth) }),
  errors: [errorFormat({ schema: errorResponse, read: (error, http) => ({ ...toError(error, http), attemptStatus: "failure" }) })],
  specifications,
  flows: {
    Authorize: initiate,
    RepeatPayment: initiate,
    SetupMandate: initiate,
    PSync: { ...order, method: "GET", path: ({ data }) => toSyncPath(data), read: toSyncResult },
    Capture: { ...order, body: ({ data }) => json(toCaptureRequest(data)), read: toPaymentResult },
    Void: { ...order, body: ({ data }) => json(toReverseRequest(data)), read: toPaymentResult },
    Execute: { ...order, body: ({ data }) => json(toRefundRequest(data)), read: toRefundResult },
    RSync: { ...order, method: "GET", path: ({ data }) => toRefundSyncPath(data), read: toRefundResult },
    MandateRevoke: { ...order, body: ({ data }) => json(toRevokeRequest(data)), read: toRevokeResult },
  },
  // Nothing that the browser brings is signed: whatever it says, a query decides.
  redirects: { flowType: () => ({ type: "trigger", flow: "PSync" }) },
  webhooks: noonWebhooks,
  // Where the source is not proven, the notification says what to ask about, and nothing more.
  webhookVerificationMandatory: false,
});
