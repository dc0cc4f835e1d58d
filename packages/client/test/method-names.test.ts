import { FLOW_EFFECT } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { METHOD_OF_FLOW } from "../src/index.js";

describe("the client's method names", () => {
  it("cover every flow and nothing else", () => {
    expect(Object.keys(METHOD_OF_FLOW).sort()).toEqual(Object.keys(FLOW_EFFECT).sort());
  });

  it("are each the name of one flow, and none of the client's own members", () => {
    const names: string[] = Object.values(METHOD_OF_FLOW);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    for (const own of ["execute", "webhooks", "then", "connector"]) expect(names).not.toContain(own);
  });
});
