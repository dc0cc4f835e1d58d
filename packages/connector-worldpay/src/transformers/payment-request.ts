import { ConnectorError, type MinorUnit } from "@switchyard/interfaces";
import { atMost, invalid, isAutoCapture, sanitize, toAscii } from "@switchyard/utils";
import type { WorldpayAuth } from "../auth.js";
import type { Instruction, WorldpayPaymentsRequest } from "../requests.js";
import { toCustomer, toShipping } from "./address.js";
import { toInstrument } from "./instrument.js";
import { toCustomerAgreement, toTokenCreation, type PaymentRecord } from "./stored-card.js";
import { toThreeDs } from "./three-ds.js";

/** @throws ConnectorError MaxFieldLengthViolated, InvalidDataFormat for a reference that Worldpay would refuse (tech-spec, section 4.1) */
function toTransactionReference(reference: string): string {
  if (/^[-A-Za-z0-9_!@#$%()*=.:;?[\]{}~`/+]+$/.test(reference)) return atMost(reference, 64, "reference", "worldpay");
  throw invalid("reference", "1 to 64 characters without spaces, quotes, commas, < and &");
}

/** Worldpay counts in 32-bit integers. */
function toAmount(amount: MinorUnit): MinorUnit {
  if (amount <= 2_147_483_647) return amount;
  throw invalid("amount", "at most 2147483647 minor units");
}

/** A line of the statement: the 24 characters that Worldpay takes. */
function toLine(text: unknown): string | undefined {
  return (typeof text === "string" && sanitize(toAscii(text), /[a-zA-Z0-9 ,./-]/, 24)) || undefined;
}

/** The merchant's name on statements, and the suffix where one is given. @throws ConnectorError InvalidConnectorConfig when no name is left */
function toNarrative({ connectorMetaData: metadata, request }: PaymentRecord): Instruction["narrative"] {
  const line1 = toLine(metadata?.["merchantName"] ?? metadata?.["merchant_name"]);
  if (line1 !== undefined) return { line1, line2: toLine(request.statementDescriptorSuffix) };
  throw new ConnectorError("InvalidConnectorConfig", { config: "metadata.merchant_name", expected: "the name on card statements" });
}

/** The body of `POST api/payments`. */
export function toPaymentsRequest(data: PaymentRecord, auth: WorldpayAuth): WorldpayPaymentsRequest {
  const { request } = data;
  const orderReference = request.merchantOrderReferenceId ?? "";
  const isMoto = request.paymentChannel === "mail_order" || request.paymentChannel === "telephone_order";
  const customerAgreement = toCustomerAgreement(data);
  return {
    transactionReference: toTransactionReference(data.connectorRequestReferenceId),
    orderReference: /^[-A-Za-z0-9_!@#$%()*=.:;?[\]{}~/+]{1,64}$/.test(orderReference) ? orderReference : undefined,
    merchant: { entity: auth.entity },
    channel: isMoto ? "moto" : undefined,
    instruction: {
      // A verification of zero has nothing to settle.
      settlement: request.amount === 0 ? undefined : { auto: isAutoCapture(data) },
      ...toInstrument(data),
      narrative: toNarrative(data),
      value: {
        amount: toAmount(request.amount),
        currency: request.currency,
        acceptPartialAmount: request.enablePartialAuthorization === true ? true : undefined,
      },
      threeDS: isMoto ? undefined : toThreeDs(data, customerAgreement),
      tokenCreation: toTokenCreation(data),
      customerAgreement,
      customer: toCustomer(data),
      shipping: toShipping(data),
    },
  };
}
