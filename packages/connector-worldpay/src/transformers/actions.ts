import { err, minorUnit, ok, type RouterData } from "@switchyard/interfaces";
import { invalid, lastPathSegment, needConnectorMandateId, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { PaymentValue, WorldpayPartialRequest } from "../requests.js";
import type { PaymentsResponse } from "../responses.js";
import { readCorrelationId, readRefusal } from "./errors.js";
import { readLinkData } from "./payment-result.js";
import { mapIncrementStatus, mapRefundOutcomeStatus } from "./status.js";

/** A reference of a settlement or refund: only letters, digits and hyphens pass (tech-spec, section 4.1). */
function toActionReference(reference: string): string {
  return reference.replace(/[^A-Za-z0-9-]/g, "-");
}

/** A settlement of any amount up to what is held: the partial resource takes the whole as well. */
export function toCaptureRequest(data: RouterData<"Capture">): WorldpayPartialRequest {
  const { amountToCapture: amount, currency, multipleCaptureData: capture } = data.request;
  return {
    reference: toActionReference(present(capture?.captureReference) ?? data.connectorRequestReferenceId),
    value: { amount, currency },
    sequence: capture?.captureCount === undefined ? undefined : { number: capture.captureSequence, total: capture.captureCount },
  };
}

export function toRefundRequest({ request }: RouterData<"Execute">): WorldpayPartialRequest {
  return { reference: toActionReference(request.refundId), value: { amount: request.refundAmount, currency: request.currency } };
}

/** What became of a refund request. The refund's id is in the answer's own link; the correlation id is not one. */
export function toRefundResult(response: PaymentsResponse, { data, http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  const refundStatus = mapRefundOutcomeStatus(response.outcome);
  if (refundStatus === "failure") return { response: err(readRefusal(response, http)) };
  return {
    response: ok({
      type: "refund",
      // Without a link of its own the refund is found by its payment: every linkData of a payment names all of it.
      connectorRefundId: readLinkData(response) ?? data.request.connectorTransactionId,
      refundStatus,
      connectorStatus: response.outcome ?? undefined,
      connectorResponseReferenceId: readCorrelationId(http),
    }),
  };
}

/** Card Payments v7 takes what is added, not the new total (tech-spec, section 4.14). */
export function toIncrementRequest({ request }: RouterData<"IncrementalAuthorization">): { readonly value: PaymentValue } {
  return { value: { amount: request.additionalAmount, currency: request.currency } };
}

/** What became of an increment; later captures go to the id that its answer gives. */
export function toIncrementResult(
  response: PaymentsResponse,
  { data, http }: ReadContext<"IncrementalAuthorization">,
): FlowResult<"IncrementalAuthorization"> {
  const status = mapIncrementStatus(response.outcome);
  // What was authorized before stays so.
  if (status === "failure") return { response: err({ ...readRefusal(response, http), attemptStatus: data.status }) };
  const href = response._links?.["cardPayments:increaseAuthorizedAmount"]?.href;
  const total = response.amounts?.totalAuthorized;
  return {
    response: ok({
      type: "incremental_authorization",
      status,
      connectorAuthorizationId: (href == null ? undefined : lastPathSegment(href)) ?? data.request.connectorTransactionId,
      totalAuthorized: total == null ? undefined : minorUnit(total, "amounts.totalAuthorized"),
      connectorStatus: response.outcome ?? undefined,
    }),
  };
}

/** The token's address, which is the mandate's id. It comes from stored data, so it must lead to Worldpay and nowhere else. */
export function toTokenUrl({ request }: RouterData<"MandateRevoke">, baseUrl: string): string {
  const href = needConnectorMandateId(request);
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url?.origin === new URL(baseUrl).origin && url.pathname.startsWith("/tokens/")) return href;
  throw invalid("connectorMandateId", "the address of a token at Worldpay");
}
