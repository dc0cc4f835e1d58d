export { isJsonNumber, JsonNumber, sourceOf } from "./number.js";
export { parseJson } from "./parse.js";
export type { JsonArray, JsonObject, JsonValue } from "./parse.js";
export { tryParseJson } from "./read.js";
export { stringifyJson } from "./stringify.js";
