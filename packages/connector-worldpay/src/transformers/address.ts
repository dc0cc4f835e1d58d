import type { Address, BrowserInformation, PaymentAddress, Secret } from "@switchyard/interfaces";
import { billingAddress, digitsOnly, present, toE164 } from "@switchyard/utils";
import type { BillingAddress, Customer, Shipping } from "../requests.js";

/** Countries without postcodes everywhere: Worldpay asks for none (tech-spec, section 4.3). */
const WITHOUT_POSTCODE: ReadonlySet<string> = new Set(["IE"]);

/** The address where all that Worldpay requires of one is known; part of one would be refused. */
export function toBillingAddress(address: Address | undefined): BillingAddress | undefined {
  const details = address?.address;
  const [address1, city, postalCode, countryCode] = [present(details?.line1), present(details?.city), present(details?.zip), details?.country];
  if (address1 === undefined || city === undefined || countryCode === undefined) return undefined;
  if (postalCode === undefined && !WITHOUT_POSTCODE.has(countryCode)) return undefined;
  return {
    address1,
    address2: present(details?.line2),
    address3: present(details?.line3),
    city,
    state: present(details?.state),
    postalCode,
    countryCode,
  };
}

function fitting(value: Secret | undefined, pattern: RegExp): Secret | undefined {
  return value !== undefined && pattern.test(value.expose()) ? value : undefined;
}

/** What is known of the customer, for the schemes' authentication data; what Worldpay would refuse is left out. */
export function toCustomer(address: PaymentAddress, email: Secret | undefined, browser: BrowserInformation | undefined): Customer | undefined {
  const billing = billingAddress({ address });
  const phone = billing?.phone === undefined ? undefined : (toE164(billing.phone) ?? present(billing.phone.number))?.map(digitsOnly);
  const customer: Customer = {
    email: fitting(present(email) ?? present(billing?.email), /^.+@.+$/),
    phone: fitting(phone, /^\d{4,20}$/),
    ipAddress: present(browser?.ipAddress),
  };
  return Object.values(customer).some((value) => value !== undefined) ? customer : undefined;
}

/** Names of recipients are cut at 22 characters, which is all that Worldpay takes. */
function shortName(name: Secret | undefined): Secret | undefined {
  return present(name)?.map((text) => text.slice(0, 22));
}

/** Where the goods go, where its address is known in full. */
export function toShipping(shipping: Address | undefined): Shipping | undefined {
  const address = toBillingAddress(shipping);
  if (address === undefined) return undefined;
  return { firstName: shortName(shipping?.address?.firstName), lastName: shortName(shipping?.address?.lastName), address };
}
