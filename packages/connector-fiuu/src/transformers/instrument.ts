import {
  ConnectorError,
  type ApplePayWalletData,
  type Card,
  type CardDetailsForNetworkTransactionId,
  type GooglePayWalletData,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import {
  decryptedWalletToken,
  digitsOnly,
  emailOf,
  formatExpiry,
  isThreeDs,
  need,
  needGooglePayToken,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  present,
} from "@switchyard/utils";
import type { FiuuInstrument } from "../requests.js";
import { CARD_CHANNEL, DUITNOW_CHANNEL, FPX_CHANNELS } from "./channels.js";

/** The record of the flows that the Direct API takes. */
export type DirectRecord = RouterData<"Authorize">;

/** Whether the card is to be stored for charges without the customer. */
export function storesCard({ request }: DirectRecord): boolean {
  return request.setupFutureUsage === "off_session";
}

function toExpiry({ expiry }: Pick<Card, "expiry">) {
  return { CC_MONTH: formatExpiry(expiry, "MM"), CC_YEAR: formatExpiry(expiry, "YYYY") };
}

const digits = (number: Secret) => number.map(digitsOnly);

/** What an authentication apart from this payment proved. */
function toAuthentication({ request: { authenticationData: proof } }: DirectRecord): Partial<FiuuInstrument> {
  if (proof === undefined) return {};
  return { ECI: proof.eci, Cryptogram: proof.cavv, dsTransID: proof.dsTransactionId, "3DS_version": proof.messageVersion };
}

function toCard(card: Card, data: DirectRecord, non_3DS: "0" | "1"): FiuuInstrument {
  return {
    TxnChannel: CARD_CHANNEL,
    non_3DS,
    CC_PAN: digits(card.number),
    CC_CVV2: need(card.cvc, "card.cvc"),
    ...toExpiry(card),
    mpstokenstatus: storesCard(data) ? "1" : "3",
    // A token is made for somebody: Fiuu refuses one without an address (tech-spec, section 4.2).
    CustEmail: storesCard(data) ? need(emailOf(data), "customer.email") : emailOf(data),
    ...toAuthentication(data),
  };
}

/** A card of an earlier payment: neither security code nor 3DS goes with it (tech-spec, section 4.9). */
function toLinkedCard(card: CardDetailsForNetworkTransactionId, { request }: DirectRecord): FiuuInstrument {
  return {
    TxnChannel: CARD_CHANNEL,
    CC_PAN: digits(card.number),
    ...toExpiry(card),
    OriginalSchemeID: need(networkTransactionIdOf(request), "mandate.networkTransactionId"),
    MerchantInitiated: "1",
  };
}

function toGooglePay(wallet: GooglePayWalletData): FiuuInstrument {
  const { info, tokenizationData, pmType = "CARD" } = wallet;
  const { cardHolderAuthenticated, accountVerified } = info?.assuranceDetails ?? {};
  const method = "GooglePay[paymentMethodData]" as const;
  return {
    TxnChannel: CARD_CHANNEL,
    non_3DS: "1",
    "GooglePay[apiVersion]": "2",
    "GooglePay[apiVersionMinor]": "0",
    [`${method}[info][assuranceDetails][accountVerified]` as const]: accountVerified?.toString(),
    [`${method}[info][assuranceDetails][cardHolderAuthenticated]` as const]: cardHolderAuthenticated?.toString(),
    [`${method}[info][cardDetails]` as const]: present(info?.cardDetails),
    [`${method}[info][cardNetwork]` as const]: present(info?.cardNetwork),
    [`${method}[tokenizationData][token]` as const]: needGooglePayToken(wallet),
    [`${method}[tokenizationData][type]` as const]:
      (tokenizationData.type === "encrypted" ? tokenizationData.tokenType : undefined) ?? "PAYMENT_GATEWAY",
    [`${method}[type]` as const]: pmType,
    TOKEN_TYPE: "GooglePay",
  };
}

/** Fiuu's Direct API takes Apple Pay's decrypted token. */
function toApplePay(wallet: ApplePayWalletData): FiuuInstrument {
  const token = decryptedWalletToken(wallet);
  if (token === undefined) throw notSupported("fiuu", "Apple Pay whose token is still encrypted");
  return {
    TxnChannel: CARD_CHANNEL,
    non_3DS: "1",
    CC_TOKEN: token.number,
    ...toExpiry(token),
    ECI: token.eci,
    TOKEN_CRYPTOGRAM: need(token.cryptogram, "wallet.paymentData.cryptogram"),
    TOKEN_TYPE: "ApplePay",
  };
}

/** FPX and DuitNow are Malaysia's own (tech-spec, section 9). @throws ConnectorError CurrencyNotSupported */
function needRinggit({ request: { currency } }: DirectRecord): void {
  if (currency !== "MYR") throw new ConnectorError("CurrencyNotSupported", { currency, connector: "fiuu" });
}

/** What the payment is made with. @throws ConnectorError NotImplemented for other methods, NotSupported for another bank */
export function toInstrument(data: DirectRecord): FiuuInstrument {
  const method = data.request.paymentMethodData;
  const non_3DS = isThreeDs(data) ? "0" : "1";
  switch (method.type) {
    case "card":
      return toCard(method, data, non_3DS);
    case "card_details_for_network_transaction_id":
      return toLinkedCard(method, data);
    case "wallet":
      if (method.kind === "google_pay") return toGooglePay(method);
      if (method.kind === "apple_pay") return toApplePay(method);
      throw notImplemented("fiuu", method);
    case "bank_redirect": {
      if (method.kind !== "online_banking_fpx") throw notImplemented("fiuu", method);
      needRinggit(data);
      const channel = FPX_CHANNELS[method.issuer];
      if (channel === undefined) throw notSupported("fiuu", "FPX with this bank");
      return { TxnChannel: channel, non_3DS };
    }
    case "real_time_payment":
      if (method.kind !== "duit_now") throw notImplemented("fiuu", method);
      needRinggit(data);
      return { TxnChannel: DUITNOW_CHANNEL };
    default:
      throw notImplemented("fiuu", method);
  }
}
