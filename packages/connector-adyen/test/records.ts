import { card } from "@switchyard/client";
import {
  connectorIntegration,
  isSecret,
  minorUnit,
  secret,
  toIntegrationInterface,
  type ConnectorResponse,
  type Flow,
  type FlowContext,
  type FlowTypes,
  type PaymentFlowData,
  type RouterData,
} from "@switchyard/interfaces";
import { readingOf, recordsOf, type RequestFixture } from "@switchyard/testkit/node";
import { adyen, adyenCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";

export const CHECKOUT = "https://checkout-test.adyen.com/v71/";
const OTHERS = {
  disputes: "https://ca-test.adyen.com/ca/services/DisputeService/v30/",
  payout: "https://pal-test.adyen.com/pal/servlet/Payout/v68/",
};
export const CONTEXT: FlowContext = {
  baseUrl: CHECKOUT,
  secondaryBaseUrls: OTHERS,
  environment: "sandbox",
  now: () => new Date(0),
  randomId: () => "id",
};
export const AUTH = adyenCredentials({ apiKey: "AQEkey", merchantAccount: "TestMerchant", reviewApiKey: "AQEreview" });

export const PSP = "QFQTPCQ8HXSKGK82";
export const CARD = card({ number: "4111111111111111", expMonth: "03", expYear: "2030", cvc: "737", holderName: "Jane Doe" });
export const BILLING = {
  address: {
    firstName: secret("Jane"),
    lastName: secret("Doe"),
    line1: secret("Main St 1"),
    city: "Utrecht",
    zip: secret("3511"),
    country: "NL",
  },
  phone: { number: secret("0612345678"), countryCode: "+31" },
  email: secret("j@example.com"),
} as const;
export const BROWSER = {
  userAgent: "UA",
  acceptHeader: "*/*",
  language: "en-US",
  colorDepth: 24,
  screenHeight: 900,
  screenWidth: 1440,
  timeZone: -60,
  javaEnabled: false,
  javaScriptEnabled: true,
  ipAddress: secret("1.2.3.4"),
} as const;
export const RETURN = { routerReturnUrl: "https://shop.example/return" } as const;
export const CUSTOMER = { customerId: "customer-1" } as const;

type Request<F extends Flow> = Partial<FlowTypes[F]["request"]>;
type Common = Readonly<Record<string, unknown>>;

/** The record of a flow: the facts that every flow's has, and what a test says beside them. */
export const record = recordsOf(adyen, AUTH, "attempt_123");

/** An Authorize of 10.00 EUR with a card. */
export function authorize(request: Request<"Authorize"> = {}, common: Common = {}): RouterData<"Authorize"> {
  return record("Authorize", { amount: minorUnit(1000), currency: "EUR", paymentMethodData: CARD, ...RETURN, ...request }, common);
}

/** The same by a shopper of whom everything is known. */
export const known = (request: Request<"Authorize"> = {}, common: Common = {}) =>
  authorize({ ...CUSTOMER, browserInfo: BROWSER, ...request }, { address: { billing: BILLING }, ...common });

export const setupMandate = (request: Request<"SetupMandate"> = {}) =>
  record("SetupMandate", {
    amount: minorUnit(0),
    currency: "EUR",
    paymentMethodData: CARD,
    setupFutureUsage: "off_session",
    ...RETURN,
    ...CUSTOMER,
    ...request,
  });

export const TOKEN = "M5N7TQ4TG5PFWR50";
export const STORED = { connectorMandateId: TOKEN, mandateMetadata: secret({ type: "scheme", shopperReference: "customer-1" }) } as const;

export const repeat = (request: Request<"RepeatPayment"> = {}) =>
  record("RepeatPayment", {
    amount: minorUnit(1000),
    currency: "EUR",
    paymentMethodData: { type: "mandate_payment" },
    offSession: true,
    mandateId: { mandateReferenceId: { type: "connector_mandate_id", ...STORED } },
    ...RETURN,
    ...request,
  });

export const complete = (redirectResponse: Request<"CompleteAuthorize">["redirectResponse"], request: Request<"CompleteAuthorize"> = {}) =>
  record(
    "CompleteAuthorize",
    { amount: minorUnit(1000), currency: "EUR", connectorTransactionId: PSP, redirectResponse, ...RETURN, ...request },
    { status: "authentication_pending" },
  );

const about = { connectorTransactionId: PSP } as const;

export const capture = (request: Request<"Capture"> = {}) =>
  record(
    "Capture",
    { ...about, amountToCapture: minorUnit(1000), currency: "EUR", ...request },
    { connectorRequestReferenceId: "cap_1", status: "capture_initiated" },
  );
export const cancel = (request: Request<"Void"> = {}) =>
  record("Void", { ...about, ...request }, { connectorRequestReferenceId: "void_1", status: "void_initiated" });
export const reverse = () => record("PostCaptureVoid", about, { connectorRequestReferenceId: "reversal_1", status: "void_initiated" });
export const refund = (request: Request<"Execute"> = {}) =>
  record(
    "Execute",
    { ...about, refundId: "refund_456", refundAmount: minorUnit(400), currency: "EUR", ...request },
    { connectorRequestReferenceId: "refund_456", refundId: "refund_456", status: "charged" },
  );
export const increment = (request: Request<"IncrementalAuthorization"> = {}) =>
  record(
    "IncrementalAuthorization",
    { ...about, totalAmount: minorUnit(1500), additionalAmount: minorUnit(500), currency: "EUR", ...request },
    { connectorRequestReferenceId: "increment_1", status: "authorized" },
  );
export const revoke = (common: Common = CUSTOMER, request: Request<"MandateRevoke"> = {}) =>
  record("MandateRevoke", { connectorMandateId: TOKEN, ...request }, common);

export const DISPUTE = { disputeId: "dp_1", connectorDisputeId: "DZ4DPSHB4WD2WN82" } as const;

/** What a record's request is on the wire, secrets exposed, in the form of a fixture. */
export function wireOf<F extends Flow>(
  data: RouterData<F>,
  context: FlowContext = CONTEXT,
): Omit<RequestFixture, "source" | "date" | "body"> & { readonly body?: string } {
  const { baseUrl, secondaryBaseUrls } = context;
  const connectors = { adyen: secondaryBaseUrls === undefined ? { baseUrl } : { baseUrl, secondaryBaseUrls } };
  const request = toIntegrationInterface(connectorIntegration(adyen, data.flow as F)).buildRequest(data, connectors, context);
  if (request === undefined) throw new Error("There is no request.");
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, isSecret(value) ? value.expose() : value] as const],
  );
  const body = request.body?.encode();
  return {
    method: request.method,
    path: request.url.replace(CHECKOUT, ""),
    headers: Object.fromEntries(headers),
    ...(typeof body === "string" ? { body } : {}),
  };
}

/** The body of a record's request. */
export function bodyOf<F extends Flow>(data: RouterData<F>): Readonly<Record<string, unknown>> {
  return JSON.parse(wireOf(data).body ?? "{}") as Readonly<Record<string, unknown>>;
}

/** The `paymentMethod` of a payment's body. */
export function methodOf<F extends Flow>(data: RouterData<F>): Readonly<Record<string, unknown>> {
  return bodyOf(data)["paymentMethod"] as Readonly<Record<string, unknown>>;
}

export const { answerOf, read, valueOf, refusalOf, errorOf } = readingOf(adyen, responseFixture);

/** A made-up answer, for what no fixture has. */
export const answer = (body: unknown, status = 200): ConnectorResponse => answerOf({ source: "made up", date: "", status, headers: {}, body });

/** The status of a payment after an answer. */
export function statusOf<F extends "Authorize" | "CompleteAuthorize" | "SetupMandate" | "RepeatPayment" | "Capture" | "Void" | "PostCaptureVoid">(
  data: RouterData<F>,
  response: ConnectorResponse | string,
): PaymentFlowData["status"] {
  return (read(data, response) as unknown as PaymentFlowData).status;
}
