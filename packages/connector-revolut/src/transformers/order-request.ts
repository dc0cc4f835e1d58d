import {
  ConnectorError,
  type CaptureMethod,
  type Currency,
  type MinorUnit,
  type PaymentMethodData,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import {
  connectorMandateOf,
  customerNameOf,
  emailOf,
  billingAddress,
  isAutoCapture,
  isThreeDs,
  MinorUnitForConnector as amounts,
  notSupported,
  optionalShipping,
  present,
  sanitize,
  shippingAddress,
  shippingFullName,
  toE164,
  type AddressField,
  type WithMandate,
} from "@switchyard/utils";
import type { RevolutCustomer, RevolutOrderRequest, RevolutShipping } from "../requests.js";

/** The records whose request is `POST /api/orders`. The order of a charge without the buyer comes as CreateOrder, with the charge's own request. */
type OrderRecord = RouterData<"Authorize" | "CreateOrder" | "Session">;

/** What these records say, each as far as it goes. */
interface Asked extends WithMandate {
  readonly amount: MinorUnit;
  readonly currency: Currency;
  readonly captureMethod?: CaptureMethod | undefined;
  readonly email?: Secret | undefined;
  readonly customerName?: Secret | undefined;
  readonly paymentMethodData?: PaymentMethodData | undefined;
  readonly requestIncrementalAuthorization?: boolean | undefined;
  readonly routerReturnUrl?: string | undefined;
  readonly statementDescriptorSuffix?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

const invalid = (fieldName: string, expected: string) => new ConnectorError("InvalidDataFormat", { fieldName, expected });

/** Where the page sends the buyer. Revolut refuses addresses that only this machine knows. @throws ConnectorError InvalidDataFormat */
function toRedirectUrl(url: string | undefined): string | undefined {
  const given = present(url);
  if (given === undefined) return undefined;
  const host = /^https?:\/\//i.test(given) && URL.canParse(given) ? new URL(given).hostname : "";
  if (given.length <= 2000 && host !== "" && host !== "localhost" && !/^[\d.]+$|^\[/.test(host)) return given;
  throw invalid("returnUrl", "an http or https address of at most 2000 characters, whose host is a public name");
}

/** Texts under plain keys. @throws ConnectorError InvalidDataFormat for what Revolut would refuse */
export function toMetadata(metadata: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> | undefined {
  const pairs = Object.entries(metadata ?? {}).flatMap(([key, value]) => {
    if (value === undefined || value === null) return [];
    return [[key, typeof value === "string" ? value : JSON.stringify(value)] as const];
  });
  const fits = pairs.length <= 50 && pairs.every(([key, value]) => /^[a-zA-Z][a-zA-Z\d_]{0,39}$/.test(key) && value.length <= 500);
  if (!fits) throw invalid("metadata", "at most 50 texts of at most 500 characters, under keys of at most 40 letters, digits and _");
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** The name that goes with what is paid with, where the buyer has no other. */
function holderOf(method: PaymentMethodData | undefined): Secret | undefined {
  if (method?.type === "card") return present(method.holderName);
  return method?.type === "bank_debit" ? present(method.bankAccountHolderName) : undefined;
}

/** Revolut's id of a customer, as the merchant keeps it: with the customer, or with the mandate. */
export function customerIdOf(data: { readonly connectorCustomer?: string | undefined }, request: WithMandate): string | undefined {
  const kept: unknown = connectorMandateOf(request)?.mandateMetadata?.expose();
  const id: unknown = typeof kept === "object" && kept !== null ? Reflect.get(kept, "customerId") : undefined;
  return present(data.connectorCustomer) ?? (typeof id === "string" ? present(id) : undefined);
}

function toCustomer(data: OrderRecord, request: Asked): RevolutOrderRequest["customer"] {
  const id = customerIdOf(data, request);
  if (id !== undefined) return { id };
  const known = { address: data.address, request };
  const customer: RevolutCustomer = {
    full_name: customerNameOf(known) ?? holderOf(request.paymentMethodData),
    email: emailOf(known),
    phone: toE164(billingAddress(data)?.phone),
  };
  return Object.values(customer).some((value) => value !== undefined) ? customer : undefined;
}

/** All of it or none: Revolut refuses an address without its required fields. */
function toShippingAddress(data: OrderRecord): RevolutShipping["address"] {
  const read = <F extends AddressField>(field: F) => optionalShipping(data, field);
  const [street, city, country, zip] = [read("line1"), read("city"), read("country"), read("zip")];
  if (street === undefined || city === undefined || country === undefined || zip === undefined) return undefined;
  return { street_line_1: street, street_line_2: read("line2"), region: read("state"), city, country_code: country, postcode: zip };
}

/** The address, and somebody who can be reached: each where it is there. */
function toShipping(data: OrderRecord): RevolutShipping | undefined {
  const address = toShippingAddress(data);
  const email = optionalShipping(data, "email");
  const phone = toE164(shippingAddress(data)?.phone);
  const contact = email === undefined && phone === undefined ? undefined : { name: shippingFullName(data), email, phone };
  return address === undefined && contact === undefined ? undefined : { address, contact };
}

/** A text of the merchant's settings for this connector. */
function settingOf({ connectorMetaData }: OrderRecord, name: string): string | undefined {
  const value = connectorMetaData?.[name];
  return typeof value === "string" ? present(value) : undefined;
}

/** The body of `POST /api/orders`. Nothing of what is paid with is in it: the buyer gives that to Revolut. */
export function toOrderRequest(data: OrderRecord): RevolutOrderRequest {
  const request: Asked = data.request;
  return {
    amount: amounts.convert(request.amount, request.currency),
    currency: request.currency,
    description: present(data.description),
    customer: toCustomer(data, request),
    shipping: toShipping(data),
    capture_mode: isAutoCapture({ connector: data.connector, request }) ? "automatic" : "manual",
    authorisation_type: request.requestIncrementalAuthorization === true ? "pre_authorisation" : undefined,
    enforce_challenge: isThreeDs(data) ? "forced" : undefined,
    merchant_order_data: { reference: data.connectorRequestReferenceId },
    redirect_url: toRedirectUrl(request.routerReturnUrl),
    metadata: toMetadata(request.metadata),
    statement_descriptor_suffix: present(sanitize(request.statementDescriptorSuffix ?? "", /[^*\n\r\\]/, 19)),
    location_id: settingOf(data, "location_id"),
    cancel_authorised_after: settingOf(data, "cancel_authorised_after"),
    expire_pending_after: settingOf(data, "expire_pending_after"),
  };
}

/** @throws ConnectorError NotSupported for what the page cannot do */
export function checkAuthorize({ request, connector }: RouterData<"Authorize">): void {
  if (request.offSession === true || request.mandateId?.mandateReferenceId !== undefined) {
    throw notSupported("revolut", "a stored payment method in authorize: repeatPayment charges it");
  }
  if (request.requestIncrementalAuthorization !== true) return;
  const isCardLater = request.paymentMethodData.type.startsWith("card") && !isAutoCapture({ connector, request });
  if (!isCardLater) throw notSupported("revolut", "an amount that may grow, for anything but a card that is captured later");
}
