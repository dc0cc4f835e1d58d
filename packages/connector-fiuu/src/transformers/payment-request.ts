import {
  ConnectorError,
  type ApplePayWalletData,
  type BankNames,
  type Card,
  type GooglePayWalletData,
  type PaymentMethodData,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import {
  atMost,
  billingAddress,
  customerNameOf,
  decryptedWalletToken,
  digitsOnly,
  emailOf,
  formatExpiry,
  invalid,
  isAutoCapture,
  isThreeDs,
  need,
  needConnectorMandateId,
  needEmail,
  needGooglePayToken,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  phoneWithCallingCode,
  present,
  truncate,
} from "@switchyard/utils";
import { settingsOf, type FiuuAuth } from "../auth.js";
import type { FiuuInstrument } from "../requests.js";
import { join, md5 } from "./signatures.js";
import { toAmount } from "./wire.js";

type DirectRecord = RouterData<"Authorize">;

/** Any payment that begins. */
export type PaymentRecord = RouterData<"Authorize" | "RepeatPayment">;

/** Stored cards have an API of their own. */
export const RECURRING_PATH = "RMS/API/Recurring/input_v7.php";

const usesToken = ({ request }: DirectRecord) => request.paymentMethodData.type === "mandate_payment";

export const toPaymentPath = (data: DirectRecord) => (usesToken(data) ? RECURRING_PATH : "RMS/API/Direct/1.4.0/index.php");

/** @throws ConnectorError InvalidDataFormat for a reference that Fiuu would refuse (tech-spec, section 4.1) */
function toReference({ connectorRequestReferenceId: reference }: PaymentRecord): string {
  if (/^[A-Za-z0-9_-]{1,40}$/.test(reference)) return reference;
  throw invalid("reference", "1 to 40 letters, digits, - and _");
}

/** Who pays. A token is his as well: to delete it takes the same again (tech-spec, section 4.9). */
export function buyerOf(data: PaymentRecord) {
  return { name: customerNameOf(data), email: emailOf(data), mobile: phoneWithCallingCode(billingAddress(data)?.phone) };
}

const cut = (text: Secret | undefined, length: number) => text?.map((each) => truncate(each, length));

/** Cards, and the wallets that stand for one. */
export const CARD_CHANNEL = "CREDITAN";

/** The channel of each bank of FPX (tech-spec, section 4.2). */
// prettier-ignore
const FPX_CHANNELS: Readonly<Partial<Record<BankNames, string>>> = {
  affin_bank: "FPX_ABB",            agro_bank: "FPX_AGROBANK",        alliance_bank: "FPX_ABMB",
  am_bank: "FPX_AMB",               bank_of_china: "FPX_BOCM",        bank_islam: "FPX_BIMB",
  bank_muamalat: "FPX_BMMB",        bank_rakyat: "FPX_BKRM",          bank_simpanan_nasional: "FPX_BSN",
  cimb_bank: "FPX_CIMBCLICKS",      hong_leong_bank: "FPX_HLB",       hsbc_bank: "FPX_HSBC",
  kuwait_finance_house: "FPX_KFH",  maybank: "FPX_MB2U",              ocbc_bank: "FPX_OCBC",
  public_bank: "FPX_PBB",           rhb_bank: "FPX_RHB",              standard_chartered_bank: "FPX_SCB",
  uob_bank: "FPX_UOB",
};

/** The channel that a payment goes through; `undefined` for a bank that has none. */
export function channelOf(method: PaymentMethodData): string | undefined {
  if (method.type === "bank_redirect" && method.kind === "online_banking_fpx") return FPX_CHANNELS[method.issuer];
  return method.type === "real_time_payment" ? "RPP_DUITNOWQR" : CARD_CHANNEL;
}

function toChannelAndExpiry({ expiry }: Pick<Card, "expiry">) {
  return { TxnChannel: CARD_CHANNEL, CC_MONTH: formatExpiry(expiry, "MM"), CC_YEAR: formatExpiry(expiry, "YYYY") };
}

function toCard(card: Card, data: DirectRecord): FiuuInstrument {
  // What an authentication apart from this payment proved; and whether the card is to be charged without the customer.
  const { authenticationData: proof, setupFutureUsage } = data.request;
  const isStored = setupFutureUsage === "off_session";
  return {
    ...toChannelAndExpiry(card),
    non_3DS: isThreeDs(data) ? "0" : "1",
    CC_PAN: card.number.map(digitsOnly),
    CC_CVV2: need(card.cvc, "card.cvc"),
    mpstokenstatus: isStored ? "1" : "3",
    // A token is made for somebody: Fiuu refuses one without an address (tech-spec, section 4.2).
    CustEmail: isStored ? needEmail(data) : emailOf(data),
    ECI: proof?.eci,
    Cryptogram: proof?.cavv,
    dsTransID: proof?.dsTransactionId,
    "3DS_version": proof?.messageVersion,
  };
}

/** A card of an earlier payment: neither security code nor 3DS goes with it (tech-spec, section 4.9). */
function toLinkedCard(card: Pick<Card, "number" | "expiry">, { request }: DirectRecord): FiuuInstrument {
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
function toInstrument(data: DirectRecord): FiuuInstrument {
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

/**
 * The body of the Direct API. Amounts are texts with two decimals for every currency; SALS takes the money, AUTS holds it.
 * @throws ConnectorError for what Fiuu would refuse
 */
function toDirectRequest(data: DirectRecord, { merchantId, verifyKey }: FiuuAuth) {
  const { amount, currency, routerReturnUrl, webhookUrl, paymentChannel } = data.request;
  if (paymentChannel === "mail_order" || paymentChannel === "telephone_order") throw notSupported("fiuu", "A mail or telephone order");
  const [TxnAmount, ReferenceNo] = [toAmount(amount, currency), toReference(data)];
  const { name, email, mobile } = buyerOf(data);
  const notified = atMost(present(webhookUrl), 200, "webhookUrl", "fiuu");
  return {
    MerchantID: merchantId,
    ReferenceNo,
    TxnType: isAutoCapture(data) ? "SALS" : "AUTS",
    TxnCurrency: currency,
    TxnAmount,
    Signature: md5(TxnAmount, merchantId, ReferenceNo, verifyKey, settingsOf(data).extendedVcode === true ? currency : ""),
    ReturnURL: atMost(present(routerReturnUrl), 200, "returnUrl", "fiuu"),
    NotificationURL: notified,
    CallbackURL: notified,
    CustName: cut(name, 128),
    CustEmail: email,
    CustContact: cut(mobile, 32),
    CustDesc: present(truncate(data.description ?? "", 200)),
    ...toInstrument(data),
  };
}

/** No value may hold what separates them. */
const plain = (text: string) => text.replaceAll("|", " ").trim();

/**
 * The line of the Recurring API: twelve values with `|` between, under its number (tech-spec, section 4.9). There is no authorization alone.
 * @throws ConnectorError CaptureMethodNotSupported, MissingConnectorMandateID, MissingRequiredField
 */
export function toRecurringRequest(data: PaymentRecord, { merchantId, verifyKey }: FiuuAuth) {
  const { amount, currency, captureMethod } = data.request;
  if (!isAutoCapture(data)) throw new ConnectorError("CaptureMethodNotSupported", { connector: "fiuu", captureMethod: captureMethod ?? "manual" });
  const { name, email, mobile } = buyerOf(data);
  const token = needConnectorMandateId(data.request);
  if (token.includes("|")) throw invalid("mandate.connectorMandateId", "a token of Fiuu");
  const signed = ["T", merchantId, "", token, toReference(data), currency, toAmount(amount, currency)] as const;
  const payer = cut(need(name, "customer.name").map(plain), 50);
  const address = mobile === undefined ? needEmail(data) : email;
  const described = [payer, address?.map(plain), mobile?.map(plain), plain(data.description ?? "")];
  return { "0": join([...signed, ...described, md5(...signed, verifyKey)], "|") };
}

/** The body of a payment that begins, by whichever API makes it. */
export function toPaymentRequest(data: DirectRecord, auth: FiuuAuth) {
  return usesToken(data) ? toRecurringRequest(data, auth) : toDirectRequest(data, auth);
}
