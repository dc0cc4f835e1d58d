import { ok, type PaymentMethodType, type RouterData, type Secret } from "@switchyard/interfaces";
import { billingAddress, need, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { RefundRequest } from "../requests.js";
import type { RefundResponse } from "../responses.js";
import { readMoney, toStripeAmount } from "./amount.js";
import { splitRefundOf } from "./connect.js";
import { readRequestId } from "./errors.js";
import { toStripeMetadata } from "./metadata.js";
import { mapRefundStatus } from "./status.js";

/** The reasons that Stripe takes. `fraudulent` also blocks the card (tech-spec, section 4.8). */
const REASONS: ReadonlySet<string> = new Set(["duplicate", "fraudulent", "requested_by_customer"]);

/** Methods without a way back: the customer is asked for bank details by e-mail (tech-spec, section 4.8). */
const BY_EMAIL: ReadonlySet<PaymentMethodType> = new Set([
  "multibanco",
  "prompt_pay",
  "boleto",
  "oxxo",
  "family_mart",
  "lawson",
  "mini_stop",
  "seicomart",
]);

/**
 * Where Stripe asks the customer for bank details. Without the type nobody can tell that they are needed.
 * @throws ConnectorError MissingRequiredField
 */
function toInstructionsEmail({ paymentMethodType, address }: RouterData<"Execute">): Secret | undefined {
  if (paymentMethodType === undefined || !BY_EMAIL.has(paymentMethodType)) return undefined;
  return need(present(billingAddress({ address })?.email), "billing.email");
}

/** What tells refunds apart where several have the payment's reference: their own. */
export function toRefundParts({ request, connectorRequestReferenceId }: RouterData<"Execute">): readonly string[] {
  const refundId: string = request.refundId;
  return refundId === connectorRequestReferenceId ? [] : [refundId];
}

/** The body of a refund (tech-spec, sections 4.8 and 4.17). A charge is named where the split says so, else the payment. */
export function toRefundRequest(data: RouterData<"Execute">): RefundRequest {
  const { request } = data;
  const split = splitRefundOf(request);
  const charge = present(split?.chargeId);
  const reason = present(request.reason);
  return {
    payment_intent: charge === undefined ? request.connectorTransactionId : undefined,
    charge,
    amount: toStripeAmount(request.refundAmount, request.currency),
    reason: reason !== undefined && REASONS.has(reason) ? reason : undefined,
    instructions_email: toInstructionsEmail(data),
    metadata: toStripeMetadata(request.metadata, { order_id: request.refundId, is_refund_id_as_reference: "true" }),
    refund_application_fee: split?.revertPlatformFee,
    reverse_transfer: split?.chargeType === "destination" ? split.revertTransfer : undefined,
  };
}

/** What became of a refund. Only its own status counts, and none is known where it is null (tech-spec, section 5.4). */
export function toRefundResult(refund: RefundResponse, { http }: ReadContext<"Execute" | "RSync">): FlowResult<"Execute"> {
  return {
    response: ok({
      type: "refund",
      connectorRefundId: refund.id,
      refundStatus: mapRefundStatus(refund.status),
      connectorStatus: refund.status ?? undefined,
      connectorResponseReferenceId: readRequestId(http),
      echoed: readMoney(refund.amount, refund.currency),
    }),
  };
}
