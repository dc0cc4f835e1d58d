import type { Address, Secret } from "@switchyard/interfaces";
import {
  billingAddress,
  billingFullName,
  emailOf,
  fullNameOf,
  needAll,
  needShippingFields,
  present,
  shippingAddress,
  toE164,
  unlessEmpty,
  type WithAddress,
} from "@switchyard/utils";
import type { StripeAddress, StripeBillingDetails, StripeShipping } from "../requests.js";

/** The fields of an address that are known; `undefined` when none is. */
export function toStripeAddress(address: Address | undefined): StripeAddress | undefined {
  const { line1, line2, city, state, zip, country } = address?.address ?? {};
  return unlessEmpty({
    line1: present(line1),
    line2: present(line2),
    city: present(city),
    state: present(state),
    postal_code: present(zip),
    country,
  });
}

function phoneOf(address: Address | undefined): Secret | undefined {
  return toE164(address?.phone) ?? present(address?.phone?.number);
}

/** A record that may know its customer beside the billing address. */
interface WithPayer extends WithAddress {
  readonly request: object;
}

/** The customer's own words: the request's, where this flow's request has them. */
function statedOf({ request }: WithPayer): { readonly email?: Secret | undefined; readonly name?: Secret | undefined } {
  const { email, customerName, name } = request as {
    // Three names of optional fields that some flows' requests have: where one is there, it is a Secret.
    readonly email?: Secret | undefined;
    readonly customerName?: Secret | undefined;
    readonly name?: Secret | undefined;
  };
  return { email, name: customerName ?? name };
}

/** Who pays, as far as it is known. `holder`: the name that the payment method itself states. */
export function toBillingDetails(data: WithPayer, holder?: Secret): StripeBillingDetails {
  const address = billingAddress(data);
  const { email, name } = statedOf(data);
  return {
    name: present(holder) ?? billingFullName(data) ?? present(name),
    email: emailOf({ ...data, request: { email } }),
    phone: phoneOf(address),
    address: toStripeAddress(address),
  };
}

/** What a type of payment method asks of who pays. */
export type BillingNeed = "name" | "email" | "address" | "country";

const PATHS = { name: "billing.address.firstName", email: "customer.email", country: "billing.address.country" } as const;
const ADDRESS_PATHS = {
  line1: "billing.address.line1",
  city: "billing.address.city",
  postal_code: "billing.address.zip",
  country: "billing.address.country",
} as const;

/**
 * Who pays, with everything that the type asks for (tech-spec, section 4.2).
 * @throws ConnectorError MissingRequiredField, MissingRequiredFields
 */
export function needBillingDetails(data: WithPayer, needs: readonly BillingNeed[], holder?: Secret): StripeBillingDetails {
  const billing = toBillingDetails(data, holder);
  const { address = {} } = billing;
  const fields: Record<string, unknown> = {};
  for (const need of needs) {
    if (need === "address") {
      for (const field of ["line1", "city", "postal_code", "country"] as const) fields[ADDRESS_PATHS[field]] = address[field];
    } else {
      fields[PATHS[need]] = need === "country" ? address.country : billing[need];
    }
  }
  needAll(fields);
  return billing;
}

/**
 * Where the goods go, where a name and a street are known: Stripe refuses one without the other (tech-spec, section 4.1).
 * @throws ConnectorError MissingRequiredFields where the payment method requires it
 */
export function toStripeShipping(data: WithPayer, isRequired: boolean): StripeShipping | undefined {
  const shipping = shippingAddress(data);
  const name = fullNameOf(shipping) ?? present(statedOf(data).name) ?? billingFullName(data);
  if (isRequired) {
    needShippingFields(data, "line1", "zip", "country");
    needAll({ "shipping.address.firstName": name });
  }
  const address = toStripeAddress(shipping);
  if (name === undefined || address?.line1 === undefined) return undefined;
  return { name, phone: phoneOf(shipping), address };
}
