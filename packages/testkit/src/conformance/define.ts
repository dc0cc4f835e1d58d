import type { AnyConnector } from "@switchyard/interfaces";
import { runChecks, type ConformanceCheck, type ConformanceReport } from "./check.js";
import type { TransportKit } from "./kit.js";
import type { ConformanceProfile } from "./profile.js";
import { createRecording } from "./recording.js";
import { amountRules } from "./rules/amounts.js";
import { answerRules } from "./rules/answers.js";
import { credentialRules } from "./rules/credentials.js";
import { declarationRules } from "./rules/declaration.js";
import { doorRules } from "./rules/doors.js";
import { faultRules } from "./rules/faults.js";
import { absentFlowRules, declaredFlowRules, journeyRules } from "./rules/flows.js";
import { idempotencyRules } from "./rules/idempotency.js";
import { maskingRules } from "./rules/masking.js";
import { openApiRules } from "./rules/openapi.js";
import { pathRules } from "./rules/paths.js";
import { purityRules } from "./rules/purity.js";
import type { Rule } from "./rules/rule.js";
import { statusWordRules } from "./rules/status-words.js";
import { webhookRules } from "./rules/webhooks.js";
import { threeDsRules } from "./rules/three-ds.js";
import type { ConnectorUnderTest } from "./under-test.js";

export interface ConformanceOptions {
  /** The runtime's network. Without one, flows run in process and what needs sockets is skipped. */
  readonly kit?: TransportKit | undefined;
}

export interface RunOptions extends ConformanceOptions {
  /** Ids, or rules, to run alone: `flows.capture`, `masking`. */
  readonly only?: readonly string[] | undefined;
}

const RULES: readonly Rule[] = [
  journeyRules,
  threeDsRules,
  declaredFlowRules,
  absentFlowRules,
  declarationRules,
  statusWordRules,
  answerRules,
  faultRules,
  amountRules,
  idempotencyRules,
  webhookRules,
  maskingRules,
  credentialRules,
  doorRules,
  purityRules,
  pathRules,
  openApiRules,
];

/**
 * Everything that a connector must keep, as far as it follows from what the connector declares and the profile gives.
 * The checks share recordings of the same exchanges; run them in any order, and as few of them as you like.
 */
export function defineConformance(
  connector: AnyConnector,
  profile: ConformanceProfile,
  options: ConformanceOptions = {},
): readonly ConformanceCheck[] {
  // Which flows it has is in its type for callers; the suite looks at run time.
  const recording = createRecording(connector as ConnectorUnderTest, profile, options.kit);
  return RULES.flatMap((rule) => rule(recording));
}

/** Runs the checks and tells what came of each. The report is plain data. */
export function runConformance(connector: AnyConnector, profile: ConformanceProfile, options: RunOptions = {}): Promise<ConformanceReport> {
  const { only } = options;
  const wanted = ({ id, rule }: ConformanceCheck) =>
    only === undefined || only.some((each) => each === id || each === rule || id.startsWith(`${each}.`));
  return runChecks(connector.id, defineConformance(connector, profile, options).filter(wanted));
}
