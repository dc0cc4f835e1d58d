export type { AcmeSimulatorCredentials } from "./gate.js";
export { TestCard } from "./payments.js";
export { acmeProfile } from "./profile.js";
export { ACME_SIMULATOR_DEFAULTS, createAcmeSimulator, type AcmeControls, type AcmeSimulator, type AcmeSimulatorOptions } from "./simulator.js";
// #if Execute
export { PaymentState, type Payment, type Refund } from "./world.js";
// #else
export { PaymentState, type Payment } from "./world.js";
// #end
