import { conformance } from "@switchyard/testkit/vitest";
import { trustpay } from "../src/index.js";
import { trustpayProfile } from "../simulator/index.js";

conformance(trustpay, trustpayProfile);
