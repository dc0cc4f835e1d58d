import type { RequestContent } from "@switchyard/interfaces";
import { exposed, masked, writeJson } from "../json/stringify.js";

/**
 * A JSON body. `undefined` fields are left out, `null` and `""` are kept; `bigint` and `JsonNumber` become bare numbers.
 * Encoding throws ConnectorError RequestEncodingFailed for NaN, infinities, functions, dates and other class instances.
 */
export function json(tree: unknown, contentType = "application/json"): RequestContent {
  return {
    kind: "json",
    contentType,
    encode: () => writeJson(tree, exposed),
    mask: () => writeJson(tree, masked),
  };
}
