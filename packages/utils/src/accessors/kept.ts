import { isSecret } from "@switchyard/interfaces";
import { connectorMandateOf, type WithMandate } from "./capture-and-mandate.js";
import { present } from "./need.js";

/**
 * A text that an earlier answer left with the caller, who brings it back: `keptText(request.connectorMeta, "paymentData")`.
 * Callers may bring anything there: what is no text of that name is `undefined`.
 */
export function keptText(kept: unknown, field: string): string | undefined {
  const tree = isSecret(kept) ? kept.expose() : kept;
  const value: unknown = typeof tree === "object" && tree !== null && Object.hasOwn(tree, field) ? Reflect.get(tree, field) : undefined;
  return typeof value === "string" ? present(value) : undefined;
}

/** A text that was kept with the mandate that a payment is made under. */
export function keptWithMandate(request: WithMandate, field: string): string | undefined {
  return keptText(connectorMandateOf(request)?.mandateMetadata, field);
}
