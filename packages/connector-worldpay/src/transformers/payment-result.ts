import {
  err,
  ok,
  type AdditionalConnectorResponse,
  type ConnectorResponse,
  type ConnectorTransactionId,
  type ErrorResponse,
  type MandateReference,
  type MinorUnit,
  type RedirectForm,
  type RouterData,
  ConnectorError,
  minorUnit,
} from "@switchyard/interfaces";
import { pathSegmentFromEnd, type FlowResult } from "@switchyard/utils";
import type { PaymentsResponse } from "../responses.js";
import { attemptStatusOfOutcome } from "./status.js";

/** The flows whose answer is that of a payment. */
export type ResultFlow = "Authorize" | "CompleteAuthorize" | "SetupMandate" | "RepeatPayment" | "Capture" | "Void" | "PostCaptureVoid";

/** Worldpay's id of the exchange, which its support asks for. */
export function correlationId(http: ConnectorResponse): string | undefined {
  return http.headers["wp-correlationid"];
}

/** The payment's linkData: the last segment of its own link, or the one before the step's name (tech-spec, section 4.1). */
export function readLinkData(response: PaymentsResponse): string | undefined {
  const step = response._actions?.supply3dsDeviceData?.href ?? response._actions?.complete3dsChallenge?.href;
  if (response.outcome != null && /devicedatarequired$|challenged$/i.test(response.outcome) && step != null) return pathSegmentFromEnd(step, 1);
  const self = response._links?.self?.href;
  return self == null ? undefined : pathSegmentFromEnd(self, 0);
}

/** The id of the payment as it now is; where the answer has none, the one that was asked with, or the exchange's own. */
function needTransactionId(response: PaymentsResponse, data: RouterData<ResultFlow>, http: ConnectorResponse): ConnectorTransactionId {
  const asked = "connectorTransactionId" in data.request ? data.request.connectorTransactionId : undefined;
  const id = readLinkData(response) ?? asked ?? correlationId(http);
  if (id === undefined || id === "") throw new ConnectorError("MissingRequiredField", { fieldName: "_links.self.href" });
  return id;
}

/** What the customer's browser has to do: collect device data in a hidden frame, or answer the issuer's challenge. */
function readRedirection(response: PaymentsResponse, data: RouterData<ResultFlow>): RedirectForm | undefined {
  const { deviceDataCollection: collection, challenge } = response;
  const returnUrl = "completeAuthorizeUrl" in data.request ? data.request.completeAuthorizeUrl : undefined;
  if (collection != null) {
    return {
      type: "worldpay_ddc",
      endpoint: collection.url,
      method: "POST",
      collectionId: "SessionId",
      formFields: { Bin: collection.bin, JWT: collection.jwt },
      returnUrl: returnUrl ?? "",
    };
  }
  return challenge == null ? undefined : { type: "form", endpoint: challenge.url, method: "POST", formFields: { JWT: challenge.jwt } };
}

/** The token's address is the mandate's id: it is what later payments are made with. */
function readMandate(response: PaymentsResponse): MandateReference | undefined {
  const { token } = response;
  if (token == null) return undefined;
  const tokenId = token.tokenId ?? undefined;
  return { connectorMandateId: token.href.expose(), ...(tokenId === undefined ? {} : { paymentMethodId: tokenId }) };
}

/** Failures that Worldpay reports inside an answer of success: no code of its own beyond the outcome's name. */
const FAILURE_MESSAGES: ReadonlyMap<string, readonly [code: string, message: string]> = new Map([
  ["fraudhighrisk", ["fraudHighRisk", "Transaction marked as high risk"]],
  ["3dsauthenticationfailed", ["3dsAuthenticationFailed", "3DS authentication failed from issuer"]],
  ["3dsunavailable", ["3dsUnavailable", "3DS authentication unavailable from issuer"]],
]);

/** The error of an outcome that is a refusal. A refusal without a code is one all the same. */
function readRefusal(response: PaymentsResponse, http: ConnectorResponse): ErrorResponse {
  const outcome = response.outcome ?? "refused";
  const [code, message] = FAILURE_MESSAGES.get(outcome.toLowerCase().replace(/^threeds/, "3ds")) ?? [
    response.refusalCode ?? outcome,
    response.refusalDescription ?? outcome,
  ];
  const advice = response.advice?.code ?? undefined;
  const correlation = correlationId(http);
  return {
    code,
    message,
    reason: message,
    statusCode: http.statusCode,
    attemptStatus: attemptStatusOfOutcome(outcome),
    ...(response.refusalCode == null ? {} : { networkDeclineCode: response.refusalCode, networkErrorMessage: message }),
    ...(advice === undefined ? {} : { networkAdviceCode: advice }),
    ...(correlation === undefined ? {} : { connectorResponseReferenceId: correlation }),
  };
}

/** The issuer's and Worldpay's checks, and what is known of the card. */
function readDetails(response: PaymentsResponse): AdditionalConnectorResponse {
  const { paymentInstrument: card, threeDS, riskFactors } = response;
  const riskOf = (type: string) => riskFactors?.find((factor) => factor.type === type)?.risk ?? undefined;
  const fields = {
    authorizationCode: response.issuer?.authorizationCode,
    avsResult: riskOf("avs"),
    cvcResult: riskOf("cvc"),
    cardNetwork: card?.cardBrand,
    cardLastFour: card?.lastFour,
    cardBin: card?.cardBin,
    cardIssuer: card?.issuerName,
    cardFunding: card?.fundingType,
    cardIssuingCountry: card?.countryCode,
    threeDs: threeDS == null ? undefined : Object.fromEntries(Object.entries(threeDS).filter(([, value]) => value != null)),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}

/** A part of the amount was approved: how much. */
function readPartialAmount(response: PaymentsResponse): MinorUnit | undefined {
  const { amounts } = response;
  return amounts?.partialAuthorization === true && amounts.totalAuthorized != null
    ? minorUnit(amounts.totalAuthorized, "amounts.totalAuthorized")
    : undefined;
}

function statusOf(response: PaymentsResponse, data: RouterData<ResultFlow>, partial: MinorUnit | undefined) {
  const status = attemptStatusOfOutcome(response.outcome);
  if (status !== "authorized") return status;
  const asked = "amount" in data.request ? data.request.amount : undefined;
  // A verification of zero holds nothing that could still be captured.
  if (asked === 0) return "charged";
  return partial !== undefined && partial !== asked ? "partially_authorized" : status;
}

/** What an answer about a payment makes of it. An outcome that nobody listed leaves it unresolved. */
export function toPaymentResult<F extends ResultFlow>(
  response: PaymentsResponse,
  { data, http }: { readonly data: RouterData<F>; readonly http: ConnectorResponse },
): FlowResult<F> {
  const record: RouterData<ResultFlow> = data;
  const partial = readPartialAmount(response);
  const status = statusOf(response, record, partial);
  const amounts = partial === undefined ? {} : { amountAuthorized: partial };
  const common = { status, connectorResponse: readDetails(response), ...amounts };
  if (status === "failure" || status === "authentication_failed") {
    return { ...common, response: err(readRefusal(response, http)) } as unknown as FlowResult<F>;
  }
  const resourceId = { type: "connector_transaction_id", id: needTransactionId(response, record, http) } as const;
  const connectorResponseReferenceId = correlationId(http);
  if (!attemptStatusOfOutcome.knows(response.outcome)) {
    const reason = { code: response.outcome ?? "missing", message: "Worldpay gave an outcome that is not known" };
    return {
      ...common,
      response: ok({ type: "transaction_unresolved", resourceId, reason, connectorResponseReferenceId }),
    } as unknown as FlowResult<F>;
  }
  return {
    ...common,
    response: ok({
      type: "transaction",
      resourceId,
      redirectionData: readRedirection(response, record),
      mandateReference: readMandate(response),
      networkTxnId: response.schemeReference ?? response.token?.schemeReference ?? response.scheme?.reference ?? undefined,
      connectorResponseReferenceId,
      connectorStatus: response.outcome ?? undefined,
      connectorMetadata: response.paymentId == null ? undefined : { paymentId: response.paymentId },
    }),
  } as unknown as FlowResult<F>;
}
