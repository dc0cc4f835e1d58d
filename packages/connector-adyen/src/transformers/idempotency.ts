import type { RouterData, Secret } from "@switchyard/interfaces";
import { digest, encodeHex, toWellFormed } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import { stepOf } from "./complete-authorize.js";

/** What Adyen takes as an idempotency key (Adyen documentation, "API idempotency"). */
const LONGEST_KEY = 64;

/**
 * The idempotency key of a request, from what names it and nothing else: the same request has the same key at every try.
 * Keys belong to a company account, whose merchant accounts may give the same reference, and an attempt gives its reference
 * to several calls: so account and flow are part of it. Its SHA-256 in hexadecimal where it is longer than Adyen takes.
 */
export function toIdempotencyKey({ merchantAccount }: AdyenAuth, ...parts: readonly string[]): Secret {
  return merchantAccount.map((account) => {
    const key = [account, ...parts].map((part) => encodeURIComponent(toWellFormed(part))).join(":");
    return key.length <= LONGEST_KEY ? key : encodeHex(digest("SHA-256", key));
  });
}

/**
 * What tells a request from others under the same reference, where several may share one: a payment's captures, refunds,
 * increments and steps, each of which is to be made once.
 */
export function keyParts(data: RouterData): readonly string[] {
  switch (data.flow) {
    case "Capture":
      return [data.request.connectorTransactionId, data.request.multipleCaptureData?.captureReference ?? ""];
    case "Void":
    case "PostCaptureVoid":
      return [data.request.connectorTransactionId];
    case "IncrementalAuthorization":
      return [data.request.connectorTransactionId, String(data.request.totalAmount)];
    case "Execute":
      return [data.request.connectorTransactionId, data.request.refundId];
    case "CompleteAuthorize":
      return [stepOf(data)];
    case "PoFulfill":
    case "PoCancel":
      return [data.request.connectorPayoutId ?? data.request.payoutId];
    case "Accept":
    case "Defend":
    case "Evidence":
      return [data.request.connectorDisputeId];
    default:
      return [];
  }
}
