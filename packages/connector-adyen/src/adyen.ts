import { ConnectorError, CurrencyUnit, type Flow } from "@switchyard/interfaces";
import { defineConnector, errorFormat, json, needMetadata, type RequestContext } from "@switchyard/utils";
import { adyenAuth, type AdyenAuth } from "./auth.js";
import {
  balanceResponse,
  disputeResponse,
  emptyResponse,
  errorResponse,
  modificationResponse,
  orderResponse,
  paymentsResponse,
  payoutResponse,
  sessionResponse,
} from "./responses.js";
import { specifications } from "./specifications.js";
import { ADYEN_EXPONENTS } from "./transformers/amount.js";
import { toDetailsRequest } from "./transformers/complete-authorize.js";
import { toDefendRequest, toDisputeRequest, toDisputeResult, toEvidenceRequest } from "./transformers/disputes.js";
import { toErrorResponse } from "./transformers/errors.js";
import { keyParts, toIdempotencyKey } from "./transformers/idempotency.js";
import { NO_SUCH_TOKEN, REVOKED, toStoredMethodPath } from "./transformers/mandate-revoke.js";
import {
  toCaptureRequest,
  toIncrementRequest,
  toIncrementResult,
  toModificationPath,
  toModificationResult,
  toReversalRequest,
  toVoidPath,
  toVoidRequest,
} from "./transformers/modifications.js";
import { toPaymentsRequest } from "./transformers/payment-request.js";
import { toPaymentResult } from "./transformers/payment-result.js";
import {
  isCardPayout,
  needReviewKey,
  toEligibilityRequest,
  toEligibilityResult,
  toFulfillRequest,
  toPayoutResult,
  toReviewRequest,
  toSubmitRequest,
} from "./transformers/payouts.js";
import { toRefundRequest, toRefundResult } from "./transformers/refund.js";
import { toBalanceRequest, toBalanceResult, toOrderRequest, toOrderResult, toSessionRequest, toSessionResult } from "./transformers/session.js";
import type { PaymentRecord } from "./transformers/stored.js";
import { adyenWebhooks } from "./webhooks.js";

const PREFIX = "{endpoint_prefix}";

/** The request's key, which Adyen honours for at least seven days. */
const keyed = <F extends Flow>({ data, auth }: RequestContext<F, AdyenAuth>) => ({
  "idempotency-key": toIdempotencyKey(auth, data.flow, data.connectorRequestReferenceId, ...keyParts(data)),
});

/** A POST to Checkout, which takes idempotency keys: it may be sent again. */
const once = { headers: keyed, idempotent: true } as const;

/** Every payment that begins: what it is made with stands in its body. */
const createPayment = {
  ...once,
  path: "payments",
  body: ({ data, auth }: RequestContext<PaymentRecord["flow"], AdyenAuth>) => json(toPaymentsRequest(data, auth)),
  response: paymentsResponse,
  read: toPaymentResult,
} as const;

/** A call of the dispute service. Its document names no idempotency key: the header goes along, and nothing is built on it. */
const dispute = { host: "disputes", headers: keyed, response: disputeResponse } as const;

/** A call of the payout service, as {@link dispute}. */
const payout = { host: "payout", headers: keyed, response: payoutResponse, read: toPayoutResult } as const;

/** The headers of a payout's review, which another user makes. */
const reviewed = <F extends Flow>(given: RequestContext<F, AdyenAuth>) => ({ ...keyed(given), "x-api-key": needReviewKey(given.auth) });

/** Adyen, through Checkout v71, the dispute service v30 and the payout service v68. */
export const adyen = defineConnector({
  id: "adyen",
  currencyUnit: CurrencyUnit.Minor,
  baseUrls: {
    sandbox: "https://checkout-test.adyen.com/v71/",
    production: `https://${PREFIX}-checkout-live.adyenpayments.com/checkout/v71/`,
  },
  secondaryBaseUrls: {
    disputes: {
      sandbox: "https://ca-test.adyen.com/ca/services/DisputeService/v30/",
      production: "https://ca-live.adyen.com/ca/services/DisputeService/v30/",
    },
    payout: {
      sandbox: "https://pal-test.adyen.com/pal/servlet/Payout/v68/",
      production: `https://${PREFIX}-pal-live.adyenpayments.com/pal/servlet/Payout/v68/`,
    },
  },
  resolveBaseUrl: (baseUrl, { data }) => {
    if (!baseUrl.includes(PREFIX)) return baseUrl;
    const prefix = needMetadata(data.connectorMetaData, "endpoint_prefix");
    // It becomes part of a host name: nothing in it may lead anywhere else.
    if (/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(prefix)) return baseUrl.replace(PREFIX, prefix);
    throw new ConnectorError("InvalidConnectorConfig", { config: "metadata.endpoint_prefix", expected: "letters, digits and hyphens" });
  },
  auth: adyenAuth,
  headers: ({ auth }) => ({ accept: "application/json", "content-type": "application/json", "x-api-key": auth.apiKey }),
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  currencyExponents: ADYEN_EXPONENTS,
  flows: {
    Authorize: createPayment,
    SetupMandate: createPayment,
    RepeatPayment: createPayment,
    CompleteAuthorize: {
      ...once,
      path: "payments/details",
      body: ({ data }) => json(toDetailsRequest(data)),
      response: paymentsResponse,
      read: toPaymentResult,
    },
    Capture: {
      ...once,
      path: ({ data }) => toModificationPath(data, "captures"),
      body: ({ data, auth }) => json(toCaptureRequest(data, auth)),
      response: modificationResponse,
      read: toModificationResult,
    },
    Void: {
      ...once,
      path: ({ data }) => toVoidPath(data),
      body: ({ data, auth }) => json(toVoidRequest(data, auth)),
      response: modificationResponse,
      read: toModificationResult,
    },
    PostCaptureVoid: {
      ...once,
      path: ({ data }) => toModificationPath(data, "reversals"),
      body: ({ data, auth }) => json(toReversalRequest(data, auth)),
      response: modificationResponse,
      read: toModificationResult,
    },
    IncrementalAuthorization: {
      ...once,
      path: ({ data }) => toModificationPath(data, "amountUpdates"),
      body: ({ data, auth }) => json(toIncrementRequest(data, auth)),
      response: modificationResponse,
      read: toIncrementResult,
    },
    Execute: {
      ...once,
      path: ({ data }) => toModificationPath(data, "refunds"),
      body: ({ data, auth }) => json(toRefundRequest(data, auth)),
      response: modificationResponse,
      read: toRefundResult,
    },
    MandateRevoke: {
      method: "DELETE",
      path: ({ data, auth }) => toStoredMethodPath(data, auth),
      headers: () => ({ "content-type": undefined }),
      response: emptyResponse,
      read: () => REVOKED,
      readDone: ({ code }) => (code === NO_SUCH_TOKEN ? REVOKED : undefined),
    },
    Session: {
      ...once,
      path: "sessions",
      body: ({ data, auth }) => json(toSessionRequest(data, auth)),
      response: sessionResponse,
      read: toSessionResult,
    },
    CreateOrder: {
      ...once,
      path: "orders",
      body: ({ data, auth }) => json(toOrderRequest(data, auth)),
      response: orderResponse,
      read: toOrderResult,
    },
    Balance: {
      ...once,
      path: "paymentMethods/balance",
      body: ({ data, auth }) => json(toBalanceRequest(data, auth)),
      response: balanceResponse,
      read: toBalanceResult,
    },
    Accept: { ...dispute, path: "acceptDispute", body: ({ data, auth }) => json(toDisputeRequest(data, auth)), read: toDisputeResult },
    Defend: { ...dispute, path: "defendDispute", body: ({ data, auth }) => json(toDefendRequest(data, auth)), read: toDisputeResult },
    Evidence: { ...dispute, path: "supplyDefenseDocument", body: ({ data, auth }) => json(toEvidenceRequest(data, auth)), read: toDisputeResult },
    PoEligibility: {
      ...once,
      path: "payments",
      body: ({ data, auth }) => json(toEligibilityRequest(data, auth)),
      response: paymentsResponse,
      read: toEligibilityResult,
    },
    PoCreate: { ...payout, path: "storeDetailAndSubmitThirdParty", body: ({ data, auth }) => json(toSubmitRequest(data, auth)) },
    PoFulfill: {
      ...payout,
      path: ({ data }) => (isCardPayout(data) ? "payout" : "confirmThirdParty"),
      headers: (given) => (isCardPayout(given.data) ? keyed(given) : reviewed(given)),
      body: ({ data, auth }) => json(toFulfillRequest(data, auth)),
    },
    PoCancel: { ...payout, path: "declineThirdParty", headers: reviewed, body: ({ data, auth }) => json(toReviewRequest(data, auth)) },
  },
  redirects: {
    // What the shopper brings back must go to Adyen; a return alone proves nothing, and there is no payment to ask for.
    flowType: (_query, _payload, cause) => (cause === "CompleteAuthorize" ? { type: "trigger", flow: "CompleteAuthorize" } : { type: "avoid" }),
  },
  webhooks: adyenWebhooks,
  webhookVerificationMandatory: true,
});
