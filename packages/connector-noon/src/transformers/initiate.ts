import { ConnectorError, minorUnit, type ConnectorMetadata } from "@switchyard/interfaces";
import { atMost, billingAddress, invalid, isAutoCapture, need, present, toStringMajorUnit, truncate, unlessEmpty } from "@switchyard/utils";
import { noonSettings } from "../auth.js";
import { toPaymentData, type PaymentRecord } from "./instrument.js";

/** At most 50 characters without a blank too many: noon refuses them, also the one that cutting may leave (tech-spec, trap 16). */
function toName(data: PaymentRecord): string {
  const name = need(data.description, "description").trim().replace(/\s+/g, " ");
  return truncate(name, 50).trimEnd();
}

/** `{"1": "key=value", …}` by name. noon refuses quotation marks, so that only plain values go (tech-spec, trap 17). */
function toNvp(metadata: ConnectorMetadata | undefined): Readonly<Record<string, string>> | undefined {
  const plain = Object.entries(metadata ?? {}).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  const sorted = plain.sort(([one], [other]) => (one < other ? -1 : 1));
  return unlessEmpty(Object.fromEntries(sorted.map(([key, value], at) => [String(at + 1), `${key}=${String(value)}`.replaceAll('"', "")])));
}

/** A state goes with its country: alone it is refused. */
function toAddress(data: PaymentRecord) {
  const { line1, line2, city, state, zip, country } = billingAddress(data)?.address ?? {};
  return unlessEmpty({
    street: present(line1)?.map((text) => truncate(text, 60)),
    street2: present(line2),
    city: present(truncate(city ?? "", 30)),
    stateProvince: country === undefined ? undefined : present(state),
    country,
    postalCode: present(zip),
  });
}

/** Where the buyer comes back to: nearly every payment of a buyer who is there goes over noon's page. */
function toReturnUrl({ request }: PaymentRecord): string | undefined {
  const isStored = request.paymentMethodData.type === "mandate_payment";
  const url = isStored ? present(request.routerReturnUrl) : need(request.routerReturnUrl, "returnUrl");
  if (url?.includes("?") === true) throw invalid("returnUrl", "a URL without a query string");
  return url;
}

function toPaymentAction(data: PaymentRecord): "SALE" | "AUTHORIZE" {
  const { captureMethod } = data.request;
  if (captureMethod === "manual_multiple") throw new ConnectorError("CaptureMethodNotSupported", { connector: "noon", captureMethod });
  return data.flow !== "SetupMandate" && isAutoCapture(data) ? "SALE" : "AUTHORIZE";
}

/** What can be charged later, and at most how much at once: without that noon would store nothing, and not say so (tech-spec, trap 9). */
function toSubscription({ flow, request }: PaymentRecord, name: string) {
  const stores = flow === "SetupMandate" || request.setupFutureUsage === "off_session";
  if (!stores || request.paymentMethodData.type === "mandate_payment") return undefined;
  const most = need(request.setupMandateDetails?.mandateType?.amount, "setupMandateDetails.mandateType.amount");
  if (most.currency !== request.currency) throw new ConnectorError("MandatePaymentDataMismatch", { fields: ["currency"] });
  return { type: "UNSCHEDULED", name, maxAmount: toStringMajorUnit(most.amount, most.currency) };
}

/**
 * The body of INITIATE (tech-spec, section 4.1). What is not known is left out, which noon takes like null; it takes no member beyond
 * these. With a stored card, currency and category are the subscription's.
 */
export function toInitiateRequest(data: PaymentRecord) {
  const { request } = data;
  const isStored = request.paymentMethodData.type === "mandate_payment";
  const name = toName(data);
  const subscription = toSubscription(data, name);
  // A set-up cannot be without an amount: it holds the smallest that there is.
  const amount = data.flow === "SetupMandate" && request.amount === 0 ? minorUnit(1) : request.amount;
  return {
    apiOperation: "INITIATE",
    order: {
      amount: toStringMajorUnit(amount, request.currency),
      currency: isStored ? undefined : request.currency,
      channel: "WEB",
      category: isStored ? undefined : need(present(request.orderCategory) ?? noonSettings(data.connectorMetaData).orderCategory, "orderCategory"),
      // Cut, it would name another order.
      reference: atMost(data.connectorRequestReferenceId, 50, "reference", "noon"),
      name,
      nvp: toNvp(request.metadata),
      ipAddress: present(request.browserInfo?.ipAddress),
    },
    configuration: { tokenizeCC: subscription === undefined ? undefined : true, paymentAction: toPaymentAction(data), returnUrl: toReturnUrl(data) },
    paymentData: toPaymentData(data),
    subscription,
    billing: isStored ? undefined : unlessEmpty({ address: toAddress(data) }),
  };
}
