import type { AnyConnector } from "@switchyard/interfaces";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { NothingToCheck, type CheckOutcome, type ConformanceCheck } from "./conformance/check.js";
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
  else {
    it(`${title} [${id}]`, { timeout: TIMEOUT }, async ({ skip }) => {
      await run().catch((error: unknown) => {
        if (error instanceof NothingToCheck) skip(error.message);
        throw error;
      });
    });
  }
}

/** Where a run leaves what it found of each cell of the support matrix: a file for each connector. */
const REPORTS_VARIABLE = "SWITCHYARD_CONFORMANCE_REPORTS";

/** The same checks, and a report of them at the end, where one is asked for. */
function reporting(connector: string, checks: readonly ConformanceCheck[]): readonly ConformanceCheck[] {
  const folder = process.env[REPORTS_VARIABLE];
  if (folder === undefined || folder === "") return checks;
  // A check that was never run, because a filter left it out, proves nothing.
  const outcomes = new Map<ConformanceCheck, CheckOutcome["outcome"]>(checks.map((each) => [each, "skipped"]));
  afterAll(() => {
    const matrix = [...outcomes].flatMap(([{ cell }, outcome]) => (cell === undefined ? [] : [{ ...cell, outcome }]));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${connector}.json`), `${JSON.stringify({ connector, matrix }, undefined, 2)}\n`);
  });
  return checks.map((each) => ({
    ...each,
    async run() {
      outcomes.set(each, "failed");
      try {
        await each.run();
        outcomes.set(each, "passed");
      } catch (error) {
        if (error instanceof NothingToCheck) outcomes.set(each, "skipped");
        throw error;
      }
    },
  }));
}

/**
 * The conformance suite as tests: one for each check. This is all that a connector's `conformance.test.ts` holds.
 * With credentials in the file that `CONNECTOR_AUTH_FILE_PATH` names, the flows also run against the real sandbox.
 */
export function conformance(connector: AnyConnector, profile: ConformanceProfile): void {
  const rules = new Map<string, ConformanceCheck[]>();
  for (const each of reporting(connector.id, defineConformance(connector, profile, { kit: nodeKit }))) {
    rules.set(each.rule, [...(rules.get(each.rule) ?? []), each]);
  }
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
