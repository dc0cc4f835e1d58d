import { CurrencyUnit, type RouterData } from "@switchyard/interfaces";
import {
  defineConnector,
  errorFormat,
  form,
  json,
  needConnectorRefundId,
  needConnectorTransactionId,
  path,
  type ReadContext,
  type RequestContext,
} from "@switchyard/utils";
import { trustpayAuth, type TrustpayAuth } from "./auth.js";
import { aapiError, gatewayError, paymentResponse, tokenResponse, type PaymentResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { isBank, type PaymentRecord } from "./transformers/api.js";
import { aapiHeaders, toBankPayment, toBankRefund } from "./transformers/bank-request.js";
import { toAccessToken, toBankRefundResult, toBankRefundSyncResult, toBankResult, toBankSyncResult, toRefusal } from "./transformers/bank-result.js";
import { checkPayment, isWalletSession, toCardRefund, toGatewayRequest } from "./transformers/card-request.js";
import { toCardRefundResult, toCardResult, toGatewayError, toWalletResult } from "./transformers/card-result.js";
import { trustpayWebhooks } from "./webhooks.js";

const FORM_TYPE = "application/x-www-form-urlencoded";
type Given = RequestContext<PaymentRecord["flow"], TrustpayAuth>;

/** The host and the headers of the API that a record belongs to. */
const eitherApi = {
  host: ({ data }: { readonly data: RouterData }) => (isBank(data) ? "aapi" : undefined),
  headers: ({ data }: { readonly data: RouterData }) => (isBank(data) ? aapiHeaders(data) : {}),
  response: paymentResponse,
} as const;

/** Every payment that begins: at the card gateway, at AAPI, or as a wallet's session. */
const createPayment = {
  ...eitherApi,
  validate: checkPayment,
  path: ({ data }: Given) => (isBank(data) ? "api/Payments/Payment" : isWalletSession(data) ? "api/v1/intent" : "api/v1/purchase"),
  body: ({ data, auth }: Given) => (isBank(data) ? json(toBankPayment(data, auth)) : form(toGatewayRequest(data))),
  read: (response: PaymentResponse, context: ReadContext<PaymentRecord["flow"]>) => {
    if (isBank(context.data)) return toBankResult(response, context);
    return isWalletSession(context.data) ? toWalletResult(response) : toCardResult(response, context);
  },
} as const;

const queryPath = (data: RouterData, id: string) => (isBank(data) ? path`api/Payments/Payment/${id}` : path`api/v1/instance/${id}`);

/** TrustPay: its card gateway, and AAPI for what is paid through banks. */
export const trustpay = defineConnector({
  id: "trustpay",
  currencyUnit: CurrencyUnit.Base,
  baseUrls: { sandbox: "https://test-tpgw.trustpay.eu/", production: "https://tpgw.trustpay.eu/" },
  // One address for both environments: the credentials say which (tech-spec, section 1).
  secondaryBaseUrls: { aapi: { sandbox: "https://aapi.trustpay.eu/", production: "https://aapi.trustpay.eu/" } },
  contentType: FORM_TYPE,
  auth: trustpayAuth,
  headers: ({ auth }) => ({ "content-type": FORM_TYPE, "x-api-key": auth.apiKey }),
  errors: [
    errorFormat({ schema: aapiError, read: ({ ResultInfo }, http) => toRefusal(ResultInfo, http) }),
    errorFormat({ schema: gatewayError, read: toGatewayError }),
  ],
  specifications,
  // The card gateway knows no token: only what goes to AAPI needs one.
  prerequisites: (flow, data) => (flow !== "AccessTokenAuth" && isBank(data) ? ["AccessTokenAuth"] : []),
  flows: {
    Authorize: createPayment,
    SetupMandate: createPayment,
    RepeatPayment: createPayment,
    PSync: {
      ...eitherApi,
      method: "GET",
      path: ({ data }) => queryPath(data, needConnectorTransactionId(data.request.connectorTransactionId)),
      read: (response, context) => (isBank(context.data) ? toBankSyncResult : toCardResult)(response, context),
    },
    Execute: {
      ...eitherApi,
      path: ({ data }) => (isBank(data) ? path`api/Payments/Payment/${data.request.connectorTransactionId}/Refund` : "api/v1/Refund"),
      body: ({ data, auth }) => (isBank(data) ? json(toBankRefund(data, auth)) : form(toCardRefund(data))),
      read: (response, context) => (isBank(context.data) ? toBankRefundResult : toCardRefundResult)(response, context),
    },
    RSync: {
      ...eitherApi,
      method: "GET",
      path: ({ data }) => queryPath(data, needConnectorRefundId(data.request)),
      read: (response, context) => (isBank(context.data) ? toBankRefundSyncResult : toCardRefundResult)(response, context),
    },
    AccessTokenAuth: {
      host: "aapi",
      path: "api/oauth2/token",
      headers: ({ auth }) => ({ "x-api-key": undefined, authorization: auth.basic }),
      body: () => form({ grant_type: "client_credentials" }),
      response: tokenResponse,
      read: toAccessToken,
    },
  },
  webhooks: trustpayWebhooks,
  // What nothing proves may still say what to ask about (tech-spec, section 7.2).
  webhookVerificationMandatory: false,
});
