import { createTestClock } from "@switchyard/testkit";
import { secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { BLUESNAP_SIMULATOR_DEFAULTS, createBluesnapSimulator, TestAccount, TestCard, type BluesnapSimulatorOptions } from "../simulator/index.js";
import { BAKER_STREET, CHALLENGED, ORDER, started } from "./clients.js";

const { credentials, merchantId } = BLUESNAP_SIMULATOR_DEFAULTS;
const AUTHORIZATION = `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`;
const TRANSACTIONS = "/services/2/transactions";

/** The simulator as BlueSnap's API, without any connector. */
function api(options: BluesnapSimulatorOptions = {}) {
  const simulator = createBluesnapSimulator(options);
  async function ask(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const init = { "content-type": "application/json", accept: "application/json", authorization: AUTHORIZATION, ...headers };
    const text = body === undefined ? null : JSON.stringify(body);
    const answer = await simulator.fetch(new Request(`http://processor.test${path}`, { method, headers: init, body: text }));
    const raw = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: answer.status, body: (isJson ? JSON.parse(raw) : raw) as Record<string, unknown>, headers: answer.headers };
  }
  return { simulator, ask };
}

const creditCard = { cardNumber: TestCard.Approved, securityCode: "837", expirationMonth: "02", expirationYear: "2026" };
const sale = { amount: "10.50", currency: "USD", cardTransactionType: "AUTH_CAPTURE", creditCard, merchantTransactionId: "pay_att_1" };
const hold = { ...sale, cardTransactionType: "AUTH_ONLY" };
const [routingNumber, accountNumber] = TestAccount.Ach;
const ecp = {
  amount: "10.50",
  currency: "USD",
  authorizedByShopper: true,
  merchantTransactionId: "pay_att_1",
  payerInfo: { firstName: "Jane", lastName: "Doe", zip: "12345" },
  ecpTransaction: { routingNumber, accountNumber, accountType: "CONSUMER_CHECKING" },
};
const error = (code: string, errorName: string) => ({ message: [expect.objectContaining({ code, errorName })] });
const change = (cardTransactionType: string, transactionId: unknown, more: object = {}) => ({ cardTransactionType, transactionId, ...more });

describe("a card transaction", () => {
  it("is created with a small status, and looked up with capitals", async () => {
    const { ask, simulator } = api();
    const made = await ask("POST", TRANSACTIONS, sale);
    expect(made).toMatchObject({ status: 200, body: { amount: 10.5, currency: "USD", processingInfo: { processingStatus: "success" } } });
    const id = String(made.body["transactionId"]);
    expect(id).toMatch(/^\d{10}$/);
    const found = await ask("GET", `${TRANSACTIONS}/${id}`);
    expect(found.body).toMatchObject({ cardTransactionType: "AUTH_CAPTURE", processingInfo: { processingStatus: "SUCCESS" } });
    expect((await ask("GET", `${TRANSACTIONS}/pay_att_1,${merchantId}`)).body).toMatchObject({ transactionId: id });
    expect(simulator.ledger.total({ kind: "capture", currency: "USD" })).toBe(1050);
  });

  it("is captured once, at most whole, and what is left goes free", async () => {
    const { ask, simulator } = api();
    const { body } = await ask("POST", TRANSACTIONS, hold);
    const id = body["transactionId"];
    expect(body).toMatchObject({ openToCapture: 10.5 });
    expect(await ask("PUT", TRANSACTIONS, change("CAPTURE", id, { amount: "10.51" }))).toMatchObject({
      status: 400,
      body: error("14002", "AUTHORIZATION_AMOUNT_NOT_VALID"),
    });
    expect((await ask("PUT", TRANSACTIONS, change("CAPTURE", id, { amount: "5.00" }))).body).toMatchObject({
      transactionId: id,
      cardTransactionType: "CAPTURE",
      amount: 5,
    });
    for (const again of ["CAPTURE", "AUTH_REVERSAL"]) {
      expect((await ask("PUT", TRANSACTIONS, change(again, id))).body).toEqual(error("20010", "TRANSACTION_ALREADY_CAPTURED"));
    }
    expect(simulator.ledger.movements({ kind: ["capture", "void"] }).map(({ amount }) => amount)).toEqual([500, 550]);
  });

  it("that was reversed is neither captured nor reversed again", async () => {
    const { ask } = api();
    const id = (await ask("POST", TRANSACTIONS, hold)).body["transactionId"];
    expect((await ask("PUT", TRANSACTIONS, change("AUTH_REVERSAL", id))).body).toMatchObject({ cardTransactionType: "AUTH_REVERSAL" });
    for (const again of ["CAPTURE", "AUTH_REVERSAL"]) {
      expect((await ask("PUT", TRANSACTIONS, change(again, id))).body).toEqual(error("14002", "AUTHORIZATION_AMOUNT_ALREADY_REVERSED"));
    }
  });

  it("that is held for ten days has expired", async () => {
    const clock = createTestClock();
    const { ask, simulator } = api({ clock });
    const id = (await ask("POST", TRANSACTIONS, hold)).body["transactionId"];
    clock.advance({ days: 10 });
    expect((await ask("PUT", TRANSACTIONS, change("CAPTURE", id))).body).toEqual(error("14002", "AUTHORIZATION_EXPIRED"));
    expect(simulator.ledger.total({ kind: "expiry", currency: "USD" })).toBe(1050);
  });

  it("needs an id that is known", async () => {
    const { ask } = api();
    expect((await ask("PUT", TRANSACTIONS, { cardTransactionType: "CAPTURE" })).body).toEqual(error("20008", "TRANSACTION_ID_REQUIRED"));
    expect((await ask("PUT", TRANSACTIONS, change("CAPTURE", "1"))).body).toEqual(error("20009", "INVALID_TRANSACTION_ID"));
    expect(await ask("GET", `${TRANSACTIONS}/1`)).toMatchObject({
      status: 403,
      body: expect.stringContaining("is not authorized to view merchant-transaction: 1") as unknown,
    });
    await ask("POST", TRANSACTIONS, sale);
    await ask("POST", TRANSACTIONS, sale);
    expect((await ask("GET", `${TRANSACTIONS}/pay_att_1,${merchantId}`)).body).toEqual(error("20002", "MULTIPLE_TRANSACTIONS_FOUND"));
    expect((await ask("GET", `${TRANSACTIONS}/pay_att_1,7654321`)).status).toBe(403);
  });

  it.each([
    [TestCard.Declined, {}, "14002", "INCORRECT_INFORMATION"],
    ["378282246310005", {}, "14002", "INCORRECT_INFORMATION"],
    [TestCard.InvalidNumber, {}, "14002", "INVALID_CARD_NUMBER"],
    [TestCard.Approved, { email: "decline@test.com" }, "15011", "FRAUD_DETECTED"],
    [TestCard.Approved, { city: "KADIMA-ZORAN" }, "15011", "FRAUD_DETECTED"],
  ])("of %s with %j is refused: %s %s", async (cardNumber, cardHolderInfo, code, name) => {
    const { ask, simulator } = api();
    const refused = await ask("POST", TRANSACTIONS, { ...sale, creditCard: { ...creditCard, cardNumber }, cardHolderInfo });
    expect(refused).toMatchObject({ status: 400, body: error(code, name) });
    expect(simulator.ledger.size).toBe(0);
  });

  it.each([{ zip: "88888" }, { city: "approve me" }])("passes the fraud check with %j", async (more) => {
    const { ask } = api();
    expect((await ask("POST", TRANSACTIONS, { ...sale, cardHolderInfo: { email: "decline@test.com", ...more } })).status).toBe(200);
  });

  it.each<[string, object]>([
    ["an unknown field", { surprise: 1 }],
    ["an amount that is a number", { amount: 10.5 }],
    ["an amount of other decimals", { amount: "10.5" }],
    ["a yen with decimals", { currency: "JPY" }],
    ["no reference", { merchantTransactionId: undefined }],
    ["a reference of 51 characters", { merchantTransactionId: "r".repeat(51) }],
    ["no source", { creditCard: undefined }],
    ["two sources", { wallet: { walletType: "GOOGLE_PAY", encodedPaymentToken: "e30=" } }],
    ["a key of 41 characters", { transactionMetaData: { metaData: [{ metaKey: "k".repeat(41), metaValue: "v", isVisible: "Y" }] } }],
    ["half an expiry", { creditCard: { ...creditCard, expirationYear: "26" } }],
  ])("with %s is refused", async (_what, more) => {
    const { ask } = api();
    expect(await ask("POST", TRANSACTIONS, { ...sale, ...more })).toMatchObject({ status: 400, body: error("10001", "VALIDATION_GENERAL_FAILURE") });
  });

  it("with a wallet's token of another shape is refused", async () => {
    const { ask } = api();
    const wallet = { walletType: "APPLE_PAY", encodedPaymentToken: btoa(JSON.stringify({ applePay: {} })) };
    expect((await ask("POST", TRANSACTIONS, { ...sale, creditCard: undefined, wallet })).body).toEqual(error("23001", "WALLET_TOKEN_NOT_VALID"));
  });
});

describe("refunds", () => {
  it("go up to what was taken, and the payment then lists them", async () => {
    const { ask } = api();
    const id = String((await ask("POST", TRANSACTIONS, sale)).body["transactionId"]);
    const first = await ask("POST", `${TRANSACTIONS}/refund/${id}`, { amount: "5.00", reason: "why" });
    expect(first.body).toMatchObject({ refundStatus: "SUCCESS", amount: 5, reason: "why", refundTransactionId: expect.any(Number) as unknown });
    expect((await ask("POST", `${TRANSACTIONS}/refund/${id}`, { amount: "5.51" })).body).toEqual(error("14006", "REFUND_MAX_AMOUNT_FAILURE"));
    expect((await ask("POST", `${TRANSACTIONS}/refund/${id}`, {})).body).toMatchObject({ amount: 5.5 });
    expect((await ask("POST", `${TRANSACTIONS}/refund/${id}`, {})).body).toEqual(error("14022", "INVOICE_ALREADY_FULLY_REFUNDED"));
    const found = await ask("GET", `${TRANSACTIONS}/${id}`);
    expect(found.body).toMatchObject({
      refunds: { balanceAmount: 0, refund: [{ amount: 5 }, { amount: 5.5 }] },
      processingInfo: { processingStatus: "SUCCESS" },
    });
    expect((await ask("GET", `${TRANSACTIONS}/${String(first.body["refundTransactionId"])}`)).body).toMatchObject({
      cardTransactionType: "REFUND",
      amount: 5,
    });
  });

  it("of bank debits wait for the money, and then for the bank", async () => {
    const { ask, simulator } = api();
    const id = String((await ask("POST", "/services/2/alt-transactions", ecp)).body["transactionId"]);
    expect((await ask("POST", `${TRANSACTIONS}/refund/${id}`, {})).body).toEqual(error("14004", "REFUND_GENERAL_FAILURE"));
    simulator.controls.settleBankPayment(id, "accept");
    const refund = String((await ask("POST", `${TRANSACTIONS}/refund/${id}`, {})).body["refundTransactionId"]);
    expect((await ask("GET", `${TRANSACTIONS}/${refund}`)).body).toMatchObject({ processingInfo: { processingStatus: "PENDING" } });
    simulator.controls.endRefund(refund, "failure");
    expect((await ask("GET", `${TRANSACTIONS}/${refund}`)).body).toMatchObject({ processingInfo: { processingStatus: "FAIL" } });
    expect((await ask("POST", `${TRANSACTIONS}/refund/${id}`, {})).status).toBe(200);
  });
});

describe("a bank debit", () => {
  it("waits for the bank, and is told by webhook", async () => {
    const { ask, simulator } = api();
    const made = await ask("POST", "/services/2/alt-transactions", ecp);
    expect(made.body).toMatchObject({
      processingInfo: { processingStatus: "PENDING" },
      ecpTransaction: { accountNumber: "*****99992", routingNumber: "*****75150" },
    });
    expect(made.body).not.toHaveProperty("cardTransactionType");
    const id = String(made.body["transactionId"]);
    expect((await ask("GET", `${TRANSACTIONS}/${id}`)).status).toBe(403);
    simulator.controls.settleBankPayment(id, "return", "R01");
    expect((await ask("GET", `/services/2/alt-transactions/${id}`)).body).toMatchObject({ processingInfo: { processingStatus: "FAIL" } });
    expect(simulator.webhooks.events.map(({ type }) => type)).toEqual(["DECLINE"]);
    expect(simulator.ledger.size).toBe(0);
  });

  it.each<[string, object, string]>([
    ["without the shopper's word", { authorizedByShopper: undefined }, "16004"],
    ["of an account that nobody has", { ecpTransaction: { ...ecp.ecpTransaction, accountNumber: "12345" } }, "10001"],
    ["in euros", { currency: "EUR" }, "14011"],
    ["with a country in the wrong place", { payerInfo: { ...ecp.payerInfo, country: "us" } }, "10001"],
  ])("%s is refused", async (_what, more, code) => {
    const { ask } = api();
    expect((await ask("POST", "/services/2/alt-transactions", { ...ecp, ...more })).body).toMatchObject({ message: [{ code }] });
  });
});

describe("the gate", () => {
  it("is closed to any other name or password, in plain text", async () => {
    const { ask } = api();
    const swapped = `Basic ${btoa(`${credentials.password}:${credentials.username}`)}`;
    expect(await ask("POST", TRANSACTIONS, sale, { authorization: swapped })).toMatchObject({
      status: 401,
      body: expect.stringContaining("not authorized") as unknown,
    });
    expect((await ask("POST", TRANSACTIONS, sale, { accept: "*/*" })).headers.get("content-type")).toBe("application/xml");
  });

  it("gives the first answer again under one key, for a day and where the account has it", async () => {
    const clock = createTestClock();
    const { ask, simulator } = api({ clock });
    const key = { "idempotency-key": "a1-B2" };
    const first = await ask("POST", TRANSACTIONS, sale, key);
    expect((await ask("POST", TRANSACTIONS, sale, key)).body).toEqual(first.body);
    expect(await ask("POST", TRANSACTIONS, { ...sale, amount: "10.51" }, key)).toMatchObject({ status: 422, body: { message: [{ code: "60101" }] } });
    expect((await ask("POST", TRANSACTIONS, sale, { "idempotency-key": "k".repeat(65) })).body).toMatchObject({ message: [{ code: "60103" }] });
    expect((await ask("POST", TRANSACTIONS, sale, { "idempotency-key": "a_b" })).body).toMatchObject({ message: [{ code: "60104" }] });
    expect(simulator.ledger.movements({ kind: "capture" })).toHaveLength(1);
    clock.advance({ days: 1 });
    expect((await ask("POST", TRANSACTIONS, sale, key)).body["transactionId"]).not.toBe(first.body["transactionId"]);
    const without = api({ idempotency: false });
    await without.ask("POST", TRANSACTIONS, sale, key);
    await without.ask("POST", TRANSACTIONS, sale, key);
    expect(without.simulator.ledger.movements({ kind: "capture" })).toHaveLength(2);
  });
});

describe("tokens and 3DS", () => {
  const open = async (clock = createTestClock()) => {
    const { ask, simulator } = api({ clock });
    const made = await ask("POST", "/services/2/payment-fields-tokens/prefill", { ccNumber: TestCard.Challenge, expDate: "12/2030" });
    const token = made.headers.get("location")?.split("/").at(-1) ?? "";
    const authenticate = async (decision?: string) =>
      (await ask("POST", "/web-sdk/5/authenticate", { token, data: { cvv: "837", amount: 10.5, currency: "USD" }, decision })).body;
    const pay = (threeDSecure: object) => ask("POST", TRANSACTIONS, { ...sale, creditCard: undefined, pfToken: token, threeDSecure });
    return { ask, simulator, clock, token, made, authenticate, pay };
  };

  it("answers a token with nothing but its address", async () => {
    const { made, token } = await open();
    expect([made.status, made.body, token.length > 0]).toEqual([201, "", true]);
  });

  it("asks for a challenge, and takes a payment only with what came of it", async () => {
    const { authenticate, pay } = await open();
    expect(await authenticate()).toEqual({ challenge: true });
    const { threeDSecure } = (await authenticate("pass")) as { threeDSecure: { authResult: string; threeDSecureReferenceId: string } };
    expect(threeDSecure.authResult).toBe("AUTHENTICATION_SUCCEEDED");
    expect((await pay({ ...threeDSecure, threeDSecureReferenceId: "1" })).body).toMatchObject({ message: [{ code: "14101" }] });
    expect((await pay({ ...threeDSecure, authResult: "AUTHENTICATION_BYPASSED" })).body).toMatchObject({ message: [{ code: "14101" }] });
    expect((await pay(threeDSecure)).body).toMatchObject({ processingInfo: { processingStatus: "success" } });
  });

  it("forgets a token after an hour, and knows no other", async () => {
    const { clock, pay, ask } = await open();
    clock.advance({ minutes: 60 });
    const result = { authResult: "AUTHENTICATION_SUCCEEDED", threeDSecureReferenceId: "1" };
    expect((await pay(result)).body).toEqual(error("14040", "EXPIRED_TOKEN"));
    expect((await ask("POST", TRANSACTIONS, { ...sale, creditCard: undefined, pfToken: "t_" })).body).toEqual(error("14041", "TOKEN_NOT_FOUND"));
  });

  it("takes no payment with a token of hosted fields that nobody has filled in", async () => {
    const { ask } = api();
    const token = (await ask("POST", "/services/2/payment-fields-tokens")).headers.get("location")?.split("/").at(-1);
    expect((await ask("POST", TRANSACTIONS, { ...sale, creditCard: undefined, pfToken: token })).body).toEqual(
      error("14042", "NO_PAYMENT_DETAILS_LINKED_TO_TOKEN"),
    );
  });

  it("serves the SDK's script to pages of other origins", async () => {
    const { ask } = api();
    expect((await ask("GET", "/web-sdk/5/bluesnap.js")).body).toContain("threeDsPaymentsSubmitData");
    expect((await ask("OPTIONS", "/web-sdk/5/authenticate")).headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("the connector and the simulator together", () => {
  it("hold, capture and give back in parts", async () => {
    const { simulator, payments } = started();
    const { connectorTransactionId = "" } = await payments.authorize({ ...ORDER, captureMethod: "manual" });
    expect(await payments.capture({ connectorTransactionId, amount: 6_00, currency: "USD", authorizedAmount: 10_50 })).toMatchObject({
      status: "partial_charged",
    });
    expect(await payments.sync({ connectorTransactionId, amount: 10_50, currency: "USD" })).toMatchObject({ status: "partial_charged" });
    expect(await payments.refund({ connectorTransactionId, reference: "r1", amount: 6_00, currency: "USD" })).toMatchObject({ status: "success" });
    expect(simulator.ledger.total({ kind: "refund", currency: "USD" })).toBe(600);
    expect(simulator.ledger.repeated()).toEqual([]);
  });

  it("charge once for one reference, where the account has idempotency, and once more where it has not", async () => {
    for (const [idempotency, times] of [
      [true, 1],
      [false, 2],
    ] as const) {
      const { simulator, payments } = started({ idempotency });
      await payments.authorize(ORDER);
      await payments.authorize(ORDER);
      expect(simulator.ledger.movements({ kind: "capture" })).toHaveLength(times);
    }
  });

  it("tell of a payment that is held for review, and of one that failed later", async () => {
    const { simulator, payments } = started();
    simulator.controls.answerNext("PENDING_MERCHANT_REVIEW");
    const held = await payments.authorize(ORDER);
    expect(held).toMatchObject({ status: "pending", outcome: "accepted" });
    const { connectorTransactionId = "" } = held;
    simulator.controls.setStatus(connectorTransactionId, "FAIL");
    expect(await payments.sync({ connectorTransactionId })).toMatchObject({ status: "failure", error: { message: "FAIL" } });
  });

  it("decline by any name", async () => {
    const { simulator, payments } = started();
    simulator.controls.declineNext("INSUFFICIENT_FUNDS");
    expect(await payments.authorize(ORDER)).toMatchObject({ status: "failure", error: { code: "14002", message: "INSUFFICIENT_FUNDS" } });
    expect(await payments.authorize({ ...ORDER, reference: "pay_att_2" })).toMatchObject({ status: "charged" });
  });

  it("know a bank debit by its mark alone", async () => {
    const { simulator, payments } = started();
    const ach = { type: "bank_debit", kind: "ach_bank_debit", routingNumber: secret(routingNumber), accountNumber: secret(accountNumber) } as const;
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize({ ...ORDER, billing: BAKER_STREET, paymentMethod: ach });
    simulator.controls.settleBankPayment(connectorTransactionId, "accept");
    expect(await payments.sync({ connectorTransactionId, connectorMeta })).toMatchObject({ status: "charged" });
    expect(await payments.sync({ connectorTransactionId })).toMatchObject({ outcome: "rejected", status: "pending" });
  });

  it("begin 3DS without a transaction", async () => {
    const { simulator, payments } = started();
    const begun = await payments.authorize({
      ...ORDER,
      authentication: "three_ds",
      paymentMethod: CHALLENGED,
      completeAuthorizeUrl: "https://m.example/c",
    });
    expect(begun.status).toBe("authentication_pending");
    expect(simulator.controls.transactions()).toEqual([]);
  });
});
