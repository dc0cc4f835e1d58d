import type { AuthorizeInput } from "@switchyard/client";
import type { fiuu } from "../src/index.js";
import { describe, expect, it } from "vitest";
import { ACME, clientOf, fieldsOf, record, simulated } from "./clients.js";
import { APPLE_PAY, DUITNOW, FPX, GOOGLE_PAY, META, ORDER } from "./exchanges.js";
import { requestFixture, responseFixture } from "./fixtures.js";

const payment = { connectorTransactionId: "30001", connectorMeta: META } as const;
const answering = (body: unknown) => clientOf({ status: 200, body }, { retry: { attempts: 1 } }).payments;
const lines = (name: string) => String(responseFixture(name).body);
const pay = (more: Partial<AuthorizeInput<typeof fiuu>> = {}) => ({ ...ORDER, ...more });

describe("the traps of the tech-spec, section 11", () => {
  it("1: names Google Pay's type TOKEN_TYPE", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.google-pay"));
    await payments.authorize(pay({ paymentMethod: GOOGLE_PAY }));
    expect(fieldsOf(sent)).toMatchObject({ TOKEN_TYPE: "GooglePay" });
    expect(Object.keys(fieldsOf(sent))).not.toContain("SCREAMING_SNAKE_CASE");
  });

  it("2: signs reversals and refunds with the secret key, everything else with the verify key", async () => {
    const { payments } = simulated({ credentials: ACME }, {});
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay({ captureMethod: "manual" }));
    expect(await payments.void({ connectorTransactionId, connectorMeta })).toMatchObject({ status: "voided" });
  });

  it("3: signs the text that it sends, with both decimals", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.card"));
    await payments.authorize(pay({ currency: "VND", amount: 10_000 }));
    expect(fieldsOf(sent)).toMatchObject({ TxnAmount: "10000.00", TxnCurrency: "VND" });
    await expect(payments.authorize(pay({ currency: "KWD", amount: 10_005 }))).rejects.toThrow("decimals");
    await payments.authorize(pay({ currency: "KWD", amount: 10_010 }));
    expect(fieldsOf(sent, 1)).toMatchObject({ TxnAmount: "10.01" });
  });

  it("4: reads lines of = and of :, and JSON, whatever the headers say", async () => {
    const text = lines("sync.captured");
    const pairs = text
      .trim()
      .split("\n")
      .map((line): [string, string] => [line.split("=")[0] ?? "", line.split("=")[1] ?? ""]);
    const json = Object.fromEntries(pairs);
    for (const body of [text, text.replaceAll("=", ": "), text.replaceAll("\n", "\r\n"), { ...json, ErrorCode: null }, `StatCode=22\n${text}`]) {
      expect(await answering(body).sync(payment)).toMatchObject({ status: "charged", outcome: "accepted" });
    }
  });

  it.each([
    ["Pending", "22", "authentication_pending"],
    ["pending", "22", "authentication_pending"],
    ["Unknown", "22", "pending"],
    ["cancelled", "11", "voided"],
    ["Canceled", "11", "voided"],
    ["ReqCancel", "11", "voided"],
    ["reject/hold", "11", "failure"],
    ["a new name", "11", "failure"],
    ["a new name", "00", "pending"],
    ["settled", "00", "charged"],
    ["captured", "-", "pending"],
  ])("5: reads the name %s with code %s as %s", async (name, code, status) => {
    const credentials = { ...payment, status: "pending" } as const;
    const body = lines("sync.captured").replace("StatName=captured", `StatName=${name}`).replace("StatCode=00", `StatCode=${code}`);
    const { payments } = clientOf({ status: 200, body }, { metadata: { verifyAnswers: false } });
    expect(await payments.sync(credentials)).toMatchObject({ status });
  });

  it("6: takes an error with HTTP 200 for a failure of the payment, and not for its status in a query", async () => {
    expect(await answering({ error_code: "P13", error_desc: "Currency not supported" }).authorize(ORDER)).toMatchObject({
      status: "failure",
      outcome: "rejected",
    });
    const found = await answering({ error_code: "Q00007", error_desc: "Busy" }).sync({ ...payment, status: "authorized" });
    expect(found).toMatchObject({ status: "authorized", error: { code: "Q00007" } });
    expect(found.error).not.toHaveProperty("attemptStatus");
    expect(await answering({ error_code: "", error_desc: "" }).authorize(ORDER)).toMatchObject({ status: "pending" });
  });

  it.each(["P01", "P09", "P409", "E99"])("6: leaves the payment open where the error says that there may be one: %s", async (error_code) => {
    expect(await answering({ error_code, error_desc: "" }).authorize(ORDER)).toMatchObject({
      status: "pending",
      outcome: "unknown",
      error: { code: error_code },
    });
  });

  it.each([
    ["P09", "pending", "unknown"],
    ["P409", "pending", "unknown"],
    ["P05", "failure", "rejected"],
  ])("6: reads an error with an HTTP status that says so like one without: %s is %s", async (error_code, status, outcome) => {
    for (const httpStatus of [200, 400, 409]) {
      const { payments } = clientOf({ status: httpStatus, body: { error_code, error_desc: "Duplicate" } }, { retry: { attempts: 1 } });
      expect(await payments.authorize(ORDER), String(httpStatus)).toMatchObject({ status, outcome, error: { code: error_code } });
    }
  });

  it("7: reads ids as text whatever their JSON type", async () => {
    const refund = responseFixture("refund.pending").body as Readonly<Record<string, unknown>>;
    for (const RefundID of [5501, "5501"]) {
      expect(await answering({ ...refund, RefundID }).refund({ ...payment, reference: "ref_1", amount: 10_00, currency: "MYR" })).toMatchObject({
        connectorRefundId: "5501",
      });
    }
    for (const RefundID of [5501, "5501"]) {
      const rows = [{ RefundID, Status: "PROCESSING" }];
      const found = await answering(rows).syncRefund({ ...payment, connectorRefundId: "5501", amount: 10_00, currency: "MYR" });
      expect(found).toMatchObject({ status: "pending", connectorStatus: "PROCESSING" });
    }
    expect(await answering([]).syncRefund({ ...payment, connectorRefundId: "5501", amount: 10_00, currency: "MYR" })).toMatchObject({
      status: "pending",
    });
  });

  it("8: takes an accepted charge of a stored card for pending, and asks at one slash", async () => {
    const { sent, payments } = clientOf(responseFixture("repeat-payment.accepted"));
    const mit = {
      reference: "mit_1",
      amount: 27_60,
      currency: "MYR",
      customer: { name: "A|B", email: "buyer@example.com" },
      mandate: { connectorMandateId: "4111tok" },
    } as const;
    expect(await payments.repeatPayment(mit)).toMatchObject({ status: "pending", outcome: "accepted" });
    expect(sent[0]?.url).toBe("https://sandbox-payment.fiuu.com/RMS/API/Recurring/input_v7.php");
    expect(fieldsOf(sent)["0"]?.split("|")).toHaveLength(12);
    await expect(payments.repeatPayment({ ...mit, captureMethod: "manual" })).rejects.toMatchObject({ code: "CaptureMethodNotSupported" });
    await expect(payments.repeatPayment({ ...mit, customer: {} })).rejects.toMatchObject({ code: "MissingRequiredField" });
    for (const body of [[], [{ status: "a new word", orderid: "mit_1", tranID: 1 }], [{ status: "accepted", orderid: "another" }]]) {
      expect(await answering(body).repeatPayment(mit)).toMatchObject({ status: "pending" });
    }
    const another = { status: "failed", orderid: "another", reason: "Token not found" };
    const mine = { status: "accepted", orderid: "mit_1", tranID: 7 };
    expect(await answering([another, mine]).repeatPayment(mit)).toMatchObject({ status: "pending", connectorTransactionId: "7" });
  });

  it("9: refuses to void what is captured, since that would refund it", async () => {
    const { simulator, payments } = simulated();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay());
    await expect(payments.void({ connectorTransactionId, connectorMeta })).rejects.toMatchObject({ code: "NotSupported" });
    const held = await payments.authorize(pay({ reference: "held", captureMethod: "manual" }));
    const captured = await payments.capture({
      connectorTransactionId: held.connectorTransactionId ?? "",
      connectorMeta: held.connectorMeta,
      amount: 27_60,
      currency: "MYR",
    });
    await expect(
      payments.void({ connectorTransactionId: held.connectorTransactionId ?? "", connectorMeta: captured.connectorMeta }),
    ).rejects.toMatchObject({ code: "NotSupported" });
    expect(simulator.ledger.movements({ kind: ["void", "reversal", "refund"] })).toHaveLength(0);
  });

  it("10: needs no address for notifications, and learns of a refund by asking", async () => {
    const { simulator, payments } = simulated();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay());
    const refund = { connectorTransactionId, connectorMeta, reference: "ref_1", amount: 10_11, currency: "MYR" } as const;
    const { connectorRefundId = "", status } = await payments.refund(refund);
    expect(status).toBe("pending");
    simulator.controls.settle();
    expect(simulator.webhooks.events).toHaveLength(0);
    expect(await payments.syncRefund({ ...refund, connectorRefundId })).toMatchObject({ status: "failure" });
  });

  it("11: refunds what was not paid by card to the account that the refund names, and refuses where it names none", async () => {
    const { simulator, payments } = simulated();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay({ paymentMethod: DUITNOW }));
    simulator.controls.settle();
    const refund = { connectorTransactionId, connectorMeta, reference: "ref_1", amount: 10_00, currency: "MYR" } as const;
    await expect(payments.refund(refund)).rejects.toMatchObject({ code: "MissingRequiredFields" });
    const metadata = { bankCode: "MBBEMYKL", beneficiaryName: "Aminah Tan", beneficiaryAccountNumber: "5140123456" };
    expect(await payments.refund({ ...refund, metadata })).toMatchObject({ status: "pending", outcome: "accepted" });
  });

  it("12: does not take an old payment for a failed one, and finds it where the caller chose the other requery", async () => {
    const clock = { now: () => moment };
    let moment = new Date("2026-01-15T10:00:00Z");
    const { simulator, payments } = simulated({ clock });
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay());
    moment = new Date("2026-01-17T10:00:00Z");
    const query = { connectorTransactionId, connectorMeta, status: "charged" } as const;
    expect(await payments.sync(query)).toMatchObject({ status: "charged", error: { code: "Q00005" } });
    expect(await payments.sync(query, { connectorMetadata: { indirectRequery: true } })).toMatchObject({ status: "charged", outcome: "accepted" });
    expect(simulator.requests.last()?.path).toBe("/RMS/q_by_tid.php");
  });

  it("13: asks with the amount of the beginning, whatever was captured or asked for since", async () => {
    const { simulator, payments } = simulated();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay({ captureMethod: "manual" }));
    const captured = await payments.capture({ connectorTransactionId, connectorMeta, amount: 20_00, currency: "MYR", authorizedAmount: 27_60 });
    const found = await payments.sync({ connectorTransactionId, connectorMeta: captured.connectorMeta, status: "partial_charged" });
    expect(found).toMatchObject({ status: "partial_charged", outcome: "accepted" });
    expect(simulator.requests.last()?.body).toContain("amount=27.60");
    const again = await payments.sync({ connectorTransactionId, connectorMeta: found.connectorMeta, status: "partial_charged" });
    expect(again.connectorMeta).toMatchObject({ amount: "27.60", captured: true });
    await expect(payments.sync({ connectorTransactionId })).rejects.toMatchObject({ code: "MissingRequiredField" });
  });

  it("14: reads notifications with a charset, and such as lack nbcb", async () => {
    const { webhooks } = answering({});
    const { body } = requestFixture("webhook.payment-captured");
    const request = {
      method: "POST",
      url: "",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
      body: String(body).replace("nbcb=2&", ""),
    };
    expect(await webhooks.handle(request, { secret: ACME.secretKey })).toMatchObject({ verified: true });
  });

  it("15: pays at an account with the extended vcode, where the metadata says so", async () => {
    expect(await simulated({ extendedVcode: true }).payments.authorize(ORDER)).toMatchObject({ outcome: "rejected", error: { code: "P03" } });
    expect(await simulated({ extendedVcode: true }, { metadata: { extendedVcode: true } }).payments.authorize(ORDER)).toMatchObject({
      status: "charged",
    });
  });

  it("16: keeps why FPX failed, which the browser alone brings back; and believes it only if it is signed", async () => {
    const { simulator, payments } = simulated({ credentials: ACME });
    const { connectorTransactionId: id = "", connectorMeta } = await payments.authorize(pay({ paymentMethod: FPX }));
    const brought = new URLSearchParams(simulator.controls.decide(id, "decline")).toString();
    const silent = lines("sync.failed")
      .replaceAll("30001", id)
      .replace("CC_51", "")
      .replace("Insufficient funds", "")
      .replace("ProcessorResponseCode=51\n", "");
    const { payments: asking } = clientOf({ status: 200, body: silent }, { metadata: { verifyAnswers: false } });
    const query = (returned: string) => asking.sync({ connectorTransactionId: id, connectorMeta, returned });
    expect(await query(brought)).toMatchObject({ status: "failure", error: { code: "FPX_1A" } });
    for (const other of [brought.replace(/skey=../, "skey=00"), "not a form", "{", ""]) {
      expect(await query(other), other).toMatchObject({ status: "failure", error: { code: "No error code" } });
    }
  });

  it("16: keeps the processor's own reason, where it gives one, before that of the browser", async () => {
    const { simulator, payments } = simulated({ credentials: ACME });
    const { connectorTransactionId: id = "", connectorMeta } = await payments.authorize(pay({ paymentMethod: FPX }));
    const returned = new URLSearchParams(simulator.controls.decide(id, "decline")).toString().replace("FPX_1A", "FPX_ZZ");
    const body = lines("sync.failed").replaceAll("30001", id);
    const { payments: asking } = clientOf({ status: 200, body }, { metadata: { verifyAnswers: false } });
    expect(await asking.sync({ connectorTransactionId: id, connectorMeta, returned })).toMatchObject({ error: { code: "CC_51" } });
  });

  const stored = { authentication: "three_ds", setupFutureUsage: "off_session", customer: { name: "A", email: "a@example.com" } } as const;

  it("16: takes a stored card's token from what the browser brought, where 3DS came between", async () => {
    const { simulator, payments } = simulated({ credentials: ACME });
    const { connectorTransactionId: id = "", connectorMeta } = await payments.authorize(pay(stored));
    const returned = new URLSearchParams(simulator.controls.decide(id, "approve")).toString();
    const mandate = { connectorMandateId: expect.stringMatching(/^tok/) as string };
    for (const known of [
      { connectorTransactionId: id, connectorMeta },
      { reference: ORDER.reference, connectorMeta },
    ]) {
      expect(await payments.sync({ ...known, returned })).toMatchObject({ status: "charged", connectorTransactionId: id, mandate });
    }
    const asked = { connectorTransactionId: { type: "encoded_data", data: returned }, connectorMeta } as const;
    expect((await payments.execute("PSync", record("PSync", asked))).data).toMatchObject({
      status: "charged",
      response: { value: { mandateReference: mandate } },
    });
  });

  it("16: takes nothing from the form of another payment, though Fiuu signed it", async () => {
    const { simulator, payments } = simulated({ credentials: ACME });
    const paid = await payments.authorize(pay(stored));
    const returned = new URLSearchParams(simulator.controls.decide(paid.connectorTransactionId ?? "", "approve")).toString();
    const { connectorTransactionId: id = "", connectorMeta } = await payments.authorize(pay({ ...stored, reference: "pay_att_2" }));
    for (const known of [
      { connectorTransactionId: id, connectorMeta },
      { reference: "pay_att_2", connectorMeta },
    ]) {
      const found = await payments.sync({ ...known, returned });
      expect(found).toMatchObject({ status: "authentication_pending", connectorTransactionId: id });
      expect(found.mandate).toBeUndefined();
    }
  });

  it.each(["", "[]", [], null, undefined, "{", "text"])("reads a final answer whose extraP is %o", async (extraP) => {
    const { TxnData, ...rest } = responseFixture("authorize.card").body as { readonly TxnData: { readonly RequestData: object } };
    const { extraP: _, ...result } = TxnData.RequestData as { readonly extraP?: unknown };
    const RequestData = { ...result, ...(extraP === undefined ? {} : { extraP }) };
    expect(await answering({ ...rest, TxnData: { ...TxnData, RequestData } }).authorize(ORDER)).toMatchObject({ status: "charged" });
  });

  it("17: writes four digits of the year for a wallet as well", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.apple-pay"));
    await payments.authorize(pay({ paymentMethod: APPLE_PAY }));
    expect(fieldsOf(sent)).toMatchObject({ CC_YEAR: "2030", TOKEN_TYPE: "ApplePay" });
  });

  it("18: takes sequential automatic for automatic, and refuses several captures and scheduled ones", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.card"));
    await payments.authorize(pay({ captureMethod: "sequential_automatic" }));
    expect(fieldsOf(sent)).toMatchObject({ TxnType: "SALS" });
    for (const captureMethod of ["manual_multiple", "scheduled"] as const) {
      // Callers without types exist.
      await expect(payments.authorize(pay({ captureMethod: captureMethod as "manual" }))).rejects.toMatchObject({
        code: "CaptureMethodNotSupported",
      });
    }
    // Authorization alone is a card's (tech-spec, section 9).
    await expect(payments.authorize(pay({ paymentMethod: FPX, captureMethod: "manual" }))).rejects.toMatchObject({
      code: "CaptureMethodNotSupported",
    });
    expect(sent).toHaveLength(1);
  });

  it("19: refuses references and addresses that Fiuu would refuse", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.card"));
    for (const reference of ["a".repeat(41), "a b", "a/b", "é"]) {
      await expect(payments.authorize(pay({ reference }))).rejects.toMatchObject({ code: "InvalidDataFormat" });
    }
    const address = `https://m.example/${"a".repeat(200)}`;
    const tooLong = (fieldName: string, maxLength: number, receivedLength: number) => ({
      code: "MaxFieldLengthViolated",
      details: { connector: "fiuu", fieldName, maxLength, receivedLength },
    });
    await expect(payments.authorize(pay({ returnUrl: address }))).rejects.toMatchObject(tooLong("returnUrl", 200, address.length));
    await expect(payments.authorize(pay({ webhookUrl: address }))).rejects.toMatchObject(tooLong("webhookUrl", 200, address.length));
    const long = { ...payment, reference: "r".repeat(101), amount: 1_00, currency: "MYR" } as const;
    await expect(payments.refund(long)).rejects.toMatchObject(tooLong("reference", 100, 101));
    await expect(payments.capture(long)).rejects.toMatchObject(tooLong("reference", 100, 101));
    expect(sent).toHaveLength(0);
  });

  it("20: has the hosts of the specification", async () => {
    const { sent, payments } = clientOf(responseFixture("sync.captured"), { environment: "production" });
    await payments.sync(payment);
    expect(sent[0]?.url).toBe("https://api.fiuu.com/RMS/API/gate-query/index.php");
  });

  it.each([
    ["22", "pending"],
    ["23", "capture_failed"],
  ])("21: tolerates both codes of a refused part: %s is %s", async (StatCode, status) => {
    expect(await answering({ StatCode }).capture({ ...payment, amount: 20_00, currency: "MYR" })).toMatchObject({
      status,
      error: { code: StatCode },
    });
  });

  it("22: brings the result back by a form that the page posts across sites, with no cookie to rely on", async () => {
    const { simulator, payments } = simulated();
    const { connectorTransactionId = "" } = await payments.authorize(pay({ paymentMethod: FPX, returnUrl: "https://m.example/return" }));
    const post = (path: string, fields: Readonly<Record<string, string>>) =>
      simulator.fetch(new Request(`http://processor.test/RMS/simulator/${path}`, { method: "POST", body: new URLSearchParams(fields) }));
    expect(await (await post("bank.php", { tranID: connectorTransactionId })).text()).toContain("approve");
    const page = await (await post("decision.php", { tranID: connectorTransactionId, decision: "approve" })).text();
    expect(page).toContain('method="post" action="https://m.example/return"');
    expect(page).toMatch(/name="skey" value="[0-9a-f]{32}"/);
    expect((await post("bank.php", { tranID: connectorTransactionId })).status).toBe(404);
  });

  it("23: keeps a captured payment charged when its holder takes the money back, and says that it was", async () => {
    const { simulator, payments } = simulated();
    const { connectorTransactionId = "", connectorMeta } = await payments.authorize(pay());
    simulator.controls.chargeback(connectorTransactionId);
    const query = { connectorTransactionId, connectorMeta } as const;
    expect(await payments.sync({ ...query, status: "charged" })).toMatchObject({ status: "charged", connectorStatus: "chargeback" });
    expect(await payments.sync(query)).toMatchObject({ status: "failure" });
  });
});
