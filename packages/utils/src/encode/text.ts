import { ConnectorError, isSecret } from "@switchyard/interfaces";
import { isJsonNumber } from "../json/number.js";
import type { SecretReading } from "../json/stringify.js";

/**
 * A single value as text, for encodings that have no types; `undefined` for a value to leave out (`undefined`, `null`).
 * @throws ConnectorError RequestEncodingFailed when the value is no scalar.
 */
export function toScalarText(value: unknown, read: SecretReading, name: string): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      if (!Number.isFinite(value)) refuse(`${String(value)} at ${name}`);
      return String(value);
    case "boolean":
    case "bigint":
      return String(value);
    case "undefined":
      return undefined;
    case "object":
      if (value === null) return undefined;
      if (isSecret(value)) return toScalarText(read(value), read, name);
      if (isJsonNumber(value)) return value.source;
      break;
    default:
      break;
  }
  return refuse(`a value that is no text or number at ${name} (format it first)`);
}

/** @throws ConnectorError RequestEncodingFailed. `what` names fields, never values. */
export function refuse(what: string): never {
  throw new ConnectorError("RequestEncodingFailed", { what });
}
