import type { AnyConnector } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import type { ConformanceCheck } from "./conformance/check.js";
import { defineConformance } from "./conformance/define.js";
import { nodeKit } from "./conformance/node-kit.js";
import type { ConformanceProfile } from "./conformance/profile.js";
import { liveChecks } from "./live/checks.js";
import { liveCredentials } from "./live/credentials.js";
import { checkStructure, toLine } from "./structure/check.js";

/** Milliseconds. A check over sockets takes a second or two, more on a busy machine. */
const TIMEOUT = 60_000;

function toTest({ id, title, skipped, run }: ConformanceCheck): void {
  if (skipped !== undefined) it.skip(`${title} [${id}]: ${skipped}`, run);
  else it(`${title} [${id}]`, { timeout: TIMEOUT }, run);
}

/**
 * The conformance suite as tests: one for each check. This is all that a connector's `conformance.test.ts` holds.
 * With credentials in the file that `CONNECTOR_AUTH_FILE_PATH` names, the flows also run against the real sandbox.
 */
export function conformance(connector: AnyConnector, profile: ConformanceProfile): void {
  const rules = new Map<string, ConformanceCheck[]>();
  for (const each of defineConformance(connector, profile, { kit: nodeKit })) rules.set(each.rule, [...(rules.get(each.rule) ?? []), each]);
  describe(`${connector.id} conforms`, () => {
    for (const [rule, checks] of rules) {
      describe(rule, () => {
        for (const each of checks) toTest(each);
      });
    }
  });
  describe(`${connector.id} at its real sandbox`, () => {
    const found = liveCredentials(connector.id);
    const [auth, missing] = "auth" in found ? [found.auth, undefined] : [undefined, found.missing];
    const prefix = `switchyard-${Date.now().toString(36)}`;
    for (const each of liveChecks(connector, profile, auth, prefix)) toTest({ ...each, skipped: missing });
  });
}

/** The structure test: a workspace's packages, or the one package of a third party, are like every other. */
export function structure(root: string): void {
  it("keeps the house in order", () => {
    expect(checkStructure(root).map(toLine)).toEqual([]);
  });
}
