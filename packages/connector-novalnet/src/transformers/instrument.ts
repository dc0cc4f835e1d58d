import type {
  BankDebitData,
  Card,
  CardDetailsForNetworkTransactionId,
  PaymentMethodType,
  RouterData,
  Secret,
  WalletData,
} from "@switchyard/interfaces";
import {
  billingFullName,
  cardHolderName,
  connectorMandateOf,
  formatExpiry,
  need,
  needConnectorMandateId,
  needWalletToken,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  present,
} from "@switchyard/utils";
import type { PaymentData, PaymentType } from "../requests.js";

/** The record of the flows whose request is a payment. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** What a payment is made with. */
export interface Instrument {
  readonly payment_type: string;
  readonly payment_data?: PaymentData | undefined;
  /** The customer may be sent to another page, and comes back. */
  readonly returns: boolean;
  /** Novalnet can be told to authenticate. */
  readonly authenticates: boolean;
}

function toCardData({ number, expiry }: Pick<Card, "number" | "expiry">) {
  return { card_number: number, card_expiry_month: formatExpiry(expiry, "MM"), card_expiry_year: formatExpiry(expiry, "YYYY") };
}

function toCard(card: Card, data: PaymentRecord): Instrument {
  const payment_data = { ...toCardData(card), card_cvc: present(card.cvc), card_holder: cardHolderName(data) };
  return { payment_type: "CREDITCARD", payment_data, returns: true, authenticates: true };
}

/** Without the id of the earlier payment this would be a new card, charged without its customer. */
function toEarlierCard(card: CardDetailsForNetworkTransactionId, { request }: PaymentRecord): Instrument {
  const scheme_tid = need(networkTransactionIdOf(request), "mandate.networkTransactionId");
  return { payment_type: "CREDITCARD", payment_data: { ...toCardData(card), scheme_tid }, returns: true, authenticates: false };
}

function toWallet(wallet: WalletData): Instrument {
  switch (wallet.kind) {
    case "google_pay":
      // A token of a card number alone is authenticated like a card: the customer must find the way back.
      return { payment_type: "GOOGLEPAY", payment_data: { wallet_data: needWalletToken(wallet) }, returns: true, authenticates: true };
    case "apple_pay":
      return { payment_type: "APPLEPAY", payment_data: { wallet_data: needWalletToken(wallet) }, returns: false, authenticates: false };
    case "paypal_redirect":
      return { payment_type: "PAYPAL", returns: true, authenticates: false };
    default:
      throw notImplemented("novalnet", wallet);
  }
}

function needAccountHolder(data: PaymentRecord, ...names: readonly (Secret | undefined)[]): Secret {
  return need(names.map((name) => present(name)).find((name) => name !== undefined) ?? billingFullName(data), "paymentMethod.bankAccountHolderName");
}

function toBankDebit(debit: BankDebitData, data: PaymentRecord): Instrument {
  switch (debit.kind) {
    case "sepa_bank_debit": {
      const iban = need(debit.iban, "paymentMethod.iban").map((text) => text.replace(/\s/g, ""));
      const payment_data = { account_holder: needAccountHolder(data, debit.bankAccountHolderName), iban };
      return { payment_type: "DIRECT_DEBIT_SEPA", payment_data, returns: true, authenticates: false };
    }
    case "ach_bank_debit": {
      const payment_data = {
        account_holder: needAccountHolder(data, debit.bankAccountHolderName, debit.cardHolderName),
        account_number: need(debit.accountNumber, "paymentMethod.accountNumber"),
        routing_number: need(debit.routingNumber, "paymentMethod.routingNumber"),
      };
      return { payment_type: "DIRECT_DEBIT_ACH", payment_data, returns: true, authenticates: false };
    }
    default:
      throw notImplemented("novalnet", debit);
  }
}

const TYPES: Readonly<Partial<Record<PaymentMethodType, PaymentType>>> = {
  credit: "CREDITCARD",
  debit: "CREDITCARD",
  google_pay: "GOOGLEPAY",
  apple_pay: "APPLEPAY",
  paypal: "PAYPAL",
  sepa: "DIRECT_DEBIT_SEPA",
};

/** A text that an earlier answer left. */
export function readKept(kept: unknown, field: string): string | undefined {
  const value: unknown = typeof kept === "object" && kept !== null ? Reflect.get(kept, field) : undefined;
  return typeof value === "string" ? present(value) : undefined;
}

/** The payment type of a stored method that the caller names; a card where nobody does. */
function toNamedType(type: PaymentMethodType | undefined): PaymentType {
  const named = type === undefined ? "CREDITCARD" : TYPES[type];
  if (named === undefined) throw notSupported("novalnet", "a stored payment method of this type");
  return named;
}

/** A stored token, under the payment type that it was made with: a PayPal token is no card (tech-spec, section 4.8). */
function toToken({ request }: PaymentRecord): Instrument {
  const token = needConnectorMandateId(request);
  const kept = readKept(connectorMandateOf(request)?.mandateMetadata?.expose(), "paymentType");
  return { payment_type: kept ?? toNamedType(request.paymentMethodType), payment_data: { token }, returns: false, authenticates: false };
}

/** What the payment is made with. @throws ConnectorError NotImplemented for other methods, MissingRequiredField */
export function toInstrument(data: PaymentRecord): Instrument {
  const method = data.request.paymentMethodData;
  switch (method.type) {
    case "card":
      return toCard(method, data);
    case "card_details_for_network_transaction_id":
      return toEarlierCard(method, data);
    case "mandate_payment":
      return toToken(data);
    case "wallet":
      return toWallet(method);
    case "bank_debit":
      return toBankDebit(method, data);
    default:
      throw notImplemented("novalnet", method);
  }
}
