import { ConnectorError, type AnyConnector, type ConnectorParams, type Environment } from "@switchyard/interfaces";

/** Where the caller wants requests to go, beside the environment's own addresses. */
export interface AddressOverrides {
  readonly baseUrl?: string | undefined;
  readonly secondaryBaseUrls?: Readonly<Record<string, string>> | undefined;
}

/** The same path at another origin. */
function atOrigin(address: string, origin: string): string {
  // Addresses hold placeholders such as {prefix} in their host, so they are taken apart as text.
  return `${origin}/${address.replace(/^[a-z]+:\/\/[^/]+\/?/i, "")}`;
}

/**
 * The addresses of a connector's hosts. A main address of the caller's own moves the others to its origin, unless they are
 * given as well: who talks to a simulator never talks to the processor by accident.
 *
 * @throws ConnectorError InvalidConnectorConfig for an address that is none
 */
export function addressesOf(connector: AnyConnector, environment: Environment, overrides: AddressOverrides): ConnectorParams {
  const { baseUrls, secondaryBaseUrls } = connector.facts;
  if (overrides.baseUrl !== undefined && !URL.canParse(overrides.baseUrl)) {
    throw new ConnectorError("InvalidConnectorConfig", { config: "baseUrl", expected: "an absolute URL" });
  }
  const baseUrl = overrides.baseUrl ?? baseUrls[environment];
  if (secondaryBaseUrls === undefined) return { baseUrl };
  const origin = overrides.baseUrl === undefined ? undefined : new URL(overrides.baseUrl).origin;
  const others = Object.entries(secondaryBaseUrls).map(([host, addresses]) => {
    const own = addresses[environment];
    return [host, overrides.secondaryBaseUrls?.[host] ?? (origin === undefined ? own : atOrigin(own, origin))];
  });
  return { baseUrl, secondaryBaseUrls: Object.fromEntries(others) as Readonly<Record<string, string>> };
}
