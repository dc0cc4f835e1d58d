import { conformance } from "@switchyard/testkit/vitest";
import { revolut } from "../src/index.js";
import { revolutProfile } from "../simulator/index.js";

conformance(revolut, revolutProfile);
