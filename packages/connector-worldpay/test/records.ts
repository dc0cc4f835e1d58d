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
import { worldpay, worldpayCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";
import { readingOf, recordsOf, type RequestFixture } from "@switchyard/testkit/node";

export const BASE_URL = "https://try.access.worldpay.com/";
const CONNECTORS = { worldpay: { baseUrl: BASE_URL } };
export const CONTEXT: FlowContext = { baseUrl: BASE_URL, environment: "sandbox", now: () => new Date(0), randomId: () => "id" };

/** The linkData of the fixtures, decoded. */
export const LINK_DATA = "eyJrIjoiazNhYjYzMiIsImxpbmtWZXJzaW9uIjoiNS4wLjAifQ==.sN:g8wd64bwkbrp0md+bPxc";
export const TOKEN_HREF = "https://try.access.worldpay.com/tokens/eyJrIjoxfQ.abc";
export const CORRELATION_ID = "3a2c1f0e-5b6d-4c7e-8f90-a1b2c3d4e5f6";

export const CARD = card({ number: "4000000000001091", expMonth: "05", expYear: "2035", cvc: "123" });
export const BILLING = {
  address: {
    firstName: secret("Sherlock"),
    lastName: secret("Holmes"),
    line1: secret("221B Baker Street"),
    city: "London",
    zip: secret("NW1 6XE"),
    country: "GB",
  },
} as const;
export const BROWSER = {
  acceptHeader: "text/html",
  userAgent: "Mozilla/5.0",
  language: "en-GB",
  screenWidth: 900,
  screenHeight: 1200,
  colorDepth: 30,
  timeZone: 300,
  javaEnabled: true,
  javaScriptEnabled: true,
  ipAddress: secret("192.0.2.7"),
} as const;

/** The record of a flow: the facts that every flow's has, and what a test says beside them. */
export const record = recordsOf(
  worldpay,
  worldpayCredentials({ username: "username1", password: "password123", entityId: "MindPalaceLtd" }),
  "pay_att_1",
  {
    connectorMetaData: { merchantName: "Mind Palace" },
  },
);

/** An Authorize of 10.00 GBP with a card, whose holder lives in Baker Street. */
export function authorize(request: Partial<FlowTypes["Authorize"]["request"]> = {}, common: Partial<PaymentFlowData> = {}): RouterData<"Authorize"> {
  return record(
    "Authorize",
    { amount: minorUnit(1000), currency: "GBP", paymentMethodData: CARD, ...request },
    { address: { billing: BILLING }, ...common },
  );
}

/** What a record's request is on the wire, secrets exposed, in the form of a fixture. */
export function wireOf<F extends Flow>(data: RouterData<F>): Omit<RequestFixture, "source" | "date" | "body"> & { readonly body?: string } {
  const request = toIntegrationInterface(connectorIntegration(worldpay, data.flow as F)).buildRequest(data, CONNECTORS, CONTEXT);
  if (request === undefined) throw new Error("There is no request.");
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, isSecret(value) ? value.expose() : value] as const],
  );
  const body = request.body?.encode();
  return {
    method: request.method,
    path: request.url.replace(BASE_URL, ""),
    headers: Object.fromEntries(headers),
    ...(typeof body === "string" ? { body } : {}),
  };
}

/** The body of a record's request. */
export function bodyOf<F extends Flow>(data: RouterData<F>): Readonly<Record<string, unknown>> {
  return JSON.parse(wireOf(data).body ?? "{}") as Readonly<Record<string, unknown>>;
}

/** The `instruction` of a payment's body. */
export function instructionOf<F extends Flow>(data: RouterData<F>): Readonly<Record<string, unknown>> {
  return bodyOf(data)["instruction"] as Readonly<Record<string, unknown>>;
}

export const { answerOf, read, valueOf, refusalOf, errorOf } = readingOf(worldpay, responseFixture);

/** A made-up answer, for what no fixture has. */
export function answer(body: unknown, status = 201): ConnectorResponse {
  return answerOf({ source: "made up", date: "", status, headers: { "wp-correlationid": CORRELATION_ID }, body });
}

export const asked = (id = LINK_DATA) => ({ connectorTransactionId: id });

export const complete = (status: PaymentFlowData["status"], id: string, params?: string) =>
  record(
    "CompleteAuthorize",
    {
      amount: minorUnit(1000),
      currency: "GBP",
      ...asked(id),
      completeAuthorizeUrl: "https://m.example/complete",
      ...(params === undefined ? {} : { redirectResponse: { params: secret(params) } }),
    },
    { status },
  );
export const capture = (request: Partial<FlowTypes["Capture"]["request"]> = {}) =>
  record(
    "Capture",
    { ...asked(), amountToCapture: minorUnit(500), currency: "GBP", ...request },
    { status: "capture_initiated", connectorRequestReferenceId: "cap_1" },
  );
export const refund = (refundId = "ref_1") =>
  record("Execute", { ...asked(), refundId, refundAmount: minorUnit(200), currency: "GBP" }, { status: "charged", refundId });
export const syncRefund = (connectorRefundId = `${LINK_DATA}:2`) =>
  record("RSync", { ...asked(), refundId: "ref_1", connectorRefundId, refundAmount: minorUnit(200), currency: "GBP" }, { status: "charged" });
export const sync = (status: PaymentFlowData["status"] = "pending", request: Partial<FlowTypes["PSync"]["request"]> = {}) =>
  record("PSync", { connectorTransactionId: { type: "connector_transaction_id", id: LINK_DATA }, ...request }, { status });
export const recover = (reference = "pay_att/1", status: PaymentFlowData["status"] = "pending") =>
  sync(status, { connectorTransactionId: { type: "no_response_id" }, connectorReferenceId: reference });
export const increment = () =>
  record(
    "IncrementalAuthorization",
    { ...asked(), totalAmount: minorUnit(1100), additionalAmount: minorUnit(600), currency: "EUR" },
    { status: "authorized" },
  );
export const revoke = (connectorMandateId = TOKEN_HREF) => record("MandateRevoke", { connectorMandateId });
export const setupMandate = () =>
  record(
    "SetupMandate",
    { amount: minorUnit(0), currency: "GBP", paymentMethodData: CARD, setupFutureUsage: "off_session" },
    { address: { billing: BILLING } },
  );
export const repeat = (offSession = true) =>
  record("RepeatPayment", {
    amount: minorUnit(1000),
    currency: "GBP",
    paymentMethodData: { type: "mandate_payment" },
    offSession,
    mandateId: { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: TOKEN_HREF } },
  });
