import { secret, type MandateReference } from "@switchyard/interfaces";
import { connectorMandateOf, need, needConnectorMandateId } from "@switchyard/utils";
import { isStripeMethodType, storedTypeOf, type PaymentRecord, type StripeMethod, type StripeMethodType } from "./method.js";

/** What goes with a stored payment method, beside its id: whose it is, and what it is charged as. */
interface StoredFacts {
  readonly customer?: string | undefined;
  readonly type?: StripeMethodType | undefined;
}

function fieldOf(kept: unknown, field: "customer" | "type"): string | undefined {
  const value: unknown = typeof kept === "object" && kept !== null && field in kept ? Reflect.get(kept, field) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What the mandate's set-up left for later payments. */
function readStoredFacts({ request }: PaymentRecord): StoredFacts {
  const kept = connectorMandateOf(request)?.mandateMetadata?.expose();
  const type = fieldOf(kept, "type");
  return { customer: fieldOf(kept, "customer"), type: isStripeMethodType(type) ? type : undefined };
}

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

/** A payment method that Stripe keeps. Its owner must be named (tech-spec, section 4.9). */
export function toStoredMethod(data: PaymentRecord): StripeMethod {
  const type = readStoredFacts(data).type ?? storedTypeOf(data.paymentMethodType ?? data.request.paymentMethodType);
  return { type, stored: needConnectorMandateId(data.request), needsCustomer: true };
}

/** The customer's id at Stripe: the one that the caller or the client made, or that the mandate was set up with. */
export function customerOf(data: PaymentRecord): string | undefined {
  return data.connectorCustomer ?? readStoredFacts(data).customer;
}

/** @throws ConnectorError MissingRequiredField */
export function needCustomer(data: PaymentRecord): string {
  return need(customerOf(data), "customer.connectorCustomerId");
}
