import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { ConnectorAuthType } from "@switchyard/interfaces";
import { readAuthFile } from "./configuration/auth-file.js";
import { loadConfiguration, type Configuration, type ConfigurationEnvironment, type ConfigurationFile } from "./configuration/load.js";
import type { Connector } from "./generated.js";

export interface ConfigurationFilesSource {
  readonly environment: ConfigurationEnvironment;
  /** Paths of TOML files, laid over the environment's own layer in this order. */
  readonly files?: readonly string[] | undefined;
  /** `process.env` unless given. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

async function readConfigurationFile(file: string): Promise<ConfigurationFile> {
  return { name: path.basename(file), text: await readFile(file, "utf8") };
}

/** The path of a configuration file that comes with this package, such as `sandbox.toml`. */
export function shippedConfiguration(name: `${ConfigurationEnvironment}.toml` | "sample_auth.toml"): string {
  return createRequire(import.meta.url).resolve(`@switchyard/registry/config/${name}`);
}

/**
 * The configuration of all connectors: the environment's layer that comes with this package, files over it, environment
 * variables on top.
 *
 * @throws ConnectorError InvalidConnectorConfig, naming the key or the variable
 */
export async function loadConfigurationFiles({ environment, files = [], env = process.env }: ConfigurationFilesSource): Promise<Configuration> {
  const paths = [shippedConfiguration(`${environment}.toml`), ...files];
  return loadConfiguration({ environment, files: await Promise.all(paths.map(readConfigurationFile)), env });
}

/**
 * The credentials in a file of the shape of `sample_auth.toml`.
 * @throws ConnectorError InvalidConnectorConfig, naming the key
 */
export async function loadAuthFile(file: string): Promise<Readonly<Partial<Record<Connector, ConnectorAuthType>>>> {
  return readAuthFile(await readFile(file, "utf8"), path.basename(file));
}
