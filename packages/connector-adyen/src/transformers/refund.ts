import { ok, RefundStatus, type RouterData } from "@switchyard/interfaces";
import type { FlowResult } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import type { ModificationRequest } from "../requests.js";
import type { ModificationResponse } from "../responses.js";
import { readAmount, toAmount } from "./amount.js";
import { toPlatformFields } from "./metadata.js";
import { toSplits } from "./order-lines.js";
import { toReference } from "./payment-request.js";

const REASONS = ["FRAUD", "CUSTOMER REQUEST", "RETURN", "DUPLICATE", "OTHER"] as const;

/** One of Adyen's five reasons; `customer_request` is one of them in other letters, and a text of the merchant's own is none. */
export function toRefundReason(reason: string | undefined): string | undefined {
  if (reason === undefined || reason.trim() === "") return undefined;
  const word = reason
    .trim()
    .toUpperCase()
    .replace(/[\s_-]+/g, " ");
  return REASONS.find((known) => known === word || known.replace(" ", "") === word) ?? "OTHER";
}

/** The body of a refund. Its reference is our refund's id: the webhook names it again. */
export function toRefundRequest({ request }: RouterData<"Execute">, { merchantAccount }: AdyenAuth): ModificationRequest {
  const { splits, store } = toSplits(request.splitRefunds, request.currency);
  return {
    merchantAccount,
    amount: toAmount(request.refundAmount, request.currency),
    reference: toReference(request.refundId),
    merchantRefundReason: toRefundReason(request.reason),
    store: store ?? toPlatformFields(request.metadata).store,
    splits,
  };
}

/** A refund is pending until REFUND or REFUND_FAILED comes: there is nothing to ask (tech-spec, section 4.6). */
export function toRefundResult(response: ModificationResponse): FlowResult<"Execute"> {
  return {
    response: ok({
      type: "refund",
      connectorRefundId: response.pspReference,
      refundStatus: RefundStatus.Pending,
      connectorStatus: response.status ?? undefined,
      echoed: readAmount(response.amount),
    }),
  };
}
