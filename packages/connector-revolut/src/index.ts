export { revolutCredentials } from "./auth.js";
export { revolut } from "./revolut.js";
