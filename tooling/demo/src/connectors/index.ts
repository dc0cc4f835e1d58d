import type { ConnectorDemo } from "../connector-demo.js";
import { worldpayDemo } from "./worldpay/demo.js";

/** Every connector that the demo knows, the default one first. */
export const connectorDemos: readonly [ConnectorDemo, ...ConnectorDemo[]] = [worldpayDemo];
