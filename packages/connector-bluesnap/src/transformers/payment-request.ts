import {
  ConnectorError,
  secret,
  type Card,
  type CardDetailsForNetworkTransactionId,
  type ConnectorMetadata,
  type RouterData,
} from "@switchyard/interfaces";
import {
  billingStateCode,
  cardHolderName,
  emailOf,
  formatExpiry,
  isAutoCapture,
  need,
  networkTransactionIdOf,
  notImplemented,
  optionalBilling,
  optionalBrowserInfo,
  present,
  splitFullName,
  stringifyJson,
  StringMajorUnitForConnector as amounts,
  truncate,
} from "@switchyard/utils";
import type { CardHolderInfo, CardPaymentRequest, CardSource, CreditCard, MetaData, ThreeDSecure } from "../requests.js";
import { toWallet } from "./wallet.js";

/** The record of the flows whose request is `POST transactions`. */
export type PaymentRecord = RouterData<"Authorize" | "CompleteAuthorize">;

const LONGEST_REFERENCE = 50;

/** Our reference, which webhooks and queries name the payment by: it is never cut. @throws ConnectorError MaxFieldLengthViolated */
function needReference({ connectorRequestReferenceId: reference }: PaymentRecord): string {
  const receivedLength = reference.length;
  if (receivedLength <= LONGEST_REFERENCE) return reference;
  throw new ConnectorError("MaxFieldLengthViolated", {
    connector: "bluesnap",
    fieldName: "reference",
    maxLength: LONGEST_REFERENCE,
    receivedLength,
  });
}

/** What every payment says, by card or from a bank account. */
export function toPaymentFields(data: PaymentRecord) {
  const { amount, currency, statementDescriptor } = data.request;
  const merchantTransactionId = needReference(data);
  return {
    amount: amounts.convert(amount, currency),
    currency,
    merchantTransactionId,
    softDescriptor: present(truncate(statementDescriptor ?? "", 20)),
    transactionFraudInfo: { fraudSessionId: merchantTransactionId, shopperIpAddress: optionalBrowserInfo(data, "ipAddress") },
  };
}

function toCreditCard(card: Card | CardDetailsForNetworkTransactionId): CreditCard {
  return {
    cardNumber: card.number,
    securityCode: card.type === "card" ? present(card.cvc) : undefined,
    expirationMonth: formatExpiry(card.expiry, "MM"),
    expirationYear: formatExpiry(card.expiry, "YYYY"),
  };
}

/** What is charged. Hosted fields' token comes with the record, the method then being no more than what was typed beside it. */
function toSource(data: PaymentRecord): CardSource {
  const { paymentMethodData: method } = data.request;
  if (method === undefined) return {};
  switch (method.type) {
    case "card":
    case "card_details_for_network_transaction_id":
      return { creditCard: toCreditCard(method) };
    case "wallet":
      return { wallet: toWallet(data, method) };
    case "card_token":
      return { pfToken: need(data.paymentMethodToken?.type === "token" ? data.paymentMethodToken.token : undefined, "paymentMethodToken.token") };
    default:
      throw notImplemented("bluesnap", method);
  }
}

/** Who pays: names and address of the billing address, the name on the card where that has none; one name counts for both. */
function toCardHolder(data: PaymentRecord): CardHolderInfo | undefined {
  const named = splitFullName(cardHolderName(data)?.expose() ?? "");
  const firstName = optionalBilling(data, "firstName") ?? (named === undefined ? undefined : secret(named.firstName));
  const lastName = optionalBilling(data, "lastName") ?? (named?.lastName === undefined ? firstName : secret(named.lastName));
  const holder: CardHolderInfo = {
    firstName: firstName ?? lastName,
    lastName,
    email: emailOf(data),
    country: optionalBilling(data, "country")?.toLowerCase(),
    state: billingStateCode(data),
    city: optionalBilling(data, "city"),
    address: optionalBilling(data, "line1"),
    address2: optionalBilling(data, "line2"),
    zip: optionalBilling(data, "zip"),
  };
  return Object.values(holder).every((value) => value === undefined) ? undefined : holder;
}

/** Texts as they are, anything else as JSON (tech-spec, trap 8). */
function toMetaData(metadata: ConnectorMetadata | undefined): CardPaymentRequest["transactionMetaData"] {
  const metaData = Object.entries(metadata ?? {}).flatMap(([key, value]): MetaData[] => {
    const text = present(typeof value === "string" ? value : value == null ? "" : stringifyJson(value));
    return text === undefined || key === "" ? [] : [{ metaKey: truncate(key, 40), metaValue: truncate(text, 500), isVisible: "Y" }];
  });
  return metaData.length === 0 ? undefined : { metaData };
}

/** What another 3DS server proved (tech-spec, section 4.4). */
function toExternal3ds({ request: { authenticationData: proof } }: PaymentRecord): ThreeDSecure | undefined {
  if (proof === undefined) return undefined;
  const { cavv, eci, dsTransactionId, messageVersion } = proof;
  return { cavv, eci, dsTransactionId, threeDSecureVersion: messageVersion };
}

/** The body of `POST transactions`; `authenticated` is what BlueSnap's own 3DS adds. */
export function toCardPayment(data: PaymentRecord, authenticated: Pick<CardPaymentRequest, "pfToken" | "threeDSecure"> = {}): CardPaymentRequest {
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
    threeDSecure: toExternal3ds(data),
    ...authenticated,
  };
}
