import { err, ok, type RedirectForm, type RouterData } from "@switchyard/interfaces";
import {
  keptText,
  keptWithMandate,
  need,
  needBrowserFields,
  needConnectorMandateId,
  notSupported,
  path,
  present,
  redirectTo,
  toE164,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { RevolutCustomer } from "../requests.js";
import type { PaymentResponse } from "../responses.js";
import { readDecline, readEcho } from "./order-result.js";
import { mapPaymentStatus } from "./status.js";

/**
 * `time_zone_utc_offset`: minutes as `Date.getTimezoneOffset()` has them [inferred].
 * @throws ConnectorError MissingRequiredField, MissingRequiredFields
 */
function toBrowser(data: RouterData<"RepeatPayment">) {
  const browser = needBrowserFields(data, "timeZone", "colorDepth", "screenWidth", "screenHeight");
  return {
    type: "browser",
    time_zone_utc_offset: browser.timeZone,
    color_depth: browser.colorDepth,
    screen_width: browser.screenWidth,
    screen_height: browser.screenHeight,
    java_enabled: data.request.browserInfo?.javaEnabled ?? false,
  };
}

/** Pays the order that was made for it: a card for merchant or customer, a Revolut Pay account for merchants alone. @throws ConnectorError NotSupported */
export function toSavedPaymentMethod(data: RouterData<"RepeatPayment">) {
  const { request } = data;
  const id = needConnectorMandateId(request);
  const type = keptWithMandate(request, "type") === "revolut_pay" ? "revolut_pay" : "card";
  if (request.offSession !== false) return { type, id, initiator: "merchant" };
  if (type === "revolut_pay") throw notSupported("revolut", "A saved Revolut Pay account with the customer there");
  return { type, id, initiator: "customer", environment: toBrowser(data) };
}

/** Where the issuer asks the customer. */
function readChallenge({ authentication_challenge: challenge }: PaymentResponse): RedirectForm | undefined {
  const page = redirectTo(challenge?.acs_url);
  if (page !== undefined) return page;
  const html = present(challenge?.fingerprint_html);
  if (html !== undefined) return { type: "html", html };
  const endpoint = present(challenge?.fingerprint_url);
  if (endpoint === undefined) return undefined;
  return { type: "form", endpoint, method: "POST", formFields: { fingerprint_data: challenge?.fingerprint_data ?? "" } };
}

/** The answer to a charge, which the order settles: its id is the payment's, as everywhere. */
export function toSavedPaymentResult(payment: PaymentResponse, { data, http }: ReadContext<"RepeatPayment">): FlowResult<"RepeatPayment"> {
  const status = mapPaymentStatus(payment.state);
  const orderId = need(present(payment.order_id) ?? present(data.referenceId), "order_id");
  if (status === "failure") return { status, response: err({ ...readDecline(payment, http, orderId), attemptStatus: status }) };
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: orderId },
      redirectionData: status === "authentication_pending" ? readChallenge(payment) : undefined,
      connectorStatus: present(payment.state),
      echoed: readEcho(payment),
    }),
  };
}

/** The body of `POST /api/customers`. @throws ConnectorError MissingRequiredField */
export function toCustomerRequest({ request }: RouterData<"CreateConnectorCustomer">): RevolutCustomer {
  const { email, name, phone, billingAddress } = request;
  const full = present(phone)?.expose().startsWith("+") === true ? { number: phone } : billingAddress?.phone;
  return { email: need(email, "email"), full_name: present(name), phone: toE164(full) };
}

/** A payment method is found by its customer: Revolut's id of the customer stands in the mandate's metadata, or is given. */
export function toRevokePath({ request, customerId }: RouterData<"MandateRevoke">): string {
  const owner = need(keptText(request.mandateMetadata, "customerId") ?? present(customerId), "mandateMetadata.customerId");
  return path`api/customers/${owner}/payment-methods/${needConnectorMandateId(request)}`;
}
