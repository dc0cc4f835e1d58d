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
  type PaymentMethodData,
  type RouterData,
} from "@switchyard/interfaces";
import { readingOf, recordsOf, type RequestFixture } from "@switchyard/testkit/node";
import { trustpay, trustpayCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";

const TPGW = "https://test-tpgw.trustpay.eu/";
export const AAPI = "https://aapi.trustpay.eu/";
const ADDRESSES = { baseUrl: TPGW, secondaryBaseUrls: { aapi: AAPI } };
const CONTEXT: FlowContext = { ...ADDRESSES, environment: "sandbox", now: () => new Date(0), randomId: () => "id" };

export const CREDENTIALS = trustpayCredentials({ apiKey: "tp_api_key", projectId: "4107608031", secretKey: "tp_secret_key_2024" });
export const CARD = card({ number: "4200000000000000", expMonth: "12", expYear: "2030", cvc: "123", holderName: "Somebody Else" });
export const BANK = { api: "aapi" } as const;

export const BILLING = {
  address: {
    firstName: secret("Sherlock"),
    lastName: secret("Holmes"),
    line1: secret("221B Baker Street"),
    city: "London",
    zip: secret("NW16XE"),
    country: "GB",
  },
} as const;
export const BROWSER = {
  acceptHeader: "text/html",
  userAgent: "UA/1.0",
  language: "en-US",
  screenWidth: 1920,
  screenHeight: 1080,
  colorDepth: 24,
  timeZone: 60,
  javaEnabled: false,
  javaScriptEnabled: true,
  ipAddress: secret("192.0.2.1"),
} as const;

/** The record of a flow: the facts that every flow's has, and what a test says beside them. */
export const record = recordsOf(trustpay, CREDENTIALS, "pay_att_1", {
  address: { billing: BILLING },
  accessToken: { token: secret("AT123"), expiresIn: 3600 },
});

const customer = { email: secret("c@h.example"), browserInfo: BROWSER, routerReturnUrl: "https://m.example/return" };

/** An Authorize of 10.50 EUR, with a card unless said. */
export function authorize(request: Partial<FlowTypes["Authorize"]["request"]> = {}, common: object = {}): RouterData<"Authorize"> {
  return record("Authorize", { amount: minorUnit(1050), currency: "EUR", paymentMethodData: CARD, ...customer, ...request }, common);
}
export const bank = (type: "bank_redirect" | "bank_transfer", kind: string, request: Partial<FlowTypes["Authorize"]["request"]> = {}) =>
  authorize({ paymentMethodData: { type, kind } as PaymentMethodData, ...request });
export const wallet = (kind: "apple_pay_third_party_sdk" | "google_pay_third_party_sdk") =>
  authorize({ paymentMethodData: { type: "wallet", kind } }, { connectorRequestReferenceId: "o_1" });

export const setupMandate = (request: Partial<FlowTypes["SetupMandate"]["request"]> = {}) =>
  record("SetupMandate", {
    amount: minorUnit(0),
    currency: "EUR",
    paymentMethodData: CARD,
    customerAcceptance: { acceptanceType: "online" },
    ...customer,
    ...request,
  });
export const repeat = (request: Partial<FlowTypes["RepeatPayment"]["request"]> = {}) =>
  record(
    "RepeatPayment",
    {
      amount: minorUnit(1050),
      currency: "EUR",
      paymentMethodData: { type: "mandate_payment" },
      mandateId: { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: "INST9" } },
      ...request,
    },
    { connectorRequestReferenceId: "ch_1" },
  );
export const sync = (connectorMeta?: object, common: object = {}, id = "INST1") =>
  record(
    "PSync",
    { connectorTransactionId: { type: "connector_transaction_id", id }, currency: "EUR", amount: minorUnit(1050), connectorMeta },
    {
      status: "pending",
      ...common,
    },
  );
const refunded = { refundId: "ref_1", refundAmount: minorUnit(500), currency: "EUR" } as const;
export const refund = (connectorMetadata?: object, connectorTransactionId = "INST1") =>
  record("Execute", { ...refunded, connectorTransactionId, connectorMetadata }, { status: "charged", refundId: "ref_1" });
export const syncRefund = (connectorMetadata?: object, connectorRefundId = "RINST1") =>
  record("RSync", { ...refunded, connectorTransactionId: "INST1", connectorRefundId, connectorMetadata }, { status: "charged", refundId: "ref_1" });
export const token = () => record("AccessTokenAuth", { appId: secret("tp_api_key") }, { accessToken: undefined });

/** What a record's request is on the wire, secrets exposed, in the form of a fixture; `host` is the address it goes to. */
export function wireOf<F extends Flow>(data: RouterData<F>): Omit<RequestFixture, "source" | "date" | "body"> & { host: string; body?: string } {
  const integration = toIntegrationInterface(connectorIntegration(trustpay, data.flow as F));
  const request = integration.buildRequest(data, { trustpay: ADDRESSES }, CONTEXT);
  if (request === undefined) throw new Error("There is no request.");
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, isSecret(value) ? value.expose() : value] as const],
  );
  const host = request.url.startsWith(AAPI) ? AAPI : TPGW;
  const body = request.body?.encode();
  return {
    host,
    method: request.method,
    path: request.url.replace(host, ""),
    headers: Object.fromEntries(headers),
    ...(typeof body === "string" ? { body } : {}),
  };
}

/** The fields of a record's form. */
export function formOf<F extends Flow>(data: RouterData<F>): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(wireOf(data).body));
}

export const { answerOf, read, valueOf, refusalOf, errorOf } = readingOf(trustpay, responseFixture);

/** A made-up answer, for what no fixture has. */
export function answer(body: unknown, status = 200): ConnectorResponse {
  return answerOf({ source: "made up", date: "", status, headers: {}, body });
}
