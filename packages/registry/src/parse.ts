import { ConnectorError } from "@switchyard/interfaces";
import { Connector, RoutableConnectors } from "./generated.js";

const CONNECTORS: ReadonlySet<string> = new Set(Object.values(Connector));
const ROUTABLE: ReadonlySet<string> = new Set(Object.values(RoutableConnectors));

/** A name as a message may show it: it may come from anywhere. */
function shown(name: unknown): string {
  return typeof name === "string" && /^[\w.-]{1,64}$/.test(name) ? name : "of this name";
}

function refusal(name: unknown): ConnectorError {
  return new ConnectorError("NotImplemented", { connector: "@switchyard/registry", message: `Connector ${shown(name)}` });
}

/** Whether this is the name of a connector. */
export function isConnector(name: string): name is Connector {
  return CONNECTORS.has(name);
}

/** Whether this is the name of a connector that payments may be routed to. */
export function isRoutableConnector(name: string): name is RoutableConnectors {
  return ROUTABLE.has(name);
}

/**
 * A connector by its name in snake_case, as configuration has it. Nothing stands in for a name that is not known.
 * @throws ConnectorError NotImplemented
 */
export function parseConnector(name: string): Connector {
  if (isConnector(name)) return name;
  throw refusal(name);
}

/**
 * A connector that payments may be routed to, by its name in snake_case.
 * @throws ConnectorError NotImplemented for an unknown name, and for one that stands for tests and demos alone
 */
export function parseRoutableConnector(name: string): RoutableConnectors {
  if (isRoutableConnector(name)) return name;
  throw refusal(name);
}
