import { connectorIntegration, isConnectorError, secret, toIntegrationInterface, type ConnectorAuthType } from "@switchyard/interfaces";
import { check, demand, describe, Findings } from "../check.js";
import { exposeAll } from "../expose.js";
import type { Recording } from "../recording.js";
import type { Rule } from "./rule.js";

const [a, b, c, d] = ["auth-one", "auth-two", "auth-three", "auth-four"];

/** Credentials of every type. */
const ALL: readonly ConnectorAuthType[] = [
  { type: "TemporaryAuth" },
  { type: "NoKey" },
  { type: "HeaderKey", apiKey: secret(a) },
  { type: "BodyKey", apiKey: secret(a), key1: secret(b) },
  { type: "SignatureKey", apiKey: secret(a), key1: secret(b), apiSecret: secret(c) },
  { type: "MultiAuthKey", apiKey: secret(a), key1: secret(b), apiSecret: secret(c), key2: secret(d) },
  { type: "CurrencyAuthKey", authKeyMap: {} },
  { type: "CertificateAuth", certificate: secret(a), privateKey: secret(b) },
];

async function checkTypes(recording: Recording): Promise<void> {
  const findings = new Findings();
  const samples = await recording.samples();
  demand(samples.length > 0, "no exchange was recorded");
  const taken = new Set<string>();
  const { auth: own, otherAuth = {} } = recording.profile;
  for (const { flow, data, connectors, context } of samples) {
    const integration = toIntegrationInterface(connectorIntegration(recording.connector, flow));
    for (const auth of ALL) {
      if (auth.type === own.type) continue;
      try {
        integration.buildRequest({ ...data, connectorAuthType: auth }, connectors, context);
        taken.add(auth.type);
        findings.that(otherAuth[auth.type] !== undefined, `${flow} with ${auth.type} is built; it should be FailedToObtainAuthType`);
      } catch (error) {
        const ours = isConnectorError(error) && ["FailedToObtainAuthType", "InvalidConnectorConfig"].includes(error.code);
        findings.that(ours, () => `${flow} with ${auth.type} gives ${describe(error)}; it should be FailedToObtainAuthType`);
      }
    }
  }
  for (const type of Object.keys(otherAuth)) findings.that(taken.has(type), `the profile says that ${type} is taken, and no flow takes it`);
  findings.settle();
}

/** Headers that carry credentials hold them wrapped. */
async function checkWrapped(recording: Recording): Promise<void> {
  const findings = new Findings();
  const fields = Object.entries(exposeAll(recording.profile.auth) as Readonly<Record<string, unknown>>).flatMap(([name, each]) =>
    typeof each === "object" && each !== null && "secret" in each && typeof each.secret === "string" ? [{ name, value: each.secret }] : [],
  );
  const values = fields.map(({ value }) => value);
  const hidden = fields.filter(({ name }) => recording.profile.namesInUrls?.[name] === undefined).map(({ value }) => value);
  for (const { flow, request } of await recording.exchanges()) {
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value !== "string") continue;
      const shows = values.some((each) => each !== "" && value.includes(each)) || /^(authorization|proxy-authorization|cookie)$/i.test(name);
      findings.that(!shows, `${flow} has a credential in the header ${name} that is not wrapped in Secret`);
    }
    for (const each of hidden) findings.that(each === "" || !request.url.includes(encodeURIComponent(each)), `${flow} has a credential in its URL`);
  }
  findings.settle();
}

/** Credentials of another type are refused by name; the right ones stay wrapped. */
export const credentialRules: Rule = (recording) => [
  check("credentials.types", "refuses credentials of a type that it does not take", () => checkTypes(recording)),
  check("credentials.wrapped", "keeps credentials wrapped until they are sent", () => checkWrapped(recording)),
];
