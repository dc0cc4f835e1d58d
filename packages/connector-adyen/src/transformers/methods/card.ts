import { ConnectorError, type Card, type CardExpiry, type CardNetwork, type DecryptedWalletToken, type Secret } from "@switchyard/interfaces";
import { billingFullName, connectorMandateOf, keptWithMandate, need, networkOfCard, networkTransactionIdOf, present } from "@switchyard/utils";
import type { PaymentMethodObject } from "../../requests.js";
import type { PaymentRecord } from "../stored.js";
import { CARD_BRANDS, type DataOf, type MethodBody } from "./body.js";
import { toStoredType } from "./stored-types.js";

const expiryFields = (expiry: CardExpiry) => ({ expiryMonth: expiry.month2, expiryYear: expiry.year4 });

function brandOf(network: CardNetwork | undefined): string | undefined {
  return network === undefined ? undefined : CARD_BRANDS[network];
}

/** The name on the card, else that of the billing address: test cards say by their holder's name what becomes of them. */
function holderOf(data: PaymentRecord, onCard: Secret | undefined): Secret | undefined {
  return present(onCard) ?? billingFullName(data);
}

/** A card by its number. The brand is sent where the shopper may choose one: a co-badged card. */
export function toCard(card: Card, data: PaymentRecord): MethodBody {
  const isCoBadged = (card.coBadgedNetworks?.length ?? 0) > 1;
  return {
    paymentMethod: {
      type: "scheme",
      number: card.number,
      ...expiryFields(card.expiry),
      cvc: present(card.cvc),
      holderName: holderOf(data, card.holderName),
      brand: isCoBadged ? brandOf(card.network ?? card.coBadgedNetworks?.[0]) : undefined,
    },
  };
}

type OfEarlierPayment = DataOf<
  | "card_details_for_network_transaction_id"
  | "network_token_details_for_network_transaction_id"
  | "decrypted_wallet_token_details_for_network_transaction_id"
>;

/** A card or network token of an earlier payment, which the network's id links to it. Never with a security code. */
export function toCardOfEarlierPayment(card: OfEarlierPayment, data: PaymentRecord): MethodBody {
  return {
    paymentMethod: {
      type: card.type === "card_details_for_network_transaction_id" ? "scheme" : "networkToken",
      number: card.number,
      ...expiryFields(card.expiry),
      holderName: holderOf(data, card.holderName),
      // The brand is a must beside a network's id (observed in Hyperswitch's connector).
      brand: brandOf(need(networkOfCard(card), "card.network")),
      networkPaymentReference: need(networkTransactionIdOf(data.request), "mandate.networkTransactionId"),
    },
  };
}

/** What a network token's cryptogram proves: the token's issuer authenticated the shopper. */
function toTokenProof(cryptogram: Secret, eci: string | undefined): NonNullable<MethodBody["root"]> {
  return {
    mpiData: { tokenAuthenticationVerificationValue: cryptogram, eci, directoryResponse: "Y", authenticationResponse: "Y" },
    // The network has authenticated already: no 3DS on top.
    authenticationData: undefined,
  };
}

/** A scheme's token of a card, with its cryptogram where the shopper is there. */
export function toNetworkToken(token: DataOf<"network_token">, data: PaymentRecord): MethodBody {
  const cryptogram = present(token.cryptogram);
  const paymentMethod = {
    type: "networkToken",
    number: token.number,
    ...expiryFields(token.expiry),
    holderName: holderOf(data, token.holderName),
    brand: brandOf(need(networkOfCard(token), "networkToken.network")),
  };
  return cryptogram === undefined ? { paymentMethod } : { paymentMethod, root: toTokenProof(cryptogram, token.eci) };
}

/** The wallet's own word for a network, as Apple Pay (`MasterCard`) and Google Pay (`MASTERCARD`) write it. */
const WALLET_NETWORKS: Readonly<Record<string, CardNetwork>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "AmericanExpress",
  americanexpress: "AmericanExpress",
  discover: "Discover",
  jcb: "JCB",
  interac: "Interac",
  cartesbancaires: "CartesBancaires",
  chinaunionpay: "UnionPay",
  maestro: "Maestro",
};

/** The card behind a wallet that the caller has decrypted: a device's number with its cryptogram, or a card's own. */
export function toDecryptedWallet(token: DecryptedWalletToken, walletNetwork: string | undefined, data: PaymentRecord): MethodBody {
  const stated = WALLET_NETWORKS[(walletNetwork ?? "").toLowerCase().replace(/[^a-z]/g, "")];
  const cryptogram = present(token.cryptogram);
  const paymentMethod: PaymentMethodObject = {
    type: cryptogram === undefined ? "scheme" : "networkToken",
    number: token.number,
    ...expiryFields(token.expiry),
    holderName: holderOf(data, undefined),
    brand: brandOf(stated ?? networkOfCard(token)),
  };
  if (cryptogram !== undefined) return { paymentMethod, root: toTokenProof(cryptogram, token.eci) };
  // A device's number without its cryptogram would be refused; a card's own number needs none.
  if (token.authMethod === "PAN_ONLY") return { paymentMethod };
  throw new ConnectorError("MissingRequiredField", { fieldName: "paymentMethod.cryptogram" });
}

/** A stored method, by Adyen's token. The shopper may add the security code where they are there. */
export function toStoredMethod(data: PaymentRecord): MethodBody {
  const { paymentMethodData: method } = data.request;
  const mandate = need(connectorMandateOf(data.request), "mandate.connectorMandateId");
  return {
    paymentMethod: {
      type: toStoredType(keptWithMandate(data.request, "type"), data),
      storedPaymentMethodId: need(mandate.connectorMandateId, "mandate.connectorMandateId"),
      cvc: method.type === "card_token" ? present(method.cvc) : undefined,
      holderName: method.type === "card_token" ? present(method.holderName) : undefined,
    },
  };
}
