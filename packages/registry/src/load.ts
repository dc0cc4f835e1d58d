import { connectorBrand, hasBrand, toConnectorEnum, type AnyConnector, type ConnectorEnum } from "@switchyard/interfaces";
import { adaptConnector } from "./adapt.js";
import { CONNECTOR_ENTRIES, CONNECTOR_IMPORTS, type Connector, type ConnectorTypes } from "./generated.js";
import { toUnusableError } from "./load-error.js";
import { parseConnector } from "./parse.js";

/**
 * The type of a package that is not installed is any: then the connector is one of any kind.
 * In tuples, since a type that could not be resolved makes a conditional type that names it bare unresolved as well.
 */
type Installed<T> = [0] extends [1 & T] ? AnyConnector : T;

/** A connector's own type, with its flows and payment methods, where its package is installed. */
export type ConnectorOf<Name extends Connector> = Name extends Connector ? Installed<ConnectorTypes[Name]> : never;

type Versioned<C> = C extends { readonly generation: infer Version } ? { readonly version: Version; readonly connector: C } : never;

/** A loaded connector with its generation said: a {@link ConnectorEnum} that remembers which connector it is. */
export type LoadedConnector<Name extends Connector = Connector> = Versioned<ConnectorOf<Name>>;

/** A connector whose flows the compiler does not know: its name was not known either. */
export type UnknownConnector = ConnectorEnum;

const loaded = new Map<Connector, Promise<UnknownConnector>>();

async function load(name: Connector): Promise<UnknownConnector> {
  const { package: from } = CONNECTOR_ENTRIES[name];
  const connector = await CONNECTOR_IMPORTS[name]();
  if (!hasBrand(connector, connectorBrand)) throw toUnusableError(name, from);
  // The brand says that it is a connector, of whichever version: that is what is looked at next.
  return toConnectorEnum(adaptConnector(connector as AnyConnector, from));
}

/**
 * A connector by its name. Its package is imported when it is first asked for.
 *
 * @example
 * const { connector } = await loadConnector("worldpay");
 * const payments = createClient(connector, { auth, environment: "sandbox" });
 * @throws ConnectorError NotImplemented for an unknown name; ProcessingStepFailed when its package cannot be imported, with
 *   the command that installs it where it is not there; SpecificationVersionNotSupported, naming the package to upgrade
 */
export function loadConnector<Name extends Connector>(name: Name): Promise<LoadedConnector<Name>>;
export function loadConnector(name: string): Promise<UnknownConnector>;
export async function loadConnector(name: string): Promise<UnknownConnector> {
  const id = parseConnector(name);
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const loading = load(id);
  loaded.set(id, loading);
  try {
    return await loading;
  } catch (error) {
    // What failed may be mended: a package may be installed while a bundler's server runs.
    loaded.delete(id);
    throw error;
  }
}
