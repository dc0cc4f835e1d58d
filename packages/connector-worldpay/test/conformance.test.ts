import { conformance } from "@switchyard/testkit/vitest";
import { worldpayProfile } from "../simulator/profile.js";
import { worldpay } from "../src/index.js";

conformance(worldpay, worldpayProfile);
