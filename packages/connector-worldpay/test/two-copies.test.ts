import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { card, createClient, isConnectorError, kyTransport } from "@switchyard/client";
import { build, type Plugin } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS as DEFAULTS } from "../simulator/index.js";
import * as here from "../src/index.js";

type Connector = typeof here;

const folder = mkdtempSync(path.join(tmpdir(), "switchyard-copies-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The specification of another time: the one line in which it differs. */
function ofSpecification(version: string): Plugin {
  return {
    name: "specification",
    setup(builder) {
      builder.onLoad({ filter: /interfaces\/src\/traits\.ts$/ }, async ({ path: file }) => {
        const { readFile } = await import("node:fs/promises");
        const text = await readFile(file, "utf8");
        const changed = text.replace(/(SPECIFICATION_VERSION = )"[^"]+"/, `$1"${version}"`);
        if (changed === text && version !== "1") throw new Error("The specification's version was not found.");
        return { contents: changed, loader: "ts" };
      });
    },
  };
}

/** The connector with an `interfaces` and a `utils` of its own, as a tree holds them when two versions do not agree on one. */
async function installWithItsOwn(version: string): Promise<Connector> {
  const outfile = path.join(folder, `worldpay-${version}.mjs`);
  await build({
    entryPoints: [new URL("../src/index.ts", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@switchyard/source"],
    plugins: [ofSpecification(version)],
    outfile,
    logLevel: "error",
  });
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Connector;
}

/** The simulator in this process. */
const transportTo = (simulator: { fetch(request: Request): Promise<Response> }) =>
  kyTransport({ fetch: (input, init) => simulator.fetch(new Request(input, init)) });

const credentials = { username: DEFAULTS.username, password: DEFAULTS.password, entityId: DEFAULTS.entity };
const order = {
  reference: "order-1",
  amount: 1050,
  currency: "GBP",
  captureMethod: "manual",
  paymentMethod: card({ number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "123", holderName: "A. Person" }),
} as const;

describe("a connector with another copy of interfaces than the client's", () => {
  let copy: Connector;
  beforeAll(async () => {
    copy = await installWithItsOwn("1");
  });

  it("is another copy in truth", () => {
    expect(copy.worldpayCredentials(credentials).apiKey.constructor).not.toBe(here.worldpayCredentials(credentials).apiKey.constructor);
  });

  it("takes a payment: secrets of either copy reach the wire and print as masks", async () => {
    const simulator = createWorldpaySimulator();
    const events: unknown[] = [];
    const payments = createClient(copy.worldpay, {
      // Of the client's copy; the card is, too. What the connector makes of them is of its own.
      auth: here.worldpayCredentials(credentials),
      environment: "sandbox",
      metadata: { merchantName: "Acme" },
      transport: transportTo(simulator),
      onEvent: (event) => events.push(event),
    });
    const payment = await payments.authorize(order);
    expect(payment.status).toBe("authorized");
    expect(simulator.ledger.movements({ kind: "authorization" })).toMatchObject([{ amount: 1050, currency: "GBP" }]);
    const printed = JSON.stringify([events, payment]);
    expect(printed).toContain("444433******1111");
    for (const canary of ["4444333322221111", DEFAULTS.password]) expect(printed).not.toContain(canary);
  });

  it("throws errors that are recognised as ours", async () => {
    const payments = createClient(copy.worldpay, {
      auth: copy.worldpayCredentials(credentials),
      environment: "sandbox",
      transport: transportTo(createWorldpaySimulator()),
    });
    const error: unknown = await payments.authorize(order).catch((thrown: unknown) => thrown);
    expect(isConnectorError(error) && [error.code, error.details]).toEqual([
      "InvalidConnectorConfig",
      { config: "metadata.merchant_name", expected: "the name on card statements" },
    ]);
  });
});

describe("a connector of another version of the specification", () => {
  it.each([
    ["0", "@switchyard/connector-worldpay"],
    ["2", "@switchyard/client"],
  ])("%s is refused with the package to upgrade", async (version, upgrade) => {
    const other = await installWithItsOwn(version);
    const make = () => createClient(other.worldpay, { auth: other.worldpayCredentials(credentials), environment: "sandbox" });
    expect(make).toThrow(expect.objectContaining({ code: "SpecificationVersionNotSupported", details: { version, upgrade } }));
  });
});
