import { conformance } from "@switchyard/testkit/vitest";
import { dummyProfile } from "../simulator/profile.js";
import { dummy } from "../src/index.js";

conformance(dummy, dummyProfile);
