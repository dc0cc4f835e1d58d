import { conformance } from "@switchyard/testkit/vitest";
import { adyen } from "../src/index.js";
import { adyenProfile } from "../simulator/index.js";

conformance(adyen, adyenProfile);
