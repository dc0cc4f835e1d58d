import { card, type PaymentMethodDetails } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { runConformance, type ConformanceProfile, type ThreeDsProfile } from "../../src/index.js";
import { acmeProfile, makeAcme, specifications } from "./acme.js";

const TIMEOUT = 60_000;

const features = { noThreeDs: "supported", supportedCardNetworks: ["Visa"] } as const;
const withThreeDs = (details: PaymentMethodDetails | undefined, threeDs: "supported" | "not_supported"): PaymentMethodDetails => ({
  refunds: "supported",
  mandates: "not_supported",
  supportedCaptureMethods: ["automatic", "manual"],
  ...details,
  specificFeatures: { ...features, threeDs },
});
const { credit, debit } = specifications.paymentMethods.card ?? {};

/** Credit cards are authenticated, debit cards as is said. */
const connectorWith = (ofDebit: "supported" | "not_supported") =>
  makeAcme({
    specifications: { ...specifications, paymentMethods: { card: { credit: withThreeDs(credit, "supported"), debit: withThreeDs(debit, ofDebit) } } },
  });

const frictionless: ThreeDsProfile = {
  title: "nothing is asked",
  paymentMethod: () => card({ number: "4444333322221111", expMonth: "11", expYear: "2035", cvc: "731", holderName: "Peregrine Snodgrass" }),
  browse: () => ({}),
  expected: ["charged"],
};

async function run(connector: ReturnType<typeof makeAcme>, threeDs: ConformanceProfile["threeDs"]) {
  const { checks, matrix } = await runConformance(connector, { ...acmeProfile, threeDs }, { only: ["three-ds", "declaration.consistent"] });
  return {
    failures: Object.fromEntries(checks.filter(({ outcome }) => outcome === "failed").map(({ id, reason }) => [id, reason])),
    cells: matrix.filter(({ feature }) => feature === "three_ds").map(({ paymentMethodType, outcome }) => `${paymentMethodType} ${outcome}`),
  };
}

describe("3DS in the support matrix", { timeout: TIMEOUT }, () => {
  it("is proven by the profile's entries for every type that declares it", async () => {
    expect(await run(connectorWith("supported"), [frictionless])).toEqual({ failures: {}, cells: ["credit passed", "debit passed"] });
  });

  it("has no cell where the specification says that it is not supported", async () => {
    expect(await run(connectorWith("not_supported"), [frictionless])).toEqual({ failures: {}, cells: ["credit passed"] });
  });

  it("is proven for one type by an entry of that type", async () => {
    const { cells, failures } = await run(connectorWith("supported"), [{ ...frictionless, type: "credit" }]);
    expect(cells).toEqual(["credit passed", "debit failed"]);
    expect(failures).toEqual({ "three-ds.card.debit": "3DS is declared for card.debit, and no entry of the profile's threeDs authenticates it" });
  });

  it("is not proven by an entry that ended otherwise", async () => {
    const wrong: ThreeDsProfile = { ...frictionless, title: "all is refused", expected: ["authentication_failed"] };
    const { cells, failures } = await run(connectorWith("not_supported"), [frictionless, wrong]);
    expect(cells).toEqual(["credit failed"]);
    expect(Object.keys(failures)).toEqual(["three-ds.2", "three-ds.card.credit"]);
    expect(failures["three-ds.card.credit"]).toContain("all is refused");
  });

  it("is caught when it is authenticated and not declared", async () => {
    for (const entry of [{ ...frictionless, type: "debit" } as const, { ...frictionless, method: "wallet" } as const]) {
      const { failures } = await run(connectorWith("not_supported"), [frictionless, entry]);
      expect(failures["declaration.consistent"]).toContain("which does not declare 3DS");
    }
  });
});
