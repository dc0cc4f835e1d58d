import { createClient } from "@switchyard/client";
import { ConnectorError } from "@switchyard/interfaces";
import { dummy } from "@switchyard/connector-dummy";
import { createDummySimulator, DUMMY_SIMULATOR_DEFAULTS, dummyTransport } from "@switchyard/connector-dummy/simulator";
import { worldpay } from "@switchyard/connector-worldpay";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  adaptConnector,
  Connector,
  loadConnector,
  parseConnector,
  parseRoutableConnector,
  RoutableConnectors,
  toConnectorEnum,
} from "../src/index.js";

describe("a connector's name", () => {
  it("is parsed when it is a connector's", () => {
    for (const name of Object.values(Connector)) expect(parseConnector(name)).toBe(name);
    for (const name of Object.values(RoutableConnectors)) expect(parseRoutableConnector(name)).toBe(name);
  });

  for (const name of ["Worldpay", "WORLDPAY", " worldpay", "", "toString", "__proto__", "nowhere"]) {
    it(`is refused when it is ${JSON.stringify(name)}`, () => {
      expect(() => parseConnector(name)).toThrow(expect.objectContaining({ code: "NotImplemented" }));
      expect(() => parseRoutableConnector(name)).toThrow(expect.objectContaining({ code: "NotImplemented" }));
    });
  }

  it("is refused for routing when it stands for tests and demos", () => {
    expect(parseConnector("dummy")).toBe("dummy");
    expect(() => parseRoutableConnector("dummy")).toThrow("Connector dummy is not implemented");
  });

  it("is not repeated in the message when it is no name at all", () => {
    expect(() => parseConnector("4444333322221111 and\nmore")).toThrow(/^Connector of this name is not implemented/);
  });
});

describe("a connector", () => {
  it("is loaded by name, with its generation and its own type", async () => {
    const loaded = await loadConnector("worldpay");
    expect(loaded).toEqual({ version: "v2", connector: worldpay });
    expectTypeOf(loaded.connector).toEqualTypeOf(worldpay);
    const hand = await loadConnector("dummy");
    expect(hand).toEqual({ version: "v1", connector: dummy });
    expectTypeOf(hand.version).toEqualTypeOf<"v1">();
  });

  it("is imported once", async () => {
    const first = loadConnector("worldpay");
    expect(await loadConnector("worldpay")).toBe(await first);
  });

  it("is refused by a name that nobody has", async () => {
    const nowhere = ["nowhere"].join("");
    await expect(loadConnector(nowhere)).rejects.toMatchObject({ code: "NotImplemented" });
  });

  it("takes a payment, once loaded", async () => {
    const { connector } = await loadConnector("dummy");
    const payments = createClient(connector, {
      auth: { type: "HeaderKey", apiKey: (await import("@switchyard/interfaces")).secret(DUMMY_SIMULATOR_DEFAULTS.apiKey) },
      environment: "sandbox",
      transport: dummyTransport(createDummySimulator()),
    });
    expect(Object.keys(payments)).toContain("authorize");
  });
});

describe("the specification's version", () => {
  it("changes nothing when it is the current one", () => {
    expect(adaptConnector(worldpay)).toBe(worldpay);
    expect(toConnectorEnum(adaptConnector(dummy))).toEqual({ version: "v1", connector: dummy });
  });

  for (const [version, upgrade] of [
    ["2", "@switchyard/registry"],
    ["0", "@switchyard/connector-worldpay"],
    ["unheard of", "@switchyard/connector-worldpay"],
  ] as const) {
    it(`${version} is refused, naming ${upgrade} to upgrade`, () => {
      const adapt = () => adaptConnector({ ...worldpay, specificationVersion: version });
      expect(adapt).toThrow(new ConnectorError("SpecificationVersionNotSupported", { version, upgrade }));
    });
  }
});
