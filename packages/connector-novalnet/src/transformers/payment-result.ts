import {
  ConnectorError,
  err,
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  ok,
  secret,
  type AttemptStatus,
  type ConnectorResponse,
  type ErrorResponse,
} from "@switchyard/interfaces";
import {
  cardLastFour,
  FAILURE_OF_FLOW,
  present,
  readEchoedAmount,
  redirectTo,
  resourceIdOf,
  StringMinorUnitForConnector as amounts,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { Notification, NovalnetErrorResponse, NovalnetResponse, NovalnetTransaction } from "../responses.js";
import { mapCaptureStatus, mapPaymentStatus, mapVoidStatus } from "./status.js";

/** An answer about a payment, and the record of the request that it answers. */
type PaymentContext = ReadContext<"Authorize" | "CompleteAuthorize" | "PSync" | "Capture" | "Void" | "SetupMandate" | "RepeatPayment">;

/** What `result.status` says of the call: that it worked, that it did not, or something that nobody listed. */
export function readCall({ result }: Pick<Notification, "result">): "worked" | "failed" | "unknown" {
  if (result?.status === "SUCCESS") return "worked";
  return result?.status === "FAILURE" ? "failed" : "unknown";
}

/** The code is the number: `FAILURE`, the word, says nothing (tech-spec, section 6.1). */
export function readError({ result, transaction }: NovalnetResponse, http: ConnectorResponse, attemptStatus?: AttemptStatus): ErrorResponse {
  const message = present(result.status_text) ?? NO_ERROR_MESSAGE;
  const more = present(result.additional_message);
  // A call that worked on a payment that did not has its code beside the payment.
  const code = readCall({ result }) === "failed" ? result.status_code : (transaction?.status_code ?? result.status_code);
  return {
    code: present(code) ?? NO_ERROR_CODE,
    message,
    reason: more === undefined ? message : `${message}: ${more}`,
    statusCode: http.statusCode,
    attemptStatus,
    connectorTransactionId: present(transaction?.tid),
  };
}

/** The body of an HTTP error: Novalnet's own shape, or a neutral one. */
export function toErrorResponse(error: NovalnetErrorResponse, http: ConnectorResponse): ErrorResponse {
  if ("result" in error) return readError(error, http, "failure");
  const { status_code, message, reason } = error;
  const code = present(error.code) ?? present(status_code) ?? NO_ERROR_CODE;
  return { code, message, reason: reason ?? message, statusCode: http.statusCode, attemptStatus: "failure" };
}

/** An amount and its currency; the amount is read only in a currency that is known. */
export function readAmount(amount: string | number | null | undefined, currency: string | null | undefined) {
  return readEchoedAmount(typeof amount === "string" ? amount.trim() : amount, currency, amounts);
}

/** A token is charged by the payment type that it was made with, which goes along. */
export function readMandate({ payment_data, payment_type: paymentType }: NovalnetTransaction) {
  if (payment_data?.token == null) return undefined;
  return { connectorMandateId: payment_data.token.expose(), mandateMetadata: paymentType == null ? undefined : secret({ paymentType }) };
}

const TABLE_OF_FLOW = new Map(Object.entries({ Capture: mapCaptureStatus, Void: mapVoidStatus }));
const FAILED: ReadonlySet<AttemptStatus> = new Set(["failure", "capture_failed", "void_failed"]);

/** The status with the amounts that go with it: a charge of less than was authorized, or asked after, is a partial one. */
function readMoney(transaction: NovalnetTransaction, found: AttemptStatus, { flow, request }: PaymentContext["data"]) {
  const { amount, currency } = readAmount(transaction.amount, transaction.currency);
  const asked = flow === "Capture" ? request.amountToCapture : flow === "Void" ? undefined : request.amount;
  const lessThanHeld = flow === "Capture" && asked !== undefined && amount !== undefined && amount > asked;
  const lessThanAsked = flow === "PSync" && asked !== undefined && amount !== undefined && amount < asked;
  const isPart = found === "charged" && (lessThanHeld || lessThanAsked);
  const own = flow === "Capture" ? readAmount(transaction.capture?.amount, currency).amount : undefined;
  const moved = own ?? (lessThanHeld ? undefined : amount);
  return {
    status: isPart ? ("partial_charged" as const) : found,
    amountAuthorized: found === "authorized" ? moved : undefined,
    amountCaptured: found === "charged" ? (moved ?? (lessThanHeld ? asked : undefined)) : undefined,
    // A part is reported as one; it contradicts nothing.
    echoed: { amount: isPart && lessThanAsked ? undefined : moved, currency },
  };
}

function readCardDetails({ payment_data: data }: NovalnetTransaction) {
  const number = present(data?.card_number);
  if (number === undefined) return undefined;
  return {
    cardNetwork: present(data?.card_brand),
    cardBin: /^\d{6}/.exec(number)?.[0],
    // The number comes masked: its end is all that is wanted.
    cardLastFour: cardLastFour(number.replaceAll("*", "0")),
    threeDs: data?.cc_3d == null ? undefined : { status: data.cc_3d },
  };
}

/** What a transaction says of the payment. */
function toOutcome(response: NovalnetResponse, { data, http }: PaymentContext, found?: AttemptStatus): FlowResult<"Authorize"> {
  const transaction = response.transaction ?? {};
  const word = present(transaction.status);
  // While the customer is to go elsewhere there is no status yet, and no transaction.
  const redirectionData = transaction.status == null ? redirectTo(response.result.redirect_url) : undefined;
  const table = TABLE_OF_FLOW.get(data.flow) ?? mapPaymentStatus;
  const mapped = redirectionData === undefined ? table(word) : "authentication_pending";
  const { echoed, ...money } = readMoney(transaction, found ?? mapped, data);
  if (FAILED.has(money.status)) return { status: money.status, response: err(readError(response, http, money.status)) };
  const txnSecret = present(transaction.txn_secret);
  return {
    ...money,
    connectorResponse: readCardDetails(transaction),
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(transaction.tid),
      redirectionData,
      mandateReference: readMandate(transaction),
      networkTxnId: present(transaction.payment_data?.scheme_tid),
      connectorStatus: word,
      // Needed to verify the return. Alone it proves nothing: the access key is part of every checksum.
      connectorMetadata: txnSecret === undefined ? undefined : { txnSecret },
      echoed,
    }),
  };
}

/** A result that nobody listed: what became of the call is not known. */
function toUnresolved({ result, transaction }: NovalnetResponse): FlowResult<"Authorize">["response"] {
  return ok({
    type: "transaction_unresolved",
    resourceId: resourceIdOf(transaction?.tid),
    reason: { code: present(result.status) ?? "missing", message: "Novalnet gave a result that is not known" },
  });
}

/** What the answer to a payment, a capture or a cancellation makes of it. A call that failed fails itself, not what was before. */
export function toPaymentResult(response: NovalnetResponse, context: PaymentContext): FlowResult<"Authorize"> {
  const call = readCall(response);
  if (call === "worked") return toOutcome(response, context);
  if (call === "unknown") return { status: "pending", response: toUnresolved(response) };
  const status = FAILURE_OF_FLOW[context.data.flow] ?? "failure";
  return { status, response: err(readError(response, context.http, status)) };
}

/** Every payment that is asked after must be the one that was meant: a transaction id may come from a browser. */
function needOwnOrder({ transaction }: NovalnetResponse, reference: string | undefined): void {
  if (reference === undefined || transaction?.tid == null || transaction.order_no === reference) return;
  throw new ConnectorError("UnexpectedResponseError", { connector: "novalnet", reason: "the transaction belongs to another order" });
}

/** What a query found. A query that failed says nothing of the payment, nor does a word that nobody listed. */
export function toDetailsResult(response: NovalnetResponse, context: ReadContext<"PSync" | "CompleteAuthorize">): FlowResult<"Authorize"> {
  const { data, http } = context;
  const isQuery = data.flow === "PSync";
  needOwnOrder(response, isQuery ? data.request.connectorReferenceId : data.connectorRequestReferenceId);
  const before = isQuery ? data.status : "pending";
  const call = readCall(response);
  if (call === "unknown") return { status: before, response: toUnresolved(response) };
  if (call === "failed" && response.transaction?.tid == null) {
    return { status: before, response: err(readError(response, http, isQuery ? undefined : "pending")) };
  }
  const word = response.transaction?.status;
  const found = mapPaymentStatus(word);
  // An answer of failure about a payment that did not fail contradicts itself.
  const isClear = mapPaymentStatus.knows(word) && (call === "worked" || found === "failure" || found === "voided");
  return toOutcome(response, context, isClear ? found : before);
}
