import { CurrencyUnit, type Flow, type RequestHeaders } from "@switchyard/interfaces";
import { defineConnector, errorFormat, form, needConnectorMandateId, needConnectorRefundId, path, type RequestContext } from "@switchyard/utils";
import { environmentOfKey, stripeAuth, type StripeAuth } from "./auth.js";
import {
  accountResponse,
  createdResponse,
  disputeResponse,
  errorResponse,
  externalAccountResponse,
  fileResponse,
  intentResponse,
  methodResponse,
  refundResponse,
  setupResponse,
  syncResponse,
  tokenResponse,
  transferResponse,
} from "./responses.js";
import { specifications } from "./specifications.js";
import { CURRENCY_EXPONENTS } from "./transformers/amount.js";
import { accountOf, accountOfMerchant, asAccount } from "./transformers/connect.js";
import { toCustomerRequest, toCustomerResult, toRevokeResult, toTokenPath, toTokenRequest, toTokenResult } from "./transformers/customers.js";
import { needDisputeId, toAcceptResult, toDisputeOutcome, toDisputeSyncResult, toEvidenceRequest } from "./transformers/disputes.js";
import { toConfirmationError, toErrorResponse } from "./transformers/errors.js";
import { readFile, toRetrieveResult, toUploadRequest, toUploadResult } from "./transformers/files.js";
import {
  toAnyIntentResult,
  toCancelPath,
  toCancelRequest,
  toCaptureParts,
  toCaptureRequest,
  toIncrementRequest,
  toIncrementResult,
  toSyncPath,
} from "./transformers/follow-ups.js";
import { idempotencyKey, STRIPE_VERSION, type Operation } from "./transformers/headers.js";
import { toOpenIntentRequest, toPaymentIntentRequest, toSetupIntentRequest } from "./transformers/intent-request.js";
import { toIntentResult, toSetupResult } from "./transformers/payment-result.js";
import {
  accountOfPayout,
  accountOfStep,
  toPayoutCancelPath,
  toPayoutRequest,
  toPayoutResult,
  toPayoutSyncPath,
  toRecipientAccountRequest,
  toRecipientAccountResult,
  toRecipientRequest,
  toRecipientResult,
  toTransferRequest,
  toTransferResult,
} from "./transformers/payouts.js";
import { toPrerequisites } from "./transformers/prerequisites.js";
import { toRefundParts, toRefundRequest, toRefundResult } from "./transformers/refunds.js";
import { toSessionResult, toOrderResult } from "./transformers/sessions.js";
import { stripeWebhooks } from "./webhooks.js";

type DataOf<F extends Flow> = RequestContext<F, StripeAuth>["data"];

/** What a request is told apart by from others of its flow. */
interface Once<F extends Flow> {
  /** The connected account that it is made as. That of its payment unless said. */
  readonly account?: (data: DataOf<F>) => string | undefined;
  /** What makes it another operation under the same reference. */
  readonly parts?: (data: DataOf<F>) => readonly (string | number)[];
}

/**
 * A request that may be sent again: its key is the reference's and the operation's, and it is made as the account that it
 * belongs to.
 */
const once = <F extends Flow>(operation: Operation, { account = ofPayment, parts }: Once<F> = {}) => ({
  idempotent: true,
  headers: ({ data }: RequestContext<F, StripeAuth>): RequestHeaders => ({
    ...idempotencyKey(data.connectorRequestReferenceId, operation, parts?.(data)),
    ...asAccount(account(data)),
  }),
});

function ofPayment({ request }: { readonly request: object }): string | undefined {
  return accountOf(request);
}

/** A query: asked as the account that what it asks after belongs to. */
const asked = <F extends Flow>(account: (data: DataOf<F>) => string | undefined = ofPayment) => ({
  method: "GET" as const,
  headers: ({ data }: RequestContext<F, StripeAuth>): RequestHeaders => asAccount(account(data)),
});

/** The answer to a confirmation: an error may hold a payment that went on. */
const confirmation = { errors: [errorFormat({ schema: errorResponse, read: toConfirmationError })], response: intentResponse, read: toIntentResult };

/** Stripe, through version 2026-08-26.dahlia of its API. */
export const stripe = defineConnector({
  id: "stripe",
  currencyUnit: CurrencyUnit.Minor,
  // One host: the key decides between test and live (tech-spec, section 1).
  baseUrls: { sandbox: "https://api.stripe.com/", production: "https://api.stripe.com/" },
  secondaryBaseUrls: { files: { sandbox: "https://files.stripe.com/", production: "https://files.stripe.com/" } },
  environmentOf: environmentOfKey,
  currencyExponents: CURRENCY_EXPONENTS,
  auth: stripeAuth,
  headers: ({ auth }) => ({ accept: "application/json", "stripe-version": STRIPE_VERSION, authorization: auth.authorization }),
  contentType: "application/x-www-form-urlencoded",
  errors: [errorFormat({ schema: errorResponse, read: toErrorResponse })],
  specifications,
  prerequisites: (_, data) => toPrerequisites(data),
  flows: {
    Authorize: {
      ...once<"Authorize">("authorize"),
      ...confirmation,
      path: "v1/payment_intents",
      body: ({ data }) => form(toPaymentIntentRequest(data)),
    },
    RepeatPayment: {
      ...once<"RepeatPayment">("repeat"),
      ...confirmation,
      path: "v1/payment_intents",
      body: ({ data }) => form(toPaymentIntentRequest(data)),
    },
    SetupMandate: {
      ...once<"SetupMandate">("setup"),
      path: "v1/setup_intents",
      body: ({ data }) => form(toSetupIntentRequest(data)),
      response: setupResponse,
      read: toSetupResult,
    },
    PSync: { ...asked<"PSync">(), path: ({ data }) => toSyncPath(data), response: syncResponse, read: toAnyIntentResult },
    Capture: {
      ...once<"Capture">("capture", { parts: toCaptureParts }),
      path: ({ data }) => path`v1/payment_intents/${data.request.connectorTransactionId}/capture`,
      body: ({ data }) => form(toCaptureRequest(data)),
      response: intentResponse,
      read: toIntentResult,
    },
    Void: {
      ...once<"Void">("cancel"),
      path: ({ data }) => toCancelPath(data),
      body: ({ data }) => form(toCancelRequest(data)),
      response: syncResponse,
      read: toAnyIntentResult,
    },
    IncrementalAuthorization: {
      ...once<"IncrementalAuthorization">("increment", { parts: ({ request }) => [request.totalAmount] }),
      path: ({ data }) => path`v1/payment_intents/${data.request.connectorTransactionId}/increment_authorization`,
      body: ({ data }) => form(toIncrementRequest(data)),
      response: intentResponse,
      read: toIncrementResult,
    },
    Execute: {
      ...once<"Execute">("refund", { parts: toRefundParts }),
      path: "v1/refunds",
      body: ({ data }) => form(toRefundRequest(data)),
      response: refundResponse,
      read: toRefundResult,
    },
    RSync: {
      ...asked<"RSync">(),
      path: ({ data }) => path`v1/refunds/${needConnectorRefundId(data.request)}`,
      response: refundResponse,
      read: toRefundResult,
    },
    MandateRevoke: {
      ...once<"MandateRevoke">("detach"),
      path: ({ data }) => path`v1/payment_methods/${needConnectorMandateId(data.request)}/detach`,
      response: methodResponse,
      read: toRevokeResult,
    },
    CreateConnectorCustomer: {
      ...once<"CreateConnectorCustomer">("customer"),
      path: "v1/customers",
      body: ({ data }) => form(toCustomerRequest(data)),
      response: createdResponse,
      read: toCustomerResult,
    },
    PaymentMethodToken: {
      ...once<"PaymentMethodToken">("token"),
      path: ({ data }) => toTokenPath(data),
      body: ({ data }) => form(toTokenRequest(data)),
      response: tokenResponse,
      read: toTokenResult,
    },
    Session: {
      ...once<"Session">("session"),
      path: "v1/payment_intents",
      body: ({ data }) => form(toOpenIntentRequest(data)),
      response: intentResponse,
      read: toSessionResult,
    },
    CreateOrder: {
      ...once<"CreateOrder">("order"),
      path: "v1/payment_intents",
      body: ({ data }) => form(toOpenIntentRequest(data)),
      response: intentResponse,
      read: toOrderResult,
    },
    Evidence: {
      ...once<"Evidence">("evidence", { account: accountOfMerchant }),
      path: ({ data }) => path`v1/disputes/${needDisputeId(data)}`,
      body: ({ data }) => form(toEvidenceRequest(data)),
      response: disputeResponse,
      read: toDisputeOutcome,
    },
    Accept: {
      ...once<"Accept">("accept", { account: accountOfMerchant }),
      path: ({ data }) => path`v1/disputes/${needDisputeId(data)}/close`,
      response: disputeResponse,
      read: toAcceptResult,
    },
    DSync: {
      ...asked<"DSync">(accountOfMerchant),
      path: ({ data }) => path`v1/disputes/${needDisputeId(data)}`,
      response: disputeResponse,
      read: toDisputeSyncResult,
    },
    Upload: {
      ...once<"Upload">("upload", { account: accountOfMerchant }),
      host: "files",
      path: "v1/files",
      body: ({ data }) => toUploadRequest(data),
      response: createdResponse,
      read: toUploadResult,
    },
    Retrieve: {
      ...asked<"Retrieve">(accountOfMerchant),
      host: "files",
      path: ({ data }) => path`v1/files/${data.request.providerFileId}/contents`,
      response: fileResponse,
      decode: (_, http) => readFile(http),
      read: toRetrieveResult,
    },
    PoRecipient: {
      ...once<"PoRecipient">("recipient"),
      path: "v1/accounts",
      body: ({ data }) => form(toRecipientRequest(data)),
      response: accountResponse,
      read: toRecipientResult,
    },
    PoRecipientAccount: {
      ...once<"PoRecipientAccount">("recipient-account"),
      path: ({ data }) => path`v1/accounts/${accountOfPayout(data)}/external_accounts`,
      body: ({ data }) => form(toRecipientAccountRequest(data)),
      response: externalAccountResponse,
      read: toRecipientAccountResult,
    },
    PoCreate: {
      ...once<"PoCreate">("transfer"),
      path: "v1/transfers",
      body: ({ data }) => form(toTransferRequest(data)),
      response: transferResponse,
      read: toTransferResult,
    },
    PoFulfill: {
      ...once<"PoFulfill">("payout", { account: accountOfPayout }),
      path: "v1/payouts",
      body: ({ data }) => form(toPayoutRequest(data)),
      response: transferResponse,
      read: toPayoutResult,
    },
    PoCancel: {
      ...once<"PoCancel">("payout-cancel", { account: accountOfStep }),
      path: ({ data }) => toPayoutCancelPath(data),
      response: transferResponse,
      read: toPayoutResult,
    },
    PoSync: {
      ...asked<"PoSync">(accountOfStep),
      path: ({ data }) => toPayoutSyncPath(data),
      response: transferResponse,
      read: toPayoutResult,
    },
  },
  // The customer's browser brings nothing that counts: the payment is asked after (tech-spec, section 8).
  redirects: { flowType: () => ({ type: "trigger", flow: "PSync" }) },
  webhooks: stripeWebhooks,
  webhookVerificationMandatory: true,
});
