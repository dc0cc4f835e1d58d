import {
  err,
  minorUnit,
  ok,
  type AdditionalConnectorResponse,
  type AttemptStatus,
  type EchoedAmount,
  type MandateReference,
  type MinorUnit,
  type RedirectForm,
} from "@switchyard/interfaces";
import { FAILURE_OF_FLOW, present, type FlowResult, type ReadContext, type StatusTable } from "@switchyard/utils";
import type { NoonOrderResult, NoonResponse, NoonResult } from "../responses.js";
import { DUPLICATE_REFERENCE, readDecline, readRefusal } from "./errors.js";
import { readEcho, readMoney } from "./money.js";
import { mapCaptureStatus, mapOrderStatus, mapVoidStatus } from "./status.js";

/** The flows whose answer is about the payment itself. */
export type PaymentContext = ReadContext<"Authorize" | "SetupMandate" | "RepeatPayment" | "PSync" | "Capture" | "Void">;
type PaymentData = PaymentContext["data"];

const FAILED: ReadonlySet<AttemptStatus> = new Set(["failure", "authentication_failed", "capture_failed", "void_failed"]);
const TAKEN: ReadonlySet<string> = new Set(["CAPTURED", "PARTIALLY_CAPTURED", "PARTIALLY_REVERSED"]);

/** The table of a flow. */
function tableOf({ flow }: PaymentData): StatusTable<string, AttemptStatus> {
  if (flow === "Capture") return mapCaptureStatus;
  return flow === "Void" ? mapVoidStatus : mapOrderStatus;
}

/** What was taken of an order: noon keeps sales apart from captures on some. */
function readTaken({ totalCapturedAmount, totalSalesAmount, currency }: NoonOrderResult): MinorUnit {
  const [captured, sold] = [totalCapturedAmount, totalSalesAmount].map((amount) => readMoney({ amount, currency }).amount ?? 0);
  return minorUnit(Math.max(captured ?? 0, sold ?? 0));
}

/** All that was asked for, or a part of it: by the order's totals, else by its word. */
function readTakenStatus(order: NoonOrderResult): AttemptStatus {
  const [taken, whole] = [readTaken(order), readMoney(order).amount];
  const isPart = taken > 0 && whole !== undefined ? taken < whole : order.status !== "CAPTURED";
  return isPart ? "partial_charged" : "charged";
}

/** Money may have been captured before the rest was let go, or is still held (tech-spec, trap 11). */
function readPartiallyReversed(order: NoonOrderResult): AttemptStatus {
  if (readTaken(order) > 0) return readTakenStatus(order);
  const remaining = readMoney({ amount: order.totalRemainingAmount, currency: order.currency }).amount;
  if (remaining === undefined) return "pending";
  return remaining > 0 ? "authorized" : "voided";
}

/** An operation that failed, on an order that stays as it was. */
function hasFailed({ transaction }: NoonResult): boolean {
  return transaction?.status === "FAILED";
}

/** What an order's state means to the flow that was told it. A word that says nothing leaves a query's payment as it was. */
function readStatus(result: NoonResult, order: NoonOrderResult, data: PaymentData): AttemptStatus {
  const word = present(order.status);
  const table = tableOf(data);
  if (!table.knows(word)) return data.flow === "PSync" ? data.status : "pending";
  const status = table(word);
  if (status === "capture_initiated" || status === "void_initiated") return hasFailed(result) ? (FAILURE_OF_FLOW[data.flow] ?? status) : status;
  if (word === "INITIATED" && present(result.checkoutData?.postUrl) !== undefined) return "authentication_pending";
  if (word === "TOKENIZED" && data.flow === "SetupMandate") return "charged";
  if (word === "PARTIALLY_REVERSED") return readPartiallyReversed(order);
  return status !== "void_failed" && word !== undefined && TAKEN.has(word) ? readTakenStatus(order) : status;
}

/** noon's page, where the buyer authenticates or chooses: opened by an empty form. */
function readRedirection({ checkoutData }: NoonResult): RedirectForm | undefined {
  const endpoint = present(checkoutData?.postUrl);
  return endpoint === undefined ? undefined : { type: "form", endpoint, method: "POST", formFields: {} };
}

function readMandate({ subscription }: NoonResult): MandateReference | undefined {
  const connectorMandateId = present(subscription?.identifier);
  return connectorMandateId === undefined ? undefined : { connectorMandateId };
}

/** The instrument, as far as noon tells of it: its number comes masked, `445653XXXXXX1096`. */
function readInstrument({ paymentDetails, transaction }: NoonResult): AdditionalConnectorResponse | undefined {
  const authorizationCode = present(transaction?.authorizationCode);
  if (paymentDetails == null) return authorizationCode === undefined ? undefined : { authorizationCode };
  const { brand, cardType, cardCountry, cardIssuerName } = paymentDetails;
  const [, bin, lastFour] = /^(\d{6})\D*(\d{4})$/.exec(present(paymentDetails.paymentInfo) ?? "") ?? [];
  return {
    authorizationCode,
    cardNetwork: present(brand),
    cardBin: bin,
    cardLastFour: lastFour,
    cardIssuer: present(cardIssuerName),
    cardFunding: present(cardType),
    cardIssuingCountry: present(cardCountry),
  };
}

const ENTRY: ReadonlySet<string> = new Set(["SALE", "AUTHORIZATION"]);

/** The amount of the order, or of the one operation that was asked for; the running totals are none. */
function readEchoOf({ order, transaction }: NoonResult, data: PaymentData): EchoedAmount | undefined {
  const currencies = [order?.currency, transaction?.currency].map((currency) => ({ currency }));
  switch (data.flow) {
    case "Void":
      return undefined;
    case "Capture": {
      const { amountToCapture: amount, currency } = data.request;
      return readEcho({ amount, currency }, [transaction?.type === "CAPTURE" ? transaction : undefined, ...currencies]);
    }
    default: {
      const { amount, currency } = data.request;
      // A set-up over nothing holds the smallest amount that there is.
      if (data.flow === "SetupMandate" && amount === 0) return readEcho({ currency }, currencies);
      const own = ENTRY.has(transaction?.type ?? "") ? transaction : undefined;
      return readEcho({ amount, currency }, [order, own, ...currencies]);
    }
  }
}

function toOutcome(result: NoonResult, order: NoonOrderResult, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  const status = readStatus(result, order, data);
  if (FAILED.has(status)) return { status, response: err({ ...readDecline(order, http), attemptStatus: status }) };
  const id = present(order.id);
  const taken = status === "charged" || status === "partial_charged" ? readTaken(order) : minorUnit(0);
  return {
    status,
    amountAuthorized: status === "authorized" ? readMoney(order).amount : undefined,
    amountCaptured: taken > 0 ? taken : undefined,
    connectorResponse: readInstrument(result),
    response: ok({
      type: "transaction",
      resourceId: id === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id },
      redirectionData: status === "authentication_pending" ? readRedirection(result) : undefined,
      mandateReference: readMandate(result),
      connectorStatus: present(order.status),
      connectorResponseReferenceId: present(order.reference) ?? id,
      echoed: readEchoOf(result, data),
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
