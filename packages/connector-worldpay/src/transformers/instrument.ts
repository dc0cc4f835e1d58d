import type { Card, Secret } from "@switchyard/interfaces";
import {
  billingAddress,
  billingFullName,
  connectorMandateIdOf,
  need,
  needWalletToken,
  notImplemented,
  notSupported,
  present,
  toAscii,
  truncate,
} from "@switchyard/utils";
import type { CardPayment, Instruction } from "../requests.js";
import { toBillingAddress } from "./address.js";
import { storesCard, type PaymentRecord } from "./stored-card.js";

type Instrument = Pick<Instruction, "method" | "paymentInstrument">;

function toExpiryDate({ expiry }: Pick<Card, "expiry">): CardPayment["expiryDate"] {
  return { month: expiry.monthNumber, year: expiry.yearNumber };
}

function toHolderName(name: Secret | undefined): Secret | undefined {
  return present(name?.map((text) => truncate(toAscii(text).trim(), 255)));
}

function toCardPayment(card: Card, data: PaymentRecord): CardPayment {
  // The card's own name where the billing address has none that can be spelled in Latin letters.
  const holder = toHolderName(billingFullName(data)) ?? toHolderName(card.holderName);
  return {
    type: "plain",
    cardNumber: card.number,
    expiryDate: toExpiryDate(card),
    cvc: present(card.cvc),
    // A token is made for a name: Worldpay refuses tokenCreation without one (tech-spec, section 4.3).
    cardHolderName: storesCard(data) ? need(holder, "card.holderName") : holder,
    billingAddress: toBillingAddress(billingAddress(data)),
  };
}

/** What the payment is made with. @throws ConnectorError NotImplemented for other methods, NotSupported for a wallet that is to be stored */
export function toInstrument(data: PaymentRecord): Instrument {
  const method = data.request.paymentMethodData;
  switch (method.type) {
    case "card":
      return { method: "card", paymentInstrument: toCardPayment(method, data) };
    case "card_details_for_network_transaction_id":
      // Raw details alone: no security code, name or address goes with a network transaction id.
      return { method: "card", paymentInstrument: { type: "plain", cardNumber: method.number, expiryDate: toExpiryDate(method) } };
    case "mandate_payment":
      // A mandate's id is its token's address.
      return { method: "card", paymentInstrument: { type: "token", href: need(connectorMandateIdOf(data.request), "mandate.connectorMandateId") } };
    case "wallet":
      if (method.kind !== "google_pay" && method.kind !== "apple_pay") throw notImplemented("worldpay", method);
      if (storesCard(data)) throw notSupported("worldpay", method);
      return {
        method: method.kind === "google_pay" ? "googlepay" : "applepay",
        paymentInstrument: { type: "encrypted", walletToken: needWalletToken(method) },
      };
    default:
      throw notImplemented("worldpay", method);
  }
}
