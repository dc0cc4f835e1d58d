import { ConnectorError, type ConnectorMetadata } from "@switchyard/interfaces";
import { isMissing } from "./need.js";
import type { LazySchema, Schema } from "../schema.js";

interface Finding {
  readonly path: readonly PropertyKey[];
  readonly expected?: string;
}

function isRecord(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The places that a schema library complains about, in the form that zod, valibot and Standard Schema share. */
function findingsOf(error: unknown): readonly Finding[] {
  const issues: readonly unknown[] = isRecord(error) && Array.isArray(error["issues"]) ? error["issues"] : [];
  return issues.filter(isRecord).map(({ path, expected }) => ({
    path: Array.isArray(path) ? path.map((key: unknown) => (isRecord(key) ? String(key["key"]) : String(key))) : [],
    ...(typeof expected === "string" ? { expected } : {}),
  }));
}

/**
 * The connector's metadata as its schema reads it: `toConnectorMetadata(worldpayMetadata, data.connectorMetaData)`.
 * Absent metadata is read as an empty record, so that the error names the keys that are missing. Values are never named.
 *
 * @throws ConnectorError InvalidConnectorConfig naming `metadata.<key>`
 */
export function toConnectorMetadata<T>(schema: Schema<T> | LazySchema<T>, metadata: ConnectorMetadata | undefined): T {
  const parsed = (typeof schema === "function" ? schema() : schema).safeParse(metadata ?? {});
  if (parsed.success) return parsed.data;
  const findings = findingsOf(parsed.error);
  const keys = [...new Set(findings.map(({ path }) => ["metadata", ...path].map(String).join(".")))];
  const expected = findings.length === 1 ? findings[0]?.expected : undefined;
  throw new ConnectorError("InvalidConnectorConfig", {
    config: keys.length === 0 ? "metadata" : keys.join(", "),
    ...(expected === undefined ? {} : { expected }),
  });
}

/**
 * One text of the connector's metadata, where a schema would be too much.
 * @throws ConnectorError InvalidConnectorConfig naming `metadata.<key>`
 */
export function needMetadata(metadata: ConnectorMetadata | undefined, key: string): string {
  const value = metadata !== undefined && Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  if (typeof value !== "string" || isMissing(value)) {
    throw new ConnectorError("InvalidConnectorConfig", { config: `metadata.${key}`, expected: "text" });
  }
  return value;
}
