import type { BankDebitData, BankHolderType, Secret } from "@switchyard/interfaces";
import { digitsOnly, invalid, notImplemented } from "@switchyard/utils";
import { needBillingDetails, type BillingNeed } from "../address.js";
import type { MethodRecord, StripeMethod } from "./method.js";

const HOLDER_TYPES: Readonly<Record<BankHolderType, string>> = { personal: "individual", business: "company" };

/** Six digits: dashes and blanks are how people write it (tech-spec, section 4.2). */
function toSortCode(sortCode: Secret): Secret {
  const digits = sortCode.map(digitsOnly);
  if (digits.expose().length === 6) return digits;
  throw invalid("paymentMethod.sortCode", "six digits");
}

/** What is debited of a bank account; never without the customer's agreement (tech-spec, section 4.2). */
export function toBankDebit(debit: BankDebitData, data: MethodRecord): StripeMethod {
  const billing = (...needs: readonly BillingNeed[]) => needBillingDetails(data, needs, debit.bankAccountHolderName);
  switch (debit.kind) {
    case "ach_bank_debit":
      return {
        type: "us_bank_account",
        fields: {
          account_holder_type: HOLDER_TYPES[debit.bankHolderType ?? "personal"],
          account_number: debit.accountNumber,
          account_type: debit.bankType,
          routing_number: debit.routingNumber,
        },
        billing: needBillingDetails(data, ["name"], debit.bankAccountHolderName ?? debit.cardHolderName),
        needsMandate: true,
      };
    case "sepa_bank_debit":
      return { type: "sepa_debit", fields: { iban: debit.iban }, billing: billing("name", "email"), needsMandate: true };
    case "bacs_bank_debit":
      return {
        type: "bacs_debit",
        fields: { sort_code: toSortCode(debit.sortCode), account_number: debit.accountNumber },
        billing: billing("name", "email", "address"),
        needsMandate: true,
      };
    case "becs_bank_debit":
      return {
        type: "au_becs_debit",
        fields: { bsb_number: debit.bsbNumber.map(digitsOnly), account_number: debit.accountNumber },
        billing: billing("name", "email"),
        needsMandate: true,
      };
    default:
      throw notImplemented("stripe", debit);
  }
}
