import type {
  Card,
  CardDetailsForNetworkTransactionId,
  CardNetwork,
  DecryptedWalletToken,
  DecryptedWalletTokenDetailsForNetworkTransactionId,
  NetworkTokenData,
  NetworkTokenDetailsForNetworkTransactionId,
  ThreeDsAuthenticationData,
} from "@switchyard/interfaces";
import { cardLastFour, invalid, isThreeDs, need, needAll, networkTransactionIdOf, present } from "@switchyard/utils";
import type { FormTree } from "../../requests.js";
import { toBillingDetails } from "../address.js";
import type { MethodRecord, StripeMethod } from "./method.js";

/** Stripe's names of networks (tech-spec, section 4.3); a network without one is not asked for. */
const NETWORKS: Readonly<Partial<Record<CardNetwork, string>>> = {
  AmericanExpress: "amex",
  CartesBancaires: "cartes_bancaires",
  DinersClub: "diners",
  Discover: "discover",
  Interac: "interac",
  JCB: "jcb",
  Mastercard: "mastercard",
  UnionPay: "unionpay",
  Visa: "visa",
};

/** The network of a co-badged card that the customer chose; of any other card there is nothing to choose. */
function toNetwork({ network, coBadgedNetworks }: Card): string | undefined {
  if (coBadgedNetworks === undefined || coBadgedNetworks.length < 2) return undefined;
  const chosen = network ?? coBadgedNetworks[0];
  return chosen === undefined ? undefined : NETWORKS[chosen];
}

/**
 * An authentication that was made elsewhere (tech-spec, section 4.3).
 * @throws ConnectorError MissingRequiredFields: Stripe takes it whole or not at all
 */
function toThreeDSecure(proof: ThreeDsAuthenticationData): FormTree {
  needAll({ "authenticationData.messageVersion": proof.messageVersion, "authenticationData.dsTransactionId": proof.dsTransactionId });
  return {
    version: proof.messageVersion,
    cryptogram: proof.cavv,
    transaction_id: proof.dsTransactionId,
    electronic_commerce_indicator: proof.eci?.padStart(2, "0"),
    ares_trans_status: proof.transactionStatus,
  };
}

/** Options that payments with any card may have (tech-spec, section 4.3). */
function toCardOptions(data: MethodRecord): FormTree {
  if (data.flow !== "Authorize") return {};
  const { request } = data;
  return {
    request_incremental_authorization: request.requestIncrementalAuthorization === true ? "if_available" : undefined,
    // Several captures need it, and the account Stripe's approval (tech-spec, section 11.17).
    request_multicapture: request.captureMethod === "manual_multiple" ? "if_available" : undefined,
    three_d_secure: request.authenticationData === undefined ? undefined : toThreeDSecure(request.authenticationData),
  };
}

/** How the customer is authenticated: never where there is no customer, or a wallet did it. */
export function toThreeDsRequest(data: MethodRecord): FormTree {
  if (data.flow === "PaymentMethodToken" || data.request.offSession === true) return {};
  const isMoto = data.request.paymentChannel === "mail_order" || data.request.paymentChannel === "telephone_order";
  if (isMoto) return data.flow === "SetupMandate" ? {} : { moto: true };
  return { request_three_d_secure: isThreeDs(data) ? "any" : "automatic" };
}

/** A card that the customer typed (tech-spec, section 4.2). */
export function toCard(card: Card, data: MethodRecord): StripeMethod {
  const { expiry } = card;
  return {
    type: "card",
    fields: { number: card.number, exp_month: expiry.monthNumber, exp_year: expiry.yearNumber, cvc: present(card.cvc) },
    options: { ...toThreeDsRequest(data), network: toNetwork(card), ...toCardOptions(data) },
    billing: toBillingDetails(data, card.holderName),
  };
}

/** The payment that this one follows, in the card scheme's words (tech-spec, section 4.9). @throws ConnectorError MissingRequiredField */
function toExemption(data: MethodRecord): FormTree {
  return { mit_exemption: { network_transaction_id: need(networkTransactionIdOf(data.request), "mandate.networkTransactionId") } };
}

/** A card without the customer, by the network transaction id of an earlier payment: no security code goes with it. */
export function toCardByNetworkTransactionId(card: CardDetailsForNetworkTransactionId, data: MethodRecord): StripeMethod {
  const { number, expiry } = card;
  return {
    type: "card",
    fields: { number, exp_month: expiry.monthNumber, exp_year: expiry.yearNumber },
    options: { ...toExemption(data), ...toCardOptions(data) },
    billing: toBillingDetails(data, card.holderName),
  };
}

/** Which wallet made a network token; a token of the scheme's own has no method. */
type TokenizationMethod = "apple_pay" | "google_pay_dpan";

type AnyNetworkToken =
  NetworkTokenData | NetworkTokenDetailsForNetworkTransactionId | DecryptedWalletToken | DecryptedWalletTokenDetailsForNetworkTransactionId;

function toEci(eci: string | undefined): string | undefined {
  if (eci === undefined || /^\d{1,2}$/.test(eci)) return eci?.padStart(2, "0");
  throw invalid("eci", "one or two digits");
}

/**
 * A network token with what proves it: the cryptogram of this payment, or, without the customer, the earlier payment
 * (tech-spec, section 4.2; fields that Stripe does not publish).
 */
function toNetworkToken(token: AnyNetworkToken, method: TokenizationMethod | undefined, proof: FormTree, data: MethodRecord): StripeMethod {
  const { number, expiry } = token;
  const [exp_month, exp_year] = [expiry.monthNumber, expiry.yearNumber];
  const par = "par" in token ? present(token.par) : undefined;
  return {
    type: "card",
    fields: {
      last4: number.map((digits) => cardLastFour(digits) ?? ""),
      exp_month,
      exp_year,
      network_token: { number, exp_month, exp_year, tokenization_method: method, payment_account_reference: par },
    },
    options: { ...proof, ...toCardOptions(data) },
    billing: toBillingDetails(data, "holderName" in token ? token.holderName : undefined),
  };
}

/** A token of this payment: with its cryptogram. @throws ConnectorError MissingRequiredField */
export function toNetworkTokenPayment(
  token: NetworkTokenData | DecryptedWalletToken,
  method: TokenizationMethod | undefined,
  data: MethodRecord,
): StripeMethod {
  const isOffSession = data.flow !== "PaymentMethodToken" && data.request.offSession === true;
  const cryptogram = isOffSession ? undefined : need(token.cryptogram, "cryptogram");
  const proof = isOffSession ? {} : { network_token: { cryptogram, electronic_commerce_indicator: toEci(token.eci) } };
  return toNetworkToken(token, method, proof, data);
}

/** A token without the customer, by the network transaction id of an earlier payment. */
export function toNetworkTokenByTransactionId(
  token: NetworkTokenDetailsForNetworkTransactionId | DecryptedWalletTokenDetailsForNetworkTransactionId,
  data: MethodRecord,
): StripeMethod {
  const source = "tokenSource" in token ? token.tokenSource : undefined;
  const method = source === "applepay" ? "apple_pay" : source === "googlepay" ? "google_pay_dpan" : undefined;
  return toNetworkToken(token, method, toExemption(data), data);
}
