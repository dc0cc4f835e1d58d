import { renderRedirectForm, type PaymentResult } from "@switchyard/client";
import { minorUnit, secret, type AttemptStatus } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { bluesnap } from "../src/index.js";
import { mapBankStatus, mapRefundStatus, mapTransactionStatus } from "../src/transformers/status.js";
import { authenticated, BAKER_STREET, bodyOf, challenged, CHALLENGED, clientOf, CREDENTIALS, METADATA, ORDER } from "./clients.js";

const payment = { connectorTransactionId: "38486450" };
const refund = { ...payment, reference: "refund-1", amount: 5_00, currency: "USD" } as const;
const three = {
  ...ORDER,
  authentication: "three_ds",
  paymentMethod: CHALLENGED,
  completeAuthorizeUrl: "https://m.example/complete?order=1",
} as const;
const answered = (processingStatus: unknown, cardTransactionType?: unknown) => ({
  body: { transactionId: "38486450", amount: 10.5, currency: "USD", cardTransactionType, processingInfo: { processingStatus } },
});
const pay = (answer: Parameters<typeof clientOf>[0]) => clientOf(answer).payments.authorize(ORDER);
const ach = { type: "bank_debit", kind: "ach_bank_debit", routingNumber: secret("011075150"), accountNumber: secret("4099999992") } as const;

describe("3DS (tech-spec, trap 2)", () => {
  it("that was asked for never becomes a plain charge", async () => {
    const { sent, payments } = clientOf("authorize.token");
    const result = await payments.authorize(three);
    expect(sent.map(({ url }) => url)).toEqual(["https://sandbox.bluesnap.com/services/2/payment-fields-tokens/prefill"]);
    expect(result.status).toBe("authentication_pending");
  });

  it("runs in a page that loads BlueSnap's SDK, escapes everything, and posts to our own address with the token", async () => {
    const { payments } = clientOf("authorize.token");
    const { redirection } = await payments.authorize({ ...three, completeAuthorizeUrl: "https://m.example/complete?a=</script><b>" });
    const page = redirection === undefined ? "" : renderRedirectForm(redirection);
    expect(page).toContain('<script src="https://sandpay.bluesnap.com/web-sdk/5/bluesnap.js">');
    expect(page).toContain('"token":"80d0ee61c1d5a33a_"');
    expect(page).toContain('"data":{"cvv":"837","amount":10.5,"currency":"USD"}');
    expect(page).toContain("paymentToken=80d0ee61c1d5a33a_");
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(JSON.stringify(redirection)).not.toContain("837");
  });

  it.each([
    ["https://ws.bluesnap.com/services/2/payment-fields-tokens/t_", "https://pay.bluesnap.com/"],
    ["http://127.0.0.1:9/services/2/payment-fields-tokens/t_", "http://127.0.0.1:9/"],
    ["/services/2/payment-fields-tokens/t_", "https://sandpay.bluesnap.com/"],
  ])("finds the SDK beside the API that gave the token: %s", async (location, origin) => {
    const { redirection } = await clientOf({ status: 201, headers: { location } }).payments.authorize(three);
    expect(redirection === undefined ? "" : renderRedirectForm(redirection)).toContain(`<script src="${origin}web-sdk/5/bluesnap.js">`);
  });

  it("is not known to have begun where no token came", async () => {
    expect(await clientOf({ status: 201 }).payments.authorize(three)).toMatchObject({ status: "pending", outcome: "unknown" });
    await expect(clientOf("authorize.token").payments.authorize({ ...three, completeAuthorizeUrl: undefined })).rejects.toThrow(
      "completeAuthorizeUrl",
    );
  });

  it("is left out for wallets and bank debits, which have none, and for a proof of another server", async () => {
    for (const more of [{ paymentMethod: ach, billing: BAKER_STREET }, { authenticationData: { cavv: secret("AAAB") } }]) {
      const { sent, payments } = clientOf("authorize.ach");
      await payments.authorize({ ...ORDER, authentication: "three_ds", ...more });
      expect(sent[0]?.url).not.toContain("payment-fields-tokens");
    }
  });

  const complete = (payload: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>> = METADATA) => {
    const { sent, payments } = clientOf("complete-authorize.charged", metadata);
    return payments.completeAuthorize(challenged(payload)).then(
      (result): string => result.status,
      (error: unknown): string => (error instanceof Error && sent.length === 0 ? error.message : "sent"),
    );
  };

  it("goes on with a success, told in the form or in the query, and with the token that was given", async () => {
    expect(await complete({ authentication_response: authenticated() })).toBe("charged");
    expect(await complete({ authentication_response: authenticated(), paymentToken: "80d0ee61c1d5a33a_" })).toBe("charged");
    const { payments } = clientOf("complete-authorize.charged");
    const params = `?paymentToken=80d0ee61c1d5a33a_&authentication_response=${encodeURIComponent(authenticated())}`;
    expect(await payments.completeAuthorize({ ...challenged({}), redirectResponse: { params } })).toMatchObject({ status: "charged" });
  });

  it.each([
    ["the token of another payment", { authentication_response: authenticated(), paymentToken: "another_" }, "redirectResponse.paymentToken"],
    ["nothing", {}, "redirectResponse.authentication_response"],
    ["no JSON", { authentication_response: "{" }, "redirectResponse.authentication_response"],
    ["a status that is no success", { authentication_response: authenticated("AUTHENTICATION_SUCCEEDED", { status: "Error" }) }, "step 3DS failed"],
    ["no result", { authentication_response: JSON.stringify({ status: "Success" }) }, "step 3DS failed"],
    [
      "no reference",
      { authentication_response: authenticated("AUTHENTICATION_SUCCEEDED", { threeDSecure: { authResult: "AUTHENTICATION_SUCCEEDED" } }) },
      "threeDSecureReferenceId",
    ],
    ["a failure", { authentication_response: authenticated("AUTHENTICATION_FAILED") }, "AUTHENTICATION_FAILED"],
    ["a challenge that was left", { authentication_response: authenticated("AUTHENTICATION_INCOMPLETE") }, "AUTHENTICATION_INCOMPLETE"],
    ["a word that nobody knows", { authentication_response: authenticated("AUTHENTICATION_TELEPATHIC") }, "AUTHENTICATION_TELEPATHIC"],
    ["no authentication to be had", { authentication_response: authenticated("AUTHENTICATION_UNAVAILABLE") }, "AUTHENTICATION_UNAVAILABLE"],
  ])("sends nothing for %s", async (_what, payload, message) => {
    expect(await complete(payload)).toContain(message);
  });

  it("goes on without a proof only where the merchant says so", async () => {
    const metadata = { ...METADATA, allow_unauthenticated: true };
    expect(await complete({ authentication_response: authenticated("AUTHENTICATION_UNAVAILABLE") }, metadata)).toBe("charged");
    expect(await complete({ authentication_response: authenticated("AUTHENTICATION_BYPASSED") }, metadata)).toBe("charged");
    expect(await complete({ authentication_response: authenticated("AUTHENTICATION_FAILED") }, metadata)).toContain("AUTHENTICATION_FAILED");
  });

  it("tells a failed authentication as a status, before anything is asked", () => {
    const action = (given: unknown) => bluesnap.getFlowType("paymentToken=t_", given, "CompleteAuthorize");
    const failed = authenticated("AUTHENTICATION_FAILED", { code: "14101", status: "Error", info: { errors: ["3D Secure failed"] } });
    expect(action({ authentication_response: failed })).toEqual({
      type: "status_update",
      status: "authentication_failed",
      errorCode: "14101",
      errorMessage: "3D Secure failed",
    });
    expect(action({ authentication_response: authenticated() })).toEqual({ type: "trigger", flow: "CompleteAuthorize" });
    expect(action(undefined)).toEqual({ type: "trigger", flow: "CompleteAuthorize" });
  });

  it("leaves nothing to ask about by the token: our reference finds the payment, or the question is refused (trap 18)", async () => {
    const { sent, payments } = clientOf("sync.authorized");
    await expect(payments.sync({ connectorTransactionId: "80d0ee61c1d5a33a_" })).rejects.toThrow("reference");
    expect(sent).toHaveLength(0);
    await payments.sync({ connectorTransactionId: "80d0ee61c1d5a33a_", reference: "pay_att_1" });
    expect(sent[0]?.url).toContain("/transactions/pay_att_1,1234567");
    await expect(clientOf("sync.authorized", {}).payments.sync({ reference: "pay_att_1" })).rejects.toThrow("metadata.merchant_id");
  });
});

describe("a payment's status (tech-spec, trap 4)", () => {
  it.each<[string, string, AttemptStatus]>([
    ["SUCCESS", "AUTH_ONLY", "authorized"],
    ["success", "AUTH_CAPTURE", "charged"],
    ["Success", "CAPTURE", "charged"],
    ["success", "auth_reversal", "voided"],
    ["SUCCESS", "REFUND", "charged"],
    ["PENDING", "AUTH_CAPTURE", "pending"],
    ["PENDING_MERCHANT_REVIEW", "AUTH_ONLY", "pending"],
    ["fail", "AUTH_CAPTURE", "failure"],
    ["a new word", "AUTH_CAPTURE", "pending"],
    ["SUCCESS", "A_NEW_TYPE", "pending"],
  ])("%s of %s is %s", async (word, type, status) => {
    expect((await pay(answered(word, type))).status).toBe(status);
  });

  it("is pending where it is missing, and as before where it was asked about", async () => {
    for (const answer of [answered(undefined, "AUTH_CAPTURE"), answered(null), answered("SUCCESS"), { body: {} }])
      expect((await pay(answer)).status).toBe("pending");
    expect(await clientOf(answered("a new word")).payments.sync({ ...payment, status: "authorized" })).toMatchObject({ status: "authorized" });
  });

  it("has one table for cards, and one for bank debits, whose answers name no type (trap 15)", async () => {
    expect(Object.values(mapTransactionStatus.entries)).not.toContain(undefined);
    expect(mapBankStatus.entries).toMatchObject({ SUCCESS: "charged", REFUNDED: "charged", CHARGEBACKED: "charged", FAIL: "failure" });
    const bank = { ...payment, connectorMeta: { isAltTransaction: true } };
    expect(await clientOf(answered("SUCCESS")).payments.sync(bank)).toMatchObject({ status: "charged", connectorMeta: { isAltTransaction: true } });
    expect(await clientOf(answered("SUCCESS")).payments.sync(payment)).toMatchObject({ status: "pending" });
  });

  it("that failed says so as data, with the payment's number", async () => {
    expect(await pay("authorize.failed")).toMatchObject({
      status: "failure",
      outcome: "rejected",
      connectorTransactionId: "38486450",
      error: { message: "FAIL" },
    });
    expect(await clientOf("authorize.failed").payments.void(payment)).toMatchObject({ status: "void_failed" });
  });

  it("of AUTH_ONLY is authorized, also where the money was to be taken at once", async () => {
    expect((await pay(answered("success", "AUTH_ONLY"))).status).toBe("authorized");
  });

  it.each(["CAPTURE", "capture"])("of a part that was captured is partial, and no contradiction, also as %s", async (type) => {
    const asked = { ...payment, amount: 20_00, currency: "USD" } as const;
    expect(await clientOf(answered("success", type)).payments.sync(asked)).toMatchObject({ status: "partial_charged", outcome: "accepted" });
  });

  it("with another amount or currency is what it is: a contradiction", async () => {
    const other = answered("success", "AUTH_CAPTURE");
    expect(await pay({ body: { ...other.body, amount: 10.51 } })).toMatchObject({
      status: "integrity_failure",
      integrityCheck: { fieldNames: ["amount"] },
    });
    expect(await pay({ body: { ...other.body, currency: "EUR" } })).toMatchObject({ integrityCheck: { fieldNames: ["currency"] } });
    // 10.5 is no amount of yen: it is not read by that currency's decimals.
    expect(await pay({ body: { ...other.body, currency: "JPY" } })).toMatchObject({ integrityCheck: { fieldNames: ["currency"] } });
  });
});

describe("a refund (tech-spec, trap 5)", () => {
  it("takes its number from a number of any size, or a text, and is pending without a status", async () => {
    const { payments } = clientOf("refund.without-status");
    expect(await payments.refund(refund)).toMatchObject({ status: "pending", connectorRefundId: "3027924752" });
    const large = { body: '{"refundTransactionId":9007199254740993,"amount":5.00}' };
    expect(await clientOf(large).payments.refund(refund)).toMatchObject({ connectorRefundId: "9007199254740993" });
    expect(await clientOf({ status: 204 }).payments.refund(refund)).toMatchObject({ status: "pending", outcome: "unknown" });
    expect(mapRefundStatus("a new word")).toBe("pending");
  });

  it("is not succeeded because its payment is (trap 7)", async () => {
    const { sent, payments } = clientOf("sync.refunded");
    const found = await payments.syncRefund({ ...refund, amount: 10_50, connectorRefundId: "1027924752" });
    expect(found.status).toBe("pending");
    expect(sent[0]?.url).toMatch(/transactions\/1027924752$/);
  });

  it("of another amount than was asked for is for a person to look at", async () => {
    const answer = { body: { refundTransactionId: 1, refundStatus: "SUCCESS", amount: 6 } };
    expect(await clientOf(answer).payments.refund(refund)).toMatchObject({ status: "manual_review" });
  });
});

describe("an error (tech-spec, traps 6 and 11)", () => {
  const role = "You are not authorized to perform this request due to inappropriate role permissions.";
  it.each<[string, object]>([
    ["authorize.declined", { code: "14002", message: "INCORRECT_INFORMATION", statusCode: 400 }],
    ["authorize.fraud", { code: "15011", message: "FRAUD_DETECTED" }],
    ["error.unauthorized-text", { code: "No error code", message: role, statusCode: 401 }],
    ["error.unauthorized-json-string", { code: "No error code", message: role, statusCode: 403 }],
    ["error.rate-limit", { message: "Client request rate is too high", statusCode: 429 }],
    ["error.object", { code: "24012", message: "USER_NOT_AUTHORIZED", reason: "User is not authorized" }],
    ["error.without-name", { code: "10000", message: "10000", reason: "First. & Second." }],
  ])("is read from %s", async (name, error) => {
    const result: PaymentResult = await pay(name);
    expect(result).toMatchObject({ outcome: "rejected", error });
    expect("error" in result ? result.error : undefined).not.toHaveProperty("networkDeclineCode");
  });

  it("that is a page, or JSON cut short, shows nothing of it", async () => {
    for (const body of ["<html><body>Bad gateway for 4263982640269299</body></html>", '{"message":[{"code":"1']) {
      expect(await pay({ status: 400, body })).toMatchObject({ status: "failure", error: { code: "400", message: "Unknown error" } });
    }
    expect(await pay({ status: 502 })).toMatchObject({ status: "pending", outcome: "unknown" });
  });
});

describe("a request", () => {
  it("holds metadata as texts, 40 characters of a key and 500 of a value (trap 8)", async () => {
    const metadata = { order: "o1", ["k".repeat(41)]: "v".repeat(501), count: 3, nested: { a: 1 }, empty: "", none: null };
    const { transactionMetaData } = await bodyOf((payments) => payments.authorize({ ...ORDER, metadata }));
    expect(transactionMetaData).toEqual({
      metaData: [
        { metaKey: "order", metaValue: "o1", isVisible: "Y" },
        { metaKey: "k".repeat(40), metaValue: "v".repeat(500), isVisible: "Y" },
        { metaKey: "count", metaValue: "3", isVisible: "Y" },
        { metaKey: "nested", metaValue: '{"a":1}', isVisible: "Y" },
      ],
    });
  });

  it("names the card holder also without an e-mail address of the customer: the billing address has one (trap 10)", async () => {
    const billing = { ...BAKER_STREET, email: "billing@h.example" };
    const { cardHolderInfo } = await bodyOf((payments) => payments.authorize({ ...ORDER, customer: undefined, billing }));
    expect(cardHolderInfo).toEqual({
      firstName: "Sherlock",
      lastName: "Holmes",
      email: "billing@h.example",
      country: "gb",
      city: "London",
      address: "221B Baker Street",
      zip: "NW1 6XE",
    });
    const single = await bodyOf((payments) => payments.authorize({ ...ORDER, customer: undefined, billing: { address: { firstName: "Cher" } } }));
    expect(single["cardHolderInfo"]).toEqual({ firstName: "Cher", lastName: "Cher" });
    const nobody = await bodyOf((payments) => payments.authorize({ ...ORDER, customer: undefined, billing: undefined }));
    expect(nobody).not.toHaveProperty("cardHolderInfo");
  });

  it("writes American and Canadian states in two letters", async () => {
    const billing = { address: { ...BAKER_STREET.address, country: "US", state: "California" } } as const;
    expect(await bodyOf((payments) => payments.authorize({ ...ORDER, billing }))).toMatchObject({ cardHolderInfo: { state: "CA", country: "us" } });
  });

  it.each([
    ["USD", 1050, "10.50"],
    ["JPY", 10500, "10500"],
    ["KWD", 10500, "10.500"],
    ["CLP", 10500, "10500"],
    ["XOF", 10500, "10500"],
    ["ILS", 10500, "105.00"],
  ] as const)("writes amounts with the currency's own decimals: %s (trap 16)", async (currency, amount, text) => {
    expect(await bodyOf((payments) => payments.authorize({ ...ORDER, currency, amount }))).toMatchObject({ amount: text, currency });
  });

  it("carries a key that the reference makes, another one for each kind of request, and is sent once all the same", async () => {
    const keyOf = async (call: (payments: ReturnType<typeof clientOf>["payments"]) => Promise<unknown>) => {
      const { sent, payments } = clientOf("authorize.charged");
      await call(payments);
      return sent[0]?.headers["idempotency-key"];
    };
    const key = await keyOf((payments) => payments.authorize(ORDER));
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyOf((payments) => payments.authorize(ORDER))).toBe(key);
    expect(await keyOf((payments) => payments.authorize({ ...ORDER, reference: "pay_att_2" }))).not.toBe(key);
    expect(await keyOf((payments) => payments.completeAuthorize(challenged({ authentication_response: authenticated() })))).not.toBe(key);
    expect(await keyOf((payments) => payments.refund({ ...refund, reference: "pay_att_1" }))).not.toBe(key);
    expect(await keyOf((payments) => payments.capture({ ...payment, amount: 1, currency: "USD" }))).toBeUndefined();
  });
});

describe("hosted payment fields", () => {
  it("are charged by their token, which the record brings", async () => {
    const { sent, payments } = clientOf("authorize.charged");
    const record = {
      flow: "Authorize",
      merchantId: "m",
      connector: "bluesnap",
      connectorAuthType: CREDENTIALS,
      connectorRequestReferenceId: "pay_att_1",
      paymentId: "pay_att_1",
      attemptId: "pay_att_1",
      status: "started",
      paymentMethod: "card",
      address: {},
      authType: "no_three_ds",
      paymentMethodToken: { type: "token", token: secret("80d0ee61c1d5a33a_") },
      request: { amount: minorUnit(1050), currency: "USD", paymentMethodData: { type: "card_token" } },
    } as const;
    expect((await payments.execute("Authorize", record)).data.status).toBe("charged");
    expect(JSON.parse(String(sent[0]?.body))).toMatchObject({ pfToken: "80d0ee61c1d5a33a_", cardTransactionType: "AUTH_CAPTURE" });
    await expect(payments.execute("Authorize", { ...record, paymentMethodToken: undefined })).rejects.toThrow("paymentMethodToken.token");
  });
});

describe("what BlueSnap cannot do", () => {
  const refused = async (call: (payments: ReturnType<typeof clientOf>["payments"]) => Promise<unknown>) => {
    const { sent, payments } = clientOf("authorize.charged");
    const code = await call(payments).then(
      () => "nothing",
      (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
    );
    return [code, sent.length];
  };

  it("is refused before anything is sent", async () => {
    const bank = { ...payment, amount: 1, currency: "USD", connectorMeta: { isAltTransaction: true } } as const;
    const sepa = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE09100100101234567893") } as const;
    const { country: _, ...stateless } = BAKER_STREET.address;
    expect(await refused((payments) => payments.authorize({ ...ORDER, reference: "r".repeat(51) }))).toEqual(["MaxFieldLengthViolated", 0]);
    expect(await refused((payments) => payments.authorize({ ...ORDER, billing: BAKER_STREET, currency: "EUR", paymentMethod: ach }))).toEqual([
      "CurrencyNotSupported",
      0,
    ]);
    expect(await refused((payments) => payments.authorize({ ...ORDER, billing: BAKER_STREET, paymentMethod: sepa }))).toEqual([
      "CurrencyNotSupported",
      0,
    ]);
    expect(
      await refused((payments) => payments.authorize({ ...ORDER, currency: "EUR", billing: { address: stateless }, paymentMethod: sepa })),
    ).toEqual(["MissingRequiredField", 0]);
    expect(await refused((payments) => payments.authorize({ ...ORDER, paymentMethod: ach }))).toEqual(["MissingRequiredField", 0]);
    expect(await refused((payments) => payments.authorize({ ...ORDER, paymentMethod: ach, captureMethod: "manual" }))).toEqual([
      "CaptureMethodNotSupported",
      0,
    ]);
    expect(await refused((payments) => payments.authorize({ ...ORDER, setupFutureUsage: "off_session" }))).toEqual(["NotSupported", 0]);
    expect(await refused((payments) => payments.capture(bank))).toEqual(["NotSupported", 0]);
    expect(await refused((payments) => payments.void(bank))).toEqual(["NotSupported", 0]);
    // A capture closes the authorization, whatever its amount (trap 17).
    expect(await refused((payments) => payments.capture({ ...payment, amount: 1, currency: "USD", sequence: { number: 1, total: 2 } }))).toEqual([
      "NotSupported",
      0,
    ]);
  });

  it.each([
    ["checking", "personal", "CONSUMER_CHECKING"],
    ["savings", "business", "CORPORATE_SAVINGS"],
    [undefined, undefined, "CONSUMER_CHECKING"],
  ] as const)("leaves of bank accounts the four that it names: %s, %s", async (bankType, bankHolderType, accountType) => {
    const body = await bodyOf(
      (payments) => payments.authorize({ ...ORDER, billing: BAKER_STREET, paymentMethod: { ...ach, bankType, bankHolderType } }),
      "authorize.ach",
    );
    expect(body).toMatchObject({ authorizedByShopper: true, ecpTransaction: { accountType } });
  });

  it("half a wallet token is never sent (trap 9)", async () => {
    const paymentData = secret(
      Buffer.from(JSON.stringify({ data: "d", signature: "s", version: "EC_v1", header: { publicKeyHash: "h" } })).toString("base64"),
    );
    const half = { type: "wallet", kind: "apple_pay", paymentData: { type: "encrypted", paymentData } } as const;
    expect(await refused((payments) => payments.authorize({ ...ORDER, paymentMethod: half }))).toEqual(["InvalidWalletToken", 0]);
  });
});

describe("what SEPA's payer must be told", () => {
  it("comes with the result, and is not printed", async () => {
    const sepa = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE09100100101234567893") } as const;
    const result = await clientOf("authorize.sepa").payments.authorize({ ...ORDER, currency: "EUR", billing: BAKER_STREET, paymentMethod: sepa });
    const text = result.connectorResponse?.details?.["preNotificationText"];
    expect(text).toMatchObject({ expose: expect.any(Function) as unknown });
    expect(JSON.stringify(result)).not.toContain("We will debit");
  });
});
