import { err, ok, RefundStatus, type RouterData } from "@switchyard/interfaces";
import { need, needConnectorRefundId, StringMajorUnitForConnector as amounts, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { CardRefundRequest } from "../requests.js";
import type { PaymentResponse } from "../responses.js";
import { readAmount } from "./amount.js";
import { resultOf } from "./bank-result.js";
import { toDecline, toResultError } from "./errors.js";
import { mapBankRefundStatus, mapCardRefundStatus, mapRefundResultCode } from "./status.js";

/** The body of `POST api/v1/Refund`. */
export function toCardRefund({ request }: RouterData<"Execute">): CardRefundRequest {
  const { connectorTransactionId, refundAmount, currency, refundId } = request;
  return { instanceId: connectorTransactionId, amount: amounts.convert(refundAmount, currency), currency, reference: refundId };
}

/** What the card gateway says of a refund, asked for or asked about: it is an instance of its own. */
export function toCardRefundResult(response: PaymentResponse, { data, http }: ReadContext<"Execute" | "RSync">): FlowResult<"Execute"> {
  const refundStatus = mapCardRefundStatus(response.paymentStatus);
  if (data.flow === "Execute" && refundStatus === RefundStatus.Failure) {
    // Neither is the payment's: the id is that of the refund, which came to nothing.
    const { connectorTransactionId: _, attemptStatus: __, ...decline } = toDecline(response, http);
    return { response: err(decline) };
  }
  const asked = data.flow === "RSync" ? data.request.connectorRefundId : undefined;
  return {
    response: ok({
      type: "refund",
      connectorRefundId: need(response.instanceId ?? asked, "instanceId"),
      refundStatus,
      connectorStatus: response.paymentStatus ?? undefined,
    }),
  };
}

/** What AAPI says of a refund that was asked for. */
export function toBankRefundResult(response: PaymentResponse, { http }: ReadContext<"Execute">): FlowResult<"Execute"> {
  const result = resultOf(response);
  const refundStatus = mapRefundResultCode(result?.ResultCode);
  if (result !== undefined && refundStatus === RefundStatus.Failure) return { response: err(toResultError(result, http)) };
  return {
    response: ok({
      type: "refund",
      connectorRefundId: need(response.PaymentRequestId, "PaymentRequestId"),
      refundStatus,
      connectorStatus: result?.ResultCode,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
    }),
  };
}

/** What a query at AAPI found of a refund. An error says nothing of it. */
export function toBankRefundSyncResult(response: PaymentResponse, { data, http }: ReadContext<"RSync">): FlowResult<"RSync"> {
  const { PaymentInformation: refund } = response;
  const result = resultOf(response);
  if (refund == null) return { response: err(toResultError(need(result, "PaymentInformation"), http)) };
  return {
    response: ok({
      type: "refund",
      connectorRefundId: needConnectorRefundId(data.request),
      refundStatus: mapBankRefundStatus(refund.Status),
      connectorStatus: refund.Status ?? undefined,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
      echoed: readAmount(refund.Amount?.Amount, refund.Amount?.Currency),
    }),
  };
}
