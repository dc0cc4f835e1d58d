import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, digest, encodeHex, json, needConnectorRefundId, path } from "@switchyard/utils";
import { bluesnapAuth } from "./auth.js";
import { paymentResponse, refundResponse, sessionResponse, transactionResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { needHeldCard, toCapture, toRefund, toRefundResult, toRefundSyncResult, toSyncPath, toVoid } from "./transformers/actions.js";
import { toBankPayment } from "./transformers/bank-debit.js";
import { bluesnapErrors } from "./transformers/errors.js";
import { toCardPayment } from "./transformers/payment-request.js";
import { needAnswer, toPaymentResult } from "./transformers/payment-result.js";
import { isApplePay, toSessionResult, toWalletSession } from "./transformers/session.js";
import { needsToken, toAuthenticatedPayment, toAuthentication, toPrefill, toRedirectAction } from "./transformers/three-ds.js";
import { bluesnapWebhooks } from "./webhooks.js";

const JSON_TYPE = "application/json";
const TRANSACTIONS = "services/2/transactions";
const TOKENS = "services/2/payment-fields-tokens";

/**
 * The first answer under a key is given again for a day, where the account has the feature. Not every account has: so the key
 * is sent, and no flow is declared idempotent. References may hold what a key may not, so the key is a hash (tech-spec, section 1).
 */
const onceFor = (flow: string, reference: string) => ({ "idempotency-key": encodeHex(digest("SHA-256", `${flow}:${reference}`)) });

/** BlueSnap, through its Payment API in JSON. */
export const bluesnap = defineConnector({
  id: "bluesnap",
  currencyUnit: CurrencyUnit.Base,
  baseUrls: { sandbox: "https://sandbox.bluesnap.com/", production: "https://ws.bluesnap.com/" },
  auth: bluesnapAuth,
  headers: ({ auth }) => ({ accept: JSON_TYPE, "content-type": JSON_TYPE, authorization: auth.authorization }),
  errors: bluesnapErrors,
  specifications,
  // With the merchant's number in the metadata (tech-spec, section 4.7).
  syncsByReference: true,
  flows: {
    Authorize: {
      path: ({ data }) => {
        if (needsToken(data)) return `${TOKENS}/prefill`;
        return data.request.paymentMethodData.type === "bank_debit" ? "services/2/alt-transactions" : TRANSACTIONS;
      },
      headers: ({ data }) => (needsToken(data) ? {} : onceFor("authorize", data.connectorRequestReferenceId)),
      body: ({ data }) => {
        const { paymentMethodData: method } = data.request;
        if (needsToken(data)) return json(toPrefill(data));
        return json(method.type === "bank_debit" ? toBankPayment(data, method) : toCardPayment(data));
      },
      response: paymentResponse,
      read: (response, context) => (needsToken(context.data) ? toAuthentication(context) : toPaymentResult(needAnswer(response), context)),
    },
    CompleteAuthorize: {
      path: TRANSACTIONS,
      headers: ({ data }) => onceFor("complete", data.connectorRequestReferenceId),
      body: ({ data }) => json(toAuthenticatedPayment(data)),
      response: transactionResponse,
      read: toPaymentResult,
    },
    PSync: { method: "GET", path: ({ data }) => toSyncPath(data), response: transactionResponse, read: toPaymentResult },
    Capture: {
      method: "PUT",
      path: TRANSACTIONS,
      validate: ({ data }) => {
        needHeldCard(data);
      },
      body: ({ data }) => json(toCapture(data)),
      response: transactionResponse,
      read: toPaymentResult,
    },
    Void: {
      method: "PUT",
      path: TRANSACTIONS,
      validate: ({ data }) => {
        needHeldCard(data);
      },
      body: ({ data }) => json(toVoid(data)),
      response: transactionResponse,
      read: toPaymentResult,
    },
    Execute: {
      path: ({ data }) => path`services/2/transactions/refund/${data.request.connectorTransactionId}`,
      headers: ({ data }) => onceFor("refund", data.request.refundId),
      body: ({ data }) => json(toRefund(data)),
      response: refundResponse,
      read: toRefundResult,
    },
    RSync: {
      method: "GET",
      path: ({ data }) => path`services/2/transactions/${needConnectorRefundId(data.request)}`,
      response: transactionResponse,
      read: toRefundSyncResult,
    },
    Session: {
      path: ({ data }) => (isApplePay(data) ? "services/2/wallets" : TOKENS),
      body: ({ data }) => (isApplePay(data) ? json(toWalletSession(data)) : undefined),
      response: sessionResponse,
      read: toSessionResult,
    },
  },
  redirects: { flowType: (_query, jsonPayload) => toRedirectAction(jsonPayload) },
  webhooks: bluesnapWebhooks,
  // Keys for webhooks are optional at BlueSnap: what nothing proves may still say what to ask about (tech-spec, section 7.2).
  webhookVerificationMandatory: false,
});
