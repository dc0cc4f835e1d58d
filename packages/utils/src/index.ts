export * from "./accessors/index.js";
export * from "./amount/index.js";
export * from "./define/index.js";
export * from "./encode/index.js";
export * from "./encoding/index.js";
export * from "./json/index.js";
export * from "./status-table.js";
export * from "./webhook/index.js";
export { constantTimeEqual, digest, hmac as hmacDigest, signRsa, verifyEcdsaP256, verifyRsa, HashAlgorithm } from "./crypto/index.js";
export type { EcdsaEncoding, SignatureHash } from "./crypto/index.js";
export { idString, readAs, schema, secretString, type LazySchema, type Parsed, type Schema } from "./schema.js";
/** The subset of zod that connectors write their response schemas with, and the fields that most of them have. */
export * as z from "./schema.js";
