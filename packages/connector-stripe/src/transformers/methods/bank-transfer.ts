import type { BankTransferData, RealTimePaymentData, UpiData, VoucherData } from "@switchyard/interfaces";
import { invalid, need, needBilling, notImplemented, notSupported } from "@switchyard/utils";
import type { FormTree } from "../../requests.js";
import { needBillingDetails, toBillingDetails } from "../address.js";
import { toUnixSeconds } from "../time.js";
import type { MethodRecord, StripeMethod } from "./method.js";

/** The countries whose banks Stripe gives an IBAN for (tech-spec, section 4.2). */
const EU_COUNTRIES: ReadonlySet<string> = new Set(["BE", "DE", "ES", "FR", "IE", "NL"]);

/** A transfer into the cash balance that the customer has at Stripe (tech-spec, section 4.2). */
function toBalanceTransfer(transfer: FormTree, data: MethodRecord): StripeMethod {
  return {
    type: "customer_balance",
    options: { funding_type: "bank_transfer", bank_transfer: transfer },
    billing: toBillingDetails(data),
    needsCustomer: true,
  };
}

/** The country of the account that the customer pays to. @throws ConnectorError MissingRequiredField, InvalidDataFormat */
function toEuCountry(data: MethodRecord): string {
  const country = needBilling(data, "country");
  if (EU_COUNTRIES.has(country)) return country;
  throw invalid("billing.address.country", `one of ${[...EU_COUNTRIES].join(", ")}`);
}

/** Transfers that the customer makes. @throws ConnectorError NotImplemented for what Stripe lacks */
export function toBankTransfer(transfer: BankTransferData, data: MethodRecord): StripeMethod {
  switch (transfer.kind) {
    case "ach_bank_transfer":
      return toBalanceTransfer({ type: "us_bank_transfer" }, data);
    case "bacs_bank_transfer":
      return toBalanceTransfer({ type: "gb_bank_transfer" }, data);
    case "sepa_bank_transfer":
      return toBalanceTransfer({ type: "eu_bank_transfer", eu_bank_transfer: { country: toEuCountry(data) } }, data);
    case "multibanco_bank_transfer":
      return { type: "multibanco", billing: needBillingDetails(data, ["email"]) };
    case "pix": {
      const { expiryDate, cpf, cnpj } = transfer;
      return {
        type: "pix",
        options: { expires_at: expiryDate === undefined ? undefined : toUnixSeconds(expiryDate, "paymentMethod.expiryDate") },
        billing: { ...toBillingDetails(data), tax_id: cpf ?? cnpj },
      };
    }
    default:
      throw notImplemented("stripe", transfer);
  }
}

/** Payments between accounts at once: of these Stripe has Thailand's. */
export function toRealTimePayment(payment: RealTimePaymentData, data: MethodRecord): StripeMethod {
  if (payment.kind === "prompt_pay") return { type: "promptpay", billing: needBillingDetails(data, ["email"]) };
  throw notImplemented("stripe", payment);
}

/** UPI on the customer's phone. Stripe takes no address (VPA) to collect from. */
export function toUpi(upi: UpiData, data: MethodRecord): StripeMethod {
  if (upi.kind === "upi_collect") throw notSupported("stripe", upi);
  return { type: "upi", billing: toBillingDetails(data) };
}

/** Slips that the customer pays in a shop. Stripe's Konbini is one for all of its stores. */
export function toVoucher(voucher: VoucherData, data: MethodRecord): StripeMethod {
  switch (voucher.kind) {
    case "boleto":
      return {
        type: "boleto",
        fields: { tax_id: need(voucher.socialSecurityNumber, "paymentMethod.socialSecurityNumber") },
        billing: needBillingDetails(data, ["name", "email"]),
      };
    case "oxxo":
      return { type: "oxxo", billing: needBillingDetails(data, ["name", "email"]) };
    case "family_mart":
    case "lawson":
    case "mini_stop":
    case "seicomart":
      return { type: "konbini", billing: needBillingDetails(data, ["name", "email"]) };
    default:
      throw notImplemented("stripe", voucher);
  }
}
