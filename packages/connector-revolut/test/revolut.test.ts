import { ConnectorError, secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { revolutAuth } from "../src/auth.js";
import { revolut, revolutCredentials } from "../src/index.js";
import { exchanges } from "./exchanges.js";
import { fixtureNames, requestFixture } from "./fixtures.js";
import { auth, bodyOf, CARD, clientOf, dispute, file, mandate, METHOD, order, payment, wireBody, type Client } from "./wire.js";

const BASE = "https://sandbox-merchant.revolut.com/";

describe("on the wire", () => {
  it.each(exchanges)("sends %j and reads %j", async (names, answers, call, expected) => {
    const { sent, payments } = clientOf(...answers);
    const result = await call(payments);
    expect(sent).toHaveLength(names.length);
    names.forEach((name, at) => {
      const { method, path, headers, body } = requestFixture(name);
      const request = sent[at];
      expect({ method: request?.method, url: request?.url, headers: request?.headers }).toEqual({ method, url: `${BASE}${path}`, headers });
      expect(request === undefined ? undefined : wireBody(request)).toEqual(body);
    });
    expect(result).toMatchObject(expected);
  });

  it("has a fixture for each request, and none left over", () => {
    const used = new Set(exchanges.flatMap(([names]) => names));
    expect(fixtureNames("request").filter((name) => !name.startsWith("webhook.") && !used.has(name))).toEqual([]);
  });

  it("sends no card anywhere, whatever the payment is made with", async () => {
    const { sent, payments } = clientOf("authorize.pending");
    await payments.authorize({ ...order, captureMethod: "automatic", paymentMethod: CARD });
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).not.toMatch(/41111|731|2030/);
  });

  it("sends neither nulls nor empty texts", async () => {
    const { sent, payments } = clientOf("authorize.pending");
    await payments.authorize({
      ...order,
      description: " ",
      returnUrl: undefined,
      metadata: { none: null, zero: 0 },
      statementDescriptorSuffix: "**",
    });
    expect(bodyOf(sent[0])).toEqual({
      amount: 500,
      currency: "GBP",
      customer: { full_name: "Sherlock Holmes", email: "a@b.co" },
      shipping: expect.objectContaining({ contact: { name: "S H", email: "a@b.co" } }) as unknown,
      capture_mode: "manual",
      merchant_order_data: { reference: "pay_att_1" },
      metadata: { zero: "0" },
    });
  });

  it("sends an address only when it is whole, and a contact only when it can be reached", async () => {
    const { sent, payments } = clientOf("authorize.pending");
    const { city: _, ...partial } = order.shipping.address;
    await payments.authorize({ ...order, shipping: { address: partial, email: "a@b.co" } });
    await payments.authorize({ ...order, shipping: { address: order.shipping.address } });
    expect(sent.map((each) => (bodyOf(each) as { shipping?: object }).shipping)).toEqual([
      { contact: { name: "S H", email: "a@b.co" } },
      { address: expect.objectContaining({ city: "London" }) as unknown },
    ]);
  });

  it("takes the holder of what is paid with for the customer, where no other name is known", async () => {
    const { sent, payments } = clientOf("authorize.pending");
    await payments.authorize({ reference: "r", amount: 5, currency: "GBP", paymentMethod: CARD });
    expect(bodyOf(sent[0])).toMatchObject({ customer: { full_name: "Somebody Else" } });
  });

  it("sends the merchant's settings with each order", async () => {
    const { sent, payments } = clientOf("authorize.pending");
    const connectorMetadata = { location_id: "c3d4e5f6-0001-4000-8000-000000000009", cancel_authorised_after: "P2D", expire_pending_after: "PT30M" };
    await payments.authorize(order, { connectorMetadata });
    expect(bodyOf(sent[0])).toMatchObject(connectorMetadata);
  });

  it("captures what is asked for and nothing of the rest, once", async () => {
    const { payments } = clientOf();
    const several = { ...payment, amount: 300, currency: "GBP", sequence: { number: 1, total: 2 } } as const;
    await expect(payments.capture(several)).rejects.toMatchObject({ code: "NotSupported" });
  });

  it("charges Revolut Pay as what it is, by the merchant alone", async () => {
    const account = { ...mandate, mandateMetadata: secret({ customerId: "c3d4e5f6-0001-4000-8000-000000000001", type: "revolut_pay" }) };
    const { sent, payments } = clientOf("create-order.created", "repeat-payment.passed");
    await payments.repeatPayment({ reference: "renewal-2", amount: 500, currency: "GBP", mandate: account });
    expect(bodyOf(sent[1])).toEqual({ saved_payment_method: { type: "revolut_pay", id: METHOD, initiator: "merchant" } });
    const there = { reference: "renewal-3", amount: 500, currency: "GBP", mandate: account, offSession: false } as const;
    await expect(clientOf("create-order.created").payments.repeatPayment(there)).rejects.toMatchObject({ code: "NotSupported" });
  });

  it("pays with the customer that the caller names before the one of the mandate", async () => {
    const { sent, payments } = clientOf("create-order.created", "repeat-payment.passed");
    const connectorCustomerId = "c3d4e5f6-0002-4000-8000-000000000002";
    await payments.repeatPayment({ reference: "renewal-2", amount: 500, currency: "GBP", mandate, customer: { connectorCustomerId } });
    expect(bodyOf(sent[0])).toMatchObject({ customer: { id: connectorCustomerId } });
  });
});

const refusals: readonly (readonly [title: string, call: (payments: Client) => Promise<unknown>, expected: object])[] = [
  ["several captures", (client) => client.authorize({ ...order, captureMethod: "manual_multiple" as never }), { code: "CaptureMethodNotSupported" }],
  ["a scheduled capture", (client) => client.authorize({ ...order, captureMethod: "scheduled" as never }), { code: "CaptureMethodNotSupported" }],
  ["a return to this machine", (client) => client.authorize({ ...order, returnUrl: "http://localhost:3000/r" }), { code: "InvalidDataFormat" }],
  ["a return to an IP address", (client) => client.authorize({ ...order, returnUrl: "https://127.0.0.1/r" }), { code: "InvalidDataFormat" }],
  ["a return to an IPv6 address", (client) => client.authorize({ ...order, returnUrl: "https://[::1]/r" }), { code: "InvalidDataFormat" }],
  ["a return to an app", (client) => client.authorize({ ...order, returnUrl: "shop://paid" }), { code: "InvalidDataFormat" }],
  ["keys with signs", (client) => client.authorize({ ...order, metadata: { "a-b": "c" } }), { code: "InvalidDataFormat" }],
  ["long metadata", (client) => client.authorize({ ...order, metadata: { a: "x".repeat(501) } }), { code: "InvalidDataFormat" }],
  ["a stored method on the page", (client) => client.authorize({ ...order, mandate }), { code: "NotSupported" }],
  ["a buyer who is not there", (client) => client.authorize({ ...order, offSession: true }), { code: "NotSupported" }],
  [
    "an amount that may grow, and is captured at once",
    (client) => client.authorize({ ...order, captureMethod: "automatic", requestIncrementalAuthorization: true }),
    { code: "NotSupported" },
  ],
  [
    "an amount that may grow, of a wallet",
    (client) => client.authorize({ ...order, paymentMethod: { type: "wallet", kind: "revolut_pay" }, requestIncrementalAuthorization: true }),
    { code: "NotSupported" },
  ],
  ["a revocation without a customer", (client) => client.revokeMandate({ connectorMandateId: METHOD }), { code: "MissingRequiredField" }],
  ["a customer without an address", (client) => client.createCustomer({ request: { name: secret("A") } }), { code: "MissingRequiredField" }],
  ["a film as evidence", (client) => client.uploadFile({ request: { ...file, fileType: "video/mp4" } }), { code: "InvalidDataFormat" }],
  [
    "evidence of more than 10 MB",
    (client) => client.uploadFile({ request: { ...file, file: secret(new Uint8Array(10 * 1024 * 1024 + 1)) } }),
    { code: "InvalidDataFormat" },
  ],
  [
    "a challenge without evidence",
    (client) => client.submitEvidence({ request: { ...dispute, disputeStatus: "dispute_opened" } }),
    { code: "InvalidDataFormat" },
  ],
  [
    "evidence that was not uploaded",
    (client) =>
      client.submitEvidence({
        request: { ...dispute, disputeStatus: "dispute_opened", files: { receipt: { type: "content", file: file.file, fileType: file.fileType } } },
      }),
    { code: "NotSupported" },
  ],
  [
    "a comment that is too long",
    (client) =>
      client.submitEvidence({
        request: {
          ...dispute,
          disputeStatus: "dispute_opened",
          files: { receipt: { type: "uploaded", providerFileId: "e" } },
          texts: { uncategorized_text: secret("x".repeat(251)) },
        },
      }),
    { code: "MaxFieldLengthViolated" },
  ],
];

describe("what Revolut cannot do", () => {
  it.each(refusals)("refuses %s before anything is sent", async (_title, call, expected) => {
    const { sent, payments } = clientOf();
    await expect(call(payments)).rejects.toMatchObject(expected);
    expect(sent).toEqual([]);
  });
});

describe("credentials", () => {
  it("makes the worked header of the secret key", () => {
    expect(revolutAuth(auth).authorization.expose()).toBe("Bearer sk_test_abc");
  });

  it("takes the signing secret along, and refuses credentials of other kinds", () => {
    const both = revolutCredentials({ secretApiKey: "sk", signingSecret: "wsk_1" });
    expect(both).toMatchObject({ type: "BodyKey" });
    expect(revolutAuth(both).authorization.expose()).toBe("Bearer sk");
    expect(
      revolutAuth({ type: "SignatureKey", apiKey: secret("sk"), key1: secret("wsk"), apiSecret: secret("ignored") }).authorization.expose(),
    ).toBe("Bearer sk");
    expect(() => revolutAuth({ type: "NoKey" })).toThrow(ConnectorError);
  });
});

describe("addresses", () => {
  it("has one slash between host and path, in both environments", () => {
    const { baseUrls } = revolut.facts;
    expect(baseUrls).toEqual({ sandbox: BASE, production: "https://merchant.revolut.com/" });
    expect(`${BASE}api/orders`).not.toContain("//api");
  });

  it("asks the processor whenever a browser comes back", () => {
    for (const action of ["PSync", "CompleteAuthorize"] as const) {
      expect(revolut.getFlowType("state=completed", {}, action)).toEqual({ type: "trigger", flow: "PSync" });
    }
  });
});
