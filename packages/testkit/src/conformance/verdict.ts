import type { FlowRun } from "@switchyard/client";
import type { AttemptStatus, Flow } from "@switchyard/interfaces";

/** What the caller is told: that money moved, that it did not, that the customer is due, or nothing certain. */
export type Claim = "success" | "failure" | "customer" | "neutral" | "ended";

const CLAIM_OF_STATUS: { readonly [S in AttemptStatus]: Claim } = {
  started: "neutral",
  authentication_failed: "failure",
  router_declined: "failure",
  authentication_pending: "customer",
  authentication_successful: "success",
  authorized: "success",
  authorization_failed: "failure",
  charged: "success",
  authorizing: "neutral",
  cod_initiated: "neutral",
  voided: "ended",
  voided_post_charge: "ended",
  void_initiated: "neutral",
  capture_initiated: "neutral",
  capture_failed: "failure",
  void_failed: "failure",
  auto_refunded: "ended",
  partial_charged: "success",
  partially_authorized: "success",
  partial_charged_and_chargeable: "success",
  unresolved: "neutral",
  pending: "neutral",
  failure: "failure",
  payment_method_awaited: "customer",
  confirmation_awaited: "customer",
  device_data_collection_pending: "customer",
  integrity_failure: "failure",
  expired: "failure",
};

const CLAIM_OF_WORD: Readonly<Record<string, Claim>> = {
  success: "success",
  failure: "failure",
  transaction_failure: "failure",
  pending: "neutral",
  manual_review: "neutral",
  processing: "neutral",
  unresolved: "neutral",
  revoked: "success",
  active: "success",
  inactive: "failure",
  // A dispute that is open has not ended yet.
  dispute_opened: "neutral",
};

/** What a run says, in one word each: its claim, and the exact status that it stands on. */
export interface Verdict {
  readonly claim: Claim;
  readonly status: string;
}

function statusIn(value: object): string | undefined {
  for (const field of ["refundStatus", "status", "mandateStatus", "disputeStatus", "verifyWebhookStatus"]) {
    const status: unknown = Reflect.get(value, field);
    if (typeof status === "string") return status;
  }
  return undefined;
}

const SPEAKS_BY_ITSELF: ReadonlySet<string> = new Set(["refund", "incremental_authorization", "payment_resource_update"]);

/** What the caller of a flow is told by this run. */
export function verdictOf({ data, outcome }: FlowRun<Flow>): Verdict {
  const { response } = data;
  // The client found a difference and said so: nothing is claimed of the money.
  if ("integrityCheck" in data && data.integrityCheck !== undefined) return { claim: "neutral", status: "integrity_failure" };
  if (outcome === "unknown") return { claim: "neutral", status: "unknown" };
  if (response === undefined) return { claim: "neutral", status: "nothing" };
  if (!response.ok) return { claim: "failure", status: `error ${response.error.attemptStatus ?? ""}` };
  const { value } = response;
  const own = typeof value === "object" ? statusIn(value) : undefined;
  const type = "type" in value ? value.type : undefined;
  if (own !== undefined && (type === undefined || SPEAKS_BY_ITSELF.has(type) || !("attemptId" in data && "status" in data))) {
    return { claim: CLAIM_OF_WORD[own] ?? "success", status: own };
  }
  if ("status" in data) return { claim: CLAIM_OF_STATUS[data.status], status: data.status };
  return { claim: "success", status: "done" };
}
