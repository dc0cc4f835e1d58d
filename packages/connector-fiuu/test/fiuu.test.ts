import { ConnectorError } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { fiuuAuth } from "../src/auth.js";
import { auth, clientOf } from "./clients.js";
import { EXCHANGES } from "./exchanges.js";
import { fixtureNames, requestFixture, responseFixture } from "./fixtures.js";

const SANDBOX = "https://sandbox-payment.fiuu.com/";

describe("on the wire", () => {
  it.each(EXCHANGES)("exchanges %s as its fixtures have it", async (name, call, expected) => {
    const request = requestFixture(name);
    const { sent, payments } = clientOf(responseFixture(name));
    const result = await call(payments);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ method: request.method, url: `${SANDBOX}${request.path}`, headers: request.headers });
    expect(Object.fromEntries(new URLSearchParams(String(sent[0]?.body)))).toEqual(request.body);
    expect(result).toMatchObject(expected);
  });

  it("has an exchange for every fixture", () => {
    const exchanged = new Set(EXCHANGES.map(([name]) => name));
    const kept = [...fixtureNames("request"), ...fixtureNames("response")].filter((name) => !name.startsWith("webhook."));
    expect([...new Set(kept)].toSorted()).toEqual([...exchanged].toSorted());
  });
});

describe("hosts", () => {
  it("asks for payments at one host and for everything after them at another", async () => {
    const { sent, payments } = clientOf(responseFixture("authorize.card"), { environment: "production" });
    await payments.authorize({
      reference: "pay_att_1",
      amount: 27_60,
      currency: "MYR",
      paymentMethod: { type: "real_time_payment", kind: "duit_now" },
    });
    await payments.sync({ connectorTransactionId: "30001", amount: 27_60, currency: "MYR" });
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(["pay.fiuu.com", "api.fiuu.com", ...sent.slice(2).map(() => "api.fiuu.com")]);
  });
});

describe("credentials", () => {
  it("takes SignatureKey in Fiuu's words, and refuses any other kind", () => {
    const read = fiuuAuth(auth);
    expect([read.merchantId, read.verifyKey, read.secretKey].map((each) => each.expose())).toEqual(["ACME", "vk_test_0001", "sk_test_0001"]);
    expect(() => fiuuAuth({ type: "NoKey" })).toThrow(ConnectorError);
  });
});
