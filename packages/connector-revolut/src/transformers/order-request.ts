import type { PaymentMethodData, RouterData, Secret } from "@switchyard/interfaces";
import {
  billingAddress,
  customerNameOf,
  emailOf,
  invalid,
  isAutoCapture,
  isThreeDs,
  keptText,
  keptWithMandate,
  MinorUnitForConnector as amounts,
  need,
  needSingleCapture,
  notSupported,
  optionalShipping,
  path,
  present,
  sanitize,
  segment,
  shippingAddress,
  shippingFullName,
  toE164,
  unlessEmpty,
  type AddressField,
} from "@switchyard/utils";
import type { RevolutCustomer } from "../requests.js";

/** The records whose request is `POST /api/orders`. The order of a charge without the buyer comes as CreateOrder, with the charge's own request. */
type OrderRecord = RouterData<"Authorize" | "CreateOrder" | "Session">;

type Payment = RouterData<"Authorize">["request"];
/** What these records say, each as far as it goes. */
type Asked = Pick<Payment, "amount" | "currency"> & { readonly [F in keyof Payment]?: Payment[F] | undefined };

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
  const given = Object.entries(metadata ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const pairs = given.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const);
  const fits = pairs.length <= 50 && pairs.every(([key, value]) => /^[a-zA-Z][a-zA-Z\d_]{0,39}$/.test(key) && value.length <= 500);
  if (!fits) throw invalid("metadata", "at most 50 texts of at most 500 characters, under keys of at most 40 letters, digits and _");
  return unlessEmpty(Object.fromEntries(pairs));
}

/** The name that goes with what is paid with, where the buyer has no other. */
function holderOf(method: PaymentMethodData | undefined): Secret | undefined {
  if (method?.type === "card") return present(method.holderName);
  return method?.type === "bank_debit" ? present(method.bankAccountHolderName) : undefined;
}

/** The customer by Revolut's id, as the merchant keeps it: with the customer, or with the mandate. Else by what is known of them. */
function toCustomer(data: OrderRecord, request: Asked): { readonly id: string } | RevolutCustomer | undefined {
  const id = present(data.connectorCustomer) ?? keptWithMandate(request, "customerId");
  if (id !== undefined) return { id };
  const known = { address: data.address, request };
  const full_name = customerNameOf(known) ?? holderOf(request.paymentMethodData);
  return unlessEmpty({ full_name, email: emailOf(known), phone: toE164(billingAddress(data)?.phone) });
}

/** All of it or none: Revolut refuses an address without its required fields. */
function toShippingAddress(data: OrderRecord) {
  const read = <F extends AddressField>(field: F) => optionalShipping(data, field);
  const [street, city, country, zip] = [read("line1"), read("city"), read("country"), read("zip")];
  if (street === undefined || city === undefined || country === undefined || zip === undefined) return undefined;
  return { street_line_1: street, street_line_2: read("line2"), region: read("state"), city, country_code: country, postcode: zip };
}

/** The address, and somebody who can be reached by e-mail or telephone: each where it is there. */
function toShipping(data: OrderRecord) {
  const reached = unlessEmpty({ email: optionalShipping(data, "email"), phone: toE164(shippingAddress(data)?.phone) });
  const contact = reached === undefined ? undefined : { name: shippingFullName(data), ...reached };
  return unlessEmpty({ address: toShippingAddress(data), contact });
}

/**
 * The body of `POST /api/orders`. Nothing of what is paid with is in it: the buyer gives that to Revolut.
 * Revolut refuses nulls, so what is not there is absent.
 */
export function toOrder(data: OrderRecord) {
  const request: Asked = data.request;
  const settings = data.connectorMetaData;
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
    location_id: keptText(settings, "location_id"),
    cancel_authorised_after: keptText(settings, "cancel_authorised_after"),
    expire_pending_after: keptText(settings, "expire_pending_after"),
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

/** The order by its id; or, where no answer ever brought one, by our reference. */
export function toSyncPath({ request }: RouterData<"PSync">): string {
  const { connectorTransactionId: id, connectorReferenceId } = request;
  if (id.type === "connector_transaction_id" && id.id !== "") return path`api/orders/${id.id}`;
  return `api/orders?merchant_order_data_reference=${segment(need(connectorReferenceId, "reference"), "reference")}`;
}

/** The one capture of an order: whatever it does not take is let go. @throws ConnectorError NotSupported for one of several */
export function toCapture({ request }: RouterData<"Capture">) {
  needSingleCapture("revolut", request);
  return { amount: amounts.convert(request.amountToCapture, request.currency) };
}

/** `amount` is the new total, not what is added (tech-spec, section 4.7). */
export function toIncrement({ request, connectorRequestReferenceId }: RouterData<"IncrementalAuthorization">) {
  return { amount: amounts.convert(request.totalAmount, request.currency), reference: connectorRequestReferenceId };
}

/** The body of `POST /api/orders/{order_id}/refund`, whose order has the reference of the refund. */
export function toRefund({ request }: RouterData<"Execute">) {
  const { refundAmount, currency, refundId, reason } = request;
  return { amount: amounts.convert(refundAmount, currency), currency, merchant_order_data: { reference: refundId }, description: present(reason) };
}
