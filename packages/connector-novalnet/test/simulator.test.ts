import { describe, expect, it } from "vitest";
import {
  createNovalnetSimulator,
  Decision,
  eventChecksum,
  NOVALNET_SIMULATOR_DEFAULTS,
  returnChecksum,
  TEST_IBAN,
  TestCard,
} from "../simulator/index.js";

const { signature, tariff, accessKey } = NOVALNET_SIMULATOR_DEFAULTS.credentials;
const ORIGIN = "http://novalnet.test";

const cardData = (number: string) => ({ card_number: number, card_expiry_month: "12", card_expiry_year: "2030", card_cvc: "123" });
const sepaData = { account_holder: "Norbert Maier", iban: TEST_IBAN };

function payment(transaction: object = {}) {
  return {
    merchant: { signature, tariff },
    customer: { email: "test@novalnet.de", no_nc: 1 },
    transaction: {
      test_mode: 1,
      payment_type: "CREDITCARD",
      amount: "1050",
      currency: "EUR",
      order_no: "order-1",
      payment_data: cardData(TestCard.Approved),
      hook_url: "https://m.example/hook",
      return_url: "https://m.example/return?shop=1",
      error_return_url: "https://m.example/failed",
      ...transaction,
    },
    custom: { lang: "en" },
  };
}

interface Answer {
  readonly result: Readonly<Record<string, unknown>>;
  readonly transaction: Readonly<Record<string, unknown>>;
}

/** A simulator, and a way to talk to it in which no digit is lost. */
function start(options: Parameters<typeof createNovalnetSimulator>[0] = {}) {
  const simulator = createNovalnetSimulator(options);
  async function raw(path: string, body: object, key: string | null = btoa(accessKey)) {
    const headers = { "content-type": "application/json", ...(key === null ? {} : { "x-nn-access-key": key }) };
    const response = await simulator.fetch(new Request(`${ORIGIN}${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
    expect(response.status).toBe(200);
    return response.text();
  }
  const post = async (path: string, body: object, key?: string | null) =>
    JSON.parse((await raw(path, body, key)).replaceAll(/"tid":(\d+)/g, '"tid":"$1"')) as Answer;
  const act = (action: string, transaction: object) => post(`/transaction/${action}`, { transaction, custom: { lang: "en" } });
  const take = async (transaction: object = {}, path = "/payment") => String((await post(path, payment(transaction))).transaction["tid"]);
  return { simulator, raw, post, act, take };
}

const code = ({ result }: Answer) => result["status_code"];

describe("what Novalnet refuses, with HTTP 200", () => {
  it.each([
    ["no access key", "/payment", payment(), null, 1002],
    ["a wrong access key", "/payment", payment(), btoa("nobody"), 1003],
    ["a path that it does not know", "/refunds", payment(), btoa(accessKey), 1004],
    ["a wrong signature", "/payment", { ...payment(), merchant: { signature: "x", tariff } }, btoa(accessKey), 1008],
    ["an unknown payment type", "/payment", payment({ payment_type: "SHELLS" }), btoa(accessKey), 200002],
    ["no IBAN", "/payment", payment({ payment_type: "DIRECT_DEBIT_SEPA", payment_data: { account_holder: "N" } }), btoa(accessKey), 437001],
    [
      "a debit in another currency",
      "/payment",
      payment({ payment_type: "DIRECT_DEBIT_SEPA", currency: "USD", payment_data: sepaData }),
      btoa(accessKey),
      999005,
    ],
    ["an amount of zero that stores nothing", "/payment", payment({ amount: 0 }), btoa(accessKey), 1005],
    ["a field that it does not know", "/payment", payment({ colour: "blue" }), btoa(accessKey), 999001],
    ["an unknown token", "/payment", payment({ payment_data: { token: "TOK" } }), btoa(accessKey), 999003],
    ["a redirect that leads nowhere back", "/payment", payment({ enforce_3d: 1, return_url: null }), btoa(accessKey), 999001],
  ])("%s", async (_what, path, body, key, wanted) => {
    const { post, simulator } = start();
    const answer = await post(path, body, key);
    expect(answer.result).toMatchObject({ status: "FAILURE", status_code: wanted });
    expect(simulator.ledger.size).toBe(0);
  });

  it("refuses ids of 16 digits, captures and cancellations of what was taken, and refunds of more than there is", async () => {
    const { act, take } = start();
    const tid = await take();
    expect(code(await act("details", { tid: "1455000001234567" }))).toBe(1007);
    expect(code(await act("details", { tid: "14550000012345678" }))).toBe(1007);
    expect(code(await act("capture", { tid }))).toBe(440013);
    expect(code(await act("cancel", { tid }))).toBe(200018);
    expect(code(await act("refund", { tid, amount: "1051" }))).toBe(419001);
    expect(code(await act("refund", { tid, amount: "" }))).toBe(435005);
    expect(code(await act("update", { tid, amount: "0" }))).toBe(1005);
    expect(code(await act("update", { tid, amount: "2000" }))).toBe(999004);
    const held = await take({}, "/authorize");
    expect(code(await act("refund", { tid: held, amount: "1" }))).toBe(200018);
    expect(code(await act("capture", { tid: held, amount: "1051" }))).toBe(440013);
  });

  it("charges a token only as what it was made with", async () => {
    const { post, simulator } = start();
    const stored = await post("/payment", payment({ payment_type: "DIRECT_DEBIT_SEPA", payment_data: sepaData, create_token: 1 }));
    const { token } = stored.transaction["payment_data"] as { readonly token: string };
    expect(code(await post("/payment", payment({ payment_data: { token } })))).toBe(999003);
    expect(code(await post("/payment", payment({ payment_type: "DIRECT_DEBIT_SEPA", payment_data: { token } })))).toBe(100);
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(2100);
  });
});

describe("ids", () => {
  it("are bare numbers of 17 digits, odd ones among them, which JavaScript rounds", async () => {
    const { raw } = start();
    const texts = await Promise.all(Array.from({ length: 12 }, () => raw("/payment", payment())));
    const tids = texts.map((text) => /"tid":(\d{17})[,}]/.exec(text)?.[1] ?? "");
    expect(tids.every((tid) => tid.length === 17)).toBe(true);
    expect(tids.some((tid) => String(Number(tid)) !== tid)).toBe(true);
  });
});

describe("the life of a payment", () => {
  it("takes a part of what is held and lets the rest go", async () => {
    const { act, take, simulator } = start();
    const tid = await take({}, "/authorize");
    const answer = await act("capture", { tid, amount: "500", capture: { type: "Final", reference: "cap_1" } });
    expect(answer.transaction).toMatchObject({ status: "CONFIRMED", amount: 500, capture: { amount: 500 } });
    expect((await act("refund", { tid })).transaction).toMatchObject({ status: "CONFIRMED", refunded_amount: 500 });
    expect(simulator.ledger.movements().map(({ kind, amount }) => [kind, amount])).toEqual([
      ["authorization", 1050],
      ["capture", 500],
      ["void", 550],
      ["refund", 500],
    ]);
  });

  it("answers a whole capture without an object of its own", async () => {
    const { act, take } = start();
    expect((await act("capture", { tid: await take({}, "/authorize") })).transaction).not.toHaveProperty("capture");
  });

  it("finds a refund under its own id", async () => {
    const { act, take } = start();
    const answer = await act("refund", { tid: await take(), amount: "500" });
    const { tid } = answer.transaction["refund"] as { readonly tid: string };
    expect((await act("details", { tid })).transaction).toMatchObject({ status: "CONFIRMED", amount: 500, payment_type: "CREDITCARD_BOOKBACK" });
  });

  it("cancels a debit that no bank has settled, and refunds one that was", async () => {
    const { act, take, simulator } = start();
    const sepa = { payment_type: "DIRECT_DEBIT_SEPA", payment_data: sepaData };
    const early = await act("refund", { tid: await take(sepa) });
    expect(early.transaction).toMatchObject({ status: "DEACTIVATED", status_code: 103 });
    expect(early.transaction).not.toHaveProperty("refund");
    const tid = await take(sepa);
    simulator.controls.settle(tid);
    expect((await act("refund", { tid })).transaction).toMatchObject({ status: "CONFIRMED", refund: { amount: 1050 } });
  });

  it("holds a guaranteed debit back until it is checked", async () => {
    const { post, simulator } = start();
    const guaranteed = payment({ payment_type: "GUARANTEED_DIRECT_DEBIT_SEPA", payment_data: sepaData });
    expect(code(await post("/payment", guaranteed))).toBe(440002);
    const billing = { country_code: "DE" };
    expect(code(await post("/payment", { ...guaranteed, customer: { ...guaranteed.customer, billing } }))).toBe(440004);
    const whole = { ...guaranteed, customer: { ...guaranteed.customer, billing, birth_date: "1980-01-31" } };
    const { transaction } = await post("/payment", whole);
    expect(transaction).toMatchObject({ status: "PENDING", status_code: 75 });
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(0);
    simulator.controls.confirm(String(transaction["tid"]));
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1050);
  });
});

describe("the page that customers are sent to", () => {
  const threeDs = { payment_data: cardData(TestCard.ThreeDs), enforce_3d: 1 };

  it.each([
    ["pass", "SUCCESS", "https://m.example/return", 1050],
    ["fail", "FAILURE", "https://m.example/failed", 0],
    ["abandon", "FAILURE", "https://m.example/failed", 0],
  ])("sends the browser back with a signed query: %s", async (decision, status, url, taken) => {
    const { post, simulator } = start();
    const { result, transaction } = await post("/payment", payment(threeDs));
    expect(Object.keys(transaction)).toEqual(["txn_secret"]);
    const page = String(result["redirect_url"]);
    expect(await (await simulator.fetch(new Request(page))).text()).toContain("order-1");
    const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: `decision=${decision}` };
    const back = new URL((await simulator.fetch(new Request(page, form))).headers.get("location") ?? "");
    expect(back.origin + back.pathname).toBe(url);
    const { tid = "", checksum, ...query } = Object.fromEntries(back.searchParams);
    expect(query).toMatchObject({ status, order_no: "order-1", payment_type: "CREDITCARD" });
    expect(checksum).toBe(returnChecksum(accessKey, tid, String(transaction["txn_secret"]), status));
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(taken);
    expect((await simulator.fetch(new Request(page))).status).toBe(400);
  });

  it("is reached by a control as well, once", async () => {
    const { post, simulator } = start();
    const { result } = await post("/payment", payment(threeDs));
    const url = String(result["redirect_url"]);
    expect(simulator.controls.visit(url, Decision.Pass)).toContain("status=SUCCESS");
    expect(() => simulator.controls.visit(url, Decision.Pass)).toThrow("No payment waits behind this URL.");
  });
});

describe("the checksums", () => {
  it("are those of the worked vectors", () => {
    const signed = { tid: "14550000012345678", type: "PAYMENT", status: "SUCCESS", amount: 1050, currency: "EUR" };
    expect(eventChecksum("nn_demo_access_key_42", signed)).toBe("6d1aae6f501a40352a13ad883984c5101d4a4e55f7544f3c08c096dc4caa5062");
    const cancel = { tid: "14550000012345678", type: "TRANSACTION_CANCEL", status: "SUCCESS" };
    expect(eventChecksum("nn_demo_access_key_42", cancel)).toBe("6a1bf86eb5a5117f6c1b4d5cece4ec755469f74cf47aa3bc3c63e6f9b9e55c4a");
    expect(returnChecksum("nn_demo_access_key_42", "14550000012345678", "sec_3f9a1c", "SUCCESS")).toBe(
      "b236150e7bf868199f64348f1a618a692632abcae694f1fb86be36540a2268aa",
    );
  });
});

describe("notifications", () => {
  it("follow every change, with the ids that belong to them", async () => {
    const { act, take, simulator } = start();
    const tid = await take();
    await act("refund", { tid, amount: "100" });
    const chargeback = simulator.controls.chargeback(tid);
    simulator.controls.represent(tid);
    await act("cancel", { tid: await take({}, "/authorize") });
    await take({ payment_data: cardData(TestCard.Restricted) });
    const texts = simulator.webhooks.events.map(({ rawBody }) => new TextDecoder().decode(rawBody));
    expect(simulator.webhooks.events.map(({ type }) => type)).toEqual([
      "PAYMENT",
      "TRANSACTION_REFUND",
      "CHARGEBACK",
      "CREDIT",
      "PAYMENT",
      "TRANSACTION_CANCEL",
      "PAYMENT",
    ]);
    expect(texts[0]).not.toContain("parent_tid");
    expect(texts[2]).toContain(`"tid":${chargeback},"parent_tid":${tid}`);
    expect(texts[5]).not.toContain('"amount"');
    expect(texts[6]).toContain('"result":{"status":"FAILURE"');
  });

  it("come again the next day, twice, when they are not answered with 200", async () => {
    const { take, simulator } = start();
    await take();
    await simulator.webhooks.deliver(() => new Response(null, { status: 204 }));
    expect(simulator.webhooks.pending).toHaveLength(1);
    expect(await simulator.webhooks.deliver(() => new Response())).toHaveLength(0);
  });
});

describe("what happens by itself", () => {
  it("settles debits, and ends test transactions that are on hold", async () => {
    const { createTestClock } = await import("@switchyard/testkit");
    const clock = createTestClock();
    const { act, take, simulator } = start({ clock, settledAfter: { days: 2 }, testTransactionsEndAfter: { days: 1 } });
    const held = await take({}, "/authorize");
    const debit = await take({ payment_type: "DIRECT_DEBIT_SEPA", payment_data: sepaData });
    clock.advance({ days: 3 });
    expect((await act("details", { tid: held })).transaction).toMatchObject({ status: "DEACTIVATED" });
    expect(simulator.controls.payment(debit)?.settled).toBe(true);
  });
});
