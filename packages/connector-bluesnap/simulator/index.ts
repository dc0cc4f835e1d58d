export { BrowserPath } from "./browser.js";
export { TestAccount, TestCard } from "./cards.js";
export type { BluesnapControls } from "./controls.js";
export type { BluesnapSimulatorCredentials } from "./gate.js";
export { signatureOf } from "./notifications.js";
export { bluesnapProfile } from "./profile.js";
export { BLUESNAP_SIMULATOR_DEFAULTS, createBluesnapSimulator, type BluesnapSimulator, type BluesnapSimulatorOptions } from "./simulator.js";
export type { Refund, Transaction } from "./world.js";
