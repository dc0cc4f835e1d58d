export { Failure, type AdvanceControls, type CustomerControls, type DisputeOpening, type StripeControls } from "./controls-types.js";
export { TEST_BANK } from "./methods/banks.js";
export * from "./profile.js";
export {
  API_VERSION,
  STRIPE_SIMULATOR_DEFAULTS,
  type ConnectedAccountSeed,
  type StripeSimulatorFeatures,
  type StripeSimulatorKey,
  type StripeSimulatorOptions,
} from "./settings.js";
export { createStripeSimulator, type StripeSimulator } from "./simulator.js";
