import { err, ok, type AdditionalConnectorResponse, type AttemptStatus, type EchoedAmount } from "@switchyard/interfaces";
import { FAILURE_OF_FLOW, present, redirectTo, resourceIdOf, unlessEmpty, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { NoonOrderResult, NoonResponse, NoonResult } from "../responses.js";
import { DUPLICATE_REFERENCE, readDecline, readRefusal } from "./errors.js";
import { readEcho, readTaken, readTotal } from "./money.js";
import { mapOrderStatus, STATUS_OF_OPERATION } from "./status.js";

/** The flows whose answer is about the payment itself. */
type PaymentContext = ReadContext<"Authorize" | "SetupMandate" | "RepeatPayment" | "PSync" | "Capture" | "Void">;
type PaymentData = PaymentContext["data"];

const FAILED: ReadonlySet<AttemptStatus> = new Set(["failure", "authentication_failed", "capture_failed", "void_failed"]);

/** All that was asked for, or a part of it: by the order's totals, else by its word. */
function readTakenStatus(order: NoonOrderResult): AttemptStatus {
  const [taken, whole] = [readTaken(order), readTotal(order, "amount")];
  const isPart = taken > 0 && whole !== undefined ? taken < whole : order.status !== "CAPTURED";
  return isPart ? "partial_charged" : "charged";
}

/** Money may have been captured before the rest was let go, or is still held (tech-spec, trap 11). */
function readPartiallyReversed(order: NoonOrderResult): AttemptStatus {
  if (readTaken(order) > 0) return readTakenStatus(order);
  const remaining = readTotal(order, "totalRemainingAmount");
  if (remaining === undefined) return "pending";
  return remaining > 0 ? "authorized" : "voided";
}

/** What an order's state means to the flow that was told it. A word that says nothing leaves a query's payment as it was. */
function readStatus({ transaction, checkoutData }: NoonResult, order: NoonOrderResult, data: PaymentData): AttemptStatus {
  const word = present(order.status);
  const table = STATUS_OF_OPERATION[data.flow] ?? mapOrderStatus;
  if (!table.knows(word)) return data.flow === "PSync" ? data.status : "pending";
  const status = table(word);
  const isOpen = status === "capture_initiated" || status === "void_initiated";
  // An operation that failed, on an order that stays as it was.
  if (isOpen && transaction?.status === "FAILED") return FAILURE_OF_FLOW[data.flow] ?? status;
  if (word === "INITIATED" && present(checkoutData?.postUrl) !== undefined) return "authentication_pending";
  if (word === "TOKENIZED" && data.flow === "SetupMandate") return "charged";
  if (word === "PARTIALLY_REVERSED") return readPartiallyReversed(order);
  const isTaken = word === "CAPTURED" || word === "PARTIALLY_CAPTURED";
  return isTaken && status !== "void_failed" ? readTakenStatus(order) : status;
}

/** The instrument, as far as noon tells of it: its number comes masked, `445653XXXXXX1096`. */
function readInstrument({ paymentDetails, transaction }: NoonResult): AdditionalConnectorResponse | undefined {
  const { paymentInfo, brand, cardType, cardCountry, cardIssuerName } = paymentDetails ?? {};
  const [, bin, lastFour] = /^(\d{6})\D*(\d{4})$/.exec(present(paymentInfo) ?? "") ?? [];
  return unlessEmpty({
    authorizationCode: present(transaction?.authorizationCode),
    cardNetwork: present(brand),
    cardBin: bin,
    cardLastFour: lastFour,
    cardIssuer: present(cardIssuerName),
    cardFunding: present(cardType),
    cardIssuingCountry: present(cardCountry),
  });
}

/** The amount of the order, or of the one operation that was asked for; the running totals are none. */
function readPaymentEcho({ transaction }: NoonResult, order: NoonOrderResult, data: PaymentData): EchoedAmount | undefined {
  if (data.flow === "Void") return undefined;
  const currencies = [order, transaction].map((place) => ({ currency: place?.currency }));
  if (data.flow === "Capture") {
    const { amountToCapture: amount, currency } = data.request;
    return readEcho({ amount, currency }, [transaction?.type === "CAPTURE" ? transaction : undefined, ...currencies]);
  }
  const { amount, currency } = data.request;
  // A set-up over nothing holds the smallest amount that there is.
  if (data.flow === "SetupMandate" && amount === 0) return readEcho({ currency }, currencies);
  const own = transaction?.type === "SALE" || transaction?.type === "AUTHORIZATION" ? transaction : undefined;
  return readEcho({ amount, currency }, [order, own, ...currencies]);
}

function toOutcome(result: NoonResult, order: NoonOrderResult, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  const status = readStatus(result, order, data);
  if (FAILED.has(status)) return { status, response: err({ ...readDecline(order, http), attemptStatus: status }) };
  const isTaken = (status === "charged" || status === "partial_charged") && readTaken(order) > 0;
  return {
    status,
    amountAuthorized: status === "authorized" ? readTotal(order, "amount") : undefined,
    amountCaptured: isTaken ? readTaken(order) : undefined,
    connectorResponse: readInstrument(result),
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(order.id),
      // noon's page, where the buyer authenticates or chooses.
      redirectionData: status === "authentication_pending" ? redirectTo(result.checkoutData?.postUrl, "POST") : undefined,
      mandateReference: unlessEmpty({ connectorMandateId: present(result.subscription?.identifier) }),
      connectorStatus: present(order.status),
      connectorResponseReferenceId: present(order.reference) ?? present(order.id),
      echoed: readPaymentEcho(result, order, data),
    }),
  };
}

const ACTED: ReadonlySet<AttemptStatus> = new Set(["authorized", "charged", "partial_charged", "voided", "authentication_successful", "pending"]);

/** A call that was refused, beside an order that says it was not, has an open outcome. */
function readRefusedStatus(code: string, result: NoonResult | null | undefined, data: PaymentData): AttemptStatus {
  if (code === DUPLICATE_REFERENCE) return "pending";
  const failed = FAILURE_OF_FLOW[data.flow] ?? "failure";
  return result?.order != null && ACTED.has(readStatus(result, result.order, data)) ? "pending" : failed;
}

/** What an answer makes of a payment. */
export function toPaymentResult(response: NoonResponse, context: PaymentContext): FlowResult<"Authorize"> {
  const { data, http } = context;
  const { result } = response;
  const refusal = readRefusal(response, http);
  if (refusal !== undefined) {
    // A query that was refused says nothing of the payment.
    if (data.flow === "PSync") return { response: err(refusal) };
    const status = readRefusedStatus(refusal.code, result, data);
    return { status, response: err({ ...refusal, attemptStatus: status, connectorTransactionId: present(result?.order?.id) }) };
  }
  if (result?.order != null) return toOutcome(result, result.order, context);
  return {
    status: data.flow === "PSync" ? data.status : "pending",
    response: ok({
      type: "transaction_unresolved",
      resourceId: { type: "no_response_id" },
      reason: { code: present(response.resultCode) ?? "missing", message: "noon's answer tells of no order" },
    }),
  };
}
