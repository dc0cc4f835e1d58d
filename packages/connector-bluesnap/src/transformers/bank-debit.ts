import { ConnectorError, type AchBankDebitData, type BankDebitData, type Currency, type RouterData } from "@switchyard/interfaces";
import { needBilling, needBillingFields, notImplemented, notSupported } from "@switchyard/utils";
import { toPaymentFields } from "./payment-request.js";

function toAccountType({ bankType, bankHolderType }: AchBankDebitData): `${"CONSUMER" | "CORPORATE"}_${"CHECKING" | "SAVINGS"}` {
  // Callers without types exist, and a checking account is no guess to make for another.
  const kind = { checking: "CHECKING", savings: "SAVINGS" }[bankType ?? "checking"] as "CHECKING" | "SAVINGS" | undefined; // a foreign word has none
  if (kind === undefined) throw notSupported("bluesnap", "This type of bank account");
  return `${bankHolderType === "business" ? "CORPORATE" : "CONSUMER"}_${kind}`;
}

function needCurrency(given: Currency, only: Currency): void {
  if (given !== only) throw new ConnectorError("CurrencyNotSupported", { currency: given, connector: "bluesnap" });
}

/** The body of `POST alt-transactions`. @throws ConnectorError CurrencyNotSupported, NotImplemented, MissingRequiredField */
export function toBankPayment(data: RouterData<"Authorize">, method: BankDebitData) {
  const fields = { ...toPaymentFields(data), authorizedByShopper: true };
  switch (method.kind) {
    case "ach_bank_debit": {
      needCurrency(data.request.currency, "USD");
      const { routingNumber, accountNumber } = method;
      const payerInfo = needBillingFields(data, "firstName", "lastName", "zip");
      return { ...fields, ecpTransaction: { routingNumber, accountNumber, accountType: toAccountType(method) }, payerInfo };
    }
    case "sepa_bank_debit": {
      needCurrency(data.request.currency, "EUR");
      const payerInfo = needBillingFields(data, "firstName", "lastName");
      // Some banks ask for the country, and all of them since 25 October 2026 (tech-spec, section 4.6).
      return { ...fields, sepaDirectDebitTransaction: { iban: method.iban }, country: needBilling(data, "country"), payerInfo };
    }
    default:
      throw notImplemented("bluesnap", method);
  }
}
