export { worldpayProfile } from "./profile.js";
export * from "./simulator.js";
