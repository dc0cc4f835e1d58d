import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, type RequestContext } from "@switchyard/utils";
import { novalnetAuth, type NovalnetAuth } from "./auth.js";
import { errorResponse, novalnetResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toAction, toCaptureRequest, toRefundRequest, toRefundResult, toUpdateRequest, toUpdateResult } from "./transformers/actions.js";
import { toDetailsResult, toRefundSyncResult, toRefundTid } from "./transformers/details.js";
import type { PaymentRecord } from "./transformers/instrument.js";
import { checkCurrency, checkSetup, toPaymentPath, toPaymentRequest } from "./transformers/payment-request.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import { toErrorResponse } from "./transformers/result.js";
import { toReturnedTid, toSyncTid } from "./transformers/return.js";
import { novalnetWebhooks } from "./webhooks.js";

const JSON_TYPE = "application/json";
// One address for test and live: `test_mode` in the body decides.
const BASE_URL = "https://payport.novalnet.de/v2/";

const response = novalnetResponse;

/** Every payment that begins. */
const createPayment = {
  validate: ({ data }: RequestContext<PaymentRecord["flow"], NovalnetAuth>) => checkCurrency(data),
  path: ({ data }: RequestContext<PaymentRecord["flow"], NovalnetAuth>) => toPaymentPath(data),
  body: ({ data, auth }: RequestContext<PaymentRecord["flow"], NovalnetAuth>) => json(toPaymentRequest(data, auth)),
  response,
  read: toPaymentResult,
} as const;

const DETAILS = "transaction/details";

/** Novalnet, through the Payment API v2. */
export const novalnet = defineConnector({
  id: "novalnet",
  currencyUnit: CurrencyUnit.Minor,
  baseUrls: { sandbox: BASE_URL, production: BASE_URL },
  auth: novalnetAuth,
  headers: ({ auth }) => ({ accept: JSON_TYPE, charset: "utf-8", "x-nn-access-key": auth.accessHeader }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  flows: {
    Authorize: createPayment,
    RepeatPayment: createPayment,
    SetupMandate: { ...createPayment, validate: ({ data }) => checkSetup(data) },
    CompleteAuthorize: {
      path: DETAILS,
      body: ({ data, auth }) => json(toAction(toReturnedTid(data, auth), {})),
      response,
      read: toDetailsResult,
    },
    PSync: { path: DETAILS, body: ({ data, auth }) => json(toAction(toSyncTid(data, auth), {})), response, read: toDetailsResult },
    Capture: { path: "transaction/capture", body: ({ data }) => json(toCaptureRequest(data)), response, read: toPaymentResult },
    Void: {
      path: "transaction/cancel",
      body: ({ data }) => json(toAction(data.request.connectorTransactionId, {})),
      response,
      read: toPaymentResult,
    },
    Execute: { path: "transaction/refund", body: ({ data }) => json(toRefundRequest(data)), response, read: toRefundResult },
    RSync: { path: DETAILS, body: ({ data }) => json(toAction(toRefundTid(data), {})), response, read: toRefundSyncResult },
    IncrementalAuthorization: { path: "transaction/update", body: ({ data }) => json(toUpdateRequest(data)), response, read: toUpdateResult },
  },
  webhooks: novalnetWebhooks,
  // Where the source is not proven, the notification says what to ask about, and nothing more.
  webhookVerificationMandatory: false,
});
