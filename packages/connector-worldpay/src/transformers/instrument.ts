import type { Card, CardDetailsForNetworkTransactionId, MandateIds, Secret, WalletData } from "@switchyard/interfaces";
import {
  applePayPaymentDataJson,
  billingAddress,
  fullNameOf,
  need,
  needGooglePayToken,
  notImplemented,
  notSupported,
  present,
  toAscii,
  truncate,
} from "@switchyard/utils";
import type { CardPayment, CardToken, ExpiryDate, Instruction, WalletPayment } from "../requests.js";
import { toBillingAddress } from "./address.js";
import { storesCard, type PaymentRecord } from "./payment-request.js";

type Instrument = Pick<Instruction, "method" | "paymentInstrument">;

function toExpiryDate({ expiry }: Card | CardDetailsForNetworkTransactionId): ExpiryDate {
  return { month: expiry.monthNumber, year: expiry.yearNumber };
}

function toCardPayment(card: Card, data: PaymentRecord): CardPayment {
  // The billing address's full name, or the card's own where the address has none.
  const holder = (fullNameOf(billingAddress(data)) ?? present(card.holderName))?.map((name) => truncate(toAscii(name), 255));
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

/** The stored card: a mandate's id is the token's address. */
function toCardToken(mandate: MandateIds | undefined): CardToken {
  const reference = mandate?.mandateReferenceId;
  return {
    type: "token",
    href: need(reference?.type === "connector_mandate_id" ? reference.connectorMandateId : undefined, "mandate.connectorMandateId"),
  };
}

function toWallet(wallet: WalletData): Instrument {
  const encrypted = (walletToken: Secret): WalletPayment => ({ type: "encrypted", walletToken });
  if (wallet.kind === "google_pay") return { method: "googlepay", paymentInstrument: encrypted(needGooglePayToken(wallet)) };
  if (wallet.kind === "apple_pay") return { method: "applepay", paymentInstrument: encrypted(applePayPaymentDataJson(wallet)) };
  throw notImplemented("worldpay", wallet);
}

/** What the payment is made with. @throws ConnectorError NotImplemented for methods that Worldpay's API lacks */
export function toInstrument(data: PaymentRecord): Instrument {
  const { paymentMethodData: method, mandateId } = data.request;
  switch (method.type) {
    case "card":
      return { method: "card", paymentInstrument: toCardPayment(method, data) };
    case "card_details_for_network_transaction_id":
      // Raw details alone: no security code, name or address goes with a network transaction id.
      return { method: "card", paymentInstrument: { type: "plain", cardNumber: method.number, expiryDate: toExpiryDate(method) } };
    case "mandate_payment":
      return { method: "card", paymentInstrument: toCardToken(mandateId) };
    case "wallet":
      if (storesCard(data)) throw notSupported("worldpay", method);
      return toWallet(method);
    default:
      throw notImplemented("worldpay", method);
  }
}
