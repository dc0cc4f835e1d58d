import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { worldpay } from "../src/index.js";
import { requestFixture, responseFixture } from "./fixtures.js";

const files = readdirSync(new URL("fixtures/", import.meta.url));
const names = (kind: string) => files.filter((file) => file.endsWith(`.${kind}.json`)).map((file) => file.slice(0, -`.${kind}.json`.length));

/** The first part of a fixture's name, for each flow. */
const PREFIX = {
  Authorize: "authorize",
  SetupMandate: "setup-mandate",
  RepeatPayment: "repeat-payment",
  CompleteAuthorize: "complete-authorize",
  Capture: "capture",
  Void: "void",
  PostCaptureVoid: "reverse",
  Execute: "refund",
  PSync: "sync",
  RSync: "sync-refund",
  IncrementalAuthorization: "increment",
  MandateRevoke: "revoke-mandate",
} as const satisfies Record<keyof typeof worldpay.flows, string>;

describe("the fixtures", () => {
  it("are all requests and responses with source and date", () => {
    expect(files.filter((file) => !/^[a-z-]+\.[a-z-]+\.(request|response)\.json$/.test(file))).toEqual([]);
    const dated: unknown = expect.objectContaining({
      source: expect.stringMatching(/./) as unknown,
      date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as unknown,
    });
    for (const fixture of names("request").map(requestFixture)) {
      expect(fixture).toEqual(dated);
      expect(`${fixture.method} ${fixture.path}`).toMatch(/^(GET|POST|DELETE) [^/]/);
    }
    for (const fixture of names("response").map(responseFixture)) {
      expect(fixture).toEqual(dated);
      expect(fixture.status).toBeGreaterThanOrEqual(200);
    }
  });

  it("have a request for every flow that is declared, and an answer for every one that does not share Authorize's", () => {
    const requests = names("request").map((name) => name.split(".")[0]);
    const responses = names("response").map((name) => name.split(".")[0]);
    const shared: readonly string[] = ["SetupMandate", "RepeatPayment"];
    for (const flow of Object.keys(worldpay.flows) as (keyof typeof PREFIX)[]) {
      expect(requests).toContain(PREFIX[flow]);
      if (!shared.includes(flow)) expect(responses).toContain(PREFIX[flow]);
    }
  });
});
