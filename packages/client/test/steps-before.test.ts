import { ok, secret, type ConnectorAuthType, type PrerequisiteFlow, type RouterData } from "@switchyard/interfaces";
import { defineConnector, json, schema, z } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { memoryTokenStore, type TokenStore, type TransportRequest, type TransportResult } from "../src/index.js";
import {
  authorizeRecord,
  acmeBase,
  acmeFlows,
  acmeKey,
  always,
  answer,
  clientOf,
  lost,
  order,
  paid,
  refused,
  script,
  testRuntime,
  type Answer,
} from "./acme.js";

const tokenAnswer = schema(() => z.object({ token: z.string(), expiresIn: z.number() }));
const idAnswer = schema(() => z.object({ id: z.string() }));

const AccessTokenAuth = {
  path: "oauth/token",
  body: ({ data }: { readonly data: RouterData<"AccessTokenAuth"> }) => json({ app: data.request.appId }),
  response: tokenAnswer,
  read: ({ token, expiresIn }: { readonly token: string; readonly expiresIn: number }) => ({ response: ok({ token: secret(token), expiresIn }) }),
} as const;

const bearer = ({ data }: { readonly data: RouterData<"Authorize"> }) => ({
  authorization: data.accessToken?.token.map((token) => `Bearer ${token}`),
});

/** Acme behind OAuth. */
const withToken = defineConnector({
  ...acmeBase,
  flows: {
    ...acmeFlows,
    Authorize: { ...acmeFlows.Authorize, headers: bearer },
    AccessTokenAuth,
  },
});

const isTokenRequest = (request: TransportRequest) => request.url.endsWith("/oauth/token");
const tokenOf = (request: TransportRequest | undefined) => request?.headers["authorization"];

/** Answers token requests one after another, and pays everything else. */
function processor(...tokens: readonly Answer[]) {
  let asked = 0;
  const transport = always((request) => {
    if (!isTokenRequest(request)) return paid();
    const next = tokens[(asked += 1) - 1] ?? answer(200, { token: `token-${String(asked)}`, expiresIn: 3600 });
    return typeof next === "function" ? next(request) : next;
  });
  return {
    transport,
    tokenRequests: () => transport.sent.filter(isTokenRequest),
    payments: () => transport.sent.filter((request) => !isTokenRequest(request)),
  };
}

describe("the access token", () => {
  it("is asked for once, however many calls need it at the same time", async () => {
    const { transport, tokenRequests, payments } = processor();
    const client = clientOf(withToken, transport);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => client.authorize({ ...order(), reference: `order-${String(index)}` })),
    );
    expect(results.every((result) => result.status === "authorized")).toBe(true);
    expect(tokenRequests()).toHaveLength(1);
    expect(payments().map(tokenOf)).toEqual(Array.from({ length: 50 }, () => "Bearer token-1"));
  });

  it("is used until a minute before its end, and then asked for again", async () => {
    const runtime = testRuntime();
    const { transport, payments } = processor();
    const client = clientOf(withToken, transport, { runtime });
    for (const wait of [0, 3_539_000, 1_000, 0]) {
      runtime.advance(wait);
      await client.authorize(order());
    }
    expect(payments().map(tokenOf)).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"]);
  });

  it("that does not live long enough to be kept serves its own call alone", async () => {
    const brief = answer(200, { token: "brief", expiresIn: 30 });
    const { transport, payments } = processor(brief);
    const client = clientOf(withToken, transport);
    await client.authorize(order());
    await client.authorize(order());
    expect(payments().map(tokenOf)).toEqual(["Bearer brief", "Bearer token-2"]);
  });

  it.each<readonly [string, ConnectorAuthType, ConnectorAuthType]>([
    ["keys", acmeKey("one"), acmeKey("two")],
    [
      "keys for each currency",
      { type: "CurrencyAuthKey", authKeyMap: { GBP: secret({ user: "one" }) } },
      { type: "CurrencyAuthKey", authKeyMap: { GBP: secret({ user: "two" }) } },
    ],
  ])("is kept apart for different %s", async (_, one, two) => {
    const connector = defineConnector({
      ...acmeBase,
      auth: () => ({ key: secret("k") }),
      flows: {
        ...acmeFlows,
        Authorize: { ...acmeFlows.Authorize, headers: bearer },
        AccessTokenAuth: { ...AccessTokenAuth, body: () => undefined },
      },
    });
    const { transport, tokenRequests, payments } = processor();
    const client = clientOf(connector, transport, { auth: one });
    await client.authorize(order());
    await client.authorize(order(), { auth: two });
    await client.authorize(order());
    expect(tokenRequests()).toHaveLength(2);
    expect(payments().map(tokenOf)).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-1"]);
  });

  it("is kept apart for each address", async () => {
    const tokenStore = memoryTokenStore();
    const { transport, tokenRequests } = processor();
    for (const baseUrl of ["https://a.example", "https://b.example", "https://a.example"]) {
      await clientOf(withToken, transport, { tokenStore, baseUrl }).authorize(order());
    }
    expect(tokenRequests().map(({ url }) => new URL(url).host)).toEqual(["a.example", "b.example"]);
  });

  it("lives in any store with get, set and delete, shared between processes, under a key that names no credential", async () => {
    const kept = new Map<string, unknown>();
    const lifetimes: (number | undefined)[] = [];
    // Like Keyv: asynchronous, and values go through JSON.
    const tokenStore: TokenStore = {
      get: async (key) => Promise.resolve<unknown>(kept.has(key) ? JSON.parse(String(kept.get(key))) : undefined),
      set: async (key, value, timeToLive) => {
        lifetimes.push(timeToLive);
        return Promise.resolve(kept.set(key, JSON.stringify(value)));
      },
      delete: async (key) => Promise.resolve(kept.delete(key)),
    };
    const { transport, tokenRequests } = processor();
    const auth = acmeKey("very-secret-key");
    await Promise.all(Array.from({ length: 50 }, () => clientOf(withToken, transport, { tokenStore, auth }).authorize(order())));
    const before = tokenRequests().length;
    await clientOf(withToken, transport, { tokenStore, auth }).authorize(order());
    expect(tokenRequests()).toHaveLength(before);
    expect(lifetimes[0]).toBe(3_600_000);
    expect([...kept.keys()].join()).not.toContain("very-secret-key");
  });

  it("is asked for again where the store is down or holds something else", async () => {
    const down = () => Promise.reject(new Error("The store is down."));
    for (const tokenStore of [
      { get: down, set: down, delete: down },
      { get: () => "nonsense", set: () => undefined, delete: () => undefined },
      { get: () => ({ token: 7, expiresAt: "tomorrow" }), set: () => undefined, delete: () => undefined },
    ]) {
      const { transport, tokenRequests } = processor();
      const client = clientOf(withToken, transport, { tokenStore });
      expect(await client.authorize(order())).toMatchObject({ status: "authorized" });
      expect(await client.authorize(order())).toMatchObject({ status: "authorized" });
      expect(tokenRequests()).toHaveLength(2);
    }
  });

  it.each<readonly [string, TransportResult]>([
    ["is refused", answer(401, { code: "bad_client", message: "Who are you?" })],
    ["gets no answer", lost],
    ["cannot be sent", refused],
    ["meets a server's error", answer(503)],
    ["is answered with nonsense", answer(200, "<html>")],
    ["gives a token without a lifetime", answer(200, { token: "t", expiresIn: -1 })],
  ])("whose request %s means that the payment was never sent, and the next call asks anew", async (_, failure) => {
    const { transport, payments } = processor(failure, ...(failure === refused ? [refused, refused] : []));
    const client = clientOf(withToken, transport);
    expect(await client.authorize(order())).toMatchObject({ status: "failure", outcome: "not_sent" });
    expect(payments()).toHaveLength(0);
    expect(await client.authorize(order())).toMatchObject({ status: "authorized" });
  });

  it("that cannot be had fails each flow in its own way", async () => {
    const { transport } = processor(...Array.from({ length: 6 }, () => answer(401, { code: "bad_client", message: "Who are you?" })));
    const client = clientOf(withToken, transport);
    const follow = { connectorTransactionId: "pay_1", amount: 1050, currency: "GBP" } as const;
    expect(await client.capture(follow)).toMatchObject({ status: "capture_failed", outcome: "not_sent", error: { code: "bad_client" } });
    expect(await client.void(follow)).toMatchObject({ status: "void_failed", outcome: "not_sent" });
    expect(await client.refund(follow)).toMatchObject({ status: "failure", outcome: "not_sent" });
    // A query that could not be made says nothing of what it would have asked about.
    expect(await client.sync({ connectorTransactionId: "pay_1", status: "charged" })).toMatchObject({ status: "charged", outcome: "not_sent" });
    expect(await client.syncRefund({ ...follow, connectorRefundId: "ref_1" })).toMatchObject({ status: "pending", outcome: "not_sent" });
  });

  it("that failed for one failed for all who waited", async () => {
    const { transport, tokenRequests, payments } = processor(answer(401, { code: "bad_client", message: "Who are you?" }));
    const client = clientOf(withToken, transport);
    const results = await Promise.all(Array.from({ length: 10 }, () => client.authorize(order())));
    expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => "not_sent"));
    expect(tokenRequests()).toHaveLength(1);
    expect(payments()).toHaveLength(0);
  });

  it("is dropped when the processor no longer takes it", async () => {
    let stale = true;
    const transport = always((request) => {
      if (isTokenRequest(request)) return answer(200, { token: stale ? "stale" : "fresh", expiresIn: 3600 });
      return tokenOf(request) === "Bearer stale" ? answer(401, { code: "expired", message: "Expired." }) : paid();
    });
    const client = clientOf(withToken, transport);
    expect(await client.authorize(order())).toMatchObject({ status: "failure", outcome: "rejected" });
    stale = false;
    expect(await client.authorize(order())).toMatchObject({ status: "authorized" });
  });

  it("is not one caller's to abort: the others wait for it too", async () => {
    const controller = new AbortController();
    const { transport } = processor((request) => {
      controller.abort();
      return request.signal?.aborted === true ? { type: "failure", reason: "aborted" } : answer(200, { token: "shared", expiresIn: 3600 });
    });
    const client = clientOf(withToken, transport);
    const [, other] = await Promise.all([client.authorize(order(), { signal: controller.signal }), client.authorize(order())]);
    expect(other).toMatchObject({ status: "authorized" });
  });

  it("of the record itself is used as it is", async () => {
    const { transport, tokenRequests } = processor();
    await clientOf(withToken, transport).execute("Authorize", { ...authorizeRecord(), accessToken: { token: secret("mine"), expiresIn: 60 } });
    expect(tokenRequests()).toHaveLength(0);
    expect(tokenOf(transport.sent[0])).toBe("Bearer mine");
  });
});

const steps: readonly PrerequisiteFlow[] = ["CreateConnectorCustomer", "AuthorizeSessionToken", "PaymentMethodToken", "PreProcessing", "CreateOrder"];

/** Acme that wants everything done before a payment. */
const elaborate = defineConnector({
  ...acmeBase,
  prerequisites: (flow) => (flow === "Authorize" ? steps : []),
  flows: {
    ...acmeFlows,
    Authorize: {
      ...acmeFlows.Authorize,
      body: ({ data }) =>
        json({
          customer: data.connectorCustomer,
          order: data.referenceId,
          session: data.sessionToken,
          token: data.paymentMethodToken?.type === "token" ? data.paymentMethodToken.token : undefined,
          preprocessing: data.preprocessingId,
        }),
    },
    CreateConnectorCustomer: {
      path: "customers",
      response: idAnswer,
      read: ({ id }: { readonly id: string }) => ({ response: ok({ type: "connector_customer", connectorCustomerId: id }) }),
    },
    AuthorizeSessionToken: {
      path: "sessions",
      response: idAnswer,
      read: ({ id }: { readonly id: string }) => ({ response: ok({ type: "session_token", sessionToken: secret(id) }) }),
    },
    PaymentMethodToken: {
      path: "tokens",
      response: idAnswer,
      read: ({ id }: { readonly id: string }) => ({ response: ok({ type: "tokenization", token: secret(id) }) }),
    },
    PreProcessing: {
      path: "preprocessing",
      response: idAnswer,
      read: ({ id }: { readonly id: string }) => ({ response: ok({ type: "pre_processing", preProcessingId: id }) }),
    },
    CreateOrder: {
      path: "orders",
      // The steps before it are there for this one too.
      body: ({ data }) => json({ customer: data.connectorCustomer }),
      response: idAnswer,
      read: ({ id }: { readonly id: string }) => ({ response: ok({ type: "create_order", orderId: id }) }),
    },
  },
});

const pathsOf = (sent: readonly TransportRequest[]) => sent.map(({ url }) => new URL(url).pathname.slice(1));
const id = (value: string) => answer(200, { id: value });

describe("the steps before a payment", () => {
  it("are done in the order that the connector declares, each with what the ones before it gave", async () => {
    const transport = script(id("cus"), id("ses"), id("tok"), id("pre"), id("ord"), paid());
    expect(await clientOf(elaborate, transport).authorize(order())).toMatchObject({ status: "authorized" });
    expect(pathsOf(transport.sent)).toEqual(["customers", "sessions", "tokens", "preprocessing", "orders", "payments"]);
    expect(JSON.parse(String(transport.sent[4]?.body))).toEqual({ customer: "cus" });
    expect(JSON.parse(String(transport.sent[5]?.body))).toEqual({
      customer: "cus",
      order: "ord",
      session: "ses",
      token: "tok",
      preprocessing: "pre",
    });
  });

  it.each([lost, answer(500), answer(400, { code: "no", message: "No." }), answer(200, "<html>")])(
    "stop the payment where one does not come through: it was never sent (%#)",
    async (failure) => {
      const transport = script(id("cus"), failure);
      const payment = await clientOf(elaborate, transport).authorize(order());
      expect(payment).toMatchObject({ status: "failure", outcome: "not_sent", reference: "order-1" });
      expect(pathsOf(transport.sent)).toEqual(["customers", "sessions"]);
    },
  );

  it("are sent once each, as they change something at the processor", async () => {
    const transport = script(lost);
    await clientOf(elaborate, transport).authorize(order());
    expect(transport.sent).toHaveLength(1);
  });

  it("are not done for flows that do not need them", async () => {
    const transport = script(paid({ state: "charged" }));
    await clientOf(elaborate, transport).sync({ connectorTransactionId: "pay_1" });
    expect(pathsOf(transport.sent)).toEqual(["payments/pay_1"]);
  });
});
