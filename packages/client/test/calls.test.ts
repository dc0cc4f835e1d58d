import { type Environment, type HeaderKey } from "@switchyard/interfaces";
import { defineConnector } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { createClient, type CallOptions } from "../src/index.js";
import { acme, acmeBase, acmeFlows, acmeKey, always, clientOf, order, paid, script } from "./acme.js";

const follow = { connectorTransactionId: "pay_1", amount: 1050, currency: "GBP" } as const;

describe("the environment", () => {
  const named = defineConnector({
    ...acmeBase,
    flows: acmeFlows,
    environmentOf: (auth) =>
      (auth as HeaderKey).apiKey.expose().startsWith("live_")
        ? "production"
        : (auth as HeaderKey).apiKey.expose().startsWith("test_")
          ? "sandbox"
          : undefined,
  });

  it.each(["", "live", "test", "constructor", undefined])("must be one that exists: %j is refused", (environment) => {
    const make = () => createClient(acme, { auth: acmeKey(), environment: environment as Environment });
    expect(make).toThrow(
      expect.objectContaining({ code: "InvalidConnectorConfig", details: expect.objectContaining({ config: "environment" }) as unknown }),
    );
  });

  it("decides the address", async () => {
    const transport = always(paid());
    for (const environment of ["sandbox", "production"] as const) await clientOf(acme, transport, { environment }).authorize(order());
    await clientOf(acme, transport, { baseUrl: "http://127.0.0.1:1/sub" }).authorize(order());
    expect(transport.sent.map(({ url }) => url)).toEqual([
      "https://sandbox.acme.example/payments",
      "https://acme.example/payments",
      "http://127.0.0.1:1/sub/payments",
    ]);
  });

  it("is refused when the credentials name the other one, of the client and of a call alike", async () => {
    expect(() => clientOf(named, script(), { auth: acmeKey("live_1"), environment: "sandbox" })).toThrow(/production/);
    expect(() => clientOf(named, script(), { auth: acmeKey("test_1"), environment: "production" })).toThrow(/sandbox/);
    const transport = script();
    const payments = clientOf(named, transport, { auth: acmeKey("test_1") });
    await expect(payments.authorize(order(), { auth: acmeKey("live_1") })).rejects.toMatchObject({ code: "InvalidConnectorConfig" });
    expect(transport.sent).toHaveLength(0);
    expect(() => clientOf(named, script(), { auth: acmeKey("neither") })).not.toThrow();
  });
});

describe("credentials, timeout and settings of one call", () => {
  it("serve that call alone", async () => {
    const transport = always(paid());
    const payments = clientOf(acme, transport, { timeout: 7_000 });
    const other: CallOptions = { auth: acmeKey("other"), timeout: 1_000 };
    await payments.authorize(order());
    await payments.authorize(order(), other);
    await payments.authorize(order(), { timeout: Number.POSITIVE_INFINITY });
    expect(transport.sent.map(({ headers, timeout }) => [headers["x-api-key"], timeout])).toEqual([
      ["acme-key", 7_000],
      ["other", 1_000],
      // More than a timer takes would be no time at all.
      ["acme-key", 2 ** 31 - 1],
    ]);
  });

  it("waits for 30 seconds and reads 8 MiB unless told", async () => {
    const transport = always(paid());
    await clientOf(acme, transport).authorize(order());
    expect(transport.sent[0]).toMatchObject({ timeout: 30_000, maxResponseBytes: 8 * 1024 * 1024 });
  });
});

describe("an answer that echoes another amount or currency", () => {
  it.each([
    [{ amount: 1051 }, ["amount"]],
    [{ currency: "EUR" }, ["currency"]],
    [{ amount: 0, currency: "USD" }, ["amount", "currency"]],
  ])("is an integrity failure of the payment: %j", async (echoed, fieldNames) => {
    const payments = clientOf(acme, always(paid(echoed)));
    const wrong = { status: "integrity_failure", outcome: "accepted", connectorTransactionId: "pay_1", integrityCheck: { fieldNames } };
    expect(await payments.authorize(order())).toMatchObject(wrong);
    expect(await payments.capture(follow)).toMatchObject(wrong);
    expect(await payments.sync(follow)).toMatchObject(wrong);
  });

  it("leaves a refund to a person", async () => {
    expect(await clientOf(acme, always(paid({ amount: 1 }))).refund(follow)).toMatchObject({
      status: "manual_review",
      outcome: "accepted",
      connectorRefundId: "pay_1",
      integrityCheck: { fieldNames: ["amount"] },
    });
  });

  it.each([{}, { amount: 1050 }, { currency: "GBP" }, { currency: "gbp" }, { amount: 1050, currency: "GBP" }])(
    "is none when they agree or are not told: %j",
    async (echoed) => {
      const payments = clientOf(acme, always(paid(echoed)));
      expect(await payments.authorize(order())).toMatchObject({ status: "authorized" });
      expect(await payments.refund(follow)).toMatchObject({ status: "success" });
    },
  );

  it("is none for a part that was welcome, and one for more than was asked", async () => {
    const partial = { ...order(), enablePartialAuthorization: true };
    expect(await clientOf(acme, always(paid({ amount: 500 }))).authorize(partial)).toMatchObject({ status: "authorized" });
    expect(await clientOf(acme, always(paid({ amount: 1051 }))).authorize(partial)).toMatchObject({ status: "integrity_failure" });
  });

  it("is not looked for where nothing was asked", async () => {
    const payments = clientOf(acme, always(paid({ amount: 7, currency: "JPY" })));
    expect(await payments.sync({ connectorTransactionId: "pay_1" })).toMatchObject({ status: "authorized" });
    expect(await payments.void({ connectorTransactionId: "pay_1" })).toMatchObject({ status: "authorized" });
  });
});

describe("an error that a connector reads inside a success", () => {
  const answering = (status: "pending" | "failure") =>
    defineConnector({
      ...acmeBase,
      flows: {
        Authorize: {
          ...acmeFlows.Authorize,
          read: () => ({ status, response: { ok: false, error: { code: "odd", message: "Odd", statusCode: 200 } } }) as const,
        },
      },
    });

  it("is no refusal while the payment is pending: it may have been made", async () => {
    expect(await clientOf(answering("pending"), always(paid())).authorize(order())).toMatchObject({
      status: "pending",
      outcome: "unknown",
      error: { code: "odd" },
      settle: { call: "webhook" },
    });
  });

  it("is a refusal where it says that the payment failed", async () => {
    expect(await clientOf(answering("failure"), always(paid())).authorize(order())).toMatchObject({ status: "failure", outcome: "rejected" });
  });
});

describe("a status word that nobody listed", () => {
  it("is pending, never a success, and is kept", async () => {
    expect(await clientOf(acme, always(paid({ state: "constructor" }))).authorize(order())).toMatchObject({
      status: "pending",
      outcome: "accepted",
      connectorStatus: "constructor",
      settle: { call: "sync", with: { connectorTransactionId: "pay_1" } },
    });
  });
});
