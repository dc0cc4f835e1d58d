export { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from "./base64.js";
export { decodeHex, encodeHex } from "./hex.js";
export { concatBytes, decodeUtf8, decodeUtf8Lossy, encodeUtf8, toBytes, toWellFormed } from "./utf8.js";
export type { Bytes, BytesLike } from "./utf8.js";
