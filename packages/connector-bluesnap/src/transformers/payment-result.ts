import {
  AttemptStatus,
  ConnectorError,
  err,
  NO_ERROR_CODE,
  ok,
  type AdditionalConnectorResponse,
  type Currency,
  type EchoedAmount,
  type ErrorResponse,
  type ResponseId,
} from "@switchyard/interfaces";
import { present, StringMajorUnitForConnector as amounts, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { TransactionResponse } from "../responses.js";
import { BANK_MARK, isBankDebit } from "./bank-debit.js";
import { mapBankStatus, mapTransactionStatus } from "./status.js";

type PaymentContext = ReadContext<"Authorize" | "CompleteAuthorize" | "PSync" | "Capture" | "Void">;

/** The processing status, with the type of what succeeded behind it: capitals or not says nothing. */
function statusOf({ processingInfo, cardTransactionType }: TransactionResponse, isBank: boolean) {
  const word = processingInfo?.processingStatus ?? undefined;
  if (isBank) return { word, status: mapBankStatus(word), isKnown: mapBankStatus.knows(word) };
  const full = word?.toUpperCase() === "SUCCESS" ? `${word} ${cardTransactionType ?? ""}` : word;
  return { word, status: mapTransactionStatus(full), isKnown: mapTransactionStatus.knows(full) };
}

/** Amount and currency as the answer repeats them; an amount in another currency than was asked for is not read by that one's decimals. */
export function readEcho({ amount, currency }: TransactionResponse, asked: Currency | undefined): EchoedAmount | undefined {
  const code = currency?.toUpperCase();
  if (code === undefined) return undefined;
  return amount != null && code === asked ? { amount: amounts.convertBack(amount, asked), currency: code } : { currency: code };
}

/** Checks on the card, its issuer; of SEPA, what the payer must be told before the debit. */
function readDetails({ processingInfo, creditCard, preNotificationText, mandateId, mandateDate }: TransactionResponse): AdditionalConnectorResponse {
  const { avsResponseCodeZip, avsResponseCodeAddress, avsResponseCodeName } = processingInfo ?? {};
  const checks = { avsResponseCodeZip, avsResponseCodeAddress, avsResponseCodeName, mandateId, mandateDate, preNotificationText };
  return {
    authorizationCode: present(processingInfo?.authorizationCode),
    cvcResult: present(processingInfo?.cvvResponseCode),
    avsResult: present(avsResponseCodeZip),
    cardNetwork: present(creditCard?.cardType),
    cardLastFour: present(creditCard?.cardLastFourDigits),
    cardIssuer: present(creditCard?.issuingBank),
    cardFunding: present(creditCard?.cardSubType),
    cardIssuingCountry: present(creditCard?.issuingCountryCode),
    details: Object.fromEntries(Object.entries(checks).filter(([, value]) => value != null)),
  };
}

const FAILED: Partial<Record<PaymentContext["data"]["flow"], AttemptStatus>> = {
  Capture: AttemptStatus.CaptureFailed,
  Void: AttemptStatus.VoidFailed,
};

/** What an answer makes of a payment (tech-spec, section 5.1). */
export function toPaymentResult(response: TransactionResponse, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  const { request, flow } = data;
  const isBank = isBankDebit(data);
  const { word, status: found, isKnown } = statusOf(response, isBank);
  const id = present(response.transactionId);
  if (found === AttemptStatus.Failure) {
    const status = FAILED[flow] ?? found;
    const error: ErrorResponse = { code: NO_ERROR_CODE, message: word ?? status, statusCode: http.statusCode, attemptStatus: status };
    return { status, response: err(id === undefined ? error : { ...error, connectorTransactionId: id }) };
  }
  const echo = readEcho(response, "currency" in request ? request.currency : undefined);
  // Of a capture only a part may have been asked for: that is its status, and no contradiction.
  const asked = "amount" in request ? request.amount : undefined;
  const isPart = flow === "PSync" && response.cardTransactionType?.toUpperCase() === "CAPTURE" && (echo?.amount ?? asked ?? 0) < (asked ?? 0);
  const status = !isKnown && flow === "PSync" ? data.status : isPart && found === AttemptStatus.Charged ? AttemptStatus.PartialCharged : found;
  const resourceId: ResponseId = id === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id };
  return {
    status,
    connectorResponse: readDetails(response),
    response: ok({
      type: "transaction",
      resourceId,
      connectorStatus: word,
      connectorMetadata: isBank ? BANK_MARK : undefined,
      networkTxnId: present(response.networkTransactionInfo?.networkTransactionId) ?? present(response.processingInfo?.networkTransactionId),
      echoed: flow === "Void" || echo === undefined ? undefined : isPart ? { currency: echo.currency } : echo,
    }),
  };
}

/** An answer that must say something, and says nothing. */
export function needAnswer<T>(response: T | undefined): T {
  if (response === undefined) throw new ConnectorError("ResponseDeserializationFailed", { connector: "bluesnap", reason: "it is empty" });
  return response;
}
