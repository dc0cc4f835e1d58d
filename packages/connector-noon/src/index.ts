export { noonCredentials } from "./auth.js";
export { noon } from "./noon.js";
