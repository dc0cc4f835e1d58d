import type { ConnectorAuthType } from "@switchyard/interfaces";
import { ConnectorError } from "@switchyard/interfaces";
import { Connector } from "../generated.js";
import { isConnector } from "../parse.js";
import { readAuth } from "./auth.js";
import { parseToml } from "./table.js";

/**
 * The credentials in a file of the shape of `sample_auth.toml`: a section for each connector.
 * @param name the file's name, for errors
 * @throws ConnectorError InvalidConnectorConfig, naming the key; a value is never shown
 */
export function readAuthFile(text: string, name = "auth.toml"): Readonly<Partial<Record<Connector, ConnectorAuthType>>> {
  const sections = Object.entries(parseToml(text, name)).map(([id, section]) => {
    if (!isConnector(id)) {
      throw new ConnectorError("InvalidConnectorConfig", { config: id, expected: `the name of a connector: ${Object.values(Connector).join(", ")}` });
    }
    return [id, readAuth(section, id)] as const;
  });
  return Object.fromEntries(sections);
}
