/**
 * Marks that make objects of this package recognisable across copies of it.
 * Several copies coexist in one dependency tree, so `instanceof` would lie.
 */
export const secretBrand: unique symbol = Symbol.for("@switchyard/secret") as never;
export const connectorErrorBrand: unique symbol = Symbol.for("@switchyard/connector-error") as never;
export const connectorBrand: unique symbol = Symbol.for("@switchyard/connector") as never;
export const cardExpiryBrand: unique symbol = Symbol.for("@switchyard/card-expiry") as never;

/** True when `value` is an object that carries `brand`, whichever copy of the package made it. */
export function hasBrand(value: unknown, brand: symbol): boolean {
  return typeof value === "object" && value !== null && brand in value;
}
