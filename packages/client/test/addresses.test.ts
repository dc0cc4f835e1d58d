import { ConnectorError, secret, type FlowContext } from "@switchyard/interfaces";
import { defineConnector, toV1Connector } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { acmeBase, acmeFlows, acmeKey, always, authorizeRecord, paid, testCard } from "./acme.js";
import { createClient, type ClientOptions } from "../src/index.js";

const baseUrls = { sandbox: "https://{region}.sandbox.acme.example/v1/", production: "https://{region}.acme.example/v1/" } as const;
const secondaryBaseUrls = {
  vault: { sandbox: "https://{region}.vault-test.acme.example/store/v2/", production: "https://{region}.vault.acme.example/store/v2/" },
} as const;

/** Acme with a region in its addresses, and a second host for captures. */
const acme = defineConnector({
  ...acmeBase,
  baseUrls,
  secondaryBaseUrls,
  resolveBaseUrl: (baseUrl, { data }) => {
    const region = data.connectorMetaData?.["region"];
    if (typeof region !== "string") throw new ConnectorError("InvalidConnectorConfig", { config: "metadata.region" });
    return baseUrl.replace("{region}", region);
  },
  flows: { ...acmeFlows, Capture: { ...acmeFlows.Capture, host: "vault" }, Void: { ...acmeFlows.Void, host: () => undefined } },
});

async function urlsOf(options: Partial<ClientOptions>, connector: typeof acme = acme): Promise<readonly string[]> {
  const transport = always(paid());
  const payments = createClient(connector, { auth: acmeKey(), environment: "sandbox", metadata: { region: "eu" }, transport, ...options });
  await payments.authorize({ reference: "order-1", amount: 1050, currency: "GBP", paymentMethod: testCard() });
  await payments.capture({ connectorTransactionId: "pay_1", amount: 1050, currency: "GBP" });
  await payments.void({ connectorTransactionId: "pay_1" });
  return transport.sent.map(({ url }) => url);
}

describe("a processor with several hosts", () => {
  it("is talked to where each flow belongs, in the merchant's region", async () => {
    expect(await urlsOf({})).toEqual([
      "https://eu.sandbox.acme.example/v1/payments",
      "https://eu.vault-test.acme.example/store/v2/payments/pay_1/capture",
      "https://eu.sandbox.acme.example/v1/payments/pay_1/void",
    ]);
    expect((await urlsOf({ environment: "production" }))[1]).toBe("https://eu.vault.acme.example/store/v2/payments/pay_1/capture");
  });

  it("is never talked to by accident: another main address moves the others to its origin", async () => {
    expect(await urlsOf({ baseUrl: "http://127.0.0.1:8080/sandbox/" })).toEqual([
      "http://127.0.0.1:8080/sandbox/payments",
      "http://127.0.0.1:8080/store/v2/payments/pay_1/capture",
      "http://127.0.0.1:8080/sandbox/payments/pay_1/void",
    ]);
  });

  it("is refused as ours when the other address is none", async () => {
    await expect(urlsOf({ baseUrl: "nowhere" })).rejects.toMatchObject({ code: "InvalidConnectorConfig", details: { config: "baseUrl" } });
  });

  it("is sent what a record holds now, not what it held when it was first used", async () => {
    const transport = always(paid());
    const payments = createClient(acme, { auth: acmeKey(), environment: "sandbox", metadata: { region: "eu" }, transport });
    const record = { ...authorizeRecord(), connectorMetaData: { region: "eu" } };
    await payments.execute("Authorize", record);
    // Callers without types change records in place.
    Reflect.set(record, "connectorRequestReferenceId", "order-2");
    await payments.execute("Authorize", record);
    expect(transport.sent[1]?.body).toContain("order-2");
  });

  it("has each address replaced by itself", async () => {
    const urls = await urlsOf({ secondaryBaseUrls: { vault: "https://proxy.example/vault/" } });
    expect(urls.slice(0, 2)).toEqual(["https://eu.sandbox.acme.example/v1/payments", "https://proxy.example/vault/payments/pay_1/capture"]);
  });

  it("is refused before anything is sent when the merchant's part of the address is missing", async () => {
    await expect(urlsOf({ metadata: {} })).rejects.toMatchObject({ code: "InvalidConnectorConfig", details: { config: "metadata.region" } });
  });

  it("is the same through the first generation's door", () => {
    const { flows } = toV1Connector(acme);
    const context: FlowContext = { baseUrl: "", environment: "sandbox", now: () => new Date(0), randomId: () => "id" };
    const data = {
      flow: "Capture",
      connectorAuthType: { type: "HeaderKey", apiKey: secret("k") },
      connectorMetaData: { region: "us" },
      connectorRequestReferenceId: "r",
      request: { connectorTransactionId: "pay_1", amountToCapture: 1, currency: "GBP" },
    } as unknown as Parameters<typeof flows.Capture.getUrl>[0];
    const connectors = { acme: { baseUrl: "https://a.example/", secondaryBaseUrls: { vault: "https://{region}.v.example/" } } };
    expect(flows.Capture.getUrl(data, connectors, context)).toBe("https://us.v.example/payments/pay_1/capture");
    expect(() => flows.Capture.getUrl(data, { acme: { baseUrl: "https://a.example/" } }, context)).toThrow(/secondary_base_urls\.vault/);
  });
});
