import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { check } from "prettier";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AMOUNT_UNIT, AUTH, CONTENT_TYPE, planOf, WEBHOOK, type Given } from "../lib/index.mjs";

const FLOWS = ["Authorize", "Authorize,PSync", "Authorize,Capture", "Authorize,PSync,Execute", "Authorize,Capture,Void,Execute,RSync"];
const dimensions: Readonly<Record<string, readonly string[]>> = {
  auth: Object.keys(AUTH),
  "amount-unit": Object.keys(AMOUNT_UNIT),
  "content-type": Object.keys(CONTENT_TYPE),
  webhook: Object.keys(WEBHOOK),
  flows: FLOWS,
};

// Formatting a package takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let outside = "";
beforeAll(async () => {
  outside = await mkdtemp(path.join(tmpdir(), "create-connector-"));
});
afterAll(() => rm(outside, { recursive: true, force: true }));

const rendered = async (given: Given) => {
  const plan = await planOf({ name: "acme-pay", sandboxUrl: "https://sandbox.acmepay.test/v1", ...given }, { cwd: outside, today: "2026-01-31" });
  return plan.files;
};

/** Every choice of every question, each at least once with the usual answers to the others. */
const single = Object.entries(dimensions).flatMap(([flag, choices]) => choices.map((choice) => ({ [flag]: choice })));

describe("every choice", () => {
  it.each(single.map((given) => [JSON.stringify(given), given] as const))("is written out in full and in the house's style: %s", async (_, given) => {
    const files = await rendered(given);
    for (const [name, text] of files) {
      // A file name may hold the connector's, a text may hold anything: neither may hold the template's own words.
      expect(`${name}\n${text}`, name).not.toMatch(/acme(?!-pay|_pay|Pay|pay)|Acme(?!Pay|-Pay)|ACME(?!_PAY)|\$[a-z]\w*(?!\()|#(if|else|end)\b|TODO/);
      if (/\.(ts|md|json)$/.test(name)) expect(await check(text, { filepath: name, printWidth: 150 }), name).toBe(true);
    }
    const size = [...files.values()].map((text) => text.split("\n").length);
    expect(Math.max(...size)).toBeLessThan(400);
  });

  it("reads and writes amounts by their unit in the fixtures", async () => {
    const amountOf = async (given: Given) => {
      const files = await rendered(given);
      const body = (name: string) => (JSON.parse(files.get(`test/fixtures/${name}.json`) ?? "{}") as { readonly body: unknown }).body;
      return [body("authorize.authorized.request"), body("authorize.authorized.response")];
    };
    expect(await amountOf({ "amount-unit": "string-major" })).toMatchObject([{ amount: "10.50" }, { amount: "10.50" }]);
    expect(await amountOf({ "amount-unit": "float-major" })).toMatchObject([{ amount: 10.5 }, { amount: 10.5 }]);
    expect(await amountOf({ "amount-unit": "minor", "content-type": "form" })).toMatchObject([
      expect.stringContaining("amount=1050&currency=GBP&capture=false&card%5Bnumber%5D=4111111111111111"),
      { amount: 1050 },
    ]);
  });
});
