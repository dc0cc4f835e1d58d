import { card, createClient, type Transport, type TransportRequest } from "@switchyard/client";
import { secret } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import { novalnet, novalnetCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";

export const ACCESS_KEY = "nn_demo_access_key_42";
export const TID = "14550000012345678";
export const REFUND_TID = "14550000088888889";

export const auth = novalnetCredentials({
  productActivationKey: "PRODUCT|ACTIVATION|KEY",
  paymentAccessKey: ACCESS_KEY,
  tariffId: "12345",
});

/** A client of a processor that gives one answer, and what was sent to it. */
export function clientOf(name: string) {
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
  return { sent, payments: createClient(novalnet, { auth, environment: "sandbox", transport }) };
}
export type Client = ReturnType<typeof clientOf>["payments"];

export const CARD = card({ number: "4200000000000000", expMonth: "12", expYear: "2030", cvc: "123", holderName: "Max Mustermann" });

/** What every payment of the fixtures says. */
export const asked = {
  reference: "pay_att_1",
  currency: "EUR",
  billing: {
    address: { firstName: "Max", lastName: "Mustermann", line1: "Musterstr", line2: "2", city: "Musterhausen", zip: "12345", country: "DE" },
    phone: { number: "9123456789" },
    email: "test@novalnet.de",
  },
  returnUrl: "https://m.example/return",
  webhookUrl: "https://m.example/hook",
} as const;
export const order = { ...asked, amount: 10_50, paymentMethod: CARD } as const;

export const SEPA = {
  type: "bank_debit",
  kind: "sepa_bank_debit",
  iban: secret("DE24 3002 0900 2411 7619 56"),
  bankAccountHolderName: secret("Norbert Maier"),
} as const;

/** The JSON body of a request that was sent. */
export function bodyOf(request: TransportRequest | undefined): unknown {
  return typeof request?.body === "string" ? JSON.parse(request.body) : undefined;
}
