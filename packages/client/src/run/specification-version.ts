import { ConnectorError, SPECIFICATION_VERSION, type AnyConnector } from "@switchyard/interfaces";

/**
 * Refuses a connector that was built for a contract this client does not know.
 * @throws ConnectorError SpecificationVersionNotSupported
 */
export function checkSpecificationVersion(connector: Pick<AnyConnector, "id" | "specificationVersion">): void {
  const { specificationVersion: version } = connector;
  if (version === SPECIFICATION_VERSION) return;
  const upgrade = Number(version) > Number(SPECIFICATION_VERSION) ? "@switchyard/client" : `@switchyard/connector-${connector.id}`;
  throw new ConnectorError("SpecificationVersionNotSupported", { version, upgrade });
}
