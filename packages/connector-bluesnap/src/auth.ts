import { ConnectorError, secret, type BodyKey, type ConnectorAuthType, type MaybeSecret } from "@switchyard/interfaces";
import { encodeBase64 } from "@switchyard/utils";

/** HTTP Basic on every call: `key1` is the user name, `apiKey` the password (tech-spec, section 2). @throws ConnectorError FailedToObtainAuthType */
export function bluesnapAuth(auth: ConnectorAuthType) {
  if (auth.type !== "BodyKey") {
    throw new ConnectorError("FailedToObtainAuthType", { connector: "bluesnap", expected: ["BodyKey"], received: auth.type });
  }
  return { authorization: auth.key1.map((username) => `Basic ${encodeBase64(`${username}:${auth.apiKey.expose()}`)}`) };
}

/** The credentials in the words of BlueSnap's portal. */
export function bluesnapCredentials(given: Readonly<Record<"username" | "password", MaybeSecret>>): BodyKey {
  return { type: "BodyKey", key1: secret(given.username), apiKey: secret(given.password) };
}
