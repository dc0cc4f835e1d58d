import { createTestClock } from "@switchyard/testkit";
import { describe, expect, it } from "vitest";
import { createWorldpaySimulator } from "../simulator/index.js";
import type { WorldpaySimulator } from "../simulator/index.js";
import { CARD, faults, follow, matching, mediaTypeHeaders, movements, paid, pay, payment, paymentBy, send } from "./simulator-requests.js";
import type { Reply } from "./simulator-requests.js";

const TOKENS = mediaTypeHeaders("application/vnd.worldpay.tokens-v3.hal+json");
const QUERIES = mediaTypeHeaders("application/vnd.worldpay.payment-queries-v1.hal+json");
const CARD_PAYMENTS = mediaTypeHeaders("application/vnd.worldpay.payments-v7+json");
const store = (changes: object = {}, namespace?: string) =>
  payment({ tokenCreation: { type: "worldpay", ...(namespace === undefined ? {} : { namespace }) }, paymentInstrument: { ...CARD, ...changes } });
const payWithToken = (simulator: WorldpaySimulator, href: string) =>
  pay(simulator, payment({ paymentInstrument: { type: "token", href }, customerAgreement: { type: "subscription", storedCardUsage: "subsequent" } }));

describe("tokens", () => {
  it("are made with the payment, and pay again", async () => {
    const { simulator, reply } = await paid(store());
    const href = reply.body.token?.href ?? "";
    expect(reply.body.token).toMatchObject({
      href: matching(/^https:\/\/try\.access\.worldpay\.com\/tokens\/eyJ/),
      tokenExpiryDateTime: matching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      cardNumber: "4444********1111",
      cardHolderName: "Sherlock Holmes",
      schemeReference: matching(/^\d{15}$/),
    });
    expect((await payWithToken(simulator, href)).body.outcome).toBe("authorized");
    expect(simulator.ledger.movements({ kind: "authorization" })).toHaveLength(2);
  });

  it("are not made for a declined payment", async () => {
    const { reply } = await paid(store({ cardHolderName: "REFUSED" }));
    expect([reply.body.outcome, reply.body.token]).toEqual(["refused", undefined]);
  });

  it("remember the card holder, and so the issuer's mood", async () => {
    const { simulator, reply } = await paid(store());
    const later = await pay(simulator, store({ cardHolderName: "REFUSED5" }));
    expect(later.body.outcome).toBe("refused");
    expect((await payWithToken(simulator, reply.body.token?.href ?? "")).body.outcome).toBe("authorized");
  });

  it("are the same for the same card in the same namespace, with what differs as conflicts", async () => {
    const simulator = createWorldpaySimulator();
    const first = await pay(simulator, store({}, "customer-1"));
    const same = await pay(simulator, store({}, "customer-1"));
    expect([same.body.token?.tokenId, same.body.token?.conflicts]).toEqual([first.body.token?.tokenId, undefined]);
    const changed = await pay(simulator, store({ cardHolderName: "Mycroft Holmes", expiryDate: { month: 6, year: 2036 } }, "customer-1"));
    expect(changed.body.token).toMatchObject({
      tokenId: first.body.token?.tokenId,
      cardHolderName: "Sherlock Holmes",
      conflicts: { paymentInstrument: { cardHolderName: "Mycroft Holmes", cardExpiryDate: { month: 6, year: 2036 } } },
    });
    const other = await pay(simulator, store({}, "customer-2"));
    expect(other.body.token?.tokenId).not.toBe(first.body.token?.tokenId);
  });

  it("pay by id together with their namespace", async () => {
    const { simulator, reply } = await paid(store({}, "customer-1"));
    const by = (namespace: string) =>
      pay(simulator, payment({ paymentInstrument: { type: "token", tokenId: reply.body.token?.tokenId, namespace } }));
    expect((await by("customer-1")).body.outcome).toBe("authorized");
    expect(faults(await by("customer-2"))).toEqual(["fieldHasInvalidValue $.instruction.paymentInstrument.tokenId"]);
  });

  it("are read, deleted once, and pay no more", async () => {
    const { simulator, reply } = await paid(store());
    const href = reply.body.token?.href ?? "";
    expect((await send(simulator, "GET", href, undefined, TOKENS)).body).toMatchObject({ tokenId: reply.body.token?.tokenId });
    const deleted = await send(simulator, "DELETE", href, undefined, TOKENS);
    expect([deleted.status, deleted.text]).toEqual([204, ""]);
    const again = await send(simulator, "DELETE", href, undefined, TOKENS);
    expect([again.status, again.body.errorName]).toEqual([404, "resourceNotFound"]);
    const refused = await payWithToken(simulator, href);
    expect([refused.status, faults(refused)]).toEqual([400, ["fieldHasInvalidValue $.instruction.paymentInstrument.href"]]);
  });

  it("expire", async () => {
    const clock = createTestClock();
    const { simulator, reply } = await paid(store(), { clock });
    clock.advance({ days: 4 * 366 });
    expect((await payWithToken(simulator, reply.body.token?.href ?? "")).status).toBe(400);
  });

  it("are no more than sixteen in a namespace", async () => {
    const simulator = createWorldpaySimulator();
    const numbers = ["4111111111111111", "5555555555554444", "378282246310005", "4000000000001000", "5200000000001005", "340000000001007"];
    const more = ["4000000000001091", "5200000000001096", "340000000001098", "4000000000001018", "5200000000001013", "340000000001015"];
    const last = ["4000000000001109", "4000000000002701", "5200000000002235", "340000000002708", "4000000000002503"];
    const made: Reply[] = [];
    for (const cardNumber of [...numbers, ...more, ...last]) made.push(await pay(simulator, store({ cardNumber }, "customer-1")));
    expect(made.map(({ body }) => body.token !== undefined)).toEqual([...Array<boolean>(16).fill(true), false]);
  });

  it("ask for their own media type, and answer 405 for what is no token", async () => {
    const { simulator, reply } = await paid(store());
    const href = reply.body.token?.href ?? "";
    expect((await send(simulator, "DELETE", href)).status).toBe(406);
    expect((await send(simulator, "DELETE", href, undefined, { ...TOKENS, "content-type": "application/json" })).status).toBe(415);
    expect((await send(simulator, "DELETE", href, undefined, { ...TOKENS, authorization: "" })).status).toBe(401);
    expect((await send(simulator, "DELETE", "/tokens/", undefined, TOKENS)).body.errorName).toBe("methodNotAllowed");
    expect((await send(simulator, "PUT", href, "{}", TOKENS)).status).toBe(405);
  });
});

describe("payment queries", () => {
  const find = (simulator: WorldpaySimulator, search: string) => send(simulator, "GET", `/paymentQueries/payments${search}`, undefined, QUERIES);
  const lastEventsOf = ({ body }: Reply) => body._embedded?.payments.map(({ lastEvent }) => lastEvent);

  it("find by reference what a lost answer did", async () => {
    const { simulator, reply } = await paid(paymentBy("ERROR"));
    expect(reply.status).toBe(500);
    await pay(simulator);
    const found = await find(simulator, "?transactionReference=pay_att_1");
    expect(lastEventsOf(found)).toEqual(["authorizationFailed", "authorizationSucceeded"]);
    expect(lastEventsOf(await find(simulator, "?transactionReference=none"))).toEqual([]);
  });

  it("give a summary of each payment, in the API's own words", async () => {
    const { simulator, reply } = await paid(payment(), { clock: createTestClock("2026-01-15T10:00:00.000Z") });
    expect((await find(simulator, "?transactionReference=pay_att_1")).body._embedded?.payments).toEqual([
      {
        timestamp: "2026-01-15T10:00:00.000Z",
        paymentId: reply.body.paymentId,
        transactionReference: "pay_att_1",
        lastEvent: "authorizationSucceeded",
        entity: "SwitchyardDemo",
        value: { amount: 1000, currency: "GBP" },
        paymentInstrument: expect.any(Object) as unknown,
      },
    ]);
    await follow(simulator, reply, "cancelPayment");
    expect(lastEventsOf(await find(simulator, "?transactionReference=pay_att_1"))).toEqual(["cancellationRequestSubmitted"]);
  });

  it("list a payment that settles by itself as a sale, with its history under its id", async () => {
    const { simulator, reply } = await paid(payment({ settlement: { auto: true } }));
    expect(lastEventsOf(await find(simulator, "?transactionReference=pay_att_1"))).toEqual(["settlementRequestSubmitted"]);
    const found = await find(simulator, `/${reply.body.paymentId ?? ""}`);
    expect(found.text.match(/"eventName":"\w+"/g)).toEqual(
      ["saleRequested", "saleSucceeded", "settlementRequestSubmitted"].map((word) => `"eventName":"${word}"`),
    );
  });

  it("find by payment id, and lag", async () => {
    const clock = createTestClock();
    const { simulator, reply } = await paid(payment(), { clock, lag: { minutes: 15 } });
    const path = `/${reply.body.paymentId ?? ""}`;
    expect((await find(simulator, path)).status).toBe(404);
    clock.advance({ minutes: 15 });
    const found = await find(simulator, path);
    expect(found.body).toMatchObject({ paymentId: reply.body.paymentId, value: { amount: 1000, currency: "GBP" }, entity: "SwitchyardDemo" });
  });

  it("find by a span of time, a page at a time", async () => {
    const { simulator } = await paid(payment(), { clock: createTestClock("2026-01-15T10:00:00.000Z") });
    await pay(simulator);
    const span = "?startDate=2026-01-15T00:00:00Z&endDate=2026-01-16T00:00:00Z";
    expect(lastEventsOf(await find(simulator, span))).toHaveLength(2);
    expect(lastEventsOf(await find(simulator, `${span}&pageSize=1`))).toHaveLength(1);
    expect(lastEventsOf(await find(simulator, span.replaceAll("2026", "2025")))).toEqual([]);
    expect((await find(simulator, "")).status).toBe(400);
  });
});

describe("incremental authorization", () => {
  const increase = (simulator: WorldpaySimulator, linkData: string, amount: number, currency = "EUR") => {
    const path = `/payments/authorizations/incrementalAuthorizations/${encodeURIComponent(linkData)}`;
    return send(simulator, "POST", path, { value: { amount, currency } }, CARD_PAYMENTS);
  };
  const seed = { transactionReference: "pay_att_1", amount: 500, currency: "EUR" };

  it("adds to an estimated authorization", async () => {
    const simulator = createWorldpaySimulator();
    const { linkData } = simulator.controls.seedEstimatedAuthorization(seed);
    const reply = await increase(simulator, linkData, 600);
    expect(reply.status).toBe(202);
    expect(reply.body).toMatchObject({ outcome: "authorized", amounts: { totalAuthorized: 1100, currency: "EUR" } });
    expect(reply.text).toContain('"cardPayments:increaseAuthorizedAmount"');
    expect(movements(simulator)).toEqual(["authorization 500 pay_att_1", "incremental_authorization 600 pay_att_1"]);
    expect((await increase(simulator, linkData, 1)).body.amounts).toEqual({ totalAuthorized: 1101, currency: "EUR" });
  });

  it("is declined by the card holder's name", async () => {
    const simulator = createWorldpaySimulator();
    const { linkData } = simulator.controls.seedEstimatedAuthorization({ ...seed, cardHolderName: "REFUSED51" });
    const reply = await increase(simulator, linkData, 600);
    expect([reply.status, reply.body]).toEqual([202, { outcome: "refused", refusalCode: "51", refusalDescription: "LIMIT EXCEEDED" }]);
    expect(simulator.controls.payment(linkData).authorized).toBe(500);
  });

  it("is not there for a payment of the Payments API, nor the other way round", async () => {
    const { simulator, reply } = await paid();
    const { linkData } = simulator.controls.payment(reply.body.paymentId ?? "");
    expect((await increase(simulator, linkData, 1, "GBP")).status).toBe(404);
    const seeded = simulator.controls.seedEstimatedAuthorization(seed);
    expect((await send(simulator, "GET", `/api/payments/${encodeURIComponent(seeded.linkData)}`)).status).toBe(404);
    expect((await follow(simulator, reply, "cancelPayment")).status).toBe(202);
  });

  it("asks for its media type and the currency of the payment", async () => {
    const simulator = createWorldpaySimulator();
    const { linkData } = simulator.controls.seedEstimatedAuthorization(seed);
    const path = `/payments/authorizations/incrementalAuthorizations/${encodeURIComponent(linkData)}`;
    expect((await send(simulator, "POST", path, { value: { amount: 1, currency: "EUR" } })).status).toBe(406);
    expect(faults(await increase(simulator, linkData, 1, "GBP"))).toEqual(["fieldHasInvalidValue $.value.currency"]);
    expect(faults(await increase(simulator, linkData, 0))).toEqual(["integerIsTooSmall $.value.amount"]);
  });
});
