import { secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { decimalsOf, readMajorUnits, toMajorNumber, writeMajorUnits } from "../src/index.js";
import { recordsOf } from "../src/node.js";

describe("amounts of a simulator", () => {
  it.each([
    ["EUR", "10.50", 1050],
    ["EUR", "0.00", 0],
    ["JPY", "1050", 1050],
    ["KWD", "0.001", 1],
  ])("%s %s is %i in minor units, and is written so again", (currency, text, minor) => {
    expect(readMajorUnits(text, currency, 10)).toBe(minor);
    expect(writeMajorUnits(minor, currency)).toBe(text);
    expect(toMajorNumber(minor, currency)).toBe(Number(text));
  });

  it.each(["10.5", "10", "10.505", "01.00", "-1.00", "1,000.00", "1e3", "", "12345678901.00"])("EUR %j is none", (text) => {
    expect(readMajorUnits(text, "EUR", 10)).toBeUndefined();
  });

  it("have as many digits as the processor takes", () => {
    expect(readMajorUnits("12345678901.00", "EUR", 11)).toBe(1234567890100);
  });

  it.each(["XXZ", "eur", "constructor", ""])("are none in %j, which is no currency", (currency) => {
    expect(decimalsOf(currency)).toBeUndefined();
    expect(readMajorUnits("1.00", currency, 10)).toBeUndefined();
  });
});

describe("a record for a test", () => {
  const record = recordsOf({ id: "acme" }, { type: "HeaderKey", apiKey: secret("key") }, "pay_1", { address: { billing: {} }, isTestMode: true });

  it("has the facts of every record, those of all of this test's, and those of its own", () => {
    expect(record("Capture", { currency: "EUR" }, { status: "authorized", isTestMode: false })).toMatchObject({
      flow: "Capture",
      connector: "acme",
      connectorRequestReferenceId: "pay_1",
      status: "authorized",
      address: { billing: {} },
      isTestMode: false,
      request: { currency: "EUR" },
    });
  });
});
