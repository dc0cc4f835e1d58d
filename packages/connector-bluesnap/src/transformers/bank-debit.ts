import { ConnectorError, type AchBankDebitData, type BankDebitData, type Currency, type RouterData } from "@switchyard/interfaces";
import { needBilling, needBillingFields, notImplemented, notSupported } from "@switchyard/utils";
import type { BankPaymentRequest, EcpAccountType } from "../requests.js";
import { toPaymentFields } from "./payment-request.js";

/** What a bank debit leaves in `connectorMetadata`: its id alone does not say where to ask (tech-spec, section 3). */
export const BANK_MARK = { isAltTransaction: true } as const;

/** Whether a record is about a bank debit: by what is paid with, or by the mark that the payment left. */
export function isBankDebit({ request }: RouterData): boolean {
  if ("paymentMethodData" in request && request.paymentMethodData !== undefined) return request.paymentMethodData.type === "bank_debit";
  const meta = "connectorMeta" in request ? request.connectorMeta : undefined;
  return typeof meta === "object" && meta !== null && "isAltTransaction" in meta && meta.isAltTransaction === true;
}

function toAccountType({ bankType, bankHolderType }: AchBankDebitData): EcpAccountType {
  // Callers without types exist, and a checking account is no guess to make for another.
  const kind = { checking: "CHECKING", savings: "SAVINGS" }[bankType ?? "checking"] as "CHECKING" | "SAVINGS" | undefined; // a foreign word has none
  if (kind === undefined) throw notSupported("bluesnap", "This type of bank account");
  return `${bankHolderType === "business" ? "CORPORATE" : "CONSUMER"}_${kind}`;
}

function needCurrency(given: Currency, only: Currency): void {
  if (given !== only) throw new ConnectorError("CurrencyNotSupported", { currency: given, connector: "bluesnap" });
}

/** The body of `POST alt-transactions`. @throws ConnectorError CurrencyNotSupported, NotImplemented, MissingRequiredField */
export function toBankPayment(data: RouterData<"Authorize">, method: BankDebitData): BankPaymentRequest {
  const fields = { ...toPaymentFields(data), authorizedByShopper: true } as const;
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
