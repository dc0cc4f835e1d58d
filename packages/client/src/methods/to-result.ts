import {
  known,
  type AnyConnector,
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  type AttemptStatus,
  type ConnectorRefundId,
  type ConnectorTransactionId,
  type ErrorResponse,
  type Flow,
  type PaymentsResponseData,
  type RefundsData,
  type ResponseId,
  type RouterData,
} from "@switchyard/interfaces";
import { FAILURE_OF_FLOW } from "@switchyard/utils";
import type { FlowRun } from "../run/run-flow.js";
import type { FlowCallResult, PaymentResult, PaymentSucceeded, RefundResult, Settlement, SyncResult } from "./results.js";
import { STATUS_FAMILY } from "./status-families.js";

/** The flows whose record is a payment's and whose answer is about the payment itself. */
export type PaymentFlow =
  "Authorize" | "CompleteAuthorize" | "PSync" | "Capture" | "Void" | "PostCaptureVoid" | "SetupMandate" | "RepeatPayment" | "Approve" | "Reject";
export type RefundFlow = "Execute" | "RSync";

function idIn(resourceId: ResponseId | undefined): ConnectorTransactionId | undefined {
  return resourceId?.type === "connector_transaction_id" ? resourceId.id : undefined;
}

/** The processor's id that the request itself was about, where it was about one. */
function idAsked(request: RouterData<PaymentFlow>["request"]): ConnectorTransactionId | undefined {
  if (!("connectorTransactionId" in request)) return undefined;
  const id = request.connectorTransactionId;
  return typeof id === "object" ? idIn(id) : id;
}

function exchanged(run: FlowRun<Flow>) {
  const { data } = run;
  const error = data.response?.ok === false ? data.response.error : undefined;
  const value = data.response?.ok === true ? (data.response.value as Partial<PaymentsResponseData>) : undefined;
  return {
    reference: data.connectorRequestReferenceId,
    raw: run.raw,
    statusCode: run.raw?.expose().statusCode,
    connectorStatus: value !== undefined && "connectorStatus" in value ? value.connectorStatus : undefined,
    connectorResponseReferenceId:
      value !== undefined && "connectorResponseReferenceId" in value ? value.connectorResponseReferenceId : error?.connectorResponseReferenceId,
    integrityCheck: "integrityCheck" in data ? data.integrityCheck : undefined,
    cause: run.cause,
  };
}

/** Everything that is known of the payment, in whatever state it is. */
function paymentFields(run: FlowRun<PaymentFlow>) {
  const { data } = run;
  const value: PaymentsResponseData | undefined = data.response?.ok === true ? data.response.value : undefined;
  const error = data.response?.ok === false ? data.response.error : undefined;
  const transaction = value?.type === "transaction" ? value : undefined;
  const resourceId = value?.type === "transaction" || value?.type === "transaction_unresolved" ? value.resourceId : undefined;
  return known({
    ...exchanged(run),
    connectorTransactionId: idIn(resourceId) ?? error?.connectorTransactionId ?? idAsked(data.request),
    redirection: transaction?.redirectionData,
    nextAction: transaction?.nextAction,
    mandate: transaction?.mandateReference,
    networkTransactionId: transaction?.networkTxnId,
    incrementalAuthorizationAllowed: transaction?.incrementalAuthorizationAllowed,
    connectorMeta: transaction?.connectorMetadata,
    amountAuthorized: data.amountAuthorized,
    amountCaptured: data.amountCaptured,
    amountCapturable: data.amountCapturable,
    connectorResponse: data.connectorResponse,
    captures: value?.type === "multiple_capture" ? value.captures : undefined,
  });
}

/** An error must be there to be shown: a failed status without one says at least which. */
function errorOf(data: RouterData<PaymentFlow>, status: AttemptStatus): ErrorResponse {
  if (data.response?.ok === false) return data.response.error;
  return { code: NO_ERROR_CODE, message: NO_ERROR_MESSAGE, reason: status, statusCode: data.connectorHttpStatusCode ?? 0 };
}

/** A capture of less than was authorized is a partial one, whatever the processor calls it. */
function refineStatus(data: RouterData<PaymentFlow>): AttemptStatus {
  if (data.flow !== "Capture" || data.status !== "charged") return data.status;
  const { amountToCapture, paymentAmount, captureMethod } = data.request;
  if (paymentAmount === undefined || amountToCapture >= paymentAmount) return "charged";
  return captureMethod === "manual_multiple" ? "partial_charged_and_chargeable" : "partial_charged";
}

/** The call that tells what became of a payment, where the connector has one. */
function settlementOf(run: FlowRun<PaymentFlow>, connector: AnyConnector, id: ConnectorTransactionId | undefined): Settlement {
  const isAskable = Object.hasOwn(connector.flows, "PSync") && (id !== undefined || connector.facts.syncsByReference === true);
  if (!isAskable) return { call: "webhook", with: { reference: run.data.connectorRequestReferenceId } };
  return { call: "sync", with: id === undefined ? { reference: run.data.connectorRequestReferenceId } : { connectorTransactionId: id } };
}

/** The result of a call that acts on a payment. */
export function toPaymentResult(run: FlowRun<PaymentFlow>, connector: AnyConnector): PaymentResult {
  const { data, outcome } = run;
  const fields = paymentFields(run);
  const id = fields.connectorTransactionId;
  if (outcome === "unknown") {
    return { ...fields, status: "pending", outcome, error: errorOf(data, "pending"), settle: settlementOf(run, connector, id) };
  }
  const status = refineStatus(data);
  const family = STATUS_FAMILY[status];
  // A success without the processor's id cannot be captured, refunded or asked after: it is not one yet.
  if (family === "succeeded" && id !== undefined && outcome === "accepted" && data.response?.ok !== false) {
    return { ...fields, status, outcome, connectorTransactionId: id } as PaymentSucceeded;
  }
  if (family === "failed") return { ...fields, status, outcome, error: errorOf(data, status) } as PaymentResult;
  if (outcome !== "accepted") {
    const failed = FAILURE_OF_FLOW[data.flow] ?? "failure";
    return { ...fields, status: failed, outcome, error: errorOf(data, failed) } as PaymentResult;
  }
  if (family === "awaits_customer" || family === "ended") return { ...fields, status, outcome } as PaymentResult;
  const pending = family === "succeeded" ? "pending" : status;
  return { ...fields, status: pending, outcome, settle: settlementOf(run, connector, id) } as PaymentResult;
}

/** The result of asking after a payment. */
export function toSyncResult(run: FlowRun<"PSync">): SyncResult {
  const { data, outcome } = run;
  return known({ ...paymentFields(run), status: data.status, outcome, error: data.response?.ok === false ? data.response.error : undefined });
}

/** The result of a refund, or of asking after one. */
export function toRefundResult(run: FlowRun<RefundFlow>, connector: AnyConnector): RefundResult {
  const { data, outcome } = run;
  const request: RefundsData = data.request;
  const common = known({ ...exchanged(run), connectorTransactionId: request.connectorTransactionId });
  if (data.response?.ok === true) {
    const { refundStatus, connectorRefundId } = data.response.value;
    // Amount or currency differ from what was asked: a person must look before anyone acts.
    const status = data.integrityCheck === undefined ? refundStatus : "manual_review";
    return { ...common, status, outcome: "accepted", connectorRefundId };
  }
  const error = data.response?.error ?? { code: NO_ERROR_CODE, message: NO_ERROR_MESSAGE, statusCode: 0 };
  const refundId: ConnectorRefundId | undefined = request.connectorRefundId;
  const asked = refundId === undefined ? {} : { connectorRefundId: refundId };
  // A query that failed, or an answer that never came, decides nothing about the refund.
  if (data.flow === "RSync" || outcome === "unknown" || outcome === "accepted") {
    const settle: Settlement = !Object.hasOwn(connector.flows, refundId === undefined ? "PSync" : "RSync")
      ? { call: "webhook", with: { reference: data.connectorRequestReferenceId } }
      : refundId === undefined
        ? { call: "sync", with: { connectorTransactionId: request.connectorTransactionId } }
        : { call: "syncRefund", with: { connectorRefundId: refundId, connectorTransactionId: request.connectorTransactionId } };
    return { ...common, ...asked, status: "pending", outcome: outcome === "accepted" ? "unknown" : outcome, error, settle };
  }
  return { ...common, ...asked, status: "failure", outcome, error };
}

/** The result of a flow without a form of its own. */
export function toFlowCallResult<F extends Flow>(run: FlowRun<F>): FlowCallResult<F> {
  const { response } = run.data;
  const raw = run.raw === undefined ? {} : { raw: run.raw };
  // The record's response is F's by construction; the compiler sees the union of all flows.
  if (response?.ok === true) return { ok: true, value: response.value, outcome: "accepted", ...raw };
  const error = response?.error ?? { code: NO_ERROR_CODE, message: NO_ERROR_MESSAGE, statusCode: 0 };
  const outcome = run.outcome === "accepted" ? "unknown" : run.outcome;
  return { ok: false, error, outcome, ...raw, ...(run.cause === undefined ? {} : { cause: run.cause }) };
}
