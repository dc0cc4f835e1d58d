import { AttemptStatus, ConnectorError, err, NO_ERROR_CODE, ok, RefundStatus, type Currency } from "@switchyard/interfaces";
import {
  FAILURE_OF_FLOW,
  needConnectorRefundId,
  present,
  readEchoedAmount,
  resourceIdOf,
  StringMajorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { RefundResponse, TransactionResponse } from "../responses.js";
import { BANK_MARK, isBankDebit } from "./payment-request.js";
import { mapBankStatus, mapRefundStatus, mapTransactionStatus } from "./status.js";

type PaymentContext = ReadContext<"Authorize" | "CompleteAuthorize" | "PSync" | "Capture" | "Void">;

/** The processing status, with the type of what succeeded behind it: capitals or not says nothing. */
function statusOf({ processingInfo, cardTransactionType }: TransactionResponse, isBank: boolean) {
  const word = processingInfo?.processingStatus ?? undefined;
  const table = isBank ? mapBankStatus : mapTransactionStatus;
  const full = !isBank && word?.toUpperCase() === "SUCCESS" ? `${word} ${cardTransactionType ?? ""}` : word;
  return { word, status: table(full), isKnown: table.knows(full) };
}

/** Amount and currency as the answer repeats them; an amount in another currency than was asked for is not read by that one's decimals. */
function readEcho({ amount, currency }: TransactionResponse, asked: Currency | undefined) {
  return readEchoedAmount(currency?.toUpperCase() === asked ? amount : undefined, currency, amounts);
}

/** Checks on the card, its issuer; of SEPA, what the payer must be told before the debit. */
function readDetails(response: TransactionResponse): FlowResult<"Authorize">["connectorResponse"] {
  const { processingInfo, creditCard, preNotificationText, mandateId, mandateDate } = response;
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

/** What an answer makes of a payment (tech-spec, section 5.1). */
export function toPaymentResult(response: TransactionResponse | undefined, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  if (response === undefined) throw new ConnectorError("ResponseDeserializationFailed", { connector: "bluesnap", reason: "it is empty" });
  const { request, flow } = data;
  const isBank = isBankDebit(data);
  const { word, status: found, isKnown } = statusOf(response, isBank);
  if (found === AttemptStatus.Failure) {
    const status = FAILURE_OF_FLOW[flow] ?? found;
    const error = { code: NO_ERROR_CODE, message: word ?? status, statusCode: http.statusCode, attemptStatus: status };
    return { status, response: err({ ...error, connectorTransactionId: present(response.transactionId) }) };
  }
  const echo = flow === "Void" ? {} : readEcho(response, request.currency);
  // Of a capture only a part may have been asked for: that is its status, and no contradiction.
  const asked = flow === "PSync" ? (request.amount ?? 0) : 0;
  const isPart = response.cardTransactionType?.toUpperCase() === "CAPTURE" && (echo.amount ?? asked) < asked;
  const settled = isPart && found === AttemptStatus.Charged ? AttemptStatus.PartialCharged : found;
  return {
    status: flow === "PSync" && !isKnown ? data.status : settled,
    connectorResponse: readDetails(response),
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(response.transactionId),
      connectorStatus: word,
      connectorMetadata: isBank ? BANK_MARK : undefined,
      networkTxnId: present(response.networkTransactionInfo?.networkTransactionId) ?? present(response.processingInfo?.networkTransactionId),
      echoed: isPart ? { currency: echo.currency } : echo,
    }),
  };
}

/** A refund's answer repeats its amount, and no currency. What it does not say is left to a query. */
export function toRefundResult(response: RefundResponse, { data }: ReadContext<"Execute">): FlowResult<"Execute"> {
  const { refundTransactionId, refundStatus, amount } = response;
  return {
    response: ok({
      type: "refund",
      connectorRefundId: refundTransactionId,
      refundStatus: mapRefundStatus(refundStatus),
      connectorStatus: refundStatus ?? undefined,
      echoed: amount == null ? undefined : { amount: amounts.convertBack(amount, data.request.currency) },
    }),
  };
}

/** A refund as it is asked about. What is no refund says nothing of one: a payment's own success is not its refund's (tech-spec, trap 7). */
export function toRefundSyncResult(response: TransactionResponse, { data: { request } }: ReadContext<"RSync">): FlowResult<"RSync"> {
  const word = response.processingInfo?.processingStatus ?? undefined;
  const isRefund = response.cardTransactionType?.toUpperCase() === "REFUND";
  return {
    response: ok({
      type: "refund",
      connectorRefundId: present(response.transactionId) ?? needConnectorRefundId(request),
      refundStatus: isRefund ? mapRefundStatus(word) : RefundStatus.Pending,
      connectorStatus: word,
      echoed: isRefund ? readEcho(response, request.currency) : undefined,
    }),
  };
}
