import type { Fields } from "../wires.js";

/** An address as it is shown: every field, null where nothing was given. */
export function toFullAddress(given: Fields): Fields {
  return { city: null, country: null, line1: null, line2: null, postal_code: null, state: null, ...given };
}

/** `shipping` as it is shown. */
export function toShipping(given: Fields & { readonly address: Fields }): Fields {
  return { carrier: null, phone: null, tracking_number: null, ...given, address: toFullAddress(given.address) };
}
