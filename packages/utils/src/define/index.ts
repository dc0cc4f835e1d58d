export * from "./define-connector.js";
export * from "./errors.js";
export type * from "./types.js";
