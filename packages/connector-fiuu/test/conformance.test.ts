import { conformance } from "@switchyard/testkit/vitest";
import { fiuu } from "../src/index.js";
import { fiuuProfile } from "../simulator/index.js";

conformance(fiuu, fiuuProfile);
