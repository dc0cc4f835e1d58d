import {
  CardExpiry,
  ConnectorError,
  err,
  minorUnit,
  ok,
  secret,
  type PayoutCard,
  type PayoutEntityType,
  type PayoutMethodData,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import { invalid, keptText, need, needField, notSupported, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import type { PaymentsRequest, PayoutRequest, PayoutReviewRequest } from "../requests.js";
import type { PaymentsResponse, PayoutResponse } from "../responses.js";
import { toBillingAddress, toShopperName } from "./address.js";
import { toAmount } from "./amount.js";
import { readRefusal, textOf } from "./errors.js";
import { needReturnUrl, toReference } from "./payment-request.js";
import { mapPayoutStatus } from "./status.js";
import { checkShopperReference } from "./stored.js";

type PayoutFlow = "PoCreate" | "PoFulfill" | "PoCancel" | "PoEligibility";
type PayoutRecord = RouterData<PayoutFlow>;

/** @throws ConnectorError NotSupported: Adyen pays out in the currency of the debit */
function toPayoutAmount({ request }: PayoutRecord) {
  const { amount, sourceCurrency, destinationCurrency } = request;
  if (sourceCurrency !== destinationCurrency) throw notSupported("adyen", "a payout in another currency than it is debited in");
  return toAmount(amount, destinationCurrency);
}

function toCardFields(card: PayoutCard, data: PayoutRecord) {
  const expiry = CardExpiry.of({ month: card.expiryMonth, year: card.expiryYear }, "payoutMethodData");
  return {
    number: card.cardNumber,
    expiryMonth: expiry.month2,
    expiryYear: expiry.year4,
    holderName: need(card.cardHolderName ?? data.request.customerDetails?.name, "payoutMethodData.cardHolderName"),
  };
}

function needPayoutMethod({ request }: PayoutRecord): PayoutMethodData {
  return needField(request, "payoutMethodData");
}

/** Whether the payout goes to a card: it is then paid at once, without a review. */
export function isCardPayout({ request }: PayoutRecord): boolean {
  return request.payoutMethodData?.type === "card";
}

function shopperReferenceOf({ request, connectorCustomer, customerId }: PayoutRecord): string | undefined {
  return present(connectorCustomer) ?? present(request.customerDetails?.customerId) ?? present(customerId);
}

/** The receiver's names and address, as far as they are known. */
function toReceiver(data: PayoutRecord) {
  const { name, email } = data.request.customerDetails ?? {};
  const named = { address: data.address, request: { customerName: name, email } };
  return { shopperName: toShopperName(named), billingAddress: toBillingAddress(named), shopperEmail: present(email) };
}

/** A text of the payout's metadata that Adyen requires and no field of ours holds. @throws ConnectorError MissingRequiredField */
function needInMetadata({ request }: PayoutRecord, key: string): string {
  return need(keptText(request.metadata, key), `metadata.${key}`);
}

const COMPANIES: ReadonlySet<PayoutEntityType> = new Set(["Company", "NonProfit", "PublicSector", "Business"]);

/** Where the money goes. @throws ConnectorError NotSupported for what is neither an IBAN nor a PayPal account */
function toTarget(method: PayoutMethodData): Pick<PayoutRequest, "bank" | "selectedBrand" | "additionalData"> {
  if (method.type === "bank" && method.bank.type === "sepa") {
    const { iban, bic, accountHolderName, bankName, bankCity, bankCountryCode } = method.bank;
    const ownerName = need(accountHolderName, "payoutMethodData.bank.accountHolderName");
    return { bank: { iban, bic, ownerName, countryCode: need(bankCountryCode, "payoutMethodData.bank.bankCountryCode"), bankName, bankCity } };
  }
  if (method.type === "wallet" && method.wallet.type === "paypal" && method.wallet.receiver.type === "email") {
    return { selectedBrand: "paypal", additionalData: { tokenDataType: "PayPal", emailId: method.wallet.receiver.email } };
  }
  const kind = method.type === "bank" ? `.${method.bank.type}` : method.type === "wallet" ? `.${method.wallet.type}` : "";
  throw notSupported("adyen", `a payout to ${method.type}${kind}`);
}

/** `YYYY-MM-DD`. @throws ConnectorError MissingRequiredField, InvalidDataFormat */
function needDateOfBirth(data: PayoutRecord): Secret {
  const stated = data.request.vendorDetails?.individualDetails?.dateOfBirth;
  const date = stated ?? secret(needInMetadata(data, "date_of_birth"));
  if (/^\d{4}-\d{2}-\d{2}$/.test(date.expose())) return date;
  throw invalid("vendorDetails.individualDetails.dateOfBirth", "YYYY-MM-DD");
}

/** The body of `POST /storeDetailAndSubmitThirdParty` (tech-spec, section 4.13). @throws ConnectorError NotSupported for a card */
export function toSubmitRequest(data: RouterData<"PoCreate">, { merchantAccount }: AdyenAuth): PayoutRequest {
  const receiver = toReceiver(data);
  return {
    merchantAccount,
    amount: toPayoutAmount(data),
    reference: toReference(data.connectorRequestReferenceId),
    recurring: { contract: "PAYOUT" },
    ...toTarget(needPayoutMethod(data)),
    shopperReference: checkShopperReference(shopperReferenceOf(data)),
    ...receiver,
    shopperEmail: need(receiver.shopperEmail, "customerDetails.email"),
    dateOfBirth: needDateOfBirth(data),
    nationality: needInMetadata(data, "nationality"),
    entityType: COMPANIES.has(data.request.entityType) ? "Company" : "NaturalPerson",
  };
}

/** The body of `POST /confirmThirdParty` and `/declineThirdParty`; or of `POST /payout`, which pays to a card at once. */
export function toFulfillRequest(data: RouterData<"PoFulfill">, auth: AdyenAuth): PayoutReviewRequest | PayoutRequest {
  const { payoutMethodData: method } = data.request;
  if (method?.type !== "card") return toReviewRequest(data, auth);
  return {
    merchantAccount: auth.merchantAccount,
    amount: toPayoutAmount(data),
    reference: toReference(data.connectorRequestReferenceId),
    card: toCardFields(method, data),
    ...toReceiver(data),
    shopperReference: shopperReferenceOf(data),
  };
}

export function toReviewRequest(data: RouterData<"PoFulfill" | "PoCancel">, { merchantAccount }: AdyenAuth): PayoutReviewRequest {
  return { merchantAccount, originalReference: needField(data.request, "connectorPayoutId") };
}

/** The API key of the user who reviews payouts. @throws ConnectorError InvalidConnectorConfig where there is none */
export function needReviewKey({ reviewApiKey }: AdyenAuth): Secret {
  if (reviewApiKey !== undefined) return reviewApiKey;
  throw new ConnectorError("InvalidConnectorConfig", { config: "auth.api_secret", expected: "the API key of the user who reviews payouts" });
}

/** What became of a payout. */
export function toPayoutResult(response: PayoutResponse, { data }: ReadContext<"PoCreate" | "PoFulfill" | "PoCancel">): FlowResult<"PoCreate"> {
  const word = response.resultCode ?? response.response ?? undefined;
  const status = mapPayoutStatus(word);
  const isFailed = status === "failed";
  return {
    response: ok({
      status,
      connectorStatus: word,
      // A confirmation has an id of its own: the payout keeps the one of its submission.
      connectorPayoutId: present(data.request.connectorPayoutId) ?? response.pspReference ?? undefined,
      errorCode: isFailed ? word : undefined,
      errorMessage: isFailed ? (response.refusalReason ?? undefined) : undefined,
    }),
  };
}

/** A verification of the card for nothing, whose answer tells whether it takes payouts. @throws ConnectorError NotSupported for what is no card */
export function toEligibilityRequest(data: RouterData<"PoEligibility">, { merchantAccount }: AdyenAuth): PaymentsRequest {
  const method = needPayoutMethod(data);
  if (method.type !== "card") throw notSupported("adyen", "asking whether anything but a card takes payouts");
  return {
    amount: toAmount(minorUnit(0), data.request.destinationCurrency),
    merchantAccount,
    reference: toReference(data.connectorRequestReferenceId),
    paymentMethod: { type: "scheme", ...toCardFields(method, data) },
    returnUrl: needReturnUrl(data.connectorMetaData),
    shopperInteraction: "ContAuth",
    recurringProcessingModel: "UnscheduledCardOnFile",
    shopperReference: shopperReferenceOf(data),
  };
}

/** `Y` and `D` (domestic alone) mean yes. Silence means nothing. */
export function toEligibilityResult(response: PaymentsResponse, { http }: ReadContext<"PoEligibility">): FlowResult<"PoEligibility"> {
  const word = textOf(response.additionalData, "payoutEligible");
  if (word === undefined && response.refusalReason != null) return { response: err(readRefusal(response, http)) };
  return { response: ok({ payoutEligible: word === undefined ? undefined : word === "Y" || word === "D", connectorStatus: word }) };
}
