import { describe, expect, it, vi } from "vitest";
import * as here from "../src/index.js";
import { waysThatShow } from "./prints.js";

/** A second copy of the package, as an unlucky dependency tree holds it. */
async function anotherCopy(): Promise<typeof here> {
  vi.resetModules();
  return import("../src/index.js");
}

describe("two copies of the package in one process", () => {
  it("are two indeed: instanceof knows nothing of the other", async () => {
    const there = await anotherCopy();
    expect(there.Secret).not.toBe(here.Secret);
    expect(new there.Secret("x")).not.toBeInstanceOf(here.Secret);
  });

  it("know each other's secrets, and do not wrap them again", async () => {
    const there = await anotherCopy();
    const theirs = new there.Secret("canary");
    expect([here.isSecret(theirs), there.isSecret(new here.Secret("canary"))]).toEqual([true, true]);
    expect(here.secret<unknown>(theirs)).toBe(theirs);
    expect(waysThatShow({ theirs }, "canary")).toEqual([]);
  });

  it("know each other's errors", async () => {
    const there = await anotherCopy();
    const theirs = new there.ConnectorError("MissingRequiredField", { fieldName: "card.cvc" });
    expect(theirs).not.toBeInstanceOf(here.ConnectorError);
    expect(here.isConnectorError(theirs)).toBe(true);
    expect([theirs.code, theirs.details]).toEqual(["MissingRequiredField", { fieldName: "card.cvc" }]);
    for (const value of [new Error("MissingRequiredField"), { code: "MissingRequiredField", name: "ConnectorError" }, null, "MissingRequiredField"]) {
      expect(here.isConnectorError(value)).toBe(false);
    }
  });

  it("take each other's card expiries, numbers and cards", async () => {
    const there = await anotherCopy();
    const expiry = there.CardExpiry.of({ month: there.secret("5"), year: 30 });
    expect(expiry).not.toBeInstanceOf(here.CardExpiry);
    expect(here.isCardExpiry(expiry)).toBe(true);
    const number: unknown = there.secretCardNumber("4444 3333 2222 1111");
    const card = here.card({ number: number as here.Secret, expMonth: 5, expYear: 30 });
    expect(card.number.expose()).toBe("4444333322221111");
  });
});
