import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { BROWSER, CARD, createAdyenSimulator, ENROLLED, HELD, lastItem, ORIGIN, pay, post, RETURN_URL, textAt, told } from "./simulator-requests.js";
import type { Json } from "./simulator-requests.js";
import type { AdyenSimulator } from "../simulator/index.js";

const REDIRECTED = { paymentMethod: ENROLLED, browserInfo: BROWSER } as const;
const NATIVE = {
  ...REDIRECTED,
  channel: "Web",
  origin: "https://shop.test",
  authenticationData: { threeDSRequestData: { nativeThreeDS: "preferred" } },
} as const;

const details = (simulator: AdyenSimulator, given: object, more: object = {}) => post(simulator, "/payments/details", { details: given, ...more });

/** Opens a page as a browser does, and presses one of its buttons. */
async function press(simulator: AdyenSimulator, url: string, decision: string, more: Record<string, string> = {}): Promise<Response> {
  const page = await (await simulator.fetch(new Request(url))).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  expect(page).toContain(`value="${decision}"`);
  const body = new URLSearchParams({ token, decision, ...more }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return simulator.fetch(new Request(`${ORIGIN}/checkoutshopper/decision`, { method: "POST", headers, body }));
}

function resultIn(response: Response): string {
  const location = new URL(response.headers.get("location") ?? "");
  return location.searchParams.get("redirectResult") ?? "";
}

describe("3DS by redirect", () => {
  it.each([
    ["authorise", { password: "password" }, { resultCode: "Authorised" }, "true"],
    ["authorise", { password: "wrong" }, { resultCode: "Refused", refusalReasonCode: "11" }, "false"],
    ["fail", {}, { resultCode: "Refused", refusalReason: "3D Not Authenticated" }, "false"],
    ["cancel", {}, { resultCode: "Cancelled" }, "false"],
  ])("of a shopper who chooses %s with %o ends as %o", async (decision, more, expected, success) => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, REDIRECTED);
    expect(body).toMatchObject({ resultCode: "RedirectShopper", action: { type: "redirect", method: "GET", paymentMethodType: "scheme" } });
    const back = await press(simulator, textAt(body, "action.url"), decision, more);
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toMatch(/^https:\/\/shop\.test\/return\?order=7&redirectResult=/);
    expect(await told(simulator)).toEqual([]);
    const done = await details(simulator, { redirectResult: resultIn(back) });
    expect(done.body).toMatchObject({ ...expected, pspReference: body["pspReference"] });
    expect(await lastItem(simulator)).toMatchObject({ eventCode: "AUTHORISATION", success, pspReference: body["pspReference"] });
  });

  it("takes each result once, and knows no other", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, REDIRECTED);
    const { result } = simulator.controls.shopper.decide(textAt(body, "pspReference"));
    expect((await details(simulator, { redirectResult: result })).status).toBe(200);
    expect(await details(simulator, { redirectResult: result })).toMatchObject({ status: 422, body: { errorType: "validation" } });
    expect((await details(simulator, { redirectResult: "X6XtfGC3!Ynobody" })).status).toBe(422);
    expect(await details(simulator, {})).toMatchObject({ status: 422, body: { errorCode: "14_002" } });
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(1);
  });

  it("goes by forms where that is asked for", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { ...REDIRECTED, redirectToIssuerMethod: "POST" });
    expect(body).toMatchObject({ action: { method: "POST", data: { TermUrl: RETURN_URL } } });
    const form = new URLSearchParams((body["action"] as { data: Record<string, string> }).data).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const page = await (await simulator.fetch(new Request(textAt(body, "action.url"), { method: "POST", headers, body: form }))).text();
    expect(page).toContain("Authorise");
    const MD = textAt(body, "action.data.MD");
    const { result } = simulator.controls.shopper.decideStep(MD);
    expect((await details(simulator, { MD: "another", PaRes: result })).status).toBe(422);
    expect((await details(simulator, { MD, PaRes: result })).body["resultCode"]).toBe("Authorised");
  });

  it("reads a return URL's query as a whole", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, REDIRECTED);
    const { returnUrl } = simulator.controls.shopper.decide(textAt(body, "pspReference"));
    const done = await details(simulator, { returnUrlQueryString: new URL(returnUrl).search.slice(1) });
    expect(done.body["resultCode"]).toBe("Authorised");
  });

  it("holds a triggered refusal back until the shopper is authenticated", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { ...REDIRECTED, paymentMethod: { ...ENROLLED, holderName: "DECLINED" } });
    const { result } = simulator.controls.shopper.decide(textAt(body, "pspReference"));
    expect((await details(simulator, { redirectResult: result })).body).toMatchObject({ resultCode: "Refused", refusalReasonCode: "2" });
  });

  it("is given up when the shopper does not come back", async () => {
    const clock = createTestClock();
    const simulator = createAdyenSimulator({ offerClosedAfter: { days: 1 }, clock });
    await pay(simulator, REDIRECTED);
    clock.advance({ days: 2 });
    expect(await told(simulator)).toEqual(["OFFER_CLOSED true 1000"]);
  });
});

describe("native 3DS2", () => {
  it("identifies, challenges and authorises", async () => {
    const simulator = createAdyenSimulator();
    const first = await pay(simulator, NATIVE);
    expect(first.body).toMatchObject({ resultCode: "IdentifyShopper", action: { type: "threeDS2", subtype: "fingerprint" } });
    expect(first.body["pspReference"]).toBeUndefined();
    const { result: fingerprint } = simulator.controls.shopper.decideStep(textAt(first.body, "action.token"));
    const second = await details(simulator, { threeDSResult: fingerprint }, { paymentData: textAt(first.body, "action.paymentData") });
    expect(second.body).toMatchObject({ resultCode: "ChallengeShopper", action: { subtype: "challenge" } });
    const { result: challenge } = simulator.controls.shopper.decideStep(textAt(second.body, "action.token"));
    const third = await details(simulator, { "threeds2.challengeResult": challenge });
    expect(third.body["resultCode"]).toBe("Authorised");
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
  });

  it("is refused when the challenge fails", async () => {
    const simulator = createAdyenSimulator();
    const first = await pay(simulator, NATIVE);
    const { result } = simulator.controls.shopper.decideStep(textAt(first.body, "action.token"));
    const second = await details(simulator, { threeDSResult: result });
    const failed = simulator.controls.shopper.decideStep(textAt(second.body, "action.token"), "fail");
    expect((await details(simulator, { threeDSResult: failed.result })).body).toMatchObject({ resultCode: "Refused", refusalReasonCode: "11" });
    expect(simulator.ledger.size).toBe(0);
  });

  it("may be all that is asked for", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { ...REDIRECTED, authenticationData: { authenticationOnly: true } });
    const { result } = simulator.controls.shopper.decide(textAt(body, "pspReference"));
    expect((await details(simulator, { redirectResult: result })).body["resultCode"]).toBe("AuthenticationFinished");
    expect(simulator.ledger.size).toBe(0);
  });
});

const NAMED = { shopperName: { firstName: "Jane", lastName: "Doe" }, shopperEmail: "j@example.com", shopperReference: "cus_1", countryCode: "NL" };
const ADDRESS = { street: "Main St", houseNumberOrName: "1", city: "Utrecht", postalCode: "3511", country: "NL" };
const INVOICE = {
  ...NAMED,
  telephoneNumber: "+31612345678",
  billingAddress: ADDRESS,
  deliveryAddress: ADDRESS,
  lineItems: [{ id: "1", description: "Marmalade", quantity: 1, amountIncludingTax: 1000, taxPercentage: 2100 }],
  socialSecurityNumber: "56861752509",
};
const econtext = { firstName: "Jane", lastName: "Doe", shopperEmail: "j@example.com", telephoneNumber: "+31612345678" };

/** Debits of banks that keep no euros. */
const CURRENCIES: Readonly<Record<string, string>> = { ach: "USD", directdebit_GB: "GBP" };

describe("every payment method", () => {
  it.each<[string, object, string, string | undefined]>([
    ["applepay", { applePayToken: "eyJ2ZXJzaW9uIjoiRUNfdjEifQ==" }, "Authorised", undefined],
    ["googlepay", { googlePayToken: "{}" }, "Authorised", undefined],
    ["samsungpay", { samsungPayToken: "token" }, "Authorised", undefined],
    ["amazonpay", { amazonPayToken: "token" }, "Authorised", undefined],
    ["ach", { bankAccountNumber: "123456789", bankLocationId: "121000358", ownerName: "Jane Doe" }, "Authorised", undefined],
    ["sepadirectdebit", { iban: "NL13TEST0123456789", ownerName: "A. Klaassen" }, "Authorised", undefined],
    ["directdebit_GB", { bankAccountNumber: "40308669", bankLocationId: "560036", holderName: "Jane Doe" }, "Authorised", undefined],
    ["ratepay", {}, "Authorised", undefined],
    ["ideal", {}, "RedirectShopper", "redirect"],
    ["eps", { issuer: "d5d5b133-1c0d-4c08-b2be-3c9b116dc326" }, "RedirectShopper", "redirect"],
    ["onlineBanking_PL", { issuer: "154" }, "RedirectShopper", "redirect"],
    ["ebanking_FI", {}, "RedirectShopper", "redirect"],
    ["paybybank", {}, "RedirectShopper", "redirect"],
    ["molpay_ebanking_fpx_MY", { issuer: "fpx_abb" }, "RedirectShopper", "redirect"],
    ["klarna", {}, "RedirectShopper", "redirect"],
    ["affirm", {}, "RedirectShopper", "redirect"],
    ["clearpay", {}, "RedirectShopper", "redirect"],
    ["alma", {}, "RedirectShopper", "redirect"],
    ["atome", {}, "RedirectShopper", "redirect"],
    ["paypal", {}, "RedirectShopper", "redirect"],
    ["paypal", { subtype: "sdk" }, "Pending", "sdk"],
    ["mobilepay", {}, "RedirectShopper", "redirect"],
    ["twint", {}, "RedirectShopper", "redirect"],
    ["bizum", {}, "RedirectShopper", "redirect"],
    ["trustly", {}, "RedirectShopper", "redirect"],
    ["alipay", {}, "RedirectShopper", "redirect"],
    ["gcash", {}, "RedirectShopper", "redirect"],
    ["knet", {}, "RedirectShopper", "redirect"],
    ["swish", {}, "Pending", "qrCode"],
    ["pix", {}, "Pending", "qrCode"],
    ["wechatpayQR", {}, "Pending", "qrCode"],
    ["blik", { blikCode: "777123" }, "Pending", "await"],
    ["blik", {}, "RedirectShopper", "redirect"],
    ["mbway", { shopperEmail: "j@example.com", telephoneNumber: "+351912345678" }, "Pending", "await"],
    ["vipps", { telephoneNumber: "+4712345678" }, "Pending", "await"],
    ["boletobancario", {}, "PresentToShopper", "voucher"],
    ["oxxo", {}, "PresentToShopper", "voucher"],
    ["multibanco", {}, "PresentToShopper", "voucher"],
    ["doku_bca_va", { firstName: "Jane", lastName: "Doe", shopperEmail: "j@example.com" }, "PresentToShopper", "voucher"],
    ["econtext_seven_eleven", econtext, "PresentToShopper", "voucher"],
    ["bankTransfer_IBAN", {}, "Received", "bankTransfer"],
  ])("%s with %o is answered %s", async (type, fields, resultCode, action) => {
    const simulator = createAdyenSimulator();
    const amount = { currency: CURRENCIES[type] ?? "EUR", value: 1000 };
    const { status, body } = await pay(simulator, { ...INVOICE, amount, paymentMethod: { type, ...fields } });
    expect({ status, body }).toMatchObject({ status: 200, body: { resultCode } });
    expect((body["action"] as Json | undefined)?.["type"]).toBe(action);
    if (action === undefined) return;
    expect(body["action"]).toMatchObject({ paymentMethodType: type });
    expect(simulator.ledger.size).toBe(0);
    simulator.controls.shopper.decide("order-1");
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
    expect(simulator.ledger.total({ kind: "authorization", currency: "EUR" })).toBe(1000);
  });

  it("a bank's page decides there and then, and the return tells the same", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { type: "ideal" } });
    expect(body["pspReference"]).toBeUndefined();
    const back = await press(simulator, textAt(body, "action.url"), "authorise");
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
    const done = await details(simulator, { redirectResult: resultIn(back) });
    expect(done.body).toMatchObject({ resultCode: "Authorised", paymentMethod: { type: "ideal" }, merchantReference: "order-1" });
    expect(await told(simulator)).toHaveLength(1);
  });

  it.each([
    ["fail", "Refused"],
    ["cancel", "Cancelled"],
  ])("a shopper who chooses %s at the bank is %s", async (decision, resultCode) => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { type: "ideal" } });
    const back = await press(simulator, textAt(body, "action.url"), decision);
    expect((await details(simulator, { redirectResult: resultIn(back) })).body["resultCode"]).toBe(resultCode);
    expect(await told(simulator)).toEqual(["AUTHORISATION false 1000"]);
  });

  it("a code or voucher is paid on its page, once", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { type: "pix" }, sessionValidity: "2030-01-01T00:00:00Z" });
    expect(body).toMatchObject({ action: { expiresAt: "2030-01-01T00:00:00Z" } });
    const url = textAt(body, "action.url");
    expect(await (await press(simulator, url, "authorise")).text()).toContain("Thank you");
    expect((await simulator.fetch(new Request(url))).status).toBe(404);
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
  });

  it("an app that is asked about goes on waiting until the shopper confirms", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { type: "blik", blikCode: "777123" } });
    const paymentData = textAt(body, "action.paymentData");
    expect((await details(simulator, {}, { paymentData })).body["resultCode"]).toBe("Pending");
    simulator.controls.settle();
    expect(await told(simulator)).toEqual([]);
    simulator.controls.shopper.decide("order-1");
    expect((await details(simulator, {}, { paymentData })).body["resultCode"]).toBe("Authorised");
  });

  it("PayPal's SDK brings the order that was approved", async () => {
    const simulator = createAdyenSimulator();
    const { body } = await pay(simulator, { paymentMethod: { type: "paypal", subtype: "sdk" } });
    const paymentData = textAt(body, "action.paymentData");
    const done = await details(simulator, { orderID: "5O190127TN364715T", payerID: "QYR5Z8XDVJNXQ" }, { paymentData });
    expect(done.body["resultCode"]).toBe("Authorised");
  });

  it("a debit is received and decided later where the account has it so", async () => {
    const simulator = createAdyenSimulator({ debits: "received" });
    const paymentMethod = { type: "sepadirectdebit", iban: "NL13TEST0123456789", ownerName: "A. Klaassen" };
    expect((await pay(simulator, { paymentMethod })).body["resultCode"]).toBe("Received");
    simulator.controls.settle();
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
  });

  it("takes the money at once where the method cannot hold it", async () => {
    const simulator = createAdyenSimulator();
    await pay(simulator, { ...HELD, paymentMethod: { type: "ideal" } });
    simulator.controls.shopper.decide("order-1");
    expect(simulator.ledger.total({ kind: "capture", currency: "EUR" })).toBe(1000);
  });

  it.each(["giropay", "directEbanking", "cash"])("%s is none that is offered", async (type) => {
    const { status, body } = await pay(createAdyenSimulator(), { paymentMethod: { type } });
    expect(status).toBe(500);
    expect(body).toMatchObject({ errorCode: "905", message: "Payment details are not supported", errorType: "configuration" });
  });

  it("a network token needs no 3DS", async () => {
    const paymentMethod = { ...ENROLLED, type: "networkToken", brand: "visa", cvc: undefined };
    const mpiData = { tokenAuthenticationVerificationValue: "AAABBBCCCDDDEEEFFFGGGHHHIIIJ", eci: "07" };
    expect((await pay(createAdyenSimulator(), { paymentMethod, mpiData })).body["resultCode"]).toBe("Authorised");
    expect((await pay(createAdyenSimulator(), { paymentMethod: { ...CARD, brand: "mc" } })).body).toMatchObject({ paymentMethod: { brand: "mc" } });
  });
});
