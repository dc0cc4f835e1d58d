import { MandateStatus, ok, type RouterData } from "@switchyard/interfaces";
import { keptText, needConnectorMandateId, path, present, segment } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import { checkShopperReference } from "./stored.js";

/**
 * The address of a stored method. Adyen finds it by its shopper: whom the mandate was given with, as when it is charged, else
 * the customer. By another it would find nothing, and the token would live on.
 * @throws ConnectorError MissingRequiredField `customer.id`
 */
export function toStoredMethodPath(data: RouterData<"MandateRevoke">, { merchantAccount }: AdyenAuth): string {
  const token = needConnectorMandateId(data.request);
  const shopper = checkShopperReference(keptText(data.request.mandateMetadata, "shopperReference") ?? present(data.customerId));
  const query = `shopperReference=${segment(shopper, "customer.id")}&merchantAccount=${segment(merchantAccount, "auth.key1")}`;
  return `${path`storedPaymentMethods/${token}`}?${query}`;
}

/** A stored method that was deleted, or is not there any more. */
export const REVOKED = { response: ok({ mandateStatus: MandateStatus.Revoked }) } as const;

/** Adyen's word for a token that it does not know. */
export const NO_SUCH_TOKEN = "803";
