import {
  err,
  ok,
  type AdditionalConnectorResponse,
  type AttemptStatus,
  type EchoedAmount,
  type MandateReference,
  type ResponseId,
} from "@switchyard/interfaces";
import { isAutoCapture, present, resourceIdOf, unlessEmpty, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { PaymentData, PaymentsResponse } from "../responses.js";
import { readAmount } from "./amount.js";
import { readRefusal, textOf } from "./errors.js";
import { storedTypeOf } from "./methods/stored-types.js";
import { toNextStep } from "./next-step.js";
import { CAPTURED, mapResultStatus } from "./status.js";
import { toMandateReference } from "./stored.js";

/** An answer of `/payments` or `/payments/details`, and the record of the request that it answers. */
type PaymentContext = ReadContext<"Authorize" | "CompleteAuthorize" | "SetupMandate" | "RepeatPayment">;

/** The status by result and capture method. */
function readStatus({ resultCode, action }: PaymentsResponse, { data }: PaymentContext): AttemptStatus {
  const status = mapResultStatus(resultCode);
  // Pix and Swish answer Pending with the code that the shopper is to scan.
  if (status === "pending" && action?.type === "qrCode") return "authentication_pending";
  // A verification of zero holds nothing that could still be captured.
  return data.request.amount === 0 || isAutoCapture(data) ? (CAPTURED[status] ?? status) : status;
}

/** What was authorized, where it is a part of what was asked. */
function readParts(status: AttemptStatus, echoed: EchoedAmount | undefined) {
  if (status !== "partially_authorized" && status !== "partial_charged") return {};
  const amountAuthorized = echoed?.amount;
  return status === "partial_charged" ? { amountAuthorized, amountCaptured: amountAuthorized } : { amountAuthorized };
}

/** The token of the stored method, and what later payments need beside it. */
function readMandate({ additionalData }: PaymentsResponse, { data }: PaymentContext): MandateReference | undefined {
  return toMandateReference(additionalData, {
    type: storedTypeOf(data.paymentMethodType),
    shopperReference: present(data.connectorCustomer) ?? data.request.customerId ?? data.customerId,
  });
}

/** What Adyen tells of the card and its checks, as far as the merchant has it switched on. */
function readDetails({ additionalData, paymentMethod, fraudResult }: PaymentsResponse): AdditionalConnectorResponse | undefined {
  const read = (key: keyof PaymentData) => textOf(additionalData, key);
  return unlessEmpty<AdditionalConnectorResponse>({
    authorizationCode: read("authCode"),
    avsResult: read("avsResult"),
    cvcResult: read("cvcResult"),
    cardNetwork: paymentMethod?.brand ?? read("paymentMethod"),
    cardLastFour: read("cardSummary"),
    cardBin: read("cardBin"),
    cardIssuer: read("cardIssuingBank"),
    cardFunding: read("fundingSource"),
    cardIssuingCountry: read("cardIssuingCountry") ?? read("issuerCountry"),
    details: fraudResult?.accountScore == null ? undefined : { fraudScore: fraudResult.accountScore },
  });
}

/** What CompleteAuthorize and Void need again. Our reference stands for an id that did not come: see {@link readResourceId}. */
function readConnectorMetadata({ pspReference, action }: PaymentsResponse, { data }: PaymentContext) {
  const paymentData = action?.paymentData;
  const isNameless = present(pspReference) === undefined && action != null;
  if (paymentData == null && !isNameless) return undefined;
  return {
    ...(paymentData == null ? {} : { paymentData: paymentData.expose() }),
    ...(isNameless ? { paymentReference: data.connectorRequestReferenceId } : {}),
  };
}

/**
 * The payment's id. Some open actions come without one (tech-spec, section 4.1): the payment is then named by our reference,
 * until `/payments/details` or the webhook tells its id.
 */
function readResourceId({ pspReference, action }: PaymentsResponse, { data }: PaymentContext): ResponseId {
  const asked = data.flow === "CompleteAuthorize" ? data.request.connectorTransactionId : undefined;
  const reference: string | undefined = action == null ? undefined : data.connectorRequestReferenceId;
  return resourceIdOf(present(pspReference) ?? present(asked) ?? reference);
}

/** What an answer about a payment makes of it (tech-spec, sections 4.1 and 5.1). */
export function toPaymentResult(response: PaymentsResponse, context: PaymentContext): FlowResult<"Authorize"> {
  const { data, http } = context;
  const status = readStatus(response, context);
  const connectorResponse = readDetails(response);
  if (status === "failure") return { status, connectorResponse, response: err(readRefusal(response, http)) };
  const echoed = readAmount(response.amount);
  return {
    status,
    ...readParts(status, echoed),
    connectorResponse,
    response: ok({
      type: "transaction",
      resourceId: readResourceId(response, context),
      ...toNextStep(response.action),
      mandateReference: readMandate(response, context),
      networkTxnId: textOf(response.additionalData, "networkTxReference"),
      connectorMetadata: readConnectorMetadata(response, context),
      connectorStatus: response.resultCode ?? undefined,
      incrementalAuthorizationAllowed: "requestIncrementalAuthorization" in data.request ? data.request.requestIncrementalAuthorization : undefined,
      echoed,
    }),
  };
}
