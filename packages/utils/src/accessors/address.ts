import { secret, type Address, type AddressDetails, type PaymentAddress, type PhoneDetails, type Secret } from "@switchyard/interfaces";
import { toStateCode } from "./country.js";
import { digitsOnly } from "./names.js";
import { need, needAll, present } from "./need.js";

/** Any router data that knows addresses. */
export interface WithAddress {
  readonly address?: PaymentAddress | undefined;
}

/** What an address can be asked for: its own fields, the e-mail address and the telephone number that go with it. */
export interface AddressFields extends AddressDetails {
  readonly email?: Address["email"];
  readonly "phone.number"?: PhoneDetails["number"];
  readonly "phone.countryCode"?: PhoneDetails["countryCode"];
}
/** The name of one of {@link AddressFields}. */
export type AddressField = keyof AddressFields;

/** The fields `F` of an address, all there. */
export type NeededAddressFields<F extends AddressField> = { readonly [K in F]-?: NonNullable<AddressFields[K]> };

const READERS: { readonly [F in AddressField]: (address: Address) => AddressFields[F] } = {
  firstName: ({ address }) => address?.firstName,
  lastName: ({ address }) => address?.lastName,
  line1: ({ address }) => address?.line1,
  line2: ({ address }) => address?.line2,
  line3: ({ address }) => address?.line3,
  city: ({ address }) => address?.city,
  state: ({ address }) => address?.state,
  zip: ({ address }) => address?.zip,
  country: ({ address }) => address?.country,
  email: ({ email }) => email,
  "phone.number": ({ phone }) => phone?.number,
  "phone.countryCode": ({ phone }) => phone?.countryCode,
};

function read<F extends AddressField>(address: Address | undefined, field: F): NonNullable<AddressFields[F]> | undefined {
  const reader: (from: Address) => AddressFields[F] = READERS[field];
  return address === undefined ? undefined : present(reader(address));
}

type AddressKind = "billing" | "shipping";

function pathOf(kind: AddressKind, field: AddressField): string {
  return `${kind}.${field === "email" || field.startsWith("phone.") ? field : `address.${field}`}`;
}

function needFields<F extends AddressField>(address: Address | undefined, kind: AddressKind, fields: readonly F[]): NeededAddressFields<F> {
  needAll(Object.fromEntries(fields.map((field) => [pathOf(kind, field), read(address, field)])));
  // Each was just seen to be there; fromEntries forgets the names of its keys.
  return Object.fromEntries(fields.map((field) => [field, read(address, field)])) as NeededAddressFields<F>;
}

function unifyDetails(first: AddressDetails, second: AddressDetails): AddressDetails {
  // First and last name belong to one person: they come from the same address.
  const { firstName, lastName } = present(first.firstName) === undefined ? second : first;
  return {
    firstName,
    lastName,
    line1: present(first.line1) ?? second.line1,
    line2: present(first.line2) ?? second.line2,
    line3: present(first.line3) ?? second.line3,
    city: present(first.city) ?? second.city,
    state: present(first.state) ?? second.state,
    zip: present(first.zip) ?? second.zip,
    country: first.country ?? second.country,
  };
}

/** One address out of two: a field that the first lacks comes from the second. */
export function unifyAddresses(first: Address | undefined, second: Address | undefined): Address | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return {
    address: first.address && second.address ? unifyDetails(first.address, second.address) : (first.address ?? second.address),
    phone: first.phone ?? second.phone,
    email: present(first.email) ?? second.email,
  };
}

/** The billing address: the payment method's own, completed from that of the payment, as in Hyperswitch. */
export function billingAddress(data: WithAddress): Address | undefined {
  return unifyAddresses(data.address?.paymentMethodBilling, data.address?.billing);
}

/** Where the goods go. */
export function shippingAddress(data: WithAddress): Address | undefined {
  return data.address?.shipping;
}

/** A field of the billing address, where it is there and not blank: `optionalBilling(data, "line2")`. */
export function optionalBilling<F extends AddressField>(data: WithAddress, field: F): NonNullable<AddressFields[F]> | undefined {
  return read(billingAddress(data), field);
}

/**
 * A field of the billing address that the processor requires: `needBilling(data, "line1")`.
 * @throws ConnectorError MissingRequiredField, for example `billing.address.line1`
 */
export function needBilling<F extends AddressField>(data: WithAddress, field: F): NonNullable<AddressFields[F]> {
  return need(optionalBilling(data, field), pathOf("billing", field));
}

/**
 * Several required fields of the billing address: `needBillingFields(data, "line1", "city", "zip")`.
 * @throws ConnectorError MissingRequiredField or MissingRequiredFields, naming all that are missing
 */
export function needBillingFields<F extends AddressField>(data: WithAddress, ...fields: readonly F[]): NeededAddressFields<F> {
  return needFields(billingAddress(data), "billing", fields);
}

/** A field of the shipping address, where it is there and not blank. */
export function optionalShipping<F extends AddressField>(data: WithAddress, field: F): NonNullable<AddressFields[F]> | undefined {
  return read(shippingAddress(data), field);
}

/**
 * A field of the shipping address that the processor requires.
 * @throws ConnectorError MissingRequiredField, for example `shipping.phone.number`
 */
export function needShipping<F extends AddressField>(data: WithAddress, field: F): NonNullable<AddressFields[F]> {
  return need(optionalShipping(data, field), pathOf("shipping", field));
}

/**
 * Several required fields of the shipping address.
 * @throws ConnectorError MissingRequiredField or MissingRequiredFields, naming all that are missing
 */
export function needShippingFields<F extends AddressField>(data: WithAddress, ...fields: readonly F[]): NeededAddressFields<F> {
  return needFields(shippingAddress(data), "shipping", fields);
}

function joined(parts: readonly (Secret | undefined)[], separator: string): Secret | undefined {
  const texts = parts.flatMap((part) => present(part)?.expose().trim() ?? []);
  return texts.length === 0 ? undefined : secret(texts.join(separator));
}

/** First and last name, or the one of them that is there. */
export function fullNameOf(address: Address | undefined): Secret | undefined {
  return joined([address?.address?.firstName, address?.address?.lastName], " ");
}

/** Street lines 1 to 3, those that are there, in one text. */
export function combinedLinesOf(address: Address | undefined, separator = ", "): Secret | undefined {
  return joined([address?.address?.line1, address?.address?.line2, address?.address?.line3], separator);
}

/** {@link fullNameOf} the billing address. */
export function billingFullName(data: WithAddress): Secret | undefined {
  return fullNameOf(billingAddress(data));
}

/** @throws ConnectorError MissingRequiredField `billing.address.firstName` when neither name is there */
export function needBillingFullName(data: WithAddress): Secret {
  return need(billingFullName(data), "billing.address.firstName");
}

/** {@link fullNameOf} the shipping address. */
export function shippingFullName(data: WithAddress): Secret | undefined {
  return fullNameOf(shippingAddress(data));
}

/** @throws ConnectorError MissingRequiredField `shipping.address.firstName` when neither name is there */
export function needShippingFullName(data: WithAddress): Secret {
  return need(shippingFullName(data), "shipping.address.firstName");
}

function stateCode(address: Address | undefined, kind: AddressKind): Secret | undefined {
  return read(address, "state")?.map((state) => toStateCode(read(address, "country"), state, pathOf(kind, "state")));
}

/**
 * The billing state as processors want it: a two-letter code in the United States and Canada, as it is elsewhere.
 * @throws ConnectorError InvalidDataFormat `billing.address.state` when a US or Canadian state is not known
 */
export function billingStateCode(data: WithAddress): Secret | undefined {
  return stateCode(billingAddress(data), "billing");
}

/** As {@link billingStateCode}, of the shipping address. */
export function shippingStateCode(data: WithAddress): Secret | undefined {
  return stateCode(shippingAddress(data), "shipping");
}

/** The country calling code in digits alone: `"44"`, however it was written (`+44`, `0044`). */
export function callingCodeDigits(phone: PhoneDetails | undefined): string | undefined {
  return present(digitsOnly(phone?.countryCode ?? "").replace(/^00/, ""));
}

/**
 * The telephone number in E.164 form, `+442079460958`. A number that starts with `+` already has its calling code.
 * `undefined` where number or calling code are missing, or the result is no E.164 number (at most 15 digits).
 * A national trunk prefix (`0` in 020 7946 0958) is left in place: whether it belongs to the number differs by country.
 */
export function toE164(phone: PhoneDetails | undefined): Secret | undefined {
  const number = present(phone?.number)?.expose().trim();
  const callingCode = callingCodeDigits(phone);
  if (number === undefined || (callingCode === undefined && !number.startsWith("+"))) return undefined;
  const digits = number.startsWith("+") ? digitsOnly(number) : `${callingCode ?? ""}${digitsOnly(number)}`;
  return /^[1-9]\d{4,14}$/.test(digits) ? secret(`+${digits}`) : undefined;
}

/** Calling code and number as the caller wrote them, joined: `+44` and `2079460958`, with `#` between `44#2079460958`. */
export function phoneWithCallingCode(phone: PhoneDetails | undefined, separator: "" | "#" | "-" | " " = ""): Secret | undefined {
  const number = present(phone?.number);
  const callingCode = callingCodeDigits(phone);
  if (number === undefined || callingCode === undefined) return undefined;
  return number.map((digits) => `${separator === "#" ? "" : "+"}${callingCode}${separator}${digits}`);
}

/** Any router data whose request names the customer. */
export interface WithCustomer extends WithAddress {
  readonly request: { readonly email?: Secret | undefined; readonly customerName?: Secret | undefined };
}

/** The customer's e-mail address: the request's, else the billing address's. */
export function emailOf(data: WithCustomer): Secret | undefined {
  return present(data.request.email) ?? optionalBilling(data, "email");
}

/** @throws ConnectorError MissingRequiredField `email` */
export function needEmail(data: WithCustomer): Secret {
  return need(emailOf(data), "customer.email");
}

/** The customer's name: the request's, else that of the billing address. */
export function customerNameOf(data: WithCustomer): Secret | undefined {
  return present(data.request.customerName) ?? billingFullName(data);
}

/** @throws ConnectorError MissingRequiredField `customerName` */
export function needCustomerName(data: WithCustomer): Secret {
  return need(customerNameOf(data), "customer.name");
}
