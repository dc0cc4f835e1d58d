import type { AnyConnector } from "@switchyard/interfaces";
import { describe, it } from "vitest";
import { defineConformance } from "./conformance/define.js";
import { nodeKit } from "./conformance/node-kit.js";
import type { ConformanceProfile } from "./conformance/profile.js";

/** The conformance suite as tests: one for each check. All that a connector's conformance.test.ts holds. */
export function conformance(connector: AnyConnector, profile: ConformanceProfile): void {
  const checks = defineConformance(connector, profile, { kit: nodeKit });
  const rules = new Map<string, typeof checks[number][]>();
  for (const each of checks) rules.set(each.rule, [...(rules.get(each.rule) ?? []), each]);
  describe(`${connector.id} conforms`, () => {
    for (const [rule, members] of rules) {
      describe(rule, () => {
        for (const { id, title, skipped, run } of members) {
          const name = `${title} [${id}]`;
          if (skipped !== undefined) it.skip(`${name}: ${skipped}`, run);
          else it(name, run, 30_000);
        }
      });
    }
  });
}
