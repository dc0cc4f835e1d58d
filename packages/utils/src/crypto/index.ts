export { HashAlgorithm } from "./backend.js";
export { constantTimeEqual } from "./compare.js";
export { digest, hmac, type Message } from "./hash.js";
export { signRsa, verifyEcdsaP256, verifyRsa } from "./signature.js";
export type { EcdsaEncoding, SignatureHash } from "./signature.js";
