import { connectorBrand, hasBrand } from "@switchyard/interfaces";
import { ConformanceFailure } from "./check.js";
import type { ConformanceProfile } from "./profile.js";
import type { ConnectorUnderTest } from "./under-test.js";

/** What a connector's package has for the suite. */
export interface ConnectorPackage {
  readonly connector: ConnectorUnderTest;
  readonly profile: ConformanceProfile;
}

function isProfile(value: unknown): value is ConformanceProfile {
  return typeof value === "object" && value !== null && "start" in value && "methods" in value && "auth" in value;
}

/**
 * The connector among a package's exports, and the profile among its simulator's.
 * @throws ConformanceFailure
 */
export function findConnector(own: Readonly<Record<string, unknown>>, simulator: Readonly<Record<string, unknown>>): ConnectorPackage {
  const connector = Object.values(own).find((value): value is ConnectorUnderTest => hasBrand(value, connectorBrand));
  const profile = Object.values(simulator).find(isProfile);
  if (connector === undefined) throw new ConformanceFailure("the package exports no connector");
  if (profile === undefined) throw new ConformanceFailure("the package's simulator exports no conformance profile");
  return { connector, profile };
}
