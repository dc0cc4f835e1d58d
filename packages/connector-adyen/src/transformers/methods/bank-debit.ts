import { ConnectorError, type Currency, type Secret } from "@switchyard/interfaces";
import { billingFullName, need, needEmail, notSupported, present } from "@switchyard/utils";
import { needBillingAddress } from "../address.js";
import type { PaymentRecord } from "../stored.js";
import type { DataOf, MethodBody } from "./body.js";

function needOwner(data: PaymentRecord, ...names: readonly (Secret | undefined)[]): Secret {
  const name = names.map(present).find((each) => each !== undefined);
  return need(name ?? billingFullName(data), "paymentMethod.bankAccountHolderName");
}

/** The one currency of each debit's scheme (tech-spec, section 9). */
const CURRENCIES: Readonly<Record<string, Currency>> = { ach: "USD", sepadirectdebit: "EUR", directdebit_GB: "GBP" };

/** A debit in a currency that its accounts are not kept in, stored ones as well. @throws ConnectorError CurrencyNotSupported */
export function checkDebitCurrency({ paymentMethod: { type } }: MethodBody, { request: { currency } }: PaymentRecord): void {
  const only = Object.hasOwn(CURRENCIES, type) ? CURRENCIES[type] : undefined;
  if (only !== undefined && only !== currency) throw new ConnectorError("CurrencyNotSupported", { currency, connector: "adyen" });
}

/** Debits of the shopper's bank account. @throws ConnectorError NotSupported; MissingRequiredField */
export function toBankDebit(debit: DataOf<"bank_debit">, data: PaymentRecord): MethodBody {
  switch (debit.kind) {
    case "ach_bank_debit":
      return {
        paymentMethod: {
          type: "ach",
          bankAccountNumber: debit.accountNumber,
          bankLocationId: debit.routingNumber,
          ownerName: needOwner(data, debit.bankAccountHolderName, debit.cardHolderName),
          accountHolderType: debit.bankHolderType,
          bankAccountType: debit.bankType,
        },
        root: { billingAddress: needBillingAddress(data) },
      };
    case "sepa_bank_debit":
      return { paymentMethod: { type: "sepadirectdebit", iban: debit.iban, ownerName: needOwner(data, debit.bankAccountHolderName) } };
    case "bacs_bank_debit":
      return {
        paymentMethod: {
          type: "directdebit_GB",
          bankAccountNumber: debit.accountNumber,
          bankLocationId: debit.sortCode.map((code) => code.replace(/[\s-]/g, "")),
          holderName: needOwner(data, debit.bankAccountHolderName),
        },
        root: { shopperEmail: needEmail(data) },
      };
    default:
      throw notSupported("adyen", debit);
  }
}
