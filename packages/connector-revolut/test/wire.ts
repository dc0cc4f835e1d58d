import { createClient, type Transport, type TransportRequest } from "@switchyard/client";
import { card, secret } from "@switchyard/interfaces";
import { bodyText, type ResponseFixture } from "@switchyard/testkit/node";
import { revolut, revolutCredentials } from "../src/index.js";
import { responseFixture } from "./fixtures.js";

export const auth = revolutCredentials({ secretApiKey: "sk_test_abc" });
export const ORDER = "6516e61c-d279-a454-a837-bc52ce55ed49";
export const REFUND = "6852e9a6-5cf0-ac65-8182-6a9c251011ce";
export const CUSTOMER = "c3d4e5f6-0001-4000-8000-000000000001";
export const METHOD = "2b83c23a-650e-40c3-8989-00ee24478738";
export const DISPUTE = "ab934829-e4ba-4e7f-8a21-365cad85c763";
export const EVIDENCE = "b1f3a3a4-64a7-4a40-9b7c-3c1f6b0d8f10";

/** A fixture by its name, or an answer. */
export type Answer = string | ResponseFixture;

/** A client of a processor that gives these answers in turn, and what was sent to it. */
export function clientOf(...answers: readonly Answer[]) {
  const sent: TransportRequest[] = [];
  const transport: Transport = {
    send(request) {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      if (answer === undefined) throw new Error("This test expects nothing to be sent.");
      sent.push(request);
      const fixture = typeof answer === "string" ? responseFixture(answer) : answer;
      const text = bodyText(fixture) ?? "";
      const response = { statusCode: fixture.status, headers: fixture.headers, text, body: new TextEncoder().encode(text) };
      return Promise.resolve({ type: "response", response });
    },
  };
  const runtime = { now: () => new Date(0), randomId: () => "pay_att_9", sleep: () => Promise.resolve() };
  return { sent, payments: createClient(revolut, { auth, environment: "sandbox", transport, runtime }) };
}
export type Client = ReturnType<typeof clientOf>["payments"];

/** A made-up answer, for what no fixture has. */
export function answer(body: unknown, status = 200): ResponseFixture {
  return { source: "made up", date: "", status, headers: {}, body };
}

export const CARD = card({ number: "4111111111111111", expMonth: "12", expYear: "2030", cvc: "731", holderName: "Somebody Else" });
export const ANY_CARD = { type: "card_redirect", kind: "card_redirect" } as const;

/** The order of the tech-spec's worked example. */
export const order = {
  reference: "pay_att_1",
  amount: 500,
  currency: "GBP",
  captureMethod: "manual",
  description: "desc",
  returnUrl: "https://m.example/return",
  customer: { name: "Sherlock Holmes", email: "a@b.co" },
  shipping: {
    address: { firstName: "S", lastName: "H", line1: "221B Baker Street", city: "London", zip: "NW1 6XE", country: "GB" },
    email: "a@b.co",
  },
  paymentMethod: ANY_CARD,
} as const;

export const payment = { connectorTransactionId: ORDER } as const;
export const mandate = { connectorMandateId: METHOD, mandateMetadata: secret({ customerId: CUSTOMER, type: "card" }) } as const;
export const dispute = { disputeId: "dispute-1", connectorDisputeId: DISPUTE } as const;
export const file = {
  purpose: "dispute_evidence",
  file: secret(new TextEncoder().encode("%PDF-1.7 a parcel")),
  fileName: "parcel.pdf",
  fileType: "application/pdf",
  fileSize: 17,
  connectorDisputeId: DISPUTE,
} as const;

/** The JSON body of a request that was sent. */
export function bodyOf(request: TransportRequest | undefined): unknown {
  return typeof request?.body === "string" ? JSON.parse(request.body) : undefined;
}

/** A body as a fixture has it: JSON as a value, bytes as text. */
export function wireBody({ body }: TransportRequest): unknown {
  if (body === undefined) return undefined;
  return typeof body === "string" ? JSON.parse(body) : new TextDecoder().decode(body);
}
