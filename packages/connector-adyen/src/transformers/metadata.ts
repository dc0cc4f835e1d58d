import type { ConnectorMetadata } from "@switchyard/interfaces";
import { atMost, invalid, keptText, unlessEmpty } from "@switchyard/utils";
import type { PlatformFields } from "../requests.js";

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
  throw invalid("metadata", "texts, numbers and truth values");
}

/** The fields that Adyen has for what platforms and gift card orders say in metadata (tech-spec, section 3). */
export function toPlatformFields(metadata: ConnectorMetadata | undefined): PlatformFields {
  const [orderData, pspReference] = [keptText(metadata, "order_data"), keptText(metadata, "order_psp_reference")];
  const chargebackLogic = metadata?.["platform_chargeback_logic"];
  return {
    deviceFingerprint: keptText(metadata, "device_fingerprint"),
    store: keptText(metadata, "store"),
    platformChargebackLogic: unlessEmpty({
      behavior: keptText(chargebackLogic, "behavior"),
      targetAccount: keptText(chargebackLogic, "target_account"),
      costAllocationAccount: keptText(chargebackLogic, "cost_allocation_account"),
    }),
    order: orderData === undefined || pspReference === undefined ? undefined : { orderData, pspReference },
  };
}

/** One entry, within the lengths beyond which Adyen would answer 177. @throws ConnectorError InvalidDataFormat, MaxFieldLengthViolated */
function toPair([key, value]: readonly [string, unknown]): readonly [string, string] {
  return [atMost(key, 20, "metadata", "adyen"), atMost(toText(value), 80, `metadata.${key}`, "adyen")];
}

/** Takes a payment's metadata apart. @throws ConnectorError InvalidDataFormat, MaxFieldLengthViolated */
export function sortMetadata(given: ConnectorMetadata | undefined): SortedMetadata {
  const entries = Object.entries(given ?? {}).filter(([key, value]) => !OWN_FIELDS.has(key) && value != null);
  const isRisk = ([key]: readonly [string, unknown]) => key.startsWith("riskdata.");
  const pairs = entries.filter((entry) => !isRisk(entry)).map(toPair);
  if (pairs.length > 20) throw invalid("metadata", "at most 20 pairs");
  return {
    platform: toPlatformFields(given),
    riskData: Object.fromEntries(entries.filter(isRisk).map(([key, value]) => [key, toText(value)])),
    metadata: unlessEmpty(Object.fromEntries(pairs)),
  };
}
