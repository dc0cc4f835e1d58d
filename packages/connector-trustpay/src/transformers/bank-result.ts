import { AttemptStatus, err, ok } from "@switchyard/interfaces";
import { need, needConnectorTransactionId, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { PaymentResponse, ResultInfo } from "../responses.js";
import { readAmount } from "./amount.js";
import type { PaymentContext } from "./card-result.js";
import { toRefusal, toRejection, toResultError } from "./errors.js";
import { mapBankStatus } from "./status.js";

const MARK = { api: "aapi" } as const;

/** `ResultInfo` under either of its names. */
export function resultOf({ ResultInfo, PaymentResultInfo }: PaymentResponse): ResultInfo | undefined {
  return ResultInfo ?? PaymentResultInfo ?? undefined;
}

/** What AAPI's answer makes of a payment: the shopper goes on at `GatewayUrl`, by GET. Without an address nobody can pay. */
export function toBankResult(response: PaymentResponse, { http }: PaymentContext): FlowResult<"Authorize"> {
  const { PaymentRequestId, GatewayUrl } = response;
  const result = resultOf(response);
  if (PaymentRequestId == null && result !== undefined && result.ResultCode !== "1001000") {
    const refusal = toRefusal(result, http);
    return { status: refusal.attemptStatus, response: err(refusal) };
  }
  const id = need(PaymentRequestId, "PaymentRequestId");
  return {
    status: GatewayUrl == null ? AttemptStatus.Pending : AttemptStatus.AuthenticationPending,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id },
      redirectionData: GatewayUrl == null ? undefined : { type: "form", endpoint: GatewayUrl, method: "GET", formFields: {} },
      connectorMetadata: MARK,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
    }),
  };
}

/** What a query at AAPI found. An error, or a status that nobody listed, leaves the payment as it was. */
export function toBankSyncResult(response: PaymentResponse, { data, http }: ReadContext<"PSync">): FlowResult<"Authorize"> {
  const { PaymentInformation: payment } = response;
  const result = resultOf(response);
  if (payment == null) return { response: err(toResultError(need(result, "PaymentInformation"), http)) };
  const status = mapBankStatus.knows(payment.Status) ? mapBankStatus(payment.Status) : data.status;
  if (payment.Status === "Rejected") return { status, response: err(toRejection(payment, http)) };
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: needConnectorTransactionId(data.request.connectorTransactionId) },
      connectorStatus: payment.Status ?? undefined,
      connectorMetadata: MARK,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
      echoed: readAmount(payment.Amount?.Amount, payment.Amount?.Currency),
    }),
  };
}
