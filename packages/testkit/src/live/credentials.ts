import { readFileSync } from "node:fs";
import { secret, type ConnectorAuthType, type Secret } from "@switchyard/interfaces";
import { parse } from "smol-toml";

/** Points to the file with the credentials of real sandboxes. */
export const AUTH_FILE_VARIABLE = "CONNECTOR_AUTH_FILE_PATH";

/** Credentials of a real sandbox, or why there are none. */
export type LiveCredentials = { readonly auth: ConnectorAuthType } | { readonly missing: string };

type Fields = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A value that somebody put there: an empty one is none. */
function given(fields: Fields, name: string): Secret | undefined {
  const value = fields[name];
  return typeof value === "string" && value.trim() !== "" ? secret(value) : undefined;
}

/** The type follows from the fields, as in Hyperswitch's own file. */
function toAuth(fields: Fields): ConnectorAuthType | undefined {
  const [apiKey, key1, apiSecret, key2] = ["api_key", "key1", "api_secret", "key2"].map((name) => given(fields, name));
  const [certificate, privateKey] = ["certificate", "private_key"].map((name) => given(fields, name));
  if (certificate !== undefined && privateKey !== undefined) return { type: "CertificateAuth", certificate, privateKey };
  if (apiKey === undefined) return undefined;
  if (key1 === undefined) return { type: "HeaderKey", apiKey };
  if (apiSecret === undefined) return { type: "BodyKey", apiKey, key1 };
  return key2 === undefined ? { type: "SignatureKey", apiKey, key1, apiSecret } : { type: "MultiAuthKey", apiKey, key1, apiSecret, key2 };
}

/**
 * The credentials of a connector's real sandbox, from the TOML file that `CONNECTOR_AUTH_FILE_PATH` names.
 * What is wrong is said without a word of what the file holds.
 */
export function liveCredentials(name: string, file: string | undefined = process.env[AUTH_FILE_VARIABLE]): LiveCredentials {
  if (file === undefined || file === "") return { missing: `${AUTH_FILE_VARIABLE} is not set` };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { missing: `the file that ${AUTH_FILE_VARIABLE} names cannot be read` };
  }
  let document: Fields;
  try {
    document = parse(text);
  } catch {
    // The parser's own message quotes the line, and the line may be a secret.
    return { missing: `the file that ${AUTH_FILE_VARIABLE} names is no TOML` };
  }
  const fields = Object.hasOwn(document, name) ? document[name] : undefined;
  if (!isTable(fields)) return { missing: `the file that ${AUTH_FILE_VARIABLE} names has no section [${name}]` };
  const auth = toAuth(fields);
  return auth === undefined ? { missing: `the section [${name}] has no api_key` } : { auth };
}
