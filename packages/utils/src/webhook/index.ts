export * from "./combined.js";
export * from "./define-webhooks.js";
export * from "./recipe.js";
export * from "./signature.js";
