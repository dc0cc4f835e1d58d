import { conformance } from "@switchyard/testkit/vitest";
import { noon } from "../src/index.js";
import { noonProfile } from "../simulator/index.js";

conformance(noon, noonProfile);
