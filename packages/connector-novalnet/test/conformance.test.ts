import { conformance } from "@switchyard/testkit/vitest";
import { novalnet } from "../src/index.js";
import { novalnetProfile } from "../simulator/index.js";

conformance(novalnet, novalnetProfile);
