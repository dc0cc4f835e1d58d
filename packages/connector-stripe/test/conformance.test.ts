import { conformance } from "@switchyard/testkit/vitest";
import { stripe } from "../src/index.js";
import { stripeProfile } from "../simulator/index.js";

conformance(stripe, stripeProfile);
