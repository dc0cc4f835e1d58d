export { adyenCredentials } from "./auth.js";
export { adyen } from "./adyen.js";
