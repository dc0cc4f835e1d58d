import { AttemptStatus, AuthorizationStatus, ok, type RouterData } from "@switchyard/interfaces";
import { keptText, needConnectorTransactionId, path, present, resourceIdOf, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import type { ModificationRequest } from "../requests.js";
import type { ModificationResponse } from "../responses.js";
import { readAmount, toAmount } from "./amount.js";
import { toPlatformFields } from "./metadata.js";
import { toSplits } from "./order-lines.js";
import { toReference } from "./payment-request.js";

type Modification = RouterData<"Capture" | "Void" | "PostCaptureVoid" | "IncrementalAuthorization" | "Execute">;

/** The address of a modification: of the payment itself, never of an earlier modification (tech-spec, section 11). */
export function toModificationPath(data: Modification, name: "captures" | "cancels" | "reversals" | "amountUpdates" | "refunds"): string {
  return path`payments/${needConnectorTransactionId(data.request.connectorTransactionId)}/${name}`;
}

/** The body of a capture. */
export function toCaptureRequest(data: RouterData<"Capture">, { merchantAccount }: AdyenAuth): ModificationRequest {
  const { request } = data;
  const { platformChargebackLogic } = toPlatformFields(request.metadata);
  return {
    merchantAccount,
    amount: toAmount(request.amountToCapture, request.currency),
    reference: toReference(present(request.multipleCaptureData?.captureReference) ?? data.connectorRequestReferenceId),
    splits: toSplits(request.splitPayments, request.currency).splits,
    platformChargebackLogic,
  };
}

/** Our reference of a payment whose id never came: what an answer without one left in `connectorMeta`, or the caller says. */
function paymentReferenceOf({ request }: RouterData<"Void">): string | undefined {
  const reference = keptText(request.connectorMeta, "paymentReference");
  // The id is the reference only as long as no id came.
  return reference === request.connectorTransactionId ? reference : undefined;
}

/** A payment is cancelled by Adyen's id of it; by our reference where that id never arrived (tech-spec, section 4.5). */
export function toVoidPath(data: RouterData<"Void">): string {
  return paymentReferenceOf(data) === undefined ? toModificationPath(data, "cancels") : "cancels";
}

export function toVoidRequest(data: RouterData<"Void">, { merchantAccount }: AdyenAuth): ModificationRequest {
  return { merchantAccount, reference: toReference(data.connectorRequestReferenceId), paymentReference: paymentReferenceOf(data) };
}

export function toReversalRequest(data: RouterData<"PostCaptureVoid">, { merchantAccount }: AdyenAuth): ModificationRequest {
  return { merchantAccount, reference: toReference(data.connectorRequestReferenceId) };
}

const INDUSTRY_USAGES = ["delayedCharge", "noShow", "installment"] as const;

/** An amount update takes the new total, not what is added. */
export function toIncrementRequest(data: RouterData<"IncrementalAuthorization">, { merchantAccount }: AdyenAuth): ModificationRequest {
  const { totalAmount, currency, reason, splitPayments } = data.request;
  return {
    merchantAccount,
    amount: toAmount(totalAmount, currency),
    reference: toReference(data.connectorRequestReferenceId),
    industryUsage: INDUSTRY_USAGES.find((usage) => usage === reason),
    splits: toSplits(splitPayments, currency).splits,
  };
}

const INITIATED = {
  Capture: AttemptStatus.CaptureInitiated,
  Void: AttemptStatus.VoidInitiated,
  PostCaptureVoid: AttemptStatus.VoidInitiated,
} as const;

/** Adyen took the modification and will tell by webhook what became of it: no answer says more, whatever its `status` is. */
export function toModificationResult(
  response: ModificationResponse,
  { data }: ReadContext<"Capture" | "Void" | "PostCaptureVoid">,
): FlowResult<"Capture"> {
  return {
    status: INITIATED[data.flow],
    response: ok({
      type: "transaction",
      // The payment keeps its id, which further captures and refunds go to; the modification's own is for the webhook.
      resourceId: resourceIdOf(response.paymentPspReference ?? data.request.connectorTransactionId),
      connectorResponseReferenceId: response.pspReference,
      connectorStatus: response.status ?? undefined,
      echoed: data.flow === "Capture" ? readAmount(response.amount) : undefined,
    }),
  };
}

/** Whether the answer repeats another amount or currency than was asked for. */
function differs(response: ModificationResponse, { request }: RouterData<"IncrementalAuthorization">): boolean {
  const echoed = readAmount(response.amount);
  const isOther = echoed?.amount !== undefined && echoed.amount !== request.totalAmount;
  return isOther || (echoed?.currency !== undefined && echoed.currency !== request.currency);
}

/** The increment is processing until AUTHORISATION_ADJUSTMENT comes. One of another amount is for a person to look at. */
export function toIncrementResult(
  response: ModificationResponse,
  { data }: ReadContext<"IncrementalAuthorization">,
): FlowResult<"IncrementalAuthorization"> {
  const isOther = differs(response, data);
  return {
    response: ok({
      type: "incremental_authorization",
      status: isOther ? AuthorizationStatus.Unresolved : AuthorizationStatus.Processing,
      connectorAuthorizationId: response.pspReference,
      errorMessage: isOther ? "Adyen repeats another amount or currency than was asked for" : undefined,
      connectorStatus: response.status ?? undefined,
    }),
  };
}
