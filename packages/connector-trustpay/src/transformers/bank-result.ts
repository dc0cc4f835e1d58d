import { AttemptStatus, err, ok, type Currency, type EchoedAmount } from "@switchyard/interfaces";
import { need, needConnectorTransactionId, StringMajorUnitForConnector as amounts, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { PaymentInformation, PaymentResponse, ResultInfo } from "../responses.js";
import type { PaymentContext } from "./card-result.js";
import { toRejection, toResultError } from "./errors.js";
import { mapBankStatus } from "./status.js";

const MARK = { api: "aapi" } as const;

/** Codes that say nothing of the payment: throttled, and not found at this moment (tech-spec, section 4.4). */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["1132014", "1132005"]);

/** `ResultInfo` under either of its names. */
export function resultOf({ ResultInfo, PaymentResultInfo }: PaymentResponse): ResultInfo | undefined {
  return ResultInfo ?? PaymentResultInfo ?? undefined;
}

/** Amount and currency as AAPI repeats them; an amount in another currency than was asked for is not read by that one's decimals. */
export function readEcho({ Amount }: PaymentInformation, asked: Currency | undefined): EchoedAmount | undefined {
  const { Amount: amount, Currency: currency } = Amount ?? {};
  if (currency == null) return undefined;
  return amount != null && currency === asked ? { amount: amounts.convertBack(amount, asked), currency } : { currency };
}

/** A payment without an address to go to cannot be paid: what AAPI says instead is why. */
function toRefusal(result: ResultInfo, { http }: PaymentContext): FlowResult<"Authorize"> {
  const status = SAYS_NOTHING.has(result.ResultCode) ? AttemptStatus.Pending : AttemptStatus.AuthorizationFailed;
  return { status, response: err({ ...toResultError(result, http), attemptStatus: status }) };
}

/** What AAPI's answer makes of a payment: the shopper goes on at `GatewayUrl`, by GET. */
export function toBankResult(response: PaymentResponse, context: PaymentContext): FlowResult<"Authorize"> {
  const { PaymentRequestId, GatewayUrl } = response;
  const result = resultOf(response);
  if (PaymentRequestId == null && result !== undefined && result.ResultCode !== "1001000") return toRefusal(result, context);
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
  if (status === AttemptStatus.AuthorizationFailed && payment.Status === "Rejected") {
    return { status, response: err({ ...toRejection(payment, http), attemptStatus: status }) };
  }
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: needConnectorTransactionId(data.request.connectorTransactionId) },
      connectorStatus: payment.Status ?? undefined,
      connectorMetadata: MARK,
      connectorResponseReferenceId: result?.CorrelationId ?? undefined,
      echoed: readEcho(payment, data.request.currency),
    }),
  };
}
