import { ConnectorError, err, minorUnit, ok, type RedirectForm, type RouterData } from "@switchyard/interfaces";
import { connectorMandateOf, need, needConnectorMandateId, path, present, toE164, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { RevolutBrowser, RevolutCustomer, RevolutSavedPaymentRequest } from "../requests.js";
import type { PaymentResponse } from "../responses.js";
import { readDecline } from "./errors.js";
import { mapPaymentStatus } from "./status.js";

/** What was kept beside a mandate: the customer whose it is, and as what it is charged. */
function readKept(kept: unknown, name: "customerId" | "type"): string | undefined {
  const value: unknown = typeof kept === "object" && kept !== null ? Reflect.get(kept, name) : undefined;
  return typeof value === "string" ? present(value) : undefined;
}

/** The browser of a customer who is there. @throws ConnectorError MissingRequiredField */
function toBrowser({ browserInfo }: RouterData<"RepeatPayment">["request"]): RevolutBrowser {
  const browser = need(browserInfo, "browserInfo");
  return {
    type: "browser",
    time_zone_utc_offset: need(browser.timeZone, "browserInfo.timeZone"),
    color_depth: need(browser.colorDepth, "browserInfo.colorDepth"),
    screen_width: need(browser.screenWidth, "browserInfo.screenWidth"),
    screen_height: need(browser.screenHeight, "browserInfo.screenHeight"),
    java_enabled: browser.javaEnabled ?? false,
  };
}

/** Pays the order that was made for it. Revolut Pay is charged by merchants alone (tech-spec, section 4.8). */
export function toSavedPaymentRequest({ request }: RouterData<"RepeatPayment">): RevolutSavedPaymentRequest {
  const type = readKept(connectorMandateOf(request)?.mandateMetadata?.expose(), "type") === "revolut_pay" ? "revolut_pay" : "card";
  const isThere = request.offSession === false;
  if (isThere && type === "revolut_pay") {
    throw new ConnectorError("NotSupported", { connector: "revolut", message: "A saved Revolut Pay account with the customer there" });
  }
  const initiator = isThere ? "customer" : "merchant";
  return { saved_payment_method: { type, id: needConnectorMandateId(request), initiator, environment: isThere ? toBrowser(request) : undefined } };
}

/** Where the issuer asks the customer. */
function readChallenge({ authentication_challenge: challenge }: PaymentResponse): RedirectForm | undefined {
  const [acsUrl, html, url] = [present(challenge?.acs_url), present(challenge?.fingerprint_html), present(challenge?.fingerprint_url)];
  if (acsUrl !== undefined) return { type: "form", endpoint: acsUrl, method: "GET", formFields: {} };
  if (html !== undefined) return { type: "html", html };
  if (url === undefined) return undefined;
  return { type: "form", endpoint: url, method: "POST", formFields: { fingerprint_data: challenge?.fingerprint_data ?? "" } };
}

/** The answer to a charge, which the order settles: its id is the payment's, as everywhere. */
export function toSavedPaymentResult(payment: PaymentResponse, { data, http }: ReadContext<"RepeatPayment">): FlowResult<"RepeatPayment"> {
  const status = mapPaymentStatus(payment.state);
  const orderId = need(present(payment.order_id) ?? present(data.referenceId), "order_id");
  if (status === "failure") return { status, response: err({ ...readDecline(payment, http, orderId), attemptStatus: status }) };
  const amount = payment.amount == null ? undefined : minorUnit(payment.amount, "amount");
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: orderId },
      redirectionData: status === "authentication_pending" ? readChallenge(payment) : undefined,
      connectorStatus: present(payment.state),
      echoed: { amount, currency: present(payment.currency)?.toUpperCase() },
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
export function toRevokePath(data: RouterData<"MandateRevoke">): string {
  const customerId = readKept(data.request.mandateMetadata?.expose(), "customerId") ?? present(data.customerId);
  return path`api/customers/${need(customerId, "mandateMetadata.customerId")}/payment-methods/${needConnectorMandateId(data.request)}`;
}
