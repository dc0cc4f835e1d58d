import { secret, type ConnectorMetadata, type RouterData, type ThreeDsAuthenticationData } from "@switchyard/interfaces";
import {
  atMost,
  billingStateCode,
  cardHolderName,
  emailOf,
  formatExpiry,
  isAutoCapture,
  isMissing,
  need,
  needMetadata,
  needSingleCapture,
  networkTransactionIdOf,
  notImplemented,
  notSupported,
  optionalBilling,
  optionalBrowserInfo,
  path,
  present,
  splitFullName,
  stringifyJson,
  StringMajorUnitForConnector as amounts,
  truncate,
  unlessEmpty,
} from "@switchyard/utils";
import type { ThreeDSecure } from "../requests.js";
import { toWallet } from "./wallet.js";

/** The record of the flows whose request is `POST transactions`. */
type PaymentRecord = RouterData<"Authorize" | "CompleteAuthorize">;

/** What every payment says. Our reference, which webhooks and queries name it by, is never cut. @throws ConnectorError MaxFieldLengthViolated */
export function toPaymentFields(data: PaymentRecord) {
  const { amount, currency, statementDescriptor } = data.request;
  const merchantTransactionId = atMost(data.connectorRequestReferenceId, 50, "reference", "bluesnap");
  return {
    amount: amounts.convert(amount, currency),
    currency,
    merchantTransactionId,
    softDescriptor: present(truncate(statementDescriptor ?? "", 20)),
    transactionFraudInfo: { fraudSessionId: merchantTransactionId, shopperIpAddress: optionalBrowserInfo(data, "ipAddress") },
  };
}

/** Card, wallet or token. Hosted fields' token comes with the record, the method then being no more than what was typed beside it. */
function toSource(data: PaymentRecord) {
  const { paymentMethodData: method } = data.request;
  if (method === undefined) return {};
  switch (method.type) {
    case "card":
    case "card_details_for_network_transaction_id": {
      const securityCode = method.type === "card" ? present(method.cvc) : undefined;
      const expiry = { expirationMonth: formatExpiry(method.expiry, "MM"), expirationYear: formatExpiry(method.expiry, "YYYY") };
      return { creditCard: { cardNumber: method.number, securityCode, ...expiry } };
    }
    case "wallet":
      return { wallet: toWallet(data, method) };
    case "card_token":
      return { pfToken: need(data.paymentMethodToken?.type === "token" ? data.paymentMethodToken.token : undefined, "paymentMethodToken.token") };
    default:
      throw notImplemented("bluesnap", method);
  }
}

/** Who pays: names and address of the billing address, the name on the card where that has none; one name counts for both. */
function toCardHolder(data: PaymentRecord) {
  const named = splitFullName(cardHolderName(data)?.expose() ?? "");
  const firstName = optionalBilling(data, "firstName") ?? (named === undefined ? undefined : secret(named.firstName));
  const lastName = optionalBilling(data, "lastName") ?? (named?.lastName === undefined ? firstName : secret(named.lastName));
  return unlessEmpty({
    firstName: firstName ?? lastName,
    lastName,
    email: emailOf(data),
    country: optionalBilling(data, "country")?.toLowerCase(),
    state: billingStateCode(data),
    city: optionalBilling(data, "city"),
    address: optionalBilling(data, "line1"),
    address2: optionalBilling(data, "line2"),
    zip: optionalBilling(data, "zip"),
  });
}

/** Texts as they are, anything else as JSON; at most 40 characters of a key, 500 of a value (tech-spec, trap 8). */
function toMetaData(metadata: ConnectorMetadata | undefined) {
  const metaData = Object.entries(metadata ?? {}).flatMap(([key, value]) => {
    if (key === "" || isMissing(value)) return [];
    const text = typeof value === "string" ? value : stringifyJson(value);
    return [{ metaKey: truncate(key, 40), metaValue: truncate(text, 500), isVisible: "Y" }];
  });
  return metaData.length === 0 ? undefined : { metaData };
}

/** What another 3DS server proved (tech-spec, section 4.4). */
function toExternal3ds({ cavv, eci, dsTransactionId, messageVersion }: ThreeDsAuthenticationData): ThreeDSecure {
  return { cavv, eci, dsTransactionId, threeDSecureVersion: messageVersion };
}

/** The body of `POST transactions`; `authenticated` is what BlueSnap's own 3DS adds. A charge without the shopper is the merchant's. */
export function toCardPayment(data: PaymentRecord, authenticated: { readonly pfToken?: string; readonly threeDSecure?: ThreeDSecure } = {}) {
  const { request } = data;
  const followed = networkTransactionIdOf(request);
  return {
    ...toPaymentFields(data),
    ...toSource(data),
    cardTransactionType: isAutoCapture(data) ? "AUTH_CAPTURE" : "AUTH_ONLY",
    cardHolderInfo: toCardHolder(data),
    transactionMetaData: toMetaData(request.metadata),
    transactionInitiator: request.offSession === true || followed !== undefined ? "MERCHANT" : undefined,
    networkTransactionInfo: followed === undefined ? undefined : { originalNetworkTransactionId: followed },
    threeDSecure: request.authenticationData === undefined ? undefined : toExternal3ds(request.authenticationData),
    ...authenticated,
  };
}

/** What a bank debit leaves in `connectorMetadata`: its id alone does not say where to ask (tech-spec, section 3). */
export const BANK_MARK = { isAltTransaction: true } as const;

/** Whether a record is about a bank debit: by what is paid with, or by the mark that the payment left. */
export function isBankDebit({ request }: RouterData): boolean {
  if ("paymentMethodData" in request && request.paymentMethodData !== undefined) return request.paymentMethodData.type === "bank_debit";
  const meta = "connectorMeta" in request ? request.connectorMeta : undefined;
  return typeof meta === "object" && meta !== null && "isAltTransaction" in meta && meta.isAltTransaction === true;
}

/** Nothing is held of a bank account, and what is held of a card is captured once (tech-spec, section 4.8). @throws ConnectorError NotSupported */
export function needHeldCard({ data }: { readonly data: RouterData<"Capture" | "Void"> }): void {
  if (isBankDebit(data)) throw notSupported("bluesnap", "Capture or void of a bank debit");
  if (data.flow === "Capture") needSingleCapture("bluesnap", data.request);
}

export function toCapture({ request: { amountToCapture, currency, connectorTransactionId } }: RouterData<"Capture">) {
  return { cardTransactionType: "CAPTURE", transactionId: connectorTransactionId, amount: amounts.convert(amountToCapture, currency) };
}

export function toRefund({ request: { refundAmount, currency, reason } }: RouterData<"Execute">) {
  return { amount: amounts.convert(refundAmount, currency), reason: present(truncate(reason ?? "", 300)) };
}

/** By id; without one, or with a 3DS token, by reference and merchant number. @throws ConnectorError MissingRequiredField, InvalidConnectorConfig */
export function toSyncPath({ data }: { readonly data: RouterData<"PSync"> }): string {
  const { connectorTransactionId: given, connectorReferenceId } = data.request;
  const id = given.type === "connector_transaction_id" ? present(given.id) : undefined;
  if (id !== undefined && isBankDebit(data)) return path`services/2/alt-transactions/${id}`;
  // Transactions have numbers: anything else is a token.
  if (id !== undefined && /^\d+$/.test(id)) return path`services/2/transactions/${id}`;
  return path`services/2/transactions/${need(connectorReferenceId, "reference")},${needMetadata(data.connectorMetaData, "merchant_id")}`;
}
