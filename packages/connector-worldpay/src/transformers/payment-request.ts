import { ConnectorError, type CaptureMethod, type MinorUnit, type RouterData } from "@switchyard/interfaces";
import { sanitize, toAscii } from "@switchyard/utils";
import type { WorldpayAuth } from "../auth.js";
import type { AutoSettlement, CustomerAgreement, InstructionNarrative, TokenCreation, WorldpayPaymentsRequest } from "../requests.js";
import { toCustomer, toShipping } from "./address.js";
import { toInstrument } from "./instrument.js";
import { toThreeDs } from "./three-ds.js";

/** The record of the flows whose request is `POST api/payments`. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** Whether the card is to be stored for charges without the customer. */
export function storesCard({ flow, request }: PaymentRecord): boolean {
  return flow === "SetupMandate" || request.setupFutureUsage === "off_session";
}

/** @throws ConnectorError InvalidDataFormat when Worldpay would refuse the reference (tech-spec, section 4.1). */
export function toTransactionReference(reference: string): string {
  if (/^[-A-Za-z0-9_!@#$%()*=.:;?[\]{}~`/+]{1,64}$/.test(reference)) return reference;
  throw new ConnectorError("InvalidDataFormat", { fieldName: "reference", expected: "1 to 64 characters without spaces, quotes, commas, < and &" });
}

/** Worldpay counts in 32-bit integers. */
function checkedAmount(amount: MinorUnit): MinorUnit {
  if (amount <= 2_147_483_647) return amount;
  throw new ConnectorError("InvalidDataFormat", { fieldName: "amount", expected: "at most 2147483647 minor units" });
}

/**
 * The text on the cardholder's statement: the merchant's name, in the 24 characters that Worldpay takes.
 * @throws ConnectorError InvalidConnectorConfig when there is no name, or nothing of it is left.
 */
export function toNarrative(metadata: PaymentRecord["connectorMetaData"]): InstructionNarrative {
  const name = metadata?.["merchantName"] ?? metadata?.["merchant_name"];
  const line1 = typeof name === "string" ? sanitize(toAscii(name), /[a-zA-Z0-9 ,./-]/, 24).trim() : "";
  if (line1 !== "") return { line1 };
  throw new ConnectorError("InvalidConnectorConfig", { config: "metadata.merchant_name", expected: "the name on card statements" });
}

/** Settlement by amount and capture method (seed 003, get_settlement_info). A verification of zero has nothing to settle. */
export function toSettlement(amount: MinorUnit, captureMethod: CaptureMethod | undefined): AutoSettlement | undefined {
  if (amount === 0) return undefined;
  switch (captureMethod) {
    case undefined:
    case "automatic":
    case "sequential_automatic":
      return { auto: true };
    case "manual":
    case "manual_multiple":
      return { auto: false };
    case "scheduled":
      throw new ConnectorError("CaptureMethodNotSupported", { captureMethod, connector: "worldpay" });
  }
}

function toSchemeReference(networkTransactionId: string): string {
  if (/^[A-Za-z0-9]{1,56}$/.test(networkTransactionId)) return networkTransactionId;
  throw new ConnectorError("InvalidDataFormat", { fieldName: "mandate.networkTransactionId", expected: "1 to 56 letters and digits" });
}

/** The token to make: cards of one customer share a namespace where the customer's id can be one. */
export function toTokenCreation(data: PaymentRecord): TokenCreation | undefined {
  if (data.request.paymentMethodData.type !== "card" || !storesCard(data)) return undefined;
  const namespace = data.request.customerId ?? data.customerId ?? "";
  return { type: "worldpay", ...(/^[^_\s&<][^ &<]{0,63}$/.test(namespace) ? { namespace } : {}) };
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
      return reference?.type === "network_mandate_id"
        ? { type: "unscheduled", schemeReference: toSchemeReference(reference.networkTransactionId) }
        : undefined;
    case "mandate_payment":
      return { type: offSession === false ? "cardOnFile" : "subscription", storedCardUsage: "subsequent" };
    default:
      return undefined;
  }
}

/** The body of `POST api/payments`. */
export function toPaymentsRequest(data: PaymentRecord, auth: WorldpayAuth): WorldpayPaymentsRequest {
  const { request, address } = data;
  const moto = request.paymentChannel === "mail_order" || request.paymentChannel === "telephone_order";
  const customerAgreement = toCustomerAgreement(data);
  return {
    transactionReference: toTransactionReference(data.connectorRequestReferenceId),
    merchant: { entity: auth.entity },
    channel: moto ? "moto" : undefined,
    instruction: {
      settlement: toSettlement(request.amount, request.captureMethod),
      ...toInstrument(data),
      narrative: toNarrative(data.connectorMetaData),
      value: {
        amount: checkedAmount(request.amount),
        currency: request.currency,
        acceptPartialAmount: request.enablePartialAuthorization || undefined,
      },
      threeDS: moto ? undefined : toThreeDs(data, customerAgreement),
      tokenCreation: toTokenCreation(data),
      customerAgreement,
      customer: toCustomer(address, request.email, request.browserInfo),
      shipping: toShipping(address.shipping),
    },
  };
}
