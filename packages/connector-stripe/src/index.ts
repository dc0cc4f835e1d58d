export { stripeCredentials } from "./auth.js";
export { stripe } from "./stripe.js";
