export { noonProfile } from "./profile.js";
export {
  createNoonSimulator,
  Decision,
  InventedCode,
  NOON_SIMULATOR_DEFAULTS,
  OrderError,
  ResultCode,
  signNotification,
  TestCard,
  type NoonControls,
  type NoonSimulator,
  type NoonSimulatorCredentials,
  type NoonSimulatorOptions,
} from "./simulator.js";
export { OrderStatus, type NotificationStyle, type Order, type Subscription } from "./world.js";
