import type { AnyConnector, ConnectorAuthType } from "@switchyard/interfaces";
import { openLiveBench } from "../conformance/bench.js";
import { check, ConformanceFailure, describe, type ConformanceCheck } from "../conformance/check.js";
import { flowJourneys } from "../conformance/journeys/flows.js";
import type { ConformanceProfile } from "../conformance/profile.js";
import type { ConnectorUnderTest } from "../conformance/under-test.js";

/**
 * The journeys that need nothing but the processor's API, against its real sandbox.
 * References start with `prefix`: a sandbox remembers those of former runs.
 */
export function liveChecks(
  connector: AnyConnector,
  profile: ConformanceProfile,
  auth: ConnectorAuthType | undefined,
  prefix: string,
): readonly ConformanceCheck[] {
  const tested = connector as ConnectorUnderTest;
  return flowJourneys(tested, profile)
    .filter(({ live }) => live === true)
    .map(({ id, title, run }, at) =>
      check(`live.${id.replace(/^flows\./, "")}`, title, async () => {
        if (auth === undefined) throw new ConformanceFailure("there are no credentials");
        const bench = openLiveBench(tested, profile, auth, `${prefix}-${String(at)}`);
        try {
          await run(bench);
        } catch (error) {
          // A result may hold what the sandbox said of its merchant: the line alone is told.
          throw new ConformanceFailure(error instanceof ConformanceFailure ? error.message : describe(error));
        } finally {
          await bench.close();
        }
      }),
    );
}
