import { secret, type MandateReference, type RouterData } from "@switchyard/interfaces";
import { atMost, connectorMandateOf, invalid, keptWithMandate, need, present } from "@switchyard/utils";
import type { PaymentsRequest } from "../requests.js";
import { textOf } from "./errors.js";

/** The record of the flows whose request is `POST /payments`. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** What later payments with a stored method need beside its token: whose it is, and what kind of method it is. */
export interface StoredMethod {
  readonly shopperReference?: string | undefined;
  readonly type?: string | undefined;
}

/** What both families of token fields are called: an account has the one or the other (tech-spec, section 11). */
interface TokenFields {
  readonly "tokenization.storedPaymentMethodId"?: unknown;
  readonly "tokenization.shopperReference"?: unknown;
  readonly "recurring.recurringDetailReference"?: unknown;
  readonly "recurring.shopperReference"?: unknown;
}

/** The token that an answer or a notification names, and whose it is. */
export function toMandateReference(fields: TokenFields | null | undefined, known: StoredMethod = {}): MandateReference | undefined {
  const connectorMandateId = textOf(fields, "tokenization.storedPaymentMethodId") ?? textOf(fields, "recurring.recurringDetailReference");
  if (connectorMandateId === undefined) return undefined;
  const shopper = textOf(fields, "tokenization.shopperReference") ?? textOf(fields, "recurring.shopperReference") ?? known.shopperReference;
  const metadata = Object.fromEntries(Object.entries({ type: known.type, shopperReference: shopper }).filter(([, value]) => value !== undefined));
  return { connectorMandateId, mandateMetadata: secret(metadata) };
}

/** Our id of the customer, which Adyen keeps stored methods by. */
export function shopperReferenceOf({ connectorCustomer, customerId, request }: PaymentRecord): string | undefined {
  return present(connectorCustomer) ?? present(request.customerId) ?? present(customerId);
}

const MOST_SHOPPER = 256;

function isShopperReference(reference: string | undefined): boolean {
  return reference !== undefined && reference.length >= 3 && reference.length <= MOST_SHOPPER;
}

/** @throws ConnectorError MissingRequiredField, InvalidDataFormat, MaxFieldLengthViolated: Adyen takes 3 to 256 characters */
export function checkShopperReference(reference: string | undefined): string {
  const given = atMost(need(reference, "customer.id"), MOST_SHOPPER, "customer.id", "adyen");
  if (isShopperReference(given)) return given;
  throw invalid("customer.id", "3 to 256 characters");
}

/** Whether the payment method is to be stored for charges without the customer. */
export function storesMethod({ flow, request }: PaymentRecord): boolean {
  return flow === "SetupMandate" || request.setupFutureUsage === "off_session";
}

type Agreement = Pick<PaymentsRequest, "shopperInteraction" | "recurringProcessingModel" | "storePaymentMethod" | "shopperReference">;

/** Who is there, and what was agreed for later (tech-spec, sections 4.8 and 4.9). @throws ConnectorError MissingRequiredField `customer.id` */
export function toAgreement(data: PaymentRecord): Agreement {
  const { mandateId, offSession, paymentChannel } = data.request;
  const known = shopperReferenceOf(data);
  const isMoto = paymentChannel === "mail_order" || paymentChannel === "telephone_order";
  if (mandateId?.mandateReferenceId !== undefined) {
    const stored = keptWithMandate(data.request, "shopperReference") ?? known;
    const shopperReference = connectorMandateOf(data.request) === undefined ? known : checkShopperReference(stored);
    return offSession === false
      ? { shopperInteraction: "Ecommerce", recurringProcessingModel: "CardOnFile", shopperReference }
      : { shopperInteraction: "ContAuth", recurringProcessingModel: "UnscheduledCardOnFile", shopperReference };
  }
  const shopperInteraction = isMoto ? "Moto" : offSession === true ? "ContAuth" : "Ecommerce";
  if (storesMethod(data)) {
    const shopperReference = checkShopperReference(known);
    return { shopperInteraction, recurringProcessingModel: "UnscheduledCardOnFile", storePaymentMethod: true, shopperReference };
  }
  const recurringProcessingModel = shopperInteraction === "ContAuth" ? "UnscheduledCardOnFile" : undefined;
  // Where nothing is stored, an id that Adyen would refuse is left out.
  return { shopperInteraction, recurringProcessingModel, shopperReference: isShopperReference(known) ? known : undefined };
}
