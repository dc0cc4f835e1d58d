import { card } from "@switchyard/client";
import {
  connectorIntegration,
  isSecret,
  minorUnit,
  secret,
  toIntegrationInterface,
  type ConnectorResponse,
  type Currency,
  type Flow,
  type FlowContext,
  type FlowTypes,
  type PaymentFlowData,
  type PaymentMethodData,
  type RouterData,
} from "@switchyard/interfaces";
import { readingOf, recordsOf, type RequestFixture } from "@switchyard/testkit/node";
import { stripe, stripeCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";

export const BASE_URL = "https://api.stripe.com/";
const FILES_URL = "https://files.stripe.com/";
const CONNECTORS = { stripe: { baseUrl: BASE_URL, secondaryBaseUrls: { files: FILES_URL } } };
export const CONTEXT: FlowContext = {
  baseUrl: BASE_URL,
  secondaryBaseUrls: { files: FILES_URL },
  environment: "sandbox",
  now: () => new Date(0),
  randomId: () => "id",
};

export const REQUEST_ID = "req_1TestA0000000001";
export const INTENT = "pi_3TestA0000000001";
export const CHARGE = "ch_3TestA0000000001";
export const METHOD = "pm_1TestA0000000001";
export const CUSTOMER = "cus_TestA1";
export const ACCOUNT = "acct_1TestA";

export const CARD = card({ number: "4242424242424242", expMonth: "03", expYear: "2030", cvc: "123" });
export const BROWSER = { userAgent: "Mozilla/5.0", ipAddress: secret("192.0.2.7"), language: "nl-BE" } as const;
export const BILLING = {
  address: {
    firstName: secret("Jane"),
    lastName: secret("Doe"),
    line1: secret("1 Main Street"),
    line2: secret("Flat 2"),
    city: "Berlin",
    state: secret("Berlin"),
    zip: secret("10115"),
    country: "DE",
  },
  phone: { number: secret("301234567"), countryCode: "+49" },
  email: secret("jane@example.com"),
} as const;
export const NAMED = { address: { firstName: secret("Jane"), lastName: secret("Doe") } } as const;

/** The record of a flow: the facts that every flow's has, and what a test says beside them. */
export const record = recordsOf(stripe, stripeCredentials({ secretKey: "sk_test_x" }), "attempt_123");

/** An Authorize of 10.00 USD with a card. */
export function authorize(request: Partial<FlowTypes["Authorize"]["request"]> = {}, common: Partial<PaymentFlowData> = {}): RouterData<"Authorize"> {
  const usual = { amount: minorUnit(1000), currency: "USD", paymentMethodData: CARD, routerReturnUrl: "https://shop.example/return" } as const;
  return record("Authorize", { ...usual, ...request }, { address: { billing: NAMED }, ...common });
}

/** An Authorize with another method, whose customer is known in full. */
export function payWith(
  paymentMethodData: PaymentMethodData,
  currency: Currency = "EUR",
  request: Partial<FlowTypes["Authorize"]["request"]> = {},
  common: Partial<PaymentFlowData> = {},
): RouterData<"Authorize"> {
  return authorize(
    { paymentMethodData, currency, browserInfo: BROWSER, ...request },
    { address: { billing: BILLING, shipping: BILLING }, ...common },
  );
}

export const setupMandate = (request: Partial<FlowTypes["SetupMandate"]["request"]> = {}, common: Partial<PaymentFlowData> = {}) =>
  record(
    "SetupMandate",
    {
      amount: minorUnit(0),
      currency: "USD",
      paymentMethodData: CARD,
      setupFutureUsage: "off_session",
      routerReturnUrl: "https://shop.example/return",
      browserInfo: BROWSER,
      ...request,
    },
    { address: { billing: BILLING }, connectorCustomer: CUSTOMER, connectorRequestReferenceId: "attempt_9", ...common },
  );
export const byMandate = (mandateMetadata?: object) =>
  ({
    mandateReferenceId: {
      type: "connector_mandate_id",
      connectorMandateId: METHOD,
      ...(mandateMetadata === undefined ? {} : { mandateMetadata: secret<unknown>(mandateMetadata) }),
    },
  }) as const;
export const repeat = (request: Partial<FlowTypes["RepeatPayment"]["request"]> = {}, common: Partial<PaymentFlowData> = {}) =>
  record(
    "RepeatPayment",
    {
      amount: minorUnit(1000),
      currency: "USD",
      paymentMethodData: { type: "mandate_payment" },
      offSession: true,
      mandateId: byMandate(),
      ...request,
    },
    { connectorCustomer: CUSTOMER, ...common },
  );

export const asked = (id = INTENT) => ({ connectorTransactionId: id });
export const capture = (request: Partial<FlowTypes["Capture"]["request"]> = {}) =>
  record(
    "Capture",
    { ...asked(), amountToCapture: minorUnit(1000), currency: "USD", ...request },
    { status: "capture_initiated", connectorRequestReferenceId: "capture_1" },
  );
export const cancel = (request: Partial<FlowTypes["Void"]["request"]> = {}) =>
  record("Void", { ...asked(), ...request }, { status: "void_initiated", connectorRequestReferenceId: "void_1" });
export const sync = (id = INTENT, request: Partial<FlowTypes["PSync"]["request"]> = {}) =>
  record("PSync", { connectorTransactionId: { type: "connector_transaction_id", id }, ...request }, { status: "pending" });
export const increment = () =>
  record(
    "IncrementalAuthorization",
    { ...asked(), totalAmount: minorUnit(1500), additionalAmount: minorUnit(500), currency: "USD", reason: "Room service" },
    { status: "authorized", connectorRequestReferenceId: "increment_1" },
  );
export const refund = (request: Partial<FlowTypes["Execute"]["request"]> = {}, common: object = {}) =>
  record(
    "Execute",
    { ...asked(), refundId: "refund_456", refundAmount: minorUnit(400), currency: "USD", ...request },
    { status: "charged", refundId: "refund_456", connectorRequestReferenceId: "refund_456", ...common },
  );
export const syncRefund = (request: Partial<FlowTypes["RSync"]["request"]> = {}) =>
  record(
    "RSync",
    { ...asked(), refundId: "refund_456", connectorRefundId: "re_3TestA0000000001", refundAmount: minorUnit(400), currency: "USD", ...request },
    { status: "charged" },
  );
export const DISPUTE = "du_1TestA0000000001";
export const disputed = { disputeId: "dispute_1", connectorDisputeId: DISPUTE, disputeStatus: "dispute_opened" } as const;
export const payout = <F extends "PoRecipient" | "PoRecipientAccount" | "PoCreate" | "PoFulfill" | "PoCancel" | "PoSync">(
  flow: F,
  request: Partial<FlowTypes["PoCreate"]["request"]> = {},
  common: object = {},
) =>
  record(
    flow,
    // Every payout flow has the same request.
    {
      payoutId: "payout_1",
      amount: minorUnit(5000),
      sourceCurrency: "USD",
      destinationCurrency: "USD",
      entityType: "Individual",
      ...request,
    } as unknown as Partial<FlowTypes[F]["request"]>,
    { payoutId: "payout_1", connectorRequestReferenceId: "payout_1", ...common },
  );

export interface Wire extends Omit<RequestFixture, "source" | "date" | "body"> {
  readonly body?: string;
}

/** What a record's request is on the wire, secrets exposed, in the form of a fixture. */
export function wireOf<F extends Flow>(data: RouterData<F>): Wire {
  const request = toIntegrationInterface(connectorIntegration(stripe, data.flow as F)).buildRequest(data, CONNECTORS, CONTEXT);
  if (request === undefined) throw new Error("There is no request.");
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, isSecret(value) ? value.expose() : value] as const],
  );
  const body = request.body?.encode();
  return {
    method: request.method,
    path: request.url.replace(BASE_URL, ""),
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : new TextDecoder().decode(body) }),
  };
}

/** The fields of a form by their full names, as Stripe reads them. A field that is sent twice is refused here. */
export function fieldsOf(body: string | undefined): Readonly<Record<string, string>> {
  const pairs = [...new URLSearchParams(body ?? "")];
  const fields = Object.fromEntries(pairs);
  if (Object.keys(fields).length !== pairs.length) throw new Error("A field is there twice.");
  return fields;
}

/** The fields of a record's body. */
export function bodyOf<F extends Flow>(data: RouterData<F>): Readonly<Record<string, string>> {
  return fieldsOf(wireOf(data).body);
}

export const { answerOf, read, valueOf, refusalOf, errorOf } = readingOf(stripe, responseFixture);

/** A made-up answer, for what no fixture has. */
export function answer(body: unknown, status = 200): ConnectorResponse {
  return answerOf({ source: "made up", date: "", status, headers: { "request-id": REQUEST_ID }, body });
}
