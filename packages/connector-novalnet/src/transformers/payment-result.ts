import { err, ok, type AdditionalConnectorResponse, type AttemptStatus, type RedirectForm } from "@switchyard/interfaces";
import { cardLastFour, FAILURE_OF_FLOW, present, type FlowResult, type ReadContext, type StatusTable } from "@switchyard/utils";
import type { NovalnetResponse, NovalnetTransaction } from "../responses.js";
import { readAmount, readCall, readError, readMandate } from "./result.js";
import { mapCaptureStatus, mapPaymentStatus, mapVoidStatus } from "./status.js";

/** An answer about a payment, and the record of the request that it answers. */
export type PaymentContext = ReadContext<"Authorize" | "CompleteAuthorize" | "PSync" | "Capture" | "Void" | "SetupMandate" | "RepeatPayment">;

const FAILED: ReadonlySet<AttemptStatus> = new Set(["failure", "capture_failed", "void_failed"]);

function statusTableOf({ flow }: PaymentContext["data"]): StatusTable<string, AttemptStatus> {
  if (flow === "Capture") return mapCaptureStatus;
  return flow === "Void" ? mapVoidStatus : mapPaymentStatus;
}

/** Where the customer goes next. There is no status yet, and no transaction. */
function readRedirection({ result, transaction }: NovalnetResponse): RedirectForm | undefined {
  const endpoint = present(result.redirect_url);
  if (endpoint === undefined || transaction?.status != null) return undefined;
  return { type: "form", endpoint, method: "GET", formFields: {} };
}

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

function readCardDetails({ payment_data: data }: NovalnetTransaction): AdditionalConnectorResponse | undefined {
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
export function toOutcome(response: NovalnetResponse, { data, http }: PaymentContext, found?: AttemptStatus): FlowResult<"Authorize"> {
  const transaction = response.transaction ?? {};
  const redirectionData = readRedirection(response);
  const word = present(transaction.status);
  const mapped = redirectionData === undefined ? statusTableOf(data)(word) : "authentication_pending";
  const { echoed, ...money } = readMoney(transaction, found ?? mapped, data);
  if (FAILED.has(money.status)) return { status: money.status, response: err(readError(response, http, money.status)) };
  const tid = present(transaction.tid);
  const txnSecret = present(transaction.txn_secret);
  return {
    ...money,
    connectorResponse: readCardDetails(transaction),
    response: ok({
      type: "transaction",
      resourceId: tid === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id: tid },
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
export function toUnresolved({ result, transaction }: NovalnetResponse): FlowResult<"Authorize">["response"] {
  const id = present(transaction?.tid);
  return ok({
    type: "transaction_unresolved",
    resourceId: id === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id },
    reason: { code: present(result.status) ?? "missing", message: "Novalnet gave a result that is not known" },
  });
}

/** What the answer to a payment, a capture or a cancellation makes of it. A call that failed fails itself, not what was before. */
export function toPaymentResult(response: NovalnetResponse, context: PaymentContext): FlowResult<"Authorize"> {
  switch (readCall(response)) {
    case "worked":
      return toOutcome(response, context);
    case "failed": {
      const status = FAILURE_OF_FLOW[context.data.flow] ?? "failure";
      return { status, response: err(readError(response, context.http, status)) };
    }
    default:
      return { status: "pending", response: toUnresolved(response) };
  }
}
