import { isConnectorError } from "@switchyard/interfaces";
import { parseJson } from "./parse.js";

/** A JSON document from somebody who may write anything; `undefined` where it is none. */
export function tryParseJson(document: string): unknown {
  try {
    return parseJson(document);
  } catch (error) {
    if (isConnectorError(error)) return undefined;
    throw error;
  }
}
