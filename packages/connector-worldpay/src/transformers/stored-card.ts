import type { RouterData } from "@switchyard/interfaces";
import { invalid } from "@switchyard/utils";
import type { CustomerAgreement, Instruction } from "../requests.js";

/** The record of the flows whose request is `POST api/payments`. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** Whether the card is to be stored for charges without the customer. */
export function storesCard({ flow, request }: PaymentRecord): boolean {
  return flow === "SetupMandate" || request.setupFutureUsage === "off_session";
}

/** A token for the card that is stored. Cards of one customer share a namespace where the customer's id can be one. */
export function toTokenCreation(data: PaymentRecord): Instruction["tokenCreation"] {
  if (data.request.paymentMethodData.type !== "card" || !storesCard(data)) return undefined;
  const namespace = data.request.customerId ?? data.customerId ?? "";
  return { type: "worldpay", namespace: /^[^_\s&<][^ &<]{0,63}$/.test(namespace) ? namespace : undefined };
}

/** The agreement under which a stored card is charged: the first row that fits (tech-spec, section 4.6). */
export function toCustomerAgreement(data: PaymentRecord): CustomerAgreement | undefined {
  const { paymentMethodData: method, offSession, mandateId } = data.request;
  const reference = mandateId?.mandateReferenceId;
  switch (method.type) {
    case "card":
      if (storesCard(data)) return { type: "subscription", storedCardUsage: "first" };
      return offSession === true ? { type: "subscription", storedCardUsage: "subsequent" } : undefined;
    case "card_details_for_network_transaction_id":
      if (reference?.type !== "network_mandate_id") return undefined;
      if (/^[A-Za-z0-9]{1,56}$/.test(reference.networkTransactionId)) return { type: "unscheduled", schemeReference: reference.networkTransactionId };
      throw invalid("mandate.networkTransactionId", "1 to 56 letters and digits");
    case "mandate_payment":
      return { type: offSession === false ? "cardOnFile" : "subscription", storedCardUsage: "subsequent" };
    default:
      return undefined;
  }
}
