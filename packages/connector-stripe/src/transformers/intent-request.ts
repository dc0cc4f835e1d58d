import type { RouterData } from "@switchyard/interfaces";
import { isAutoCapture, isThreeDs, need, notSupported, present, sanitize, toAscii } from "@switchyard/utils";
import type { FormTree, OpenIntentRequest, PaymentIntentRequest, SetupIntentRequest } from "../requests.js";
import { toStripeShipping } from "./address.js";
import { toMandateData } from "./agreement.js";
import { toStripeAmount, toStripeCurrency } from "./amount.js";
import { splitOf, toConnectFields } from "./connect.js";
import { toStripeMetadata } from "./metadata.js";
import { factsOf, type PaymentRecord, type StripeMethod } from "./methods/method.js";
import { toPaymentMethod } from "./methods/payment-method.js";
import { customerOf, needCustomer } from "./methods/stored.js";

/** What of a text may stand on a statement: at most 22 characters, none of `< > \ ' " *` (tech-spec, section 4.1). */
function toStatement(text: string | undefined): string | undefined {
  return present(sanitize(toAscii(text ?? ""), /[^<>\\'"*\x00-\x1f]/, 22));
}

/** Cards take a suffix alone: a whole descriptor is an error for them (tech-spec, section 11.13). */
function toStatementFields({ type }: StripeMethod, { request }: PaymentRecord) {
  const { statementDescriptor, statementDescriptorSuffix } = request;
  if (type === "card") return { statement_descriptor_suffix: toStatement(statementDescriptorSuffix ?? statementDescriptor) };
  return { statement_descriptor: toStatement(statementDescriptor) };
}

/** New details of a payment method, or none where Stripe keeps it. */
export function toMethodData({ type, fields, billing }: StripeMethod): FormTree {
  return { type, [type]: fields, billing_details: billing };
}

/** Where the customer comes back to. @throws ConnectorError MissingRequiredField where the payment leads them away */
function toReturnUrl({ type, stored }: StripeMethod, data: PaymentRecord): string | undefined {
  const { routerReturnUrl, completeAuthorizeUrl, offSession } = data.request;
  const url = present(routerReturnUrl) ?? present(completeAuthorizeUrl);
  const leaves = offSession !== true && (stored === undefined ? factsOf(type).redirects || (type === "card" && isThreeDs(data)) : isThreeDs(data));
  return leaves ? need(url, "returnUrl") : url;
}

/** What payments and set-ups have in common: the method, who it belongs to, and how its customer agreed. */
function toIntentFields(method: StripeMethod, data: PaymentRecord) {
  const { type, stored, options, needsCustomer } = method;
  const reference = data.connectorRequestReferenceId;
  return {
    confirm: true,
    payment_method_types: [type],
    payment_method: stored,
    payment_method_data: stored === undefined ? toMethodData(method) : undefined,
    payment_method_options: options === undefined ? undefined : { [type]: options },
    customer: needsCustomer === true ? needCustomer(data) : customerOf(data),
    mandate_data: toMandateData(method, data),
    return_url: toReturnUrl(method, data),
    description: present(data.description),
    metadata: toStripeMetadata(data.request.metadata, { order_id: reference }),
  } as const;
}

/** The body of `POST /v1/payment_intents` (tech-spec, section 4.1). @throws ConnectorError for what Stripe would refuse */
export function toPaymentIntentRequest(data: RouterData<"Authorize" | "RepeatPayment">): PaymentIntentRequest {
  const { request } = data;
  const method = toPaymentMethod(data);
  const fields = toIntentFields(method, data);
  const isOffSession = request.offSession === true;
  return {
    amount: toStripeAmount(request.amount, request.currency),
    currency: toStripeCurrency(request.currency),
    ...fields,
    capture_method: isAutoCapture(data) ? "automatic" : "manual",
    setup_future_usage: request.setupFutureUsage,
    off_session: isOffSession ? true : undefined,
    // Nobody could take a step that leads back nowhere: Stripe then declines instead of asking for it.
    error_on_requires_action: method.type === "card" && !isOffSession && fields.return_url === undefined ? true : undefined,
    ...toStatementFields(method, data),
    shipping: toStripeShipping(data, method.needsShipping === true),
    ...toConnectFields(splitOf(request), request.currency),
    expand: ["latest_charge"],
  };
}

/** The body of `POST /v1/setup_intents` (tech-spec, section 4.9). @throws ConnectorError for what Stripe would refuse */
export function toSetupIntentRequest(data: RouterData<"SetupMandate">): SetupIntentRequest {
  const { amount, setupFutureUsage } = data.request;
  if (amount > 0) throw notSupported("stripe", "SetupMandate with an amount: pay with setupFutureUsage instead");
  const split = splitOf(data.request);
  return {
    ...toIntentFields(toPaymentMethod(data), data),
    usage: setupFutureUsage ?? "off_session",
    on_behalf_of: split?.onBehalfOf,
    expand: ["latest_attempt"],
  };
}

/** The body of a PaymentIntent that the customer's browser confirms (tech-spec, section 4.14). */
export function toOpenIntentRequest(data: RouterData<"Session" | "CreateOrder">): OpenIntentRequest {
  const { request } = data;
  const metadata = "metadata" in request ? request.metadata : undefined;
  const captureMethod = "captureMethod" in request ? request.captureMethod : undefined;
  return {
    amount: toStripeAmount(request.amount, request.currency),
    currency: toStripeCurrency(request.currency),
    capture_method: isAutoCapture({ connector: "stripe", request: { captureMethod } }) ? "automatic" : "manual",
    automatic_payment_methods: { enabled: true },
    metadata: toStripeMetadata(metadata, { order_id: data.connectorRequestReferenceId }),
    ...toConnectFields(splitOf(request), request.currency),
  };
}
