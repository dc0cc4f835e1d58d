import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { createNoonSimulator, Decision, NOON_SIMULATOR_DEFAULTS, signNotification, TestCard, type NoonSimulatorOptions } from "../simulator/index.js";

const { businessIdentifier, applicationIdentifier, apiKey, webhookSecret } = NOON_SIMULATOR_DEFAULTS.credentials;
const KEY = btoa(`${businessIdentifier}.${applicationIdentifier}:${apiKey}`);
const ORIGIN = "http://noon.test";

const cardData = (numberPlain: string) => ({ type: "CARD", data: { numberPlain, expiryMonth: "04", expiryYear: "2030", cvv: "323" } });
const subscription = { type: "UNSCHEDULED", name: "Renewals", maxAmount: "100.00" };

interface Changes {
  readonly order?: object;
  readonly configuration?: object;
  readonly [part: string]: unknown;
}

function initiate({ order, configuration, ...parts }: Changes = {}) {
  return {
    apiOperation: "INITIATE",
    order: { amount: "90.00", currency: "AED", channel: "WEB", category: "pay", reference: "order-1", name: "Order 1", nvp: null, ...order },
    configuration: { tokenizeCC: null, paymentAction: "SALE", returnUrl: "https://m.example/return", ...configuration },
    paymentData: cardData(TestCard.Visa),
    subscription: null,
    billing: null,
    ...parts,
  };
}

type Fields = Readonly<Record<string, unknown>>;
interface Answer {
  readonly resultCode: number;
  readonly message: string;
  readonly result: { readonly [part: string]: Fields } & { readonly transactions: readonly Fields[] };
}

/** A simulator, and a way to talk to it in which no digit is lost. */
function start(options: NoonSimulatorOptions = {}) {
  const simulator = createNoonSimulator(options);
  async function raw(path: string, body?: unknown, authorization = `Key ${KEY}`) {
    const headers = { authorization, "content-type": "application/json" };
    const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
    return simulator.fetch(new Request(`${ORIGIN}${path}`, init));
  }
  const read = async (response: Response) => JSON.parse((await response.text()).replaceAll(/"id":(\d+)/g, '"id":"$1"')) as Answer;
  const post = async (body: unknown) => read(await raw("/payment/v1/order", body));
  const get = async (path: string) => read(await raw(`/payment/v1/order/${path}`));
  const pay = async (changes?: Changes) => String((await post(initiate(changes))).result["order"]?.["id"]);
  const held = () => pay({ configuration: { paymentAction: "AUTHORIZE" } });
  const act = (apiOperation: string, id: string, transaction?: object) =>
    post({ apiOperation, order: { id }, ...(transaction === undefined ? {} : { transaction }) });
  return { simulator, raw, post, get, pay, held, act };
}

const aed = (amount: string, transactionReference?: string) => ({ amount, currency: "AED", transactionReference: transactionReference ?? null });
const statusOf = ({ result }: Answer) => result["order"]?.["status"];

describe("who asks", () => {
  it.each([
    ["another key", `Key ${btoa(`${businessIdentifier}.${applicationIdentifier}:other`)}`, 401, 1500],
    ["another scheme", `Basic ${KEY}`, 401, 1500],
    ["nothing", "", 401, 1500],
    ["a business of another region", `Key ${btoa(`other.${applicationIdentifier}:${apiKey}`)}`, 400, 1599],
  ])("must be known: %s", async (_what, authorization, status, resultCode) => {
    const response = await start().raw("/payment/v1/order", initiate(), authorization);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ resultCode });
  });

  it("may have to say Key_Test, and be told nothing", async () => {
    const { raw } = start({ acceptsBareKey: false, emptyUnauthorized: true });
    const refused = await raw("/payment/v1/order", initiate());
    expect([refused.status, await refused.text()]).toEqual([401, ""]);
    expect((await raw("/payment/v1/order", initiate(), `Key_Test ${KEY}`)).status).toBe(200);
  });
});

describe("what noon refuses", () => {
  it.each([
    ["a member that it does not know", initiate({ order: { colour: "blue" } }), 5019],
    ["one anywhere in the body", initiate({ paymentData: { type: "CARD", data: { ...cardData(TestCard.Visa).data, pin: "1" } } }), 5019],
    ["an empty name", initiate({ order: { name: "" } }), 5034],
    ["two blanks in a name", initiate({ order: { name: "Order  1" } }), 5034],
    ["a blank at the end of a name", initiate({ order: { name: "Order 1 " } }), 5034],
    ["a name of 51 characters", initiate({ order: { name: "x".repeat(51) } }), 5034],
    ["no category", initiate({ order: { category: null } }), 5999],
    ["no reference", initiate({ order: { reference: null } }), 5999],
    ["a return URL with a query string", initiate({ configuration: { returnUrl: "https://m.example/?a=1" } }), 5999],
    ["a quotation mark in nvp", initiate({ order: { nvp: { "1": 'a="b"' } } }), 5999],
    ["a state without its country", initiate({ billing: { address: { stateProvince: "DU" } } }), 5999],
    ["an unknown payment method", initiate({ paymentData: { type: "SHELLS", data: {} } }), 5999],
    ["Google's object in another spelling", initiate({ paymentData: { type: "GOOGLEPAY", data: { apiVersion: 2 } } }), 5999],
    ["Apple's token that is none", initiate({ paymentData: { type: "APPLEPAY", data: { paymentInfo: "{}" } } }), 5999],
    ["more decimals than there are", initiate({ order: { amount: "90.001" } }), 5999],
    ["an amount of nothing", initiate({ order: { amount: "0.00" } }), 5999],
    ["a subscription that it does not know", initiate({ paymentData: { type: "SUBSCRIPTION", data: { subscriptionIdentifier: "s" } } }), 19996],
    ["an operation that it does not know", { apiOperation: "DANCE" }, 5997],
    ["an id that was a number", { apiOperation: "REVERSE", order: { id: 303052190031 } }, 5999],
  ])("%s", async (_what, body, resultCode) => {
    const { raw, simulator } = start();
    const response = await raw("/payment/v1/order", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ resultCode });
    expect(simulator.ledger.size).toBe(0);
  });

  it("is card numbers, where the business may not send them", async () => {
    expect((await start({ directCards: false }).post(initiate())).resultCode).toBe(19100);
  });

  it("is every order that it does not know, with 19001 and HTTP 404", async () => {
    const { raw } = start();
    for (const path of ["303052190031", "getbyreference/nothing"]) {
      const response = await raw(`/payment/v1/order/${path}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ resultCode: 19001 });
    }
  });
});

describe("order ids", () => {
  it("are bare numbers of 16 digits that JavaScript rounds, or of 12", async () => {
    const text = await (await start().raw("/payment/v1/order", initiate())).text();
    const id = /"id":(\d+)/.exec(text)?.[1] ?? "";
    expect(id).toHaveLength(16);
    expect(String(Number(id))).not.toBe(id);
    expect(await start({ orderIdDigits: 12 }).pay()).toBe("303052190031");
  });
});

describe("references", () => {
  it("may be given twice: two orders, and the last is found", async () => {
    const { pay, get, simulator } = start();
    const [, second] = [await pay(), await pay()];
    expect((await get("getbyreference/order-1")).result["order"]?.["id"]).toBe(second);
    expect(simulator.ledger.repeated({ kind: "capture" })).toHaveLength(1);
  });

  it("may be unique: the order that is there comes back under 19012, and no money moves", async () => {
    const { pay, post, simulator } = start({ uniqueReferences: true });
    const first = await pay();
    const again = await post(initiate());
    expect([again.resultCode, again.result["order"]?.["id"]]).toEqual([19012, first]);
    expect(simulator.ledger.total({ kind: "capture", currency: "AED" })).toBe(9000);
  });
});

describe("the life of an order", () => {
  it("captures in parts, and its totals add up", async () => {
    const { held, act, get } = start();
    const id = await held();
    expect(statusOf(await act("CAPTURE", id, aed("65.00", "cap_1")))).toBe("PARTIALLY_CAPTURED");
    expect((await act("CAPTURE", id, aed("25.01"))).resultCode).toBe(19998);
    expect(statusOf(await act("CAPTURE", id, aed("25.00")))).toBe("CAPTURED");
    expect((await act("CAPTURE", id, aed("1.00"))).resultCode).toBe(19999);
    await act("REFUND", id, aed("10.00", "ref_1"));
    const { result } = await get(id);
    expect(result["order"]).toMatchObject({
      status: "PARTIALLY_REFUNDED",
      totalAuthorizedAmount: 90,
      totalCapturedAmount: 90,
      totalRefundedAmount: 10,
      totalReversedAmount: 0,
      totalRemainingAmount: 80,
    });
    expect(result.transactions.map(({ type, amount, transactionReference }) => [type, amount, transactionReference])).toEqual([
      ["AUTHORIZATION", 90, undefined],
      ["CAPTURE", 65, "cap_1"],
      ["CAPTURE", 25, undefined],
      ["REFUND", 10, "ref_1"],
    ]);
  });

  it("lets the rest go with a final capture", async () => {
    const { held, act, simulator } = start();
    const id = await held();
    expect(statusOf(await act("CAPTURE", id, { ...aed("65.00"), finalCapture: true }))).toBe("PARTIALLY_CAPTURED");
    expect((await act("CAPTURE", id, aed("25.00"))).resultCode).toBe(19999);
    expect(simulator.ledger.total({ kind: "void", currency: "AED" })).toBe(2500);
  });

  it("reverses what is held, and nothing that was taken", async () => {
    const { held, pay, act } = start();
    expect(statusOf(await act("REVERSE", await held()))).toBe("REVERSED");
    expect((await act("REVERSE", await pay())).resultCode).toBe(19999);
    const id = await held();
    await act("CAPTURE", id, aed("65.00"));
    expect(statusOf(await act("REVERSE", id))).toBe("PARTIALLY_REVERSED");
    expect(statusOf(await act("REFUND", id, aed("65.00")))).toBe("REFUNDED");
    expect((await act("REFUND", id, aed("1.00"))).resultCode).toBe(19999);
  });

  it("refunds what was captured once, also while refunds wait", async () => {
    const { pay, held, act, get, simulator } = start({ refunds: "later" });
    expect((await act("REFUND", await held(), aed("1.00"))).resultCode).toBe(19999);
    const id = await pay();
    const waiting = await act("REFUND", id, aed("60.00", "ref_1"));
    expect(waiting.result["transaction"]).toMatchObject({ type: "REFUND", status: "PENDING", transactionReference: "ref_1" });
    expect((await act("REFUND", id, aed("30.01"))).resultCode).toBe(19998);
    expect(simulator.ledger.total({ kind: "refund", currency: "AED" })).toBe(0);
    expect((await get(id)).result.transactions[1]).toMatchObject({ status: "SUCCESS" });
    expect(simulator.ledger.total({ kind: "refund", currency: "AED" })).toBe(6000);
  });

  it("has refunds that fail", async () => {
    const { pay, act, simulator } = start();
    const id = await pay();
    simulator.controls.declineNextRefund();
    expect((await act("REFUND", id, aed("1.00"))).result["transaction"]).toMatchObject({ status: "FAILED" });
    expect((await act("REFUND", id, aed("90.00"))).result["transaction"]).toMatchObject({ status: "SUCCESS" });
  });

  it("is locked by too many operations", async () => {
    const { pay, act, get } = start({ operationLimit: 2 });
    const id = await pay();
    await act("REFUND", id, aed("1.00"));
    expect((await act("REFUND", id, aed("1.00"))).resultCode).toBe(19997);
    expect(statusOf(await get(id))).toBe("LOCKED");
    expect((await act("REVERSE", id)).resultCode).toBe(19997);
  });

  it("is found by operations as well", async () => {
    const { pay, post } = start();
    const id = await pay();
    expect(statusOf(await post({ apiOperation: "GET_ORDER", order: { id } }))).toBe("CAPTURED");
    expect(statusOf(await post({ apiOperation: "GET_ORDER_BY_REFERENCE", order: { reference: "order-1" } }))).toBe("CAPTURED");
  });
});

describe("cards and amounts that decide", () => {
  it.each([
    [TestCard.Declined, "90.00", "FAILED", 59],
    [TestCard.Visa, "90.51", "FAILED", 51],
    [TestCard.Visa, "90.61", "REJECTED", 4001],
    [TestCard.Mastercard, "90.00", "CAPTURED", 0],
  ])("%s over %s", async (number, amount, status, errorCode) => {
    const { post } = start();
    const answer = await post(initiate({ order: { amount }, paymentData: cardData(number) }));
    expect(answer.resultCode).toBe(0);
    expect(answer.result["order"]).toMatchObject({ status, errorCode });
  });

  it("holds a payment back for review, and takes it an hour later", async () => {
    const clock = createTestClock();
    const { pay, get } = start({ clock });
    const id = await pay({ order: { amount: "90.60" } });
    expect(statusOf(await get(id))).toBe("MARKED_FOR_REVIEW");
    clock.advance({ hours: 1 });
    expect(statusOf(await get(id))).toBe("CAPTURED");
  });
});

describe("noon's page", () => {
  const redirected = { paymentData: cardData(TestCard.ThreeDs) };

  it.each([
    [Decision.Pass, "CAPTURED"],
    [Decision.Fail, "FAILED"],
    [Decision.Cancel, "CANCELLED"],
    [Decision.Timeout, "EXPIRED"],
  ])("sends the browser back to the same address, unsigned: %s", async (decision, status) => {
    const { post, get, simulator } = start();
    const { result } = await post(initiate(redirected));
    expect(result["order"]?.["status"]).toBe("3DS_ENROLL_INITIATED");
    const page = String(result["checkoutData"]?.["postUrl"]);
    const form = (body: string) => new Request(page, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body });
    for (const opened of [new Request(page), form("")]) expect(await (await simulator.fetch(opened)).text()).toContain("Order 1");
    const back = await simulator.fetch(form(`decision=${decision}`));
    const id = String(result["order"]?.["id"]);
    expect(back.headers.get("location")).toBe(`https://m.example/return?orderId=${id}&merchantReference=order-1`);
    expect(statusOf(await get(id))).toBe(status);
    expect((await simulator.fetch(new Request(page))).status).toBe(404);
  });

  it("stands before PayPal, before wallets that need it, and where nothing says what is paid with", async () => {
    const google = {
      type: "GOOGLEPAY",
      data: { apiVersion: 2, apiVersionMinor: 0, paymentMethodData: { type: "CARD", tokenizationData: { type: "PAYMENT_GATEWAY", token: "{}" } } },
    };
    const { post } = start({ walletsRedirect: true });
    for (const paymentData of [{ type: "PAYPAL", data: { returnUrl: "https://m.example/return" } }, google, null]) {
      const { result } = await post(initiate({ paymentData }));
      expect(result["order"]?.["status"]).toBe("INITIATED");
      expect(result["checkoutData"]).toHaveProperty("postUrl");
    }
  });

  it("is closed by CANCEL, which is for unpaid orders alone", async () => {
    const { pay, act } = start();
    const id = await pay(redirected);
    for (const operation of ["CAPTURE", "REFUND"]) expect((await act(operation, id, aed("1.00"))).resultCode).toBe(19999);
    expect((await act("REVERSE", id)).resultCode).toBe(19999);
    expect(statusOf(await act("CANCEL", id))).toBe("CANCELLED");
    expect((await act("CANCEL", await pay())).resultCode).toBe(19999);
  });
});

describe("subscriptions", () => {
  it("are made of what was paid with, charged up to their limit, and cancelled once", async () => {
    const { post, simulator } = start();
    const made = await post(initiate({ configuration: { tokenizeCc: true, tokenizeCC: null }, subscription }));
    const identifier = String(made.result["subscription"]?.["identifier"]);
    expect(made.result["subscription"]).toMatchObject({ status: "Active" });
    const charge = (amount: string) =>
      post(
        initiate({
          order: { amount, currency: null, category: null },
          paymentData: { type: "SUBSCRIPTION", data: { subscriptionIdentifier: identifier } },
        }),
      );
    expect(statusOf(await charge("100.00"))).toBe("CAPTURED");
    expect((await charge("100.01")).resultCode).toBe(19998);
    const cancel = () => post({ apiOperation: "CANCEL_SUBSCRIPTION", subscription: { identifier } });
    expect((await cancel()).result["subscription"]).toEqual({ identifier, status: "Cancelled" });
    expect((await cancel()).resultCode).toBe(19996);
    expect((await charge("1.00")).resultCode).toBe(19996);
    expect(simulator.controls.subscription(identifier)?.status).toBe("Cancelled");
  });

  it("are not made without tokenizeCC, nor by a payment that fails", async () => {
    const { post } = start();
    expect((await post(initiate({ subscription }))).result).not.toHaveProperty("subscription");
    const declined = initiate({ configuration: { tokenizeCC: true }, subscription, paymentData: cardData(TestCard.Declined) });
    expect((await post(declined)).result).not.toHaveProperty("subscription");
  });
});

describe("notifications", () => {
  it("follow every change, with their signature in the body", async () => {
    const { pay, held, act, simulator } = start();
    await act("REFUND", await pay(), aed("10.00"));
    const id = await held();
    await act("CAPTURE", id, aed("65.00"));
    await act("REVERSE", id);
    expect(simulator.webhooks.events.map(({ type }) => type)).toEqual([
      "Sale CAPTURED",
      "Refund PARTIALLY_REFUNDED",
      "Authorize AUTHORIZED",
      "Capture PARTIALLY_CAPTURED",
      "Reverse PARTIALLY_REVERSED",
    ]);
    const text = new TextDecoder().decode(simulator.webhooks.events[0]?.rawBody);
    const { orderStatus, eventId, eventType, timeStamp, signature } = JSON.parse(text) as Readonly<Record<string, string>>;
    const orderId = /"orderId":(\d{16}),/.exec(text)?.[1] ?? "";
    expect(timeStamp).toMatch(/\.\d{7}Z$/);
    expect(signature).toBe(signNotification(webhookSecret, [orderId, orderStatus ?? "", eventId ?? "", eventType ?? "", timeStamp ?? ""]));
  });

  it("tell of 3DS, and of buyers who left", async () => {
    const { post, simulator } = start();
    for (const decision of Object.values(Decision)) {
      const { result } = await post(initiate({ paymentData: cardData(TestCard.ThreeDs) }));
      simulator.controls.visit(String(result["checkoutData"]?.["postUrl"]), decision);
    }
    expect(simulator.webhooks.events.map(({ type }) => type)).toEqual([
      "Authenticate 3DS_RESULT_VERIFIED",
      "Sale CAPTURED",
      "Fail FAILED",
      "Cancel CANCELLED",
      "Expire EXPIRED",
    ]);
  });

  it("are signed as noon signs: the worked vectors", () => {
    const values = ["303052190031", "CAPTURED", "8f0b1c1e-6f34-4c43-9f58-0c2a2f4c9a11", "Sale", "2026-01-15T14:03:22.1234567Z"];
    expect(signNotification("noon_whsec_0001", values)).toBe(
      "MPrcj739ZuH729EOL0MpxzZBDsIHIMJAthwqvJIq/Rgp65mv0hbGGZsXb7wGU/BpuhHodAtD47iKh/kleTzlCw==",
    );
    expect(signNotification("noon_whsec_0001", [...values, "pay_att_1"])).toBe(
      "B824gI5bceHBJWrwVpDV8yroTRhti7dNnLSCPxdpXWrpHU8mpeTt7ORZpmzKzANC02I3nowkxGNe8l9TdFjWVA==",
    );
  });

  it("come again until they are answered with 200", async () => {
    const { pay, simulator } = start();
    await pay();
    await simulator.webhooks.deliver(() => new Response(null, { status: 204 }));
    expect(simulator.webhooks.pending).toHaveLength(1);
    await simulator.webhooks.deliver(() => new Response());
    expect(simulator.webhooks.pending).toHaveLength(0);
  });
});
