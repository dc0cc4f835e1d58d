import {
  ConnectorError,
  err,
  minorUnit,
  ok,
  type ConnectorResponse,
  type ErrorResponse,
  type MinorUnit,
  type RefundStatus,
  type ResponseId,
  type RouterData,
} from "@switchyard/interfaces";
import { lastPathSegment, need, path, segment, type FlowResult } from "@switchyard/utils";
import type { PaymentValue, WorldpayPartialRequest } from "../requests.js";
import type { IncrementResponse, PaymentsResponse, SyncResponse, WorldpayErrorResponse } from "../responses.js";
import { correlationId, readLinkData } from "./payment-result.js";
import {
  attemptStatusOfEvent,
  attemptStatusOfQuery,
  authorizationStatusOfOutcome,
  nextStatus,
  refundStatusOfEvent,
  refundStatusOfOutcome,
} from "./status.js";

interface Reading<F extends RouterData["flow"]> {
  readonly data: RouterData<F>;
  readonly http: ConnectorResponse;
}

/** A reference of a settlement or refund: only letters, digits and hyphens pass (tech-spec, section 4.1). */
export function toActionReference(reference: string): string {
  return reference.replace(/[^A-Za-z0-9-]/g, "-");
}

function toPartialRequest(reference: string, value: PaymentValue): WorldpayPartialRequest {
  return { reference: toActionReference(reference), value };
}

/** A settlement of any amount up to what is held: the partial resource takes the whole as well. */
export function toCaptureRequest(data: RouterData<"Capture">): WorldpayPartialRequest {
  const { amountToCapture, currency, multipleCaptureData: several } = data.request;
  const request = toPartialRequest(several?.captureReference || data.connectorRequestReferenceId, { amount: amountToCapture, currency });
  return several?.captureCount === undefined ? request : { ...request, sequence: { number: several.captureSequence, total: several.captureCount } };
}

export function toRefundRequest({ request }: RouterData<"Execute">): WorldpayPartialRequest {
  return toPartialRequest(request.refundId, { amount: request.refundAmount, currency: request.currency });
}

/** Card Payments v7 takes what is added, not the new total (tech-spec, section 4.14). */
export function toIncrementRequest({ request }: RouterData<"IncrementalAuthorization">): { readonly value: PaymentValue } {
  return { value: { amount: request.additionalAmount, currency: request.currency } };
}

/** What the browser brought of device data collection: a form-encoded text, or fields. */
export function readCollectionReference(data: RouterData<"CompleteAuthorize">): string | undefined {
  const { params, payload } = data.request.redirectResponse ?? {};
  const given: unknown = new URLSearchParams(params?.expose() ?? "").get("collectionReference") ?? payload?.expose()["collectionReference"];
  return typeof given === "string" && given !== "" ? given : undefined;
}

/** The step that is next, which the payment's status says. */
type Step = "3dsDeviceData" | "3dsChallenges";

/**
 * A device-data form that is submitted twice must not start the challenge step early: its reference in that state is refused.
 * @throws ConnectorError ProcessingStepFailed, NotSupported
 */
export function needStep(data: RouterData<"CompleteAuthorize">): Step {
  if (data.status === "device_data_collection_pending") return "3dsDeviceData";
  if (data.status !== "authentication_pending") {
    throw new ConnectorError("ProcessingStepFailed", {
      step: "CompleteAuthorize",
      reason: `Invalid payment status for complete authorize: ${data.status}`,
    });
  }
  if (readCollectionReference(data) !== undefined) {
    throw new ConnectorError("NotSupported", { connector: "worldpay", message: "collectionReference in the status authentication_pending" });
  }
  return "3dsChallenges";
}

export function completePath(data: RouterData<"CompleteAuthorize">): string {
  return `${path`api/payments/${need(data.request.connectorTransactionId, "connectorTransactionId")}`}/${needStep(data)}`;
}

/** The collection's reference; without one Worldpay goes on, with more challenges. */
export function toCompleteRequest(data: RouterData<"CompleteAuthorize">): { readonly collectionReference?: string } {
  const reference = data.status === "device_data_collection_pending" ? readCollectionReference(data) : undefined;
  return reference === undefined ? {} : { collectionReference: reference };
}

function idOf(id: ResponseId): string | undefined {
  return id.type === "connector_transaction_id" && id.id !== "" ? id.id : undefined;
}

/** The payment by its id; or, where no answer ever brought one, by our reference in Payment Queries (tech-spec, section 4.16). */
export function syncPath({ request }: RouterData<"PSync">): string {
  const id = idOf(request.connectorTransactionId);
  if (id !== undefined) return path`api/payments/${id}`;
  return `paymentQueries/payments?transactionReference=${segment(need(request.connectorReferenceId, "reference"), "reference")}`;
}

export const PAYMENT_QUERIES_TYPE = "application/vnd.worldpay.payment-queries-v1.hal+json";

/** Payment Queries is another API: its version is in the media type. */
export function syncHeaders({ request }: RouterData<"PSync">) {
  if (idOf(request.connectorTransactionId) !== undefined) return {};
  return { accept: PAYMENT_QUERIES_TYPE, "content-type": undefined, "wp-api-version": undefined };
}

/** What a query found. It never moves a payment back behind what is known. */
export function toSyncResult(response: SyncResponse, { data, http }: Reading<"PSync">): FlowResult<"PSync"> {
  const found = response._embedded?.payments;
  const reference = data.request.connectorReferenceId;
  const listed = found?.find((payment) => payment.transactionReference === reference);
  const event = (found == null ? response.lastEvent : listed?.lastEvent) ?? undefined;
  const status = found == null ? attemptStatusOfEvent(event) : attemptStatusOfQuery(event);
  const id = idOf(data.request.connectorTransactionId);
  const amount = listed?.value?.amount ?? undefined;
  return {
    status: nextStatus(data.status, status, event),
    response: ok({
      type: "transaction",
      resourceId: id === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id },
      connectorStatus: event,
      connectorResponseReferenceId: correlationId(http),
      connectorMetadata: listed?.paymentId == null ? undefined : { paymentId: listed.paymentId },
      echoed: amount === undefined ? undefined : { amount: minorUnit(amount, "value.amount"), currency: listed?.value?.currency ?? undefined },
    }),
  };
}

/** What became of a refund request. The refund's id is in the answer's own link; the correlation id is not one. */
export function toRefundResult(response: PaymentsResponse, { data, http }: Reading<"Execute">): FlowResult<"Execute"> {
  const refundStatus: RefundStatus = refundStatusOfOutcome(response.outcome);
  return {
    response: ok({
      type: "refund",
      // Without a link of its own the refund is found by its payment: every linkData of a payment names all of it.
      connectorRefundId: readLinkData(response) ?? data.request.connectorTransactionId,
      refundStatus,
      connectorStatus: response.outcome ?? undefined,
      connectorResponseReferenceId: correlationId(http),
    }),
  };
}

/** Worldpay shows the payment's last event, which is the refund's own where there was one refund. */
export function toRefundSyncResult(response: SyncResponse, { data, http }: Reading<"RSync">): FlowResult<"RSync"> {
  return {
    response: ok({
      type: "refund",
      connectorRefundId: need(data.request.connectorRefundId, "connectorRefundId"),
      refundStatus: refundStatusOfEvent(response.lastEvent),
      connectorStatus: response.lastEvent ?? undefined,
      connectorResponseReferenceId: correlationId(http),
    }),
  };
}

export function refundSyncPath({ request }: RouterData<"RSync">): string {
  if (request.connectorRefundId === undefined || request.connectorRefundId === "") throw new ConnectorError("MissingConnectorRefundID", {});
  return path`api/payments/${request.connectorRefundId}`;
}

function amountOf(value: number | null | undefined): MinorUnit | undefined {
  return value == null ? undefined : minorUnit(value, "amounts.totalAuthorized");
}

/** What became of an increment; later captures go to the id that its answer gives. */
export function toIncrementResult(
  response: IncrementResponse,
  { data, http }: Reading<"IncrementalAuthorization">,
): FlowResult<"IncrementalAuthorization"> {
  const link = response._links?.["cardPayments:increaseAuthorizedAmount"]?.href;
  const status = authorizationStatusOfOutcome(response.outcome);
  if (status === "failure") {
    const code = response.refusalCode ?? response.outcome ?? "refused";
    const message = response.refusalDescription ?? code;
    return { response: err({ code, message, reason: message, statusCode: http.statusCode, attemptStatus: data.status }) };
  }
  return {
    response: ok({
      type: "incremental_authorization",
      status,
      connectorAuthorizationId: (link == null ? undefined : lastPathSegment(link)) ?? data.request.connectorTransactionId,
      totalAuthorized: amountOf(response.amounts?.totalAuthorized),
      connectorStatus: response.outcome ?? undefined,
    }),
  };
}

/**
 * The token's address, which is the mandate's id. It comes from stored data, so it must lead to Worldpay and nowhere else.
 * @throws ConnectorError InvalidDataFormat
 */
export function tokenUrl(data: RouterData<"MandateRevoke">, baseUrl: string): string {
  const href = need(data.request.connectorMandateId, "connectorMandateId");
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url?.origin !== new URL(baseUrl).origin || !url.pathname.startsWith("/tokens/")) {
    throw new ConnectorError("InvalidDataFormat", { fieldName: "connectorMandateId", expected: "the address of a token at Worldpay" });
  }
  return href;
}

/** Worldpay's error body. Its validation errors say which field, by its JSON path. */
export function toErrorResponse(error: WorldpayErrorResponse, http: ConnectorResponse): ErrorResponse {
  const details = error.validationErrors ?? error.headerName;
  const correlation = correlationId(http);
  return {
    code: error.errorName,
    message: error.message,
    statusCode: http.statusCode,
    attemptStatus: "failure",
    ...(details == null ? {} : { reason: typeof details === "string" ? details : JSON.stringify(details) }),
    ...(correlation === undefined ? {} : { connectorResponseReferenceId: correlation }),
  };
}
