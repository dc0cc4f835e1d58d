export * from "./card-expiry.js";
export * from "./card.js";
export type * from "./kinds.js";
export * from "./payment-method-data.js";
export * from "./wallet-tokens.js";
