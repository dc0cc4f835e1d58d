// A browser: the page's own script.
import { smoke } from "./smoke.mjs";

globalThis.runSmoke = smoke;
