import { ConnectorError, minorUnit, type ConnectorMetadata, type MinorUnit } from "@switchyard/interfaces";
import {
  billingAddress,
  isAutoCapture,
  need,
  needField,
  optionalBrowserInfo,
  present,
  StringMajorUnitForConnector as amounts,
  truncate,
} from "@switchyard/utils";
import type { NoonAddress, NoonInitiateRequest, NoonSubscription } from "../requests.js";
import { toPaymentData, type PaymentRecord } from "./instrument.js";
import { defaultCategory } from "./settings.js";

const NAME_LENGTH = 50;
const REFERENCE_LENGTH = 50;
const STREET_LENGTH = 60;
const CITY_LENGTH = 30;

/** The description without a blank too many: noon refuses them, also the one that cutting may leave (tech-spec, trap 16). */
function toName(data: PaymentRecord): string {
  const name = needField(data, "description").trim().replace(/\s+/g, " ");
  return truncate(name, NAME_LENGTH).trimEnd();
}

/** Cut, a reference would name another order. */
function toReference({ connectorRequestReferenceId: reference }: PaymentRecord): string {
  if (reference.length <= REFERENCE_LENGTH) return reference;
  const details = { connector: "noon", fieldName: "reference", maxLength: REFERENCE_LENGTH, receivedLength: reference.length };
  throw new ConnectorError("MaxFieldLengthViolated", details);
}

/** `{"1": "key=value", …}` by name. noon refuses quotation marks, so that only plain values go (tech-spec, trap 17). */
function toNvp(metadata: ConnectorMetadata | undefined): Readonly<Record<string, string>> | undefined {
  const plain = Object.entries(metadata ?? {}).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  const sorted = plain.sort(([one], [other]) => (one < other ? -1 : 1));
  const pairs = sorted.map(([key, value]) => `${key}=${String(value)}`.replaceAll('"', ""));
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs.map((pair, at) => [String(at + 1), pair]));
}

function toAddress(data: PaymentRecord): NoonAddress | undefined {
  const { line1, line2, city, state, zip, country } = billingAddress(data)?.address ?? {};
  const address = {
    street: present(line1)?.map((text) => truncate(text, STREET_LENGTH)),
    street2: present(line2),
    city: city === undefined ? undefined : present(truncate(city, CITY_LENGTH)),
    // Alone it is refused.
    stateProvince: country === undefined ? undefined : present(state),
    country,
    postalCode: present(zip),
  };
  return Object.values(address).every((value) => value === undefined) ? undefined : address;
}

/** Where the buyer comes back to: nearly every payment of a buyer who is there goes over noon's page. */
function toReturnUrl({ request }: PaymentRecord): string | undefined {
  const isStored = request.paymentMethodData.type === "mandate_payment";
  const url = isStored ? present(request.routerReturnUrl) : needField(request, "routerReturnUrl");
  if (url?.includes("?") !== true) return url;
  throw new ConnectorError("InvalidDataFormat", { fieldName: "returnUrl", expected: "a URL without a query string" });
}

function toPaymentAction(data: PaymentRecord): "SALE" | "AUTHORIZE" {
  const { captureMethod } = data.request;
  if (captureMethod === "manual_multiple") throw new ConnectorError("CaptureMethodNotSupported", { connector: "noon", captureMethod });
  return data.flow !== "SetupMandate" && isAutoCapture(data) ? "SALE" : "AUTHORIZE";
}

/** What of a payment can be charged again. Without an amount noon would store nothing, and not say so (tech-spec, trap 9). */
function toSubscription({ flow, request }: PaymentRecord, name: string): NoonSubscription | undefined {
  const stores = flow === "SetupMandate" || request.setupFutureUsage === "off_session";
  if (!stores || request.paymentMethodData.type === "mandate_payment") return undefined;
  const most = need(request.setupMandateDetails?.mandateType?.amount, "setupMandateDetails.mandateType.amount");
  if (most.currency !== request.currency) throw new ConnectorError("MandatePaymentDataMismatch", { fields: ["currency"] });
  return { type: "UNSCHEDULED", name, maxAmount: amounts.convert(most.amount, most.currency) };
}

/** The amount of the order. A set-up cannot be without one: it holds the smallest that there is. */
function toOrderAmount({ flow, request }: PaymentRecord): MinorUnit {
  return flow === "SetupMandate" && request.amount === 0 ? minorUnit(1) : request.amount;
}

/** The body of INITIATE (tech-spec, section 4.1). */
export function toInitiateRequest(data: PaymentRecord): NoonInitiateRequest {
  const { request } = data;
  const isStored = request.paymentMethodData.type === "mandate_payment";
  const name = toName(data);
  const subscription = toSubscription(data, name);
  const address = isStored ? undefined : toAddress(data);
  return {
    apiOperation: "INITIATE",
    order: {
      amount: amounts.convert(toOrderAmount(data), request.currency),
      currency: isStored ? undefined : request.currency,
      channel: "WEB",
      category: isStored ? undefined : need(present(request.orderCategory) ?? defaultCategory(data.connectorMetaData), "orderCategory"),
      reference: toReference(data),
      name,
      nvp: toNvp(request.metadata),
      ipAddress: optionalBrowserInfo(data, "ipAddress"),
    },
    configuration: {
      tokenizeCC: subscription === undefined ? undefined : true,
      paymentAction: toPaymentAction(data),
      returnUrl: toReturnUrl(data),
    },
    paymentData: toPaymentData(data),
    subscription,
    billing: address === undefined ? undefined : { address },
  };
}
