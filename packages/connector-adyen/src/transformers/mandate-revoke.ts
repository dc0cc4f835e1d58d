import { MandateStatus, ok, type RouterData } from "@switchyard/interfaces";
import { needConnectorMandateId, path, segment } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import { checkShopperReference, readStoredMethod } from "./stored.js";

/**
 * The address of a stored method. Adyen finds it by its shopper: the customer's id, else what the mandate was given with.
 * @throws ConnectorError MissingRequiredField `customer.id`
 */
export function toStoredMethodPath(data: RouterData<"MandateRevoke">, { merchantAccount }: AdyenAuth): string {
  const token = needConnectorMandateId(data.request);
  const shopper = checkShopperReference(data.customerId ?? readStoredMethod(data.request.mandateMetadata).shopperReference);
  const query = `shopperReference=${segment(shopper, "customer.id")}&merchantAccount=${segment(merchantAccount, "auth.key1")}`;
  return `${path`storedPaymentMethods/${token}`}?${query}`;
}

/** A stored method that was deleted, or is not there any more. */
export const REVOKED = { response: ok({ mandateStatus: MandateStatus.Revoked }) } as const;

/** Adyen's word for a token that it does not know. */
export const NO_SUCH_TOKEN = "803";
