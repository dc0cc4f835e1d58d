import { ok, type RouterData } from "@switchyard/interfaces";
import { applePayPaymentDataJson, billingAddress, present, toE164, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { ApplePayTokenRequest, CustomerRequest, FormTree } from "../requests.js";
import { idOf, type CreatedResponse, type MethodResponse, type TokenResponse } from "../responses.js";
import { toBillingDetails, toStripeAddress } from "./address.js";
import { readRequestId } from "./errors.js";
import { toMethodData } from "./intent-request.js";
import { toStripeMetadata } from "./metadata.js";
import { toStripeMethod } from "./methods/payment-method.js";
import { needsApplePayToken } from "./methods/wallet.js";

/**
 * The customer that payment methods are kept for (tech-spec, section 4.11). Asked for by itself, or on behalf of a payment:
 * then the payment says who it is.
 */
export function toCustomerRequest(data: RouterData<"CreateConnectorCustomer">): CustomerRequest {
  const { request } = data;
  const billing = toBillingDetails(data);
  const { phone } = request;
  return {
    name: present(request.name) ?? billing.name,
    email: present(request.email) ?? billing.email,
    phone: phone === undefined ? billing.phone : (toE164({ number: phone }) ?? present(phone)),
    description: present(request.description),
    address: toStripeAddress(request.billingAddress ?? billingAddress(data)),
    metadata: toStripeMetadata(undefined, { order_id: request.customerId ?? data.customerId ?? data.connectorRequestReferenceId }),
  };
}

export function toCustomerResult(customer: CreatedResponse): FlowResult<"CreateConnectorCustomer"> {
  return { response: ok({ type: "connector_customer", connectorCustomerId: customer.id }) };
}

/** Apple Pay's encrypted data become a token, anything else a payment method (tech-spec, sections 4.12 and 4.13). */
export function toTokenPath(data: RouterData<"PaymentMethodToken">): string {
  return needsApplePayToken(data) ? "v1/tokens" : "v1/payment_methods";
}

function toApplePayTokenRequest({ request }: RouterData<"PaymentMethodToken">): ApplePayTokenRequest | undefined {
  const { paymentMethodData: wallet } = request;
  if (wallet.type !== "wallet" || wallet.kind !== "apple_pay" || wallet.paymentData.type !== "encrypted") return undefined;
  return {
    pk_token: applePayPaymentDataJson(wallet),
    pk_token_instrument_name: wallet.paymentMethod?.displayName,
    pk_token_payment_network: wallet.paymentMethod?.network,
    pk_token_transaction_id: present(wallet.transactionIdentifier),
  };
}

/** The body of `POST /v1/tokens` or `POST /v1/payment_methods`. */
export function toTokenRequest(data: RouterData<"PaymentMethodToken">): ApplePayTokenRequest | FormTree {
  return toApplePayTokenRequest(data) ?? toMethodData(toStripeMethod(data));
}

export function toTokenResult({ id }: TokenResponse): FlowResult<"PaymentMethodToken"> {
  return { response: ok({ type: "tokenization", token: id }) };
}

/** A method that belongs to nobody any more cannot be used again (tech-spec, section 4.9). */
export function toRevokeResult({ object, customer }: MethodResponse, { http }: ReadContext<"MandateRevoke">): FlowResult<"MandateRevoke"> {
  const mandateStatus = object === "payment_method" && idOf(customer) === undefined ? "revoked" : "pending";
  return { response: ok({ mandateStatus, connectorResponseReferenceId: readRequestId(http) }) };
}
