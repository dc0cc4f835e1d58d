export * from "./answers.js";
export * from "./define-connector.js";
export * from "./errors.js";
export type * from "./types.js";
export * from "./v1-view.js";
export { validationOf } from "./validation.js";
