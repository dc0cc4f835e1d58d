import { readFile } from "node:fs/promises";
import { parse, TomlError } from "smol-toml";
import type { ConnectorDemo, CredentialsTable, SandboxCredentials } from "./connector-demo.js";
import { UsageError } from "./usage-error.js";

/** The variable that names the credentials file, as in Hyperswitch. */
export const CREDENTIALS_VARIABLE = "CONNECTOR_AUTH_FILE_PATH";

/**
 * The credentials of a connector from the TOML file: a table with the connector's name, and optionally its `base_url`.
 * @throws UsageError that names the file and the key; never a value.
 */
export async function readSandboxCredentials(file: string, demo: ConnectorDemo): Promise<SandboxCredentials> {
  const table = toTable(parseFile(await readText(file), file), file, demo.connector);
  return { auth: demo.readCredentials(table), baseUrl: readBaseUrl(table, file, demo.connector) };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new UsageError(
      `${CREDENTIALS_VARIABLE} names ${file}, which cannot be read (${code}).`,
      `Unset ${CREDENTIALS_VARIABLE} to use the simulator.`,
    );
  }
}

function parseFile(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    // The parser's message quotes the line, which may hold a password: only the place is told.
    const place = error instanceof TomlError ? `, line ${error.line}, column ${error.column}` : "";
    throw new UsageError(`${file} is no TOML${place}.`);
  }
}

function toTable(document: Readonly<Record<string, unknown>>, file: string, connector: string): CredentialsTable {
  const table = document[connector];
  if (typeof table !== "object" || table === null || Array.isArray(table)) {
    throw new UsageError(`${file} has no table [${connector}].`, `Unset ${CREDENTIALS_VARIABLE} to use the simulator.`);
  }
  const entries = new Map<string, unknown>(Object.entries(table));
  const read = (key: string): string | undefined => {
    const value = entries.get(key);
    if (value === undefined) return undefined;
    if (typeof value !== "string" || value.trim() === "") throw new UsageError(`${file}: ${connector}.${key} must be a text that is not empty.`);
    return value;
  };
  return {
    read,
    need: (key) => {
      const value = read(key);
      if (value === undefined) throw new UsageError(`${file}: ${connector}.${key} is missing.`);
      return value;
    },
  };
}

function readBaseUrl(table: CredentialsTable, file: string, connector: string): string | undefined {
  const text = table.read("base_url");
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url?.hostname === "127.0.0.1" || url?.hostname === "localhost" || url?.hostname === "[::1]";
  // Credentials go along with every request: in the clear only to this machine.
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback)) return text;
  throw new UsageError(`${file}: ${connector}.base_url must be an https address (http for this machine only).`);
}
