import {
  ConnectorError,
  CURRENCY_EXPONENT,
  minorUnit,
  secret,
  secretEmail,
  secretIpAddress,
  type Address,
  type BrowserInformation,
  type Currency,
  type MandateIds,
  type MerchantReference,
  type MinorUnit,
} from "@switchyard/interfaces";
import type { AddressInput, MandateInput, Plain } from "./inputs.js";

/** Which currencies are known beyond ISO 4217, and to whom. */
interface CurrencyKnowledge {
  readonly connector: string;
  readonly currencyExponents: Readonly<Partial<Record<Currency, number>>>;
}

/** @throws ConnectorError CurrencyNotSupported when neither ISO 4217 nor the connector knows the currency. */
export function knownCurrency(currency: Currency, around: CurrencyKnowledge): Currency {
  if (!Object.hasOwn(CURRENCY_EXPONENT, currency) && !Object.hasOwn(around.currencyExponents, currency)) {
    throw new ConnectorError("CurrencyNotSupported", { currency, connector: around.connector });
  }
  return currency;
}

export function optionalAmount(amount: number | undefined, fieldName: string): MinorUnit | undefined {
  return amount === undefined ? undefined : minorUnit(amount, fieldName);
}

/** A reference is what a lost answer is found by: it may not be empty. */
export function needReference(reference: MerchantReference | undefined): MerchantReference {
  if (typeof reference !== "string" || reference.trim() === "") throw new ConnectorError("MissingRequiredField", { fieldName: "reference" });
  return reference;
}

export function needId(
  id: string | undefined,
  code: "MissingConnectorTransactionID" | "MissingConnectorRefundID" | "MissingConnectorMandateID",
): string {
  if (typeof id !== "string" || id === "") throw new ConnectorError(code, {});
  return id;
}

/** Wraps every string of a record whose strings are all secrets; other values stay as they are. */
function wrapStrings(fields: object, plain: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) => [key, typeof value === "string" && !plain.has(key) ? secret(value) : value]),
  );
}

const PLAIN_ADDRESS_FIELDS: ReadonlySet<string> = new Set(["country", "city", "countryCode"]);

/** An address with its personal data wrapped. */
export function toAddress(input: AddressInput | undefined): Address | undefined {
  if (input === undefined) return undefined;
  return {
    ...(input.address === undefined ? {} : { address: wrapStrings(input.address, PLAIN_ADDRESS_FIELDS) }),
    ...(input.phone === undefined ? {} : { phone: wrapStrings(input.phone, PLAIN_ADDRESS_FIELDS) }),
    ...(input.email === undefined ? {} : { email: secretEmail(input.email) }),
  };
}

export function toBrowserInfo(input: Plain<BrowserInformation> | undefined): BrowserInformation | undefined {
  if (input === undefined) return undefined;
  const { ipAddress, ...rest } = input;
  return { ...rest, ...(ipAddress === undefined ? {} : { ipAddress: secretIpAddress(ipAddress) }) };
}

export function toMandateIds(input: MandateInput | undefined): MandateIds | undefined {
  if (input === undefined) return undefined;
  if ("connectorMandateId" in input) {
    const connectorMandateId = needId(input.connectorMandateId, "MissingConnectorMandateID");
    const { mandateMetadata, paymentMethodId } = input;
    return { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId, mandateMetadata, paymentMethodId } };
  }
  return { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: input.networkTransactionId } };
}

/** @throws ConnectorError MissingConnectorMandateID: callers without types exist */
export function needMandateIds(input: MandateInput | undefined): MandateIds {
  const ids = toMandateIds(input);
  if (ids === undefined) throw new ConnectorError("MissingConnectorMandateID", {});
  return ids;
}
