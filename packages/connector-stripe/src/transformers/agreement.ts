import { needAll, present } from "@switchyard/utils";
import type { MandateDataRequest } from "../requests.js";
import type { PaymentRecord, StripeMethod } from "./methods/method.js";
import { toUnixSeconds } from "./time.js";

/** Whether Stripe asks how the customer agreed: to a debit always, to other methods but cards when they are stored. */
function asks(method: StripeMethod, { flow, request }: PaymentRecord): boolean {
  if (method.stored !== undefined) return false;
  return method.needsMandate === true || (method.type !== "card" && (flow === "SetupMandate" || request.setupFutureUsage === "off_session"));
}

/**
 * How the customer agreed: offline where the caller says so, else in the browser that the payment was made with (tech-spec, section 4.1).
 * @throws ConnectorError MissingRequiredField, MissingRequiredFields: an agreement online needs the address and the browser
 */
export function toMandateData(method: StripeMethod, data: PaymentRecord): MandateDataRequest | undefined {
  const { request } = data;
  const acceptance = request.customerAcceptance ?? request.setupMandateDetails?.customerAcceptance;
  if (!asks(method, data)) return undefined;
  const acceptedAt = acceptance?.acceptedAt;
  const accepted_at = acceptedAt === undefined ? undefined : toUnixSeconds(acceptedAt, "customerAcceptance.acceptedAt");
  if (acceptance?.acceptanceType === "offline") return { customer_acceptance: { type: "offline", accepted_at } };
  const fields = needAll({
    "customerAcceptance.online.ipAddress": present(acceptance?.online?.ipAddress) ?? request.browserInfo?.ipAddress,
    "customerAcceptance.online.userAgent": present(acceptance?.online?.userAgent) ?? request.browserInfo?.userAgent,
  });
  const online = { ip_address: fields["customerAcceptance.online.ipAddress"], user_agent: fields["customerAcceptance.online.userAgent"] };
  return { customer_acceptance: { type: "online", accepted_at, online } };
}
