import { ConnectorError, SPECIFICATION_VERSION, type AnyConnector } from "@switchyard/interfaces";

type Versioned = Pick<AnyConnector, "id" | "specificationVersion">;

/**
 * Lifts a connector that was built for another version of the specification to the current one. This is the home of
 * adapters between versions: each older version that is still understood gets its branch here.
 *
 * @param name the connector's package, for the error
 * @throws ConnectorError SpecificationVersionNotSupported, naming the package to upgrade
 */
export function adaptConnector<C extends Versioned>(connector: C, name = `@switchyard/connector-${connector.id}`): C {
  const { specificationVersion: version } = connector;
  if (version === SPECIFICATION_VERSION) return connector;
  const isNewer = Number(version) > Number(SPECIFICATION_VERSION);
  throw new ConnectorError("SpecificationVersionNotSupported", { version, upgrade: isNewer ? "@switchyard/registry" : name });
}
