export { acmeCredentials } from "./auth.js";
export { acme } from "./acme.js";
