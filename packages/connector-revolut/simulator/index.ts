export { TestCard, type Instrument, type Manner } from "./attempts.js";
export type { RevolutControls } from "./controls.js";
export type { RevolutSimulatorCredentials } from "./gate.js";
export { revolutProfile } from "./profile.js";
export { createRevolutSimulator, REVOLUT_SIMULATOR_DEFAULTS, type RevolutSimulator, type RevolutSimulatorOptions } from "./simulator.js";
export { signatureHeaders } from "./webhooks.js";
export { OrderState, type Attempt, type Dispute, type Order } from "./world.js";
