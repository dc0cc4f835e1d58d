import { digest, encodeHex } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { createTestClock } from "@switchyard/testkit";
import { createFiuuSimulator, FIUU_SIMULATOR_DEFAULTS, Magic, type FiuuSimulatorOptions } from "../simulator/index.js";

const { merchantId, verifyKey, secretKey } = FIUU_SIMULATOR_DEFAULTS;
const md5 = (...parts: readonly string[]) => encodeHex(digest("MD5", parts.join("")));
type Fields = Readonly<Record<string, string>>;

function started(options: FiuuSimulatorOptions = {}) {
  const simulator = createFiuuSimulator(options);
  const post = async (path: string, fields: Fields, init: RequestInit = {}) => {
    const response = await simulator.fetch(new Request(`http://fiuu.test/${path}`, { method: "POST", body: new URLSearchParams(fields), ...init }));
    return response.text();
  };
  return { simulator, post };
}

function order(changes: Fields = {}): Fields {
  const base: Fields = { TxnAmount: "27.60", ReferenceNo: "order-1", TxnCurrency: "MYR", TxnChannel: "CREDITAN", TxnType: "SALS", ...changes };
  const { TxnAmount = "", ReferenceNo = "" } = base;
  const card = { CC_PAN: "4111111111111111", CC_CVV2: "123", CC_MONTH: "12", CC_YEAR: "2050", mpstokenstatus: "3", non_3DS: "1" };
  const signed = { MerchantID: merchantId, Signature: md5(TxnAmount, merchantId, ReferenceNo, verifyKey) };
  return { ...base, ...(base["TxnChannel"] === "CREDITAN" ? card : {}), ...signed, ...changes };
}
const without = (fields: Fields, name: string): Fields => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const DIRECT = "RMS/API/Direct/1.4.0/index.php";
const CAPTURE = "RMS/API/capstxn/index.php";
const REVERSE = "RMS/API/refundAPI/refund.php";
const REFUND = "RMS/API/refundAPI/index.php";
const INQUIRY = "RMS/API/refundAPI/q_by_txn.php";
const QUERY = "RMS/API/gate-query/index.php";

const query = (txID: string, amount = "27.60"): Fields => ({ txID, amount, domain: merchantId, skey: md5(txID, merchantId, verifyKey, amount) });
const capture = (tranID: string, amount: string): Fields => ({
  tranID,
  amount,
  domain: merchantId,
  RefID: "c1",
  skey: md5(tranID, amount, merchantId, verifyKey),
});
const reversal = (txnID: string): Fields => ({ txnID, domain: merchantId, skey: md5(txnID, merchantId, secretKey) });
const refund = (TxnID: string, Amount: string, RefID: string, more: Fields = {}): Fields => ({
  ...{ RefundType: "P", MerchantID: merchantId, RefID, TxnID, Amount, Signature: md5("P", merchantId, RefID, TxnID, Amount, secretKey) },
  ...more,
});

describe("the Direct API", () => {
  it.each([
    ["an unknown merchant", order({ MerchantID: "nobody" }), "P404"],
    ["a field that is missing", without(order(), "TxnCurrency"), "P03"],
    ["a field that nobody knows", order({ Colour: "red" }), "P03"],
    ["a wrong signature", order({ Signature: "0".repeat(32) }), "P03"],
    ["an unknown channel", order({ TxnChannel: "BARTER" }), "P05"],
    ["an authorization alone by FPX", order({ TxnChannel: "FPX_MB2U", TxnType: "AUTS" }), "P48"],
    ["a currency that is not on the list", order({ TxnCurrency: "CHF" }), "P13"],
    ["too small an amount", order({ TxnAmount: "1.00" }), "P14"],
    ["an amount with one decimal", order({ TxnAmount: "27.6" }), "P03"],
    ["an amount with a comma", order({ TxnAmount: "1,027.60" }), "P03"],
    ["a bad order id", order({ ReferenceNo: "a b" }), "P19"],
    ["a year of two digits", order({ CC_YEAR: "50" }), "P10"],
    ["a month of one digit", order({ CC_MONTH: "1" }), "P10"],
    ["a card without its code", without(order(), "CC_CVV2"), "P10"],
    ["a token for nobody", order({ mpstokenstatus: "1" }), "P04"],
    ["a scheme id that was never given", without(without(order({ OriginalSchemeID: "1" }), "CC_CVV2"), "mpstokenstatus"), "P49"],
    ["card fields with a bank", order({ TxnChannel: "FPX_MB2U", CC_PAN: "4111111111111111" }), "P03"],
    ["a short address", order({ ReturnURL: "m.example" }), "P403"],
  ])("refuses %s", async (_what, fields, code) => {
    expect(JSON.parse(await started().post(DIRECT, fields))).toMatchObject({ error_code: code });
  });

  it("refuses JSON, and the same order twice", async () => {
    const { post, simulator } = started();
    expect(await post(DIRECT, {}, { body: JSON.stringify(order()), headers: { "content-type": "application/json" } })).toContain("P03");
    expect(await post(DIRECT, order())).toContain('"status":"00"');
    expect(await post(DIRECT, order())).toContain("P09");
    expect(simulator.ledger.movements({ kind: "capture" })).toHaveLength(1);
  });

  it("gives the first answer again under one idempotency key, in either spelling", async () => {
    const { post, simulator } = started();
    const first = await post(DIRECT, order(), { headers: { "idempotency-key": "01J0" } });
    expect(await post(DIRECT, order(), { headers: { "idempotence-key": "01J0" } })).toBe(first);
    expect(simulator.ledger.movements({ kind: "capture" })).toHaveLength(1);
  });

  it("takes parts as well as pairs", async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(order())) form.append(name, value);
    const response = await createFiuuSimulator().fetch(new Request(`http://fiuu.test/${DIRECT}`, { method: "POST", body: form }));
    expect(await response.text()).toContain('"status":"00"');
  });

  it.each([
    [{ CC_PAN: Magic.DeclinedCard }, '"error_code":"CC_05"'],
    [{ TxnAmount: "51.51" }, '"error_code":"CC_51"'],
    [{ TxnAmount: "54.54" }, '"error_code":"CC_54"'],
    [{ TxnAmount: "22.22" }, '"status":"22"'],
    [{ CC_CVV2: Magic.ThreeDsCvv }, '"RequestType":"REDIRECT"'],
    [{ non_3DS: "0" }, '"RequestType":"REDIRECT"'],
    [{ mpstokenstatus: "1", CustEmail: "a@b.example" }, '"token":"tok'],
  ])("decides by the magic values %o", async (changes, expected) => {
    expect(await started().post(DIRECT, order(changes as Fields))).toContain(expected);
  });
});

describe("a payment's states", () => {
  it("goes from held to captured in part, once", async () => {
    const { post } = started();
    await post(DIRECT, order({ TxnType: "AUTS" }));
    expect(await post(QUERY, query("30001"))).toContain("StatName=authorized");
    expect(await post(CAPTURE, capture("30001", "27.61"))).toContain('"StatCode":"25"');
    expect(await post(CAPTURE, capture("30001", "20.00"))).toContain('"PartialCaptureTranID":"30002"');
    expect(await post(CAPTURE, capture("30001", "7.60"))).toContain('"StatCode":"24"');
    expect(await post(REFUND, refund("30001", "20.01", "r1"))).toContain("PR011");
  });

  it("is voided once, while it is held", async () => {
    const { post, simulator } = started();
    await post(DIRECT, order({ TxnType: "AUTS" }));
    expect(await post(REVERSE, reversal("30001"))).toContain("StatCode=00");
    expect(await post(REVERSE, reversal("30001"))).toContain("StatCode=22");
    expect(await post(CAPTURE, capture("30001", "20.00"))).toContain('"StatCode":"16"');
    expect(simulator.ledger.movements({ kind: "void" })).toHaveLength(1);
  });

  it("gives back what was captured when it is reversed: at once on the same day, as a refund later", async () => {
    const clock = createTestClock();
    const { post, simulator } = started({ clock });
    await post(DIRECT, order());
    expect(await post(REVERSE, reversal("30001"))).toContain("StatCode=00");
    await post(DIRECT, order({ ReferenceNo: "order-2" }));
    clock.advance({ days: 2 });
    simulator.controls.settleBatch();
    expect(await post(REVERSE, reversal("30002"))).toContain("refundID=5501");
    expect(simulator.ledger.movements().map(({ kind }) => kind)).toEqual([
      "authorization",
      "capture",
      "reversal",
      "authorization",
      "capture",
      "refund",
    ]);
  });

  it("refuses a capture for a wrong signature, an unknown payment, an expired one, or a part where parts are off", async () => {
    const { post, simulator } = started({ partialCapture: false });
    await post(DIRECT, order({ TxnType: "AUTS" }));
    expect(await post(CAPTURE, { ...capture("30001", "20.00"), skey: "0" })).toContain('"StatCode":"12"');
    expect(await post(CAPTURE, capture("39999", "20.00"))).toContain('"StatCode":"17"');
    expect(await post(CAPTURE, capture("30001", "20.00"))).toContain('"StatCode":"23"');
    simulator.controls.expire("30001");
    expect(await post(CAPTURE, capture("30001", "27.60"))).toContain('"StatCode":"21"');
    expect(await post(QUERY, query("30001"))).toContain("StatName=release");
  });
});

describe("requeries", () => {
  it("answers errors of their own", async () => {
    const clock = createTestClock();
    const { post } = started({ clock });
    await post(DIRECT, order());
    expect(await post(QUERY, { ...query("30001"), skey: "0" })).toContain("Q00004");
    expect(await post(QUERY, query("30001", "27.61"))).toContain("Q00002");
    expect(await post(QUERY, query("39999"))).toContain("Q00005");
    expect(await post(QUERY, { ...query("30001"), domain: "nobody" })).toContain("Q00003");
    expect(await post(QUERY, without(query("30001"), "amount"))).toContain("Q00001");
    clock.advance({ days: 1 });
    expect(await post(QUERY, query("30001"))).toContain("Q00005");
    expect(await post("RMS/q_by_tid.php", query("30001"))).toContain("StatName: captured");
  });
});

describe("refunds", () => {
  it("takes them as pending, lists them, and ends them when it settles", async () => {
    const { post, simulator } = started();
    await post(DIRECT, order());
    expect(JSON.parse(await post(REFUND, refund("30001", "10.00", "r1")))).toMatchObject({ RefundID: 5501, Status: "22" });
    expect(await post(REFUND, refund("30001", "10.00", "r1"))).toContain("PR016");
    expect(await post(REFUND, refund("30001", "10.11", "r2"))).toContain('"Status":"22"');
    simulator.controls.settle();
    const listed: unknown = JSON.parse(
      await post(INQUIRY, { TxnID: "30001", MerchantID: merchantId, Signature: md5("30001", merchantId, verifyKey) }),
    );
    expect(listed).toMatchObject([
      { RefundID: "5501", Status: "success" },
      { RefundID: "5502", Status: "rejected" },
    ]);
    expect(
      await post("RMS/API/refundAPI/q_by_refID.php", { RefID: "r1", MerchantID: merchantId, Signature: md5("r1", merchantId, verifyKey) }),
    ).toContain("5501");
  });

  it.each([
    ["a wrong signature", refund("30001", "1.00", "r", { Signature: "0" }), "PR008"],
    ["an unknown payment", refund("39999", "1.00", "r"), "PR009"],
    ["bank data with a card", refund("30001", "1.00", "r", { BankCode: "MBBEMYKL" }), "PR012"],
    ["another type", refund("30001", "1.00", "r", { RefundType: "F" }), "PR001"],
    ["no reference", without(refund("30001", "1.00", "r"), "RefID"), "PR003"],
  ])("refuses %s", async (_what, fields, code) => {
    const { post } = started();
    await post(DIRECT, order());
    expect(await post(REFUND, fields)).toContain(code);
  });

  it("refuses what is too late, what is not covered, and a bank's without its data", async () => {
    const clock = createTestClock();
    const { post, simulator } = started({ clock, refundBalance: false });
    await post(DIRECT, order());
    await post(DIRECT, order({ ReferenceNo: "order-2", TxnChannel: "RPP_DUITNOWQR" }));
    expect(await post(REFUND, refund("30002", "1.00", "r"))).toContain("PR010");
    simulator.controls.settle();
    expect(await post(REFUND, refund("30001", "1.00", "r"))).toContain("PR020");
    expect(await post(REFUND, refund("30002", "1.00", "r"))).toContain("PR014");
    expect(await post(REFUND, refund("30002", "1.00", "r", { BankCode: "X", BeneficiaryName: "A", BeneficiaryAccNo: "1" }))).toContain("PR013");
    clock.advance({ days: 181 });
    expect(await post(REFUND, refund("30001", "1.00", "r"))).toContain("PR017");
  });
});

describe("stored cards", () => {
  const line = (token: string, changes: Fields = {}) => {
    const { type = "T", amount = "27.60", email = "a@b.example", sum } = changes;
    return [
      "T".replace("T", type),
      merchantId,
      "",
      token,
      "mit-1",
      "MYR",
      amount,
      "A",
      email,
      "",
      "",
      sum ?? md5(type, merchantId, token, "mit-1", "MYR", amount, verifyKey),
    ].join("|");
  };
  const charge = (post: ReturnType<typeof started>["post"], text: string) => post("RMS/API/Recurring/input_v7.php", { "0": text });

  it("are charged later, and tell by callback", async () => {
    const clock = createTestClock();
    const { post, simulator } = started({ clock });
    const answer = JSON.parse(await post(DIRECT, order({ mpstokenstatus: "1", CustEmail: "a@b.example" }))) as {
      readonly TxnData: { readonly RequestData: { readonly extraP: { readonly token: string } } };
    };
    const { token } = answer.TxnData.RequestData.extraP;
    expect(await charge(post, line(token))).toContain('"status":"accepted"');
    expect(simulator.ledger.movements({ kind: "capture", reference: "mit-1" })).toHaveLength(0);
    clock.advance({ minutes: 1 });
    expect(simulator.webhooks.events.map(({ type }) => type)).toEqual(["payment.00"]);
    expect(simulator.ledger.movements({ kind: "capture", reference: "mit-1" })).toHaveLength(1);
  });

  it.each([
    [line("none"), "Token not found"],
    [line("none", { amount: "1.00" }), "Amount must more than 1.00"],
    [line("none", { sum: "0" }), "Incorrect checksum"],
    [line("none", { type: "E" }), "Invalid Parameter Value (RecordType)"],
    [line("none", { email: "" }), "Missing Required Parameter (Email)"],
    ["T|too|short", "Invalid Parameter Value (0)"],
    ["", "Empty POST value"],
  ])("refuses the line %s", async (text, reason) => {
    expect(JSON.parse(await charge(started().post, text))).toMatchObject([{ status: "failed", reason }]);
  });
});

describe("callbacks", () => {
  it("are sent again, three times at most, until the answer is the right text", async () => {
    const clock = createTestClock();
    const { post, simulator } = started({ clock });
    await post(DIRECT, order({ NotificationURL: "https://m.example/fiuu" }));
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await simulator.webhooks.deliver(() => new Response("OK"));
      clock.advance({ minutes: 15 });
    }
    expect(simulator.webhooks.deliveries).toHaveLength(4);
    await simulator.webhooks.redeliver(simulator.webhooks.events[0]?.id ?? "", () => new Response("CBTOKEN:MPSTATOK"));
    expect(simulator.webhooks.deliveries.at(-1)?.accepted).toBe(true);
  });
});
