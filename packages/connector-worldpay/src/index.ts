export { worldpayCredentials } from "./auth.js";
export { worldpay } from "./worldpay.js";
