import { secret, type MandateReference } from "@switchyard/interfaces";
import { keptWithMandate, need, needConnectorMandateId } from "@switchyard/utils";
import { isStripeMethodType, storedTypeOf, type PaymentRecord, type StripeMethod } from "./method.js";

/** What an answer says of a stored payment method. */
interface SaidOfStored {
  readonly customer: string | undefined;
  /** Stripe's word for its type, which may be one that nobody charges. */
  readonly type: string | undefined;
  /** The connected account that it is kept by, where that is not the platform. */
  readonly stripeAccount: string | undefined;
}

/** The mandate of a stored payment method: its id, and what its charges need beside it. */
export function toMandateReference(paymentMethod: string, { customer, type, stripeAccount }: SaidOfStored): MandateReference {
  const facts = { customer, type: isStripeMethodType(type) ? type : undefined, ...(stripeAccount === undefined ? {} : { stripeAccount }) };
  return { connectorMandateId: paymentMethod, paymentMethodId: paymentMethod, mandateMetadata: secret<unknown>(facts) };
}

/** A payment method that Stripe keeps, charged as what it was set up as. Its owner must be named (tech-spec, section 4.9). */
export function toStoredMethod(data: PaymentRecord): StripeMethod {
  const kept = keptWithMandate(data.request, "type");
  const type = isStripeMethodType(kept) ? kept : storedTypeOf(data.paymentMethodType ?? data.request.paymentMethodType);
  return { type, stored: needConnectorMandateId(data.request), needsCustomer: true };
}

/** The customer's id at Stripe: the one that the caller or the client made, or that the mandate was set up with. */
export function customerOf(data: PaymentRecord): string | undefined {
  return data.connectorCustomer ?? keptWithMandate(data.request, "customer");
}

/** @throws ConnectorError MissingRequiredField */
export function needCustomer(data: PaymentRecord): string {
  return need(customerOf(data), "customer.connectorCustomerId");
}
