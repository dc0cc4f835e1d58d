import { it } from "vitest";
import { runConformance } from "../../src/index.js";
import { nodeKit } from "../../src/node.js";
import { acmeProfile, makeAcme } from "./acme.js";
it("probe", async () => {
  const t = performance.now();
  const report = await runConformance(makeAcme(), acmeProfile, { kit: nodeKit });
  console.log(Math.round(performance.now() - t), report.checks.length, report.checks.filter((c) => c.outcome !== "passed").map((c) => `${c.outcome} ${c.id}: ${c.reason}`).join("\n"));
  console.log(report.checks.filter((c) => c.milliseconds>100).map((c) => `${c.id}: ${c.milliseconds}`).join("\n"));
});
