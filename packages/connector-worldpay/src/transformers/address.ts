import type { Address, Secret } from "@switchyard/interfaces";
import { billingAddress, digitsOnly, emailOf, present, toE164, truncate, unlessEmpty } from "@switchyard/utils";
import type { BillingAddress, Instruction } from "../requests.js";
import type { PaymentRecord } from "./stored-card.js";

/** At most so many characters: Worldpay refuses a longer text. */
function cut(value: Secret | undefined, maxLength: number): Secret | undefined {
  return present(value)?.map((text) => truncate(text, maxLength));
}

/** The value, if Worldpay takes it: what it would refuse is left out where it is optional. */
function fitting(value: Secret | undefined, pattern: RegExp): Secret | undefined {
  return value !== undefined && pattern.test(value.expose()) ? value : undefined;
}

/** The address where all that Worldpay requires of one is known: part of one would be refused. Ireland may do without a postcode. */
export function toBillingAddress(address: Address | undefined): BillingAddress | undefined {
  const { line1, line2, line3, city, state, zip, country } = address?.address ?? {};
  const [address1, town, postalCode] = [cut(line1, 80), present(city), cut(zip, 15)];
  if (address1 === undefined || town === undefined || country === undefined || (postalCode === undefined && country !== "IE")) return undefined;
  const optional = { address2: cut(line2, 80), address3: cut(line3, 80), state: cut(state, 30), postalCode };
  return { address1, ...optional, city: truncate(town, 50), countryCode: country };
}

/** What is known of the customer, for the schemes' authentication data. */
export function toCustomer(data: PaymentRecord): Instruction["customer"] {
  const phone = billingAddress(data)?.phone;
  return unlessEmpty({
    email: fitting(emailOf(data), /^(?=.{3,128}$).+@.+$/),
    phone: fitting((toE164(phone) ?? phone?.number)?.map(digitsOnly), /^\d{4,20}$/),
    ipAddress: fitting(data.request.browserInfo?.ipAddress, /^(\d{1,3}\.){3}\d{1,3}$|^[\da-f:.]*:[\da-f:.]*$/i),
  });
}

/** Where the goods go, where that address is known in full. */
export function toShipping({ address: { shipping } }: PaymentRecord): Instruction["shipping"] {
  const address = toBillingAddress(shipping);
  if (address === undefined) return undefined;
  return { firstName: cut(shipping?.address?.firstName, 22), lastName: cut(shipping?.address?.lastName, 22), address };
}
