import type { PayLaterData } from "@switchyard/interfaces";
import { notImplemented } from "@switchyard/utils";
import { needBillingDetails, toBillingDetails } from "../address.js";
import type { MethodRecord, StripeMethod } from "./method.js";

/** Pay later, each on the lender's own page. @throws ConnectorError NotImplemented for what Stripe lacks */
export function toPayLater(payLater: PayLaterData, data: MethodRecord): StripeMethod {
  switch (payLater.kind) {
    case "affirm_redirect":
      return { type: "affirm", billing: toBillingDetails(data) };
    case "afterpay_clearpay_redirect":
      return { type: "afterpay_clearpay", billing: needBillingDetails(data, ["name", "email", "address"]), needsShipping: true };
    case "alma_redirect":
      return { type: "alma", billing: toBillingDetails(data) };
    case "klarna_redirect":
      return { type: "klarna", billing: needBillingDetails(data, ["email", "country"]) };
    default:
      throw notImplemented("stripe", payLater);
  }
}
