export { adaptConnector } from "./adapt.js";
export { readAuth } from "./configuration/auth.js";
export { readAuthFile } from "./configuration/auth-file.js";
export { ConfigurationEnvironment, loadConfiguration } from "./configuration/load.js";
export type { Configuration, ConfigurationFile, ConfigurationSource } from "./configuration/load.js";
export { connectorsFor, type ConnectorQuery } from "./connectors-for.js";
export { Connector, CONNECTOR_ENTRIES, RoutableConnectors, type ConnectorEntry, type ConnectorTypes } from "./generated.js";
export { loadConnector, type ConnectorOf, type LoadedConnector, type UnknownConnector } from "./load.js";
export { isConnector, isRoutableConnector, parseConnector, parseRoutableConnector } from "./parse.js";
export { Proof, SUPPORT_FEATURES, supportMatrix, toMarkdown } from "./support-matrix.js";
export type { SupportCell, SupportFeature, SupportReport, SupportRow } from "./support-matrix.js";
// Flows of a loaded connector are reached the same way whichever generation it is of.
export { connectorIntegration, toConnectorEnum, toIntegrationInterface } from "@switchyard/interfaces";
export type { AnyConnector, ConnectorEnum, ConnectorIntegrationEnum, ConnectorIntegrationInterface } from "@switchyard/interfaces";
