import { runConformance, type ConformanceProfile } from "../../src/index.js";
import { nodeKit } from "../../src/node.js";

/** Ids of the checks that fail. */
export async function failing(connector: Parameters<typeof runConformance>[0], profile: ConformanceProfile, kit = false): Promise<readonly string[]> {
  const report = await runConformance(connector, profile, kit ? { kit: nodeKit } : {});
  return report.checks.filter(({ outcome }) => outcome === "failed").map(({ id }) => id);
}
