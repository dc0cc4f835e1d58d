import { card, createClient, type Transport, type TransportRequest } from "@switchyard/client";
import { minorUnit, type ConnectorMetadata } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import { noon, noonCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";

export const ORDER_ID = "303052190031";
export const SECRET = "noon_whsec_0001";
export const auth = noonCredentials({ businessIdentifier: "my_biz", applicationIdentifier: "my_app", apiKey: "key_test_0001" });

/** A client of a processor that gives one answer, and what was sent to it. */
export function clientOf(name: string, metadata: ConnectorMetadata = { orderCategory: "pay" }) {
  const fixture = responseFixture(name);
  const sent: TransportRequest[] = [];
  const text = bodyText(fixture) ?? "";
  const transport: Transport = {
    send(request) {
      sent.push(request);
      const response = { statusCode: fixture.status, headers: fixture.headers, text, body: new TextEncoder().encode(text) };
      return Promise.resolve({ type: "response", response });
    },
  };
  return { sent, payments: createClient(noon, { auth, environment: "sandbox", transport, metadata, retry: { attempts: 1 } }) };
}
export type Client = ReturnType<typeof clientOf>["payments"];

/** What every payment of the fixtures says. */
export const asked = {
  reference: "pay_att_1",
  currency: "AED",
  description: "Order 42",
  billing: { address: { firstName: "Mona", lastName: "Haddad", line1: "1 Sheikh Zayed Rd", city: "Dubai", zip: "00000", country: "AE" } },
  returnUrl: "https://m.example/return",
} as const;
export const CARD = card({ number: "4456530000001096", expMonth: "04", expYear: "2030", cvc: "323" });
export const order = { ...asked, amount: 90_00, paymentMethod: CARD } as const;
export const payment = { connectorTransactionId: ORDER_ID } as const;
/** The most that a stored payment method may be charged. */
export const setupMandateDetails = {
  mandateType: { type: "multi_use", amount: { amount: minorUnit(5_000_00), currency: "AED" } },
} as const;

/** The JSON body of a request that was sent. */
export function bodyOf(request: TransportRequest | undefined): unknown {
  return typeof request?.body === "string" ? JSON.parse(request.body) : undefined;
}
