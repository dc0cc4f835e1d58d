export { novalnetProfile } from "./profile.js";
export {
  Code,
  createNovalnetSimulator,
  Decision,
  eventChecksum,
  InventedCode,
  NOVALNET_SIMULATOR_DEFAULTS,
  returnChecksum,
  TEST_IBAN,
  TestCard,
  type NovalnetControls,
  type NovalnetSimulator,
  type NovalnetSimulatorCredentials,
  type NovalnetSimulatorOptions,
} from "./simulator.js";
export { State, type Payment, type Refund } from "./world.js";
