import { inspect } from "node:util";
import {
  ConnectorError,
  isConnectorError,
  ok,
  Secret,
  type AttemptStatus,
  type Connector,
  type ConnectorIntegration,
  type HeaderKey,
} from "@switchyard/interfaces";
import type * as interfaces from "@switchyard/interfaces";
import { defineConnector, json } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { card } from "../src/index.js";
import { acme, acmeBase, acmeFlows, always, answer, authorizeRecord, clientOf, lost, order, paid, refused, script } from "./acme.js";

const integration: ConnectorIntegration<"Authorize"> = {
  getHeaders: (data) => ({ "x-api-key": (data.connectorAuthType as HeaderKey).apiKey }),
  getContentType: () => "application/json",
  getHttpMethod: () => "POST",
  getUrl: (_, connectors) => `${connectors["acme"]?.baseUrl ?? ""}payments`,
  getRequestBody: (data) => json({ reference: data.connectorRequestReferenceId }),
  buildRequest(data, connectors, context) {
    return {
      method: "POST",
      url: this.getUrl(data, connectors, context),
      headers: { ...this.getHeaders(data, connectors, context), "content-type": "application/json" },
      body: json({ reference: data.connectorRequestReferenceId }),
    };
  },
  handleResponse(data, response) {
    const { id, state } = JSON.parse(response.text) as { readonly id: string; readonly state: AttemptStatus };
    return {
      ...data,
      status: state,
      response: ok({ type: "transaction", resourceId: { type: "connector_transaction_id", id }, connectorStatus: state, echoed: {} }),
    };
  },
  // It claims a failure for whatever it is given: the client's rules are not the author's to bend.
  getErrorResponse: (response) => ({ code: "old", message: "Old error.", statusCode: response.statusCode, attemptStatus: "failure" }),
  get5xxErrorResponse: (response) => ({ code: "old5xx", message: "Old error.", statusCode: response.statusCode, attemptStatus: "failure" }),
};

const { flows: _, generation: __, ...base } = acme;
const acmeV1: Connector<"Authorize"> = { ...base, generation: "v1", flows: { Authorize: integration } };

describe("connectors of both generations", () => {
  const doors = [
    ["v1", () => clientOf(acmeV1, always(paid())).execute("Authorize", authorizeRecord())],
    ["v2", () => clientOf(acme, always(paid())).execute("Authorize", authorizeRecord())],
  ] as const;

  it.each(doors)("run a record of the caller's own: %s", async (_generation, run) => {
    const { data, outcome, attempts, raw } = await run();
    expect({ status: data.status, outcome, attempts, httpStatus: raw?.expose().statusCode }).toEqual({
      status: "authorized",
      outcome: "accepted",
      attempts: 1,
      httpStatus: 200,
    });
    expect(data.response).toMatchObject({ ok: true, value: { resourceId: { id: "pay_1" } } });
    expect(data.rawConnectorResponse?.expose()).toBe(raw?.expose());
  });

  it("send the same bytes and give the same result", async () => {
    const [one, two] = [always(paid()), always(paid())];
    const first = await clientOf(acmeV1, one).authorize(order());
    const second = await clientOf(acme, two).authorize(order());
    expect(one.sent).toEqual(two.sent);
    expect(inspect(first, { depth: null })).toBe(inspect(second, { depth: null }));
  });

  it.each([500, 503, 408, 302])("never take an old connector's word that a %i is a failure", async (status) => {
    expect(await clientOf(acmeV1, always(answer(status))).authorize(order())).toMatchObject({ status: "pending", outcome: "unknown" });
    const { data } = await clientOf(acmeV1, always(answer(status))).execute("Authorize", authorizeRecord());
    expect(data.status).toBe("pending");
  });

  it("refuse a flow that is not theirs, and a record of another flow, before anything is sent", async () => {
    const transport = script();
    const payments = clientOf(acmeV1, transport);
    await expect(payments.execute("Capture" as "Authorize", { ...authorizeRecord(), flow: "Capture" } as never)).rejects.toMatchObject({
      code: "FlowNotSupported",
    });
    await expect(payments.execute("Authorize", { ...authorizeRecord(), flow: "Capture" } as never)).rejects.toThrow(/Capture/);
    expect("capture" in payments).toBe(false);
    expect(transport.sent).toHaveLength(0);
  });

  it("leave the payment's status of a refund's record alone when the refund fails", async () => {
    const record = {
      ...authorizeRecord(),
      flow: "Execute",
      refundId: "r1",
      status: "charged",
      request: { refundId: "r1", connectorTransactionId: "pay_1", refundAmount: 1, currency: "GBP" },
    } as never;
    for (const each of [refused, answer(400, { code: "no", message: "No." }), lost]) {
      const { data } = await clientOf(acme, always(each)).execute("Execute", record);
      expect(data.status).toBe("charged");
    }
  });
});

describe("the version of the specification", () => {
  it.each([
    ["0", "@switchyard/connector-acme"],
    ["2", "@switchyard/client"],
    ["banana", "@switchyard/connector-acme"],
  ])("%j is refused, with what to upgrade", (version, upgrade) => {
    const make = () => clientOf({ ...acme, specificationVersion: version }, script());
    expect(make).toThrow(expect.objectContaining({ code: "SpecificationVersionNotSupported", details: { version, upgrade } }));
  });
});

describe("two copies of the vocabulary in one process", () => {
  it("work together: secrets, errors and cards are known by their marks", async () => {
    // The query makes them other modules: their classes are not ours.
    const copyOf = async (file: string) =>
      (await import(/* @vite-ignore */ new URL(`../../interfaces/src/${file}?copy`, import.meta.url).href)) as typeof interfaces;
    const { Secret: OtherSecret } = await copyOf("secret.ts");
    const { ConnectorError: OtherError } = await copyOf("errors.ts");
    const foreign = new OtherSecret("foreign-key");
    expect(foreign instanceof Secret).toBe(false);

    const transport = always(paid());
    const auth = { type: "HeaderKey", apiKey: foreign } as const;
    const paymentMethod = card({ number: new OtherSecret("4444333322221111"), expMonth: 1, expYear: 2031 });
    const payment = await clientOf(acme, transport, { auth }).authorize({ ...order(), paymentMethod });
    expect(payment.status).toBe("authorized");
    expect(transport.sent[0]?.headers["x-api-key"]).toBe("foreign-key");

    const error = new OtherError("MissingRequiredField", { fieldName: "x" });
    expect(error instanceof ConnectorError).toBe(false);
    expect(isConnectorError(error)).toBe(true);
    const throwing = defineConnector({
      ...acmeBase,
      flows: {
        ...acmeFlows,
        Authorize: {
          ...acmeFlows.Authorize,
          read: () => {
            throw error;
          },
        },
      },
    });
    expect(await clientOf(throwing, always(paid())).authorize(order())).toMatchObject({
      status: "pending",
      outcome: "unknown",
      cause: { code: "MissingRequiredField" },
    });
  });
});
