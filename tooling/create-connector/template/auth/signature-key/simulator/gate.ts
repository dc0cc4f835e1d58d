import { secret, type SignatureKey } from "@switchyard/interfaces";
import { refuse } from "@switchyard/testkit";
import { accessDenied } from "./answers.js";

/** Credentials that the simulator accepts. */
export interface AcmeSimulatorCredentials {
  readonly username: string;
  readonly password: string;
  readonly account: string;
}

/** None of it is a secret. */
export const CREDENTIALS: AcmeSimulatorCredentials = { username: "simulator-username", password: "simulator-password", account: "simulator-account" };

/** Credentials of the same form that it refuses. */
export const WRONG_CREDENTIALS: AcmeSimulatorCredentials = { ...CREDENTIALS, password: "wrong-password" };

/** HTTP Basic: base64 of the UTF-8 text with its padding. */
function basic(username: string, password: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}

/** The `Authorization` and `X-Acme-Account` headers, to the letter. */
export function needCredentials({ username, password, account }: AcmeSimulatorCredentials, { headers }: Request): void {
  const isKnown = headers.get("authorization") === basic(username, password) && headers.get("x-acme-account") === account;
  if (!isKnown) refuse(accessDenied());
}

/** The credentials in the neutral shape that connectors take. */
export function toConnectorAuth({ username, password, account }: AcmeSimulatorCredentials): SignatureKey {
  return { type: "SignatureKey", key1: secret(username), apiKey: secret(password), apiSecret: secret(account) };
}
