import { secret, type Address, type Secret } from "@switchyard/interfaces";
import {
  billingAddress,
  billingStateCode,
  customerNameOf,
  need,
  needBillingFields,
  present,
  shippingAddress,
  shippingStateCode,
  splitFullName,
  toE164,
  truncate,
  type WithAddress,
  type WithCustomer,
} from "@switchyard/utils";
import type { AdyenAddress, DeliveryAddress, ShopperName } from "../requests.js";

const MOST_NAME = 80;

const cut = (name: Secret): Secret => name.map((text) => truncate(text.trim(), MOST_NAME));

function bothNames(first: Secret | undefined, last: Secret | undefined): ShopperName | undefined {
  const [firstName, lastName] = [present(first), present(last)];
  return firstName === undefined || lastName === undefined ? undefined : { firstName: cut(firstName), lastName: cut(lastName) };
}

/** The shopper's first and last name: those of the billing address, else the customer's name in its two parts. */
export function toShopperName(data: WithCustomer): ShopperName | undefined {
  const billing = billingAddress(data)?.address;
  const both = bothNames(billing?.firstName, billing?.lastName);
  if (both !== undefined) return both;
  const parts = splitFullName(customerNameOf(data)?.expose() ?? "");
  return parts?.lastName === undefined ? undefined : bothNames(secret(parts.firstName), secret(parts.lastName));
}

/** @throws ConnectorError MissingRequiredField or MissingRequiredFields, naming the parts that are missing */
export function needShopperName(data: WithCustomer): ShopperName {
  const name = toShopperName(data);
  if (name !== undefined) return name;
  return needBillingFields(data, "firstName", "lastName");
}

/** `12`, `12a`, `12-14`, `12/3`. */
const NUMBER = String.raw`\d+ ?[A-Za-z]?(?:[-/]\d+[A-Za-z]?)?`;
const ONLY_NUMBER = new RegExp(`^${NUMBER}$`);
const NUMBER_FIRST = new RegExp(String.raw`^(${NUMBER}),?\s+(.+)$`);
const NUMBER_LAST = new RegExp(String.raw`^(.+?),?\s+(${NUMBER})$`);

interface Street {
  readonly street: string;
  readonly houseNumberOrName: string;
}

/**
 * Street and house, which Adyen wants apart for address verification: the number at either end of the first line. A line that
 * is a number alone, or has none (Rose Cottage), is the house, and the second line the street, as Hyperswitch sends them.
 */
export function splitStreet(line1: string, line2: string | undefined): Street | undefined {
  const line = line1.trim();
  const second = line2?.trim() ?? "";
  if (ONLY_NUMBER.test(line)) return second === "" ? undefined : { houseNumberOrName: line, street: second };
  const first = NUMBER_FIRST.exec(line);
  if (first?.[1] !== undefined && first[2] !== undefined) return { houseNumberOrName: first[1], street: first[2] };
  const last = NUMBER_LAST.exec(line);
  if (last?.[1] !== undefined && last[2] !== undefined) return { houseNumberOrName: last[2], street: last[1] };
  return second === "" ? undefined : { houseNumberOrName: line, street: second };
}

/** All that Adyen requires of an address, or nothing: part of one would be refused. */
function toAddress(given: Address | undefined, stateCode: () => Secret | undefined): AdyenAddress | undefined {
  const { line1, line2, city, zip, country } = given?.address ?? {};
  const [line, town, postalCode] = [present(line1), present(city), present(zip)];
  const street = line === undefined ? undefined : splitStreet(line.expose(), present(line2)?.expose());
  if (street === undefined || town === undefined || postalCode === undefined || country === undefined) return undefined;
  const stateOrProvince = stateCode();
  return {
    street: secret(street.street),
    houseNumberOrName: secret(street.houseNumberOrName),
    city: town,
    postalCode,
    country,
    stateOrProvince,
  };
}

/** The billing address, where all of it is known. @throws ConnectorError InvalidDataFormat for a state of the US or Canada that is none */
export function toBillingAddress(data: WithAddress): AdyenAddress | undefined {
  return toAddress(billingAddress(data), () => billingStateCode(data));
}

/** @throws ConnectorError MissingRequiredField or MissingRequiredFields */
export function needBillingAddress(data: WithAddress): AdyenAddress {
  needBillingFields(data, "line1", "city", "zip", "country");
  // What is still missing is the street to a house, or the house in a street.
  return need(toBillingAddress(data), "billing.address.line2");
}

/** Where the goods go, where all of that is known. */
export function toDeliveryAddress(data: WithAddress): DeliveryAddress | undefined {
  const given = shippingAddress(data);
  const address = toAddress(given, () => shippingStateCode(data));
  return address === undefined ? undefined : { ...address, ...bothNames(given?.address?.firstName, given?.address?.lastName) };
}

/** The telephone number in E.164 form, where it can be written so: Adyen takes no other. */
export function toTelephoneNumber(data: WithAddress): Secret | undefined {
  return toE164(billingAddress(data)?.phone) ?? toE164(shippingAddress(data)?.phone);
}

/** @throws ConnectorError MissingRequiredField `billing.phone.number` */
export function needTelephoneNumber(data: WithAddress): Secret {
  return need(toTelephoneNumber(data), "billing.phone.number");
}
