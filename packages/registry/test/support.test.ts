import type { SupportedPaymentMethods } from "@switchyard/interfaces";
import { dummy } from "@switchyard/connector-dummy";
import { worldpay } from "@switchyard/connector-worldpay";
import { describe, expect, it } from "vitest";
import { connectorsFor, supportMatrix, toMarkdown, type ConnectorQuery, type SupportReport } from "../src/index.js";

const all = [worldpay, dummy];
const idsFor = (query: ConnectorQuery) => connectorsFor(query, all).map(({ id }) => id);

describe("connectors for a payment", () => {
  it("are those that declare the payment method, in the order given", () => {
    expect(idsFor({ paymentMethod: "card" })).toEqual(["worldpay", "dummy"]);
    expect(idsFor({ paymentMethod: "wallet", paymentMethodType: "apple_pay" })).toEqual(["worldpay"]);
    expect(idsFor({ paymentMethod: "crypto" })).toEqual([]);
    expect(idsFor({ paymentMethod: "card", paymentMethodType: "klarna" })).toEqual([]);
  });

  it("are those that declare the capture method and the mandate in one payment method type", () => {
    expect(idsFor({ paymentMethod: "card", captureMethod: "manual_multiple" })).toEqual(["dummy"]);
    expect(idsFor({ paymentMethod: "card", mandate: true })).toEqual(["worldpay", "dummy"]);
    expect(idsFor({ paymentMethod: "wallet", mandate: true })).toEqual([]);
  });

  it("are those whose lists of currencies and countries, where there are any, hold the payment's", () => {
    const local = {
      id: "local",
      getSupportedPaymentMethods: (): SupportedPaymentMethods => ({
        voucher: {
          boleto: {
            mandates: "not_supported",
            refunds: "not_supported",
            supportedCaptureMethods: ["automatic"],
            supportedCurrencies: ["BRL"],
            supportedCountries: ["BR"],
          },
        },
      }),
    };
    const query = { paymentMethod: "voucher", paymentMethodType: "boleto" } as const;
    expect(connectorsFor({ ...query, currency: "BRL", country: "BR" }, [local])).toEqual([local]);
    expect(connectorsFor({ ...query, currency: "USD" }, [local])).toEqual([]);
    expect(connectorsFor({ ...query, country: "US" }, [local])).toEqual([]);
    expect(connectorsFor(query, [local])).toEqual([local]);
  });
});

function reportOf(feature: string, outcome: "passed" | "failed" | "skipped", sandboxDate?: string): SupportReport {
  const cell = { paymentMethod: "card", paymentMethodType: "credit", feature, outcome };
  return { connector: "dummy", matrix: [cell], ...(sandboxDate === undefined ? {} : { sandboxDate }) };
}

const creditCell = (feature: "payment" | "mandates" | "capture:scheduled", ...reports: readonly SupportReport[]) =>
  supportMatrix([dummy], reports).find(({ paymentMethodType }) => paymentMethodType === "credit")?.features[feature];

describe("the support matrix", () => {
  it("says of each feature how far it is proven", () => {
    expect(creditCell("payment")).toEqual({ proof: "declared" });
    expect(creditCell("payment", reportOf("payment", "skipped"))).toEqual({ proof: "declared" });
    expect(creditCell("payment", reportOf("payment", "passed"))).toEqual({ proof: "conformance_tested" });
    expect(
      creditCell("payment", reportOf("payment", "passed"), reportOf("payment", "passed", "2026-11-20"), reportOf("payment", "passed", "2026-10-01")),
    ).toEqual({ proof: "sandbox_verified", date: "2026-11-20" });
  });

  it("does not hide a run that failed behind one that passed", () => {
    expect(creditCell("payment", reportOf("payment", "passed", "2026-11-20"), reportOf("payment", "failed"))).toEqual({ proof: "failed" });
  });

  it("is not made longer by a report: what is not declared is not supported", () => {
    expect(creditCell("capture:scheduled", reportOf("capture:scheduled", "passed"))).toEqual({ proof: "not_supported" });
  });

  it("takes no other connector's report for its own", () => {
    expect(creditCell("payment", { ...reportOf("payment", "passed"), connector: "worldpay" })).toEqual({ proof: "declared" });
  });

  it("is written as Markdown", () => {
    expect(toMarkdown(supportMatrix([dummy], [reportOf("payment", "passed"), reportOf("refunds", "passed", "2026-11-20")]))).toBe(
      `### Dummy

| payment method | payment | capture: automatic | capture: manual | capture: manual multiple | capture: sequential automatic | refunds | mandates | three ds |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| card.credit | tested | declared | declared | declared | declared | sandbox (2026-11-20) | declared | declared |
| card.debit | declared | declared | declared | declared | declared | declared | declared | declared |
| wallet.google_pay | declared | declared | declared | declared | declared | declared | – | – |

sandbox (date): worked against the processor's sandbox on that day. tested: passes the conformance suite against the simulator. declared: not run. –: not supported.
`,
    );
    expect(toMarkdown([])).toBe("");
  });
});
