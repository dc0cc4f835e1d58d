import { inspect } from "node:util";
import { err, isConnectorError, ok, secret } from "@switchyard/interfaces";
import { defineConnector } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { card } from "../src/index.js";
import {
  acme,
  acmeBase,
  acmeFlows,
  acmeKey,
  acmeWithKeys,
  always,
  answer,
  authorizeRecord,
  clientOf,
  lost,
  order,
  paid,
  refused,
  script,
  testCard,
} from "./acme.js";

const follow = { connectorTransactionId: "pay_1", amount: 1050, currency: "GBP" } as const;

describe("bad input", () => {
  type Call = (payments: ReturnType<typeof clientOf<typeof acme>>) => unknown;
  const pay =
    (change: object): Call =>
    (payments) =>
      payments.authorize({ ...order(), ...change });

  it.each<readonly [string, Call, object]>([
    ["a negative amount", pay({ amount: -1 }), { code: "InvalidDataFormat", details: { fieldName: "amount" } }],
    ["a fraction", pay({ amount: 10.5 }), { code: "InvalidDataFormat", details: { fieldName: "amount" } }],
    ["an amount that is not safe", pay({ amount: 2 ** 53 }), { code: "InvalidDataFormat" }],
    ["no number", pay({ amount: Number.NaN }), { code: "InvalidDataFormat" }],
    ["infinity", pay({ amount: Infinity }), { code: "InvalidDataFormat" }],
    ["a text for an amount", pay({ amount: "1050" }), { code: "InvalidDataFormat" }],
    ["an unknown currency", pay({ currency: "ZZZ" }), { code: "CurrencyNotSupported", details: { currency: "ZZZ" } }],
    ["a currency in small letters", pay({ currency: "gbp" }), { code: "CurrencyNotSupported" }],
    ["a property of objects for a currency", pay({ currency: "constructor" }), { code: "CurrencyNotSupported" }],
    ["no currency", pay({ currency: undefined }), { code: "CurrencyNotSupported" }],
    ["an empty reference", pay({ reference: "" }), { code: "MissingRequiredField", details: { fieldName: "reference" } }],
    ["a blank reference", pay({ reference: " \t" }), { code: "MissingRequiredField" }],
    ["no reference", pay({ reference: undefined }), { code: "MissingRequiredField" }],
    ["no payment method", pay({ paymentMethod: undefined }), { code: "MissingRequiredField", details: { fieldName: "paymentMethod" } }],
    [
      "data of no payment method",
      pay({ paymentMethod: { type: "constructor" } }),
      { code: "InvalidDataFormat", details: { fieldName: "paymentMethod.type" } },
    ],
    [
      "a payment method that it lacks",
      pay({ paymentMethod: { type: "wallet", kind: "google_pay", tokenizationData: { type: "encrypted", token: secret("t") } } }),
      { code: "NotImplemented" },
    ],
    ["a capture method that it lacks", pay({ captureMethod: "scheduled" }), { code: "CaptureMethodNotSupported" }],
    ["a mandate that it cannot keep", pay({ setupFutureUsage: "off_session" }), { code: "NotSupported" }],
    ["an empty mandate id", pay({ mandate: { connectorMandateId: "" } }), { code: "MissingConnectorMandateID" }],
    [
      "a capture of an empty id",
      (payments) => payments.capture({ ...follow, connectorTransactionId: "" }),
      { code: "MissingConnectorTransactionID" },
    ],
    [
      "a capture of no id",
      (payments) => payments.capture({ ...follow, connectorTransactionId: undefined as never }),
      { code: "MissingConnectorTransactionID" },
    ],
    ["a capture of less than nothing", (payments) => payments.capture({ ...follow, amount: -0.5 }), { code: "InvalidDataFormat" }],
    ["a capture with an empty reference", (payments) => payments.capture({ ...follow, reference: "" }), { code: "MissingRequiredField" }],
    [
      "a wrong authorized amount",
      (payments) => payments.capture({ ...follow, authorizedAmount: 0.1 }),
      { code: "InvalidDataFormat", details: { fieldName: "authorizedAmount" } },
    ],
    ["a void of an empty id", (payments) => payments.void({ connectorTransactionId: "" }), { code: "MissingConnectorTransactionID" }],
    ["a refund of an empty id", (payments) => payments.refund({ ...follow, connectorTransactionId: "" }), { code: "MissingConnectorTransactionID" }],
    ["a refund of a fraction", (payments) => payments.refund({ ...follow, amount: 0.1 }), { code: "InvalidDataFormat" }],
    ["a refund in an unknown currency", (payments) => payments.refund({ ...follow, currency: "XXY" as never }), { code: "CurrencyNotSupported" }],
    [
      "asking after a refund without its id",
      (payments) => payments.syncRefund({ ...follow, connectorRefundId: "" }),
      { code: "MissingConnectorRefundID" },
    ],
    ["asking after nothing", (payments) => payments.sync({ connectorTransactionId: "" }), { code: "MissingConnectorTransactionID" }],
    ["asking after an empty reference", (payments) => payments.sync({ reference: "" }), { code: "MissingRequiredField" }],
    [
      "asking by a reference where the processor cannot look for it",
      (payments) => payments.sync({ reference: "order-1" }),
      { code: "MissingRequiredField" },
    ],
    [
      "a key with a line break",
      (payments) => payments.authorize(order(), { auth: acmeKey("CANARY\n") }),
      { code: "InvalidDataFormat", details: { fieldName: "header x-api-key" } },
    ],
    ["a key that no header can hold", (payments) => payments.authorize(order(), { auth: acmeKey("CANARY\u20ac") }), { code: "InvalidDataFormat" }],
  ])("is refused before anything is sent: %s", async (_name, call, expected) => {
    const transport = script();
    const payments = clientOf(acme, transport);
    const error: unknown = await Promise.resolve(call(payments)).then(
      (result) => ({ came: result }),
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject(expected);
    expect(isConnectorError(error)).toBe(true);
    expect(inspect(error, { depth: null })).not.toContain("CANARY");
    expect(transport.sent).toHaveLength(0);
  });

  it.each([
    { number: "4444333322221112" },
    { number: "4444" },
    { number: "4444 3333 2222 111x" },
    { number: "" },
    { expMonth: "13" },
    { expMonth: "0" },
    { expYear: "203" },
    { cvc: "12" },
    { cvc: "12345" },
    { cvc: "abc" },
  ])("is refused of a card where it is made, without its digits in the error: %j", (change) => {
    const input = { number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "987", ...change };
    let error: unknown;
    try {
      card(input);
    } catch (thrown) {
      error = thrown;
    }
    expect(isConnectorError(error)).toBe(true);
    const printed = inspect(error, { depth: null });
    for (const value of [input.number, input.cvc]) if (value.length > 4) expect(printed).not.toContain(value);
  });

  it("is none where the amount is zero or the largest that is safe", async () => {
    for (const amount of [0, Number.MAX_SAFE_INTEGER]) {
      expect(await clientOf(acme, always(paid())).authorize({ ...order(), amount })).toMatchObject({ status: "authorized" });
    }
  });
});

describe("what is printed of a result", () => {
  it("shows no secret, and keeps the raw answer for who asks", async () => {
    const body = '{"id":"pay_1","state":"declined","echo":"CANARY-BODY"}';
    const results = [
      await clientOf(acme, always(answer(200, body, { "set-cookie": "CANARY-COOKIE" })), { auth: acmeKey("CANARY-KEY") }).authorize({
        ...order(),
        paymentMethod: testCard(),
      }),
      await clientOf(acme, always(answer(500, body)), { auth: acmeKey("CANARY-KEY") }).capture(follow),
      await clientOf(acme, always(answer(200, "CANARY-HTML")), { auth: acmeKey("CANARY-KEY") }).refund(follow),
    ];
    for (const result of results) {
      const prints = [
        inspect(result, { depth: null, showHidden: true }),
        JSON.stringify(result),
        // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a careless print is what is tested
        String(result),
        result.cause?.stack ?? "",
        result.cause?.message ?? "",
      ].join("\n");
      expect(prints).not.toMatch(/CANARY|4444333322221111/);
      expect(result.raw?.expose().text).toContain("CANARY");
    }
  });

  it("is a failed status with an error, where the processor declined inside a success", async () => {
    const declining = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          read: (_answer, { http }) => ({
            status: "failure",
            response: err({ code: "51", message: "Insufficient funds", statusCode: http.statusCode, attemptStatus: "failure" }),
          }),
        },
      },
    });
    expect(await clientOf(declining, always(paid())).authorize(order())).toMatchObject({
      status: "failure",
      outcome: "rejected",
      error: { code: "51" },
    });
  });

  it("is unknown where the processor refuses nothing, as when the first request under a key still runs", async () => {
    const open = { code: "in_use", message: "Still running.", statusCode: 409, attemptStatus: "failure", isOpen: true } as const;
    const busy = defineConnector({ ...acmeBase, errors: [() => ({ tree: {}, error: open })], flows: acmeFlows });
    const payments = clientOf(busy, always(answer(409, "{}")));
    const unknown = { status: "pending", outcome: "unknown", error: { code: "in_use" } };
    expect(await payments.authorize(order())).toMatchObject(unknown);
    expect(await payments.capture(follow)).toMatchObject({ ...unknown, settle: { call: "sync" } });
    expect(await payments.refund(follow)).toMatchObject(unknown);
    // A query decides nothing, whatever it says of itself.
    expect(await payments.sync({ connectorTransactionId: "pay_1", status: "authorized" })).toMatchObject({ status: "authorized" });
  });

  it("is unknown in the record as well, where a success holds such an error and the connector calls it a failure", async () => {
    const error = { code: "in_use", message: "Still running.", statusCode: 200, attemptStatus: "failure", isOpen: true } as const;
    const read = () => ({ status: "failure", response: err(error) }) as const;
    const busy = defineConnector({ ...acmeBase, flows: { ...acmeFlows, Authorize: { ...acmeFlows.Authorize, read } } });
    const { data, outcome } = await clientOf(busy, always(paid())).execute("Authorize", authorizeRecord());
    expect(outcome).toBe("unknown");
    expect(data).toMatchObject({ status: "pending", response: { ok: false, error: { code: "in_use", attemptStatus: "pending" } } });
  });

  it("is the failure of its own flow, where a refusal inside a success does not say whose", async () => {
    const refusing = { ok: false, error: { code: "too_late", message: "Too late.", statusCode: 200 } } as const;
    const declining = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Capture: { ...acmeFlows.Capture, read: () => ({ response: refusing }) },
        Void: { ...acmeFlows.Void, read: () => ({ response: refusing }) },
      },
    });
    const payments = clientOf(declining, always(paid()));
    expect(await payments.capture(follow)).toMatchObject({ status: "capture_failed", outcome: "rejected" });
    expect(await payments.void(follow)).toMatchObject({ status: "void_failed", outcome: "rejected" });
  });

  it("is no success without the processor's id: nobody could capture it", async () => {
    const nameless = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          read: () => ({ status: "authorized", response: ok({ type: "transaction", resourceId: { type: "no_response_id" } }) }),
        },
      },
    });
    expect(await clientOf(nameless, always(paid())).authorize(order())).toMatchObject({
      status: "pending",
      settle: { with: { reference: "order-1" } },
    });
  });

  it("has each outcome of a request that moves money", async () => {
    const outcomes = await Promise.all(
      [paid(), answer(400), lost, refused].map(async (each) => (await clientOf(acmeWithKeys, always(each)).authorize(order())).outcome),
    );
    expect(outcomes).toEqual(["accepted", "rejected", "unknown", "not_sent"]);
  });
});
