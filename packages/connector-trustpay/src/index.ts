export { trustpayCredentials } from "./auth.js";
export { trustpay } from "./trustpay.js";
