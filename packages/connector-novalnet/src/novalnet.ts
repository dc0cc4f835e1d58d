import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, isAutoCapture, json, type RequestContext } from "@switchyard/utils";
import { novalnetAuth, type NovalnetAuth } from "./auth.js";
import { errorResponse, novalnetResponse as response } from "./responses.js";
import { specifications } from "./specifications.js";
import {
  toAction,
  toCaptureRequest,
  toRefundRequest,
  toRefundResult,
  toRefundSyncResult,
  toRefundTid,
  toUpdateRequest,
  toUpdateResult,
} from "./transformers/actions.js";
import { checkCurrency, checkSetup, toPaymentRequest, type PaymentRecord } from "./transformers/payment-request.js";
import { toDetailsResult, toErrorResponse, toPaymentResult } from "./transformers/payment-result.js";
import { toReturnedTid, toSyncTid } from "./transformers/return.js";
import { novalnetWebhooks } from "./webhooks.js";

const DETAILS = "transaction/details";
type Given = RequestContext<PaymentRecord["flow"], NovalnetAuth>;

/** Every payment that begins. */
const createPayment = {
  validate: ({ data }: Given) => checkCurrency(data),
  // Taken at once, or held.
  path: ({ data }: Given) => (data.flow === "SetupMandate" || isAutoCapture(data) ? "payment" : "authorize"),
  body: ({ data, auth }: Given) => json(toPaymentRequest(data, auth)),
  response,
  read: toPaymentResult,
} as const;

/** Novalnet, through the Payment API v2. */
export const novalnet = defineConnector({
  id: "novalnet",
  currencyUnit: CurrencyUnit.Minor,
  // One address for test and live: `test_mode` in the body decides.
  baseUrls: { sandbox: "https://payport.novalnet.de/v2/", production: "https://payport.novalnet.de/v2/" },
  auth: novalnetAuth,
  headers: ({ auth }) => ({ accept: "application/json", charset: "utf-8", "x-nn-access-key": auth.accessHeader }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  flows: {
    Authorize: createPayment,
    RepeatPayment: createPayment,
    SetupMandate: { ...createPayment, validate: ({ data }) => checkSetup(data) },
    CompleteAuthorize: { path: DETAILS, body: ({ data, auth }) => json(toAction(toReturnedTid(data, auth))), response, read: toDetailsResult },
    PSync: { path: DETAILS, body: ({ data, auth }) => json(toAction(toSyncTid(data, auth))), response, read: toDetailsResult },
    Capture: { path: "transaction/capture", body: ({ data }) => json(toCaptureRequest(data)), response, read: toPaymentResult },
    Void: { path: "transaction/cancel", body: ({ data }) => json(toAction(data.request.connectorTransactionId)), response, read: toPaymentResult },
    Execute: { path: "transaction/refund", body: ({ data }) => json(toRefundRequest(data)), response, read: toRefundResult },
    RSync: { path: DETAILS, body: ({ data }) => json(toAction(toRefundTid(data))), response, read: toRefundSyncResult },
    IncrementalAuthorization: { path: "transaction/update", body: ({ data }) => json(toUpdateRequest(data)), response, read: toUpdateResult },
  },
  webhooks: novalnetWebhooks,
  // Where the source is not proven, the notification says what to ask about, and nothing more.
  webhookVerificationMandatory: false,
});
