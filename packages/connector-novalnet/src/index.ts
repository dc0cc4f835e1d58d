export { novalnetCredentials } from "./auth.js";
export { novalnet } from "./novalnet.js";
