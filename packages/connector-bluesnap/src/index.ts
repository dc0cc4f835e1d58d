export { bluesnapCredentials } from "./auth.js";
export { bluesnap } from "./bluesnap.js";
