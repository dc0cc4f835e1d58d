import { err, ok, type RouterData } from "@switchyard/interfaces";
import { needConnectorTransactionId, path, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { CaptureRequest, IncrementRequest } from "../requests.js";
import type { IntentResponse, SyncResponse } from "../responses.js";
import { readAmount, toStripeAmount } from "./amount.js";
import { splitOf, toFee } from "./connect.js";
import { toError } from "./errors.js";
import { toStripeMetadata } from "./metadata.js";
import { isSetupId, toIntentResult, toSetupResult } from "./payment-result.js";
import { mapIncrementStatus } from "./status.js";

/** Where an intent is asked after: payments and set-ups have endpoints of their own (tech-spec, section 4.5). */
export function toSyncPath({ request }: RouterData<"PSync">): string {
  const id = needConnectorTransactionId(request.connectorTransactionId);
  return isSetupId(id) ? path`v1/setup_intents/${id}` + "?expand[0]=latest_attempt" : path`v1/payment_intents/${id}` + "?expand[0]=latest_charge";
}

/** Where an intent is given up. */
export function toCancelPath({ request }: RouterData<"Void">): string {
  const id = needConnectorTransactionId(request.connectorTransactionId);
  return isSetupId(id) ? path`v1/setup_intents/${id}/cancel` : path`v1/payment_intents/${id}/cancel`;
}

/** What a query or a cancellation found: a set-up where one was asked for. */
export function toAnyIntentResult(response: SyncResponse, context: ReadContext<"PSync" | "Void">): FlowResult<"Void"> {
  return isSetupId(response.id) ? toSetupResult(response, context) : toIntentResult(response, context);
}

/** Whether more captures will follow: then what is left must not be released (tech-spec, section 11.17). */
function isFollowedByMore({
  amountToCapture,
  paymentAmount,
  captureMethod,
  multipleCaptureData: capture,
}: RouterData<"Capture">["request"]): boolean {
  if (capture?.captureCount !== undefined) return capture.captureSequence < capture.captureCount;
  if (capture === undefined && captureMethod !== "manual_multiple") return false;
  // Nobody said which one is the last. What stays held is released by a void or by time; what is released is gone.
  return paymentAmount === undefined || amountToCapture < paymentAmount;
}

/** The body of a capture, of any amount up to what is held (tech-spec, section 4.6). */
export function toCaptureRequest({ request }: RouterData<"Capture">): CaptureRequest {
  return {
    amount_to_capture: toStripeAmount(request.amountToCapture, request.currency),
    final_capture: isFollowedByMore(request) ? false : undefined,
    application_fee_amount: toFee(splitOf(request), request.currency),
    metadata: request.metadata === undefined ? undefined : toStripeMetadata(request.metadata, {}),
    expand: ["latest_charge"],
  };
}

/** What tells captures of one reference apart: another amount, or another number of several, is another capture. */
export function toCaptureParts({ request }: RouterData<"Capture">): readonly number[] {
  const number = request.multipleCaptureData?.captureSequence;
  return number === undefined ? [request.amountToCapture] : [request.amountToCapture, number];
}

/** The reasons that Stripe takes; free text would be refused (tech-spec, sections 4.7 and 11.5). */
const CANCEL_REASONS: ReadonlySet<string> = new Set(["duplicate", "fraudulent", "requested_by_customer", "abandoned"]);
const SETUP_CANCEL_REASONS: ReadonlySet<string> = new Set(["duplicate", "requested_by_customer", "abandoned"]);

/** The body of a cancellation. */
export function toCancelRequest({ request }: RouterData<"Void">): { readonly cancellation_reason?: string | undefined } {
  const reason = present(request.cancellationReason);
  const known = isSetupId(request.connectorTransactionId) ? SETUP_CANCEL_REASONS : CANCEL_REASONS;
  return { cancellation_reason: reason !== undefined && known.has(reason) ? reason : undefined };
}

/** Stripe takes the new total, not what is added (tech-spec, section 4.10). */
export function toIncrementRequest({ request }: RouterData<"IncrementalAuthorization">): IncrementRequest {
  return { amount: toStripeAmount(request.totalAmount, request.currency), description: present(request.reason), expand: ["latest_charge"] };
}

/** What became of an increment. One that was declined leaves what was authorized before. */
export function toIncrementResult(
  intent: IntentResponse,
  { data, http }: ReadContext<"IncrementalAuthorization">,
): FlowResult<"IncrementalAuthorization"> {
  if (intent.last_payment_error != null && intent.status === "requires_payment_method") {
    return { response: err({ ...toError(intent.last_payment_error, http), attemptStatus: data.status }) };
  }
  return {
    response: ok({
      type: "incremental_authorization",
      status: mapIncrementStatus(intent.status),
      connectorAuthorizationId: intent.id,
      totalAuthorized: readAmount(intent.amount, intent.currency),
      connectorStatus: intent.status ?? undefined,
    }),
  };
}
