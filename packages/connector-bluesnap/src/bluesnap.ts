import { CurrencyUnit } from "@switchyard/interfaces";
import { defineConnector, digest, encodeHex, json, needConnectorRefundId, path } from "@switchyard/utils";
import { bluesnapAuth } from "./auth.js";
import { paymentResponse, refundResponse, sessionResponse, transactionResponse } from "./responses.js";
import { specifications } from "./specifications.js";
import { toBankPayment } from "./transformers/bank-debit.js";
import { bluesnapErrors } from "./transformers/errors.js";
import { needHeldCard, toCapture, toCardPayment, toRefund, toSyncPath } from "./transformers/payment-request.js";
import { toPaymentResult, toRefundResult, toRefundSyncResult } from "./transformers/results.js";
import { isApplePay, toSessionResult, toWalletSession } from "./transformers/session.js";
import { needsToken, toAuthenticatedPayment, toAuthentication, toPrefill, toRedirectAction } from "./transformers/three-ds.js";
import { bluesnapWebhooks } from "./webhooks.js";

const TRANSACTIONS = "services/2/transactions";
const TOKENS = "services/2/payment-fields-tokens";

/**
 * The first answer under a key is given again for a day, where the account has the feature. Not every account has: so the key
 * is sent, and no flow is declared idempotent. References may hold what a key may not, so the key is a hash (tech-spec, section 1).
 */
const onceFor = (flow: string, reference: string) => ({ "idempotency-key": encodeHex(digest("SHA-256", `${flow}:${reference}`)) });

const payment = { response: transactionResponse, read: toPaymentResult } as const;

/** What is done to an amount that is held. */
const change = { ...payment, method: "PUT", path: TRANSACTIONS, validate: needHeldCard } as const;

/** BlueSnap, through its Payment API in JSON. */
export const bluesnap = defineConnector({
  id: "bluesnap",
  currencyUnit: CurrencyUnit.Base,
  baseUrls: { sandbox: "https://sandbox.bluesnap.com/", production: "https://ws.bluesnap.com/" },
  auth: bluesnapAuth,
  headers: ({ auth }) => ({ accept: "application/json", "content-type": "application/json", authorization: auth.authorization }),
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
      read: (response, context) => (needsToken(context.data) ? toAuthentication(context) : toPaymentResult(response, context)),
    },
    CompleteAuthorize: {
      ...payment,
      path: TRANSACTIONS,
      headers: ({ data }) => onceFor("complete", data.connectorRequestReferenceId),
      body: ({ data }) => json(toAuthenticatedPayment(data)),
    },
    PSync: { ...payment, method: "GET", path: toSyncPath },
    Capture: { ...change, body: ({ data }) => json(toCapture(data)) },
    Void: { ...change, body: ({ data }) => json({ cardTransactionType: "AUTH_REVERSAL", transactionId: data.request.connectorTransactionId }) },
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
