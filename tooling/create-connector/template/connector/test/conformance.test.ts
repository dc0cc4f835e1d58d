import { conformance } from "@switchyard/testkit/vitest";
import { acme } from "../src/index.js";
import { acmeProfile } from "../simulator/index.js";

conformance(acme, acmeProfile);
