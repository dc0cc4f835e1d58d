import { secret, type HeaderKey } from "@switchyard/interfaces";
import { refuse } from "@switchyard/testkit";
import { accessDenied } from "./answers.js";

/** Credentials that the simulator accepts. */
export interface AcmeSimulatorCredentials {
  readonly apiKey: string;
}

/** None of it is a secret. */
export const CREDENTIALS: AcmeSimulatorCredentials = { apiKey: "simulator-api-key" };

/** Credentials of the same form that it refuses. */
export const WRONG_CREDENTIALS: AcmeSimulatorCredentials = { apiKey: "wrong-api-key" };

/** `Authorization: Bearer {apiKey}`. */
export function needCredentials({ apiKey }: AcmeSimulatorCredentials, { headers }: Request): void {
  if (headers.get("authorization") !== `Bearer ${apiKey}`) refuse(accessDenied());
}

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ apiKey }: AcmeSimulatorCredentials): HeaderKey {
  return { type: "HeaderKey", apiKey: secret(apiKey) };
}
