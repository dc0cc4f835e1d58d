import {
  ConnectorError,
  type ApplePayWalletData,
  type BankNames,
  type Card,
  type CardDetailsForNetworkTransactionId,
  type GooglePayWalletData,
  type PaymentMethodData,
  type RouterData,
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

type DirectRecord = RouterData<"Authorize">;

/** Cards, and the wallets that stand for one. */
export const CARD_CHANNEL = "CREDITAN";

/** The channel of each bank of FPX (tech-spec, section 4.2). */
const FPX_CHANNELS: Readonly<Partial<Record<BankNames, string>>> = {
  affin_bank: "FPX_ABB",
  agro_bank: "FPX_AGROBANK",
  alliance_bank: "FPX_ABMB",
  am_bank: "FPX_AMB",
  bank_of_china: "FPX_BOCM",
  bank_islam: "FPX_BIMB",
  bank_muamalat: "FPX_BMMB",
  bank_rakyat: "FPX_BKRM",
  bank_simpanan_nasional: "FPX_BSN",
  hong_leong_bank: "FPX_HLB",
  hsbc_bank: "FPX_HSBC",
  kuwait_finance_house: "FPX_KFH",
  maybank: "FPX_MB2U",
  public_bank: "FPX_PBB",
  rhb_bank: "FPX_RHB",
  standard_chartered_bank: "FPX_SCB",
  uob_bank: "FPX_UOB",
  ocbc_bank: "FPX_OCBC",
  cimb_bank: "FPX_CIMBCLICKS",
};

/** The channel that a payment goes through; `undefined` for a bank that has none. */
export function channelOf(method: PaymentMethodData): string | undefined {
  if (method.type === "bank_redirect" && method.kind === "online_banking_fpx") return FPX_CHANNELS[method.issuer];
  return method.type === "real_time_payment" ? "RPP_DUITNOWQR" : CARD_CHANNEL;
}

/** Whether the card is to be stored for charges without the customer. */
function storesCard({ request }: DirectRecord): boolean {
  return request.setupFutureUsage === "off_session";
}

function toChannelAndExpiry({ expiry }: Pick<Card, "expiry">) {
  return { TxnChannel: CARD_CHANNEL, CC_MONTH: formatExpiry(expiry, "MM"), CC_YEAR: formatExpiry(expiry, "YYYY") };
}

function toCard(card: Card, data: DirectRecord): FiuuInstrument {
  // What an authentication apart from this payment proved.
  const proof = data.request.authenticationData;
  return {
    ...toChannelAndExpiry(card),
    non_3DS: isThreeDs(data) ? "0" : "1",
    CC_PAN: card.number.map(digitsOnly),
    CC_CVV2: need(card.cvc, "card.cvc"),
    mpstokenstatus: storesCard(data) ? "1" : "3",
    // A token is made for somebody: Fiuu refuses one without an address (tech-spec, section 4.2).
    CustEmail: storesCard(data) ? need(emailOf(data), "customer.email") : emailOf(data),
    ECI: proof?.eci,
    Cryptogram: proof?.cavv,
    dsTransID: proof?.dsTransactionId,
    "3DS_version": proof?.messageVersion,
  };
}

/** A card of an earlier payment: neither security code nor 3DS goes with it (tech-spec, section 4.9). */
function toLinkedCard(card: CardDetailsForNetworkTransactionId, { request }: DirectRecord): FiuuInstrument {
  const OriginalSchemeID = need(networkTransactionIdOf(request), "mandate.networkTransactionId");
  return { ...toChannelAndExpiry(card), CC_PAN: card.number.map(digitsOnly), OriginalSchemeID, MerchantInitiated: "1" };
}

function toGooglePay(wallet: GooglePayWalletData): FiuuInstrument {
  const { info, tokenizationData, pmType = "CARD" } = wallet;
  const type = (tokenizationData.type === "encrypted" ? tokenizationData.tokenType : undefined) ?? "PAYMENT_GATEWAY";
  const paymentMethodData = {
    info: { assuranceDetails: info?.assuranceDetails, cardDetails: present(info?.cardDetails), cardNetwork: present(info?.cardNetwork) },
    tokenizationData: { token: needGooglePayToken(wallet), type },
    type: pmType,
  };
  const GooglePay = { apiVersion: "2", apiVersionMinor: "0", paymentMethodData } as const;
  return { TxnChannel: CARD_CHANNEL, non_3DS: "1", GooglePay, TOKEN_TYPE: "GooglePay" };
}

/** Fiuu's Direct API takes Apple Pay's decrypted token. */
function toApplePay(wallet: ApplePayWalletData): FiuuInstrument {
  const token = decryptedWalletToken(wallet);
  if (token === undefined) throw notSupported("fiuu", "Apple Pay whose token is still encrypted");
  return {
    ...toChannelAndExpiry(token),
    non_3DS: "1",
    CC_TOKEN: token.number,
    ECI: token.eci,
    TOKEN_CRYPTOGRAM: need(token.cryptogram, "wallet.paymentData.cryptogram"),
    TOKEN_TYPE: "ApplePay",
  };
}

/** What the payment is made with. @throws ConnectorError NotImplemented for other methods, NotSupported for another bank */
export function toInstrument(data: DirectRecord): FiuuInstrument {
  const { paymentMethodData: method, currency } = data.request;
  if (method.type === "card") return toCard(method, data);
  if (method.type === "card_details_for_network_transaction_id") return toLinkedCard(method, data);
  if (method.type === "wallet" && method.kind === "google_pay") return toGooglePay(method);
  if (method.type === "wallet" && method.kind === "apple_pay") return toApplePay(method);
  const isFpx = method.type === "bank_redirect" && method.kind === "online_banking_fpx";
  if (!isFpx && !(method.type === "real_time_payment" && method.kind === "duit_now")) throw notImplemented("fiuu", method);
  // FPX and DuitNow are Malaysia's own (tech-spec, section 9).
  if (currency !== "MYR") throw new ConnectorError("CurrencyNotSupported", { currency, connector: "fiuu" });
  const TxnChannel = channelOf(method);
  if (TxnChannel === undefined) throw notSupported("fiuu", "FPX with this bank");
  return isFpx ? { TxnChannel, non_3DS: isThreeDs(data) ? "0" : "1" } : { TxnChannel };
}
