export { fiuuProfile } from "./profile.js";
export * from "./simulator.js";
