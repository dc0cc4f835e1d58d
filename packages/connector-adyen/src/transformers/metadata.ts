import { ConnectorError, type ConnectorMetadata } from "@switchyard/interfaces";
import { present } from "@switchyard/utils";
import type { PlatformFields } from "../requests.js";

const MOST_PAIRS = 20;
const MOST_KEY = 20;
const MOST_VALUE = 80;

/** A payment's metadata, by where Adyen takes each entry. */
export interface SortedMetadata {
  readonly platform: PlatformFields;
  /** Risk fields, which belong into `additionalData`. */
  readonly riskData: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

const OWN_FIELDS: ReadonlySet<string> = new Set(["device_fingerprint", "store", "platform_chargeback_logic", "order_data", "order_psp_reference"]);

/** @throws ConnectorError InvalidDataFormat for what is no text, number or truth value */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new ConnectorError("InvalidDataFormat", { fieldName: "metadata", expected: "texts, numbers and truth values" });
}

function textIn(record: ConnectorMetadata | undefined, key: string): string | undefined {
  const value = record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === "string" ? present(value) : undefined;
}

function toChargebackLogic(given: unknown): PlatformFields["platformChargebackLogic"] {
  if (typeof given !== "object" || given === null) return undefined;
  const logic = given as ConnectorMetadata; // Read field by field, each checked to be a text.
  return {
    behavior: textIn(logic, "behavior"),
    targetAccount: textIn(logic, "target_account"),
    costAllocationAccount: textIn(logic, "cost_allocation_account"),
  };
}

/** The fields that Adyen has for what platforms and gift card orders say in metadata (tech-spec, section 3). */
export function toPlatformFields(metadata: ConnectorMetadata | undefined): PlatformFields {
  const [orderData, pspReference] = [textIn(metadata, "order_data"), textIn(metadata, "order_psp_reference")];
  return {
    deviceFingerprint: textIn(metadata, "device_fingerprint"),
    store: textIn(metadata, "store"),
    platformChargebackLogic: toChargebackLogic(metadata?.["platform_chargeback_logic"]),
    order: orderData === undefined || pspReference === undefined ? undefined : { orderData, pspReference },
  };
}

/** @throws ConnectorError InvalidDataFormat where Adyen would answer 177: 20 pairs, keys of 20 and values of 80 characters at most */
function checkLimits(pairs: readonly (readonly [string, string])[]): void {
  if (pairs.length <= MOST_PAIRS && pairs.every(([key, value]) => key.length <= MOST_KEY && value.length <= MOST_VALUE)) return;
  throw new ConnectorError("InvalidDataFormat", {
    fieldName: "metadata",
    expected: "at most 20 pairs, with keys of at most 20 and values of at most 80 characters",
  });
}

/** Takes a payment's metadata apart. @throws ConnectorError InvalidDataFormat */
export function sortMetadata(given: ConnectorMetadata | undefined): SortedMetadata {
  const entries = Object.entries(given ?? {}).filter(([key, value]) => !OWN_FIELDS.has(key) && value != null);
  const isRisk = ([key]: readonly [string, unknown]) => key.startsWith("riskdata.");
  const pairs = entries.filter((entry) => !isRisk(entry)).map(([key, value]) => [key, toText(value)] as const);
  checkLimits(pairs);
  return {
    platform: toPlatformFields(given),
    riskData: Object.fromEntries(entries.filter(isRisk).map(([key, value]) => [key, toText(value)])),
    metadata: pairs.length === 0 ? undefined : Object.fromEntries(pairs),
  };
}
