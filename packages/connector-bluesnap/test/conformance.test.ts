import { conformance } from "@switchyard/testkit/vitest";
import { bluesnap } from "../src/index.js";
import { bluesnapProfile } from "../simulator/index.js";

conformance(bluesnap, bluesnapProfile);
