import { ConnectorError } from "@switchyard/interfaces";
import { parse, TomlError } from "smol-toml";

/** A table of a TOML file. */
export type Table = Readonly<Record<string, unknown>>;

export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/**
 * The tables of a TOML file.
 * @param name the file's name, for errors
 * @throws ConnectorError InvalidConnectorConfig with line and column; what stands there is never shown
 */
export function parseToml(text: string, name: string): Table {
  try {
    return parse(text);
  } catch (error) {
    // The parser's own message quotes the lines around the mistake, which may hold a secret: it is no cause to pass on.
    const at = error instanceof TomlError ? ` (see line ${String(error.line)}, column ${String(error.column)})` : "";
    throw new ConnectorError("InvalidConnectorConfig", { config: name, expected: `TOML${at}` });
  }
}
