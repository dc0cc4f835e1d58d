import type { PaymentMethodData, PrerequisiteFlow, RouterData } from "@switchyard/interfaces";
import { needsApplePayToken } from "./methods/wallet.js";

/** Transfers into the cash balance that a customer has at Stripe. */
const BALANCE_TRANSFERS: ReadonlySet<string> = new Set(["ach_bank_transfer", "bacs_bank_transfer", "sepa_bank_transfer"]);

function usesBalance(method: PaymentMethodData): boolean {
  return method.type === "bank_transfer" && BALANCE_TRANSFERS.has(method.kind);
}

/**
 * What must be done before a payment: its customer made known, where a payment method is kept for one or a cash balance
 * is paid into (tech-spec, sections 4.2 and 4.9); Apple Pay's data changed for a token (section 4.13).
 */
export function toPrerequisites(data: RouterData): readonly PrerequisiteFlow[] {
  if (data.flow !== "Authorize" && data.flow !== "SetupMandate") return [];
  const { paymentMethodData: method, setupFutureUsage } = data.request;
  if (method.type === "mandate_payment") return [];
  const keeps = data.flow === "SetupMandate" || setupFutureUsage !== undefined || usesBalance(method);
  const steps: PrerequisiteFlow[] = [];
  if (keeps && data.connectorCustomer === undefined) steps.push("CreateConnectorCustomer");
  if (data.paymentMethodToken === undefined && needsApplePayToken(data)) steps.push("PaymentMethodToken");
  return steps;
}
