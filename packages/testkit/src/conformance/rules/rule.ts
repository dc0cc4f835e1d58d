import type { ConformanceCheck } from "../check.js";
import type { Recording } from "../recording.js";

/** Makes the checks of one rule for a connector and its profile. */
export type Rule = (recording: Recording) => readonly ConformanceCheck[];
