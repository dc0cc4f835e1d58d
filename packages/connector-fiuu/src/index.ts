export { fiuuCredentials } from "./auth.js";
export { fiuu } from "./fiuu.js";
