import {
  AttemptStatus,
  err,
  minorUnit,
  ok,
  type AdditionalConnectorResponse,
  type MandateReference,
  type RedirectForm,
} from "@switchyard/interfaces";
import { FAILURE_OF_FLOW, need, pathSegmentFromEnd, resourceIdOf, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { PaymentsResponse, WebhookEvent } from "../responses.js";
import { readCorrelationId, readRefusal } from "./errors.js";
import { mapOutcomeStatus } from "./status.js";

/** An answer about a payment, and the record of the request that it answers. */
type PaymentContext = ReadContext<"Authorize" | "CompleteAuthorize" | "SetupMandate" | "RepeatPayment" | "Capture" | "Void" | "PostCaptureVoid">;

function segmentOf(link: { readonly href?: string | null | undefined } | null | undefined, fromEnd: number): string | undefined {
  return link?.href == null ? undefined : pathSegmentFromEnd(link.href, fromEnd);
}

/** The payment's linkData: the last segment of its own link, or the one before the name of the step (tech-spec, section 4.1). */
export function readLinkData({ outcome, _links, _actions }: PaymentsResponse): string | undefined {
  const status = mapOutcomeStatus(outcome);
  if (status === "device_data_collection_pending") return segmentOf(_actions?.supply3dsDeviceData, 1);
  return status === "authentication_pending" ? segmentOf(_actions?.complete3dsChallenge, 1) : segmentOf(_links?.self, 0);
}

/** What the customer's browser has to do: collect device data in a hidden frame, or answer the issuer's challenge. */
function readRedirection(
  { deviceDataCollection, challenge }: PaymentsResponse,
  status: AttemptStatus,
  { request }: PaymentContext["data"],
): RedirectForm | undefined {
  if (status === "authentication_pending" && challenge != null) {
    return { type: "form", endpoint: challenge.url, method: "POST", formFields: { JWT: challenge.jwt } };
  }
  if (status !== "device_data_collection_pending" || deviceDataCollection == null) return undefined;
  const { url, bin, jwt } = deviceDataCollection;
  return {
    type: "worldpay_ddc",
    endpoint: url,
    method: "POST",
    collectionId: "SessionId",
    formFields: { Bin: bin, JWT: jwt },
    // No payment with 3DS is sent without it: see toThreeDs.
    returnUrl: need("completeAuthorizeUrl" in request ? request.completeAuthorizeUrl : undefined, "completeAuthorizeUrl"),
  };
}

/** The token's address is the mandate's id: it is what later payments are made with. */
export function readMandate(token: WebhookEvent["eventDetails"]["token"]): MandateReference | undefined {
  return token?.href == null ? undefined : { connectorMandateId: token.href.expose(), paymentMethodId: token.tokenId ?? undefined };
}

/** Leaves out what the answer does not say. */
function known<T extends object>(fields: T): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  const said: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key in fields) {
    const value = fields[key];
    if (value != null) said[key] = value;
  }
  return said;
}

/** The issuer's and Worldpay's checks, and what is known of the card. */
function readDetails({ issuer, paymentInstrument: card, threeDS, riskFactors }: PaymentsResponse): AdditionalConnectorResponse {
  const riskOf = (type: string) => riskFactors?.find((factor) => factor.type === type)?.risk;
  return known({
    authorizationCode: issuer?.authorizationCode,
    avsResult: riskOf("avs"),
    cvcResult: riskOf("cvc"),
    cardNetwork: card?.cardBrand,
    cardLastFour: card?.lastFour,
    cardBin: card?.cardBin,
    cardIssuer: card?.issuerName,
    cardFunding: card?.fundingType,
    cardIssuingCountry: card?.countryCode,
    threeDs: threeDS == null ? undefined : known(threeDS),
  });
}

/** What a status becomes when only a part of the amount was approved. */
const OF_A_PART: Partial<Record<AttemptStatus, AttemptStatus>> = { authorized: "partially_authorized", charged: "partial_charged" };

/** The status by outcome and amounts. */
function readStatus({ outcome, amounts }: PaymentsResponse, { flow, request }: PaymentContext["data"]) {
  const status = mapOutcomeStatus(outcome);
  // A refused follow-up fails itself: the payment stays as it was.
  if (status === "failure") return { status: FAILURE_OF_FLOW[flow] ?? status };
  const asked = "amount" in request ? request.amount : undefined;
  // A verification of zero holds nothing that could still be captured.
  if (status === "authorized" && asked === 0) return { status: AttemptStatus.Charged };
  if (amounts?.partialAuthorization !== true || amounts.totalAuthorized == null) return { status };
  const amountAuthorized = minorUnit(amounts.totalAuthorized, "amounts.totalAuthorized");
  const amountCaptured = status === "charged" ? { amountCaptured: amountAuthorized } : {};
  return { status: amountAuthorized === asked ? status : (OF_A_PART[status] ?? status), amountAuthorized, ...amountCaptured };
}

/** What an answer about a payment makes of it. An outcome that nobody listed leaves it unresolved. */
export function toPaymentResult(response: PaymentsResponse, { data, http }: PaymentContext): FlowResult<"Authorize"> {
  const { outcome, paymentId, token } = response;
  const common = { ...readStatus(response, data), connectorResponse: readDetails(response) };
  if (mapOutcomeStatus(outcome) === "failure" || common.status === "authentication_failed") {
    return { ...common, response: err({ ...readRefusal(response, http), attemptStatus: common.status }) };
  }
  const connectorResponseReferenceId = readCorrelationId(http);
  // The payment as it now is; where the answer names none, the one that was asked with.
  const id = readLinkData(response) ?? ("connectorTransactionId" in data.request ? data.request.connectorTransactionId : undefined);
  if (!mapOutcomeStatus.knows(outcome)) {
    const reason = { code: outcome ?? "missing", message: "Worldpay gave an outcome that is not known" };
    return { ...common, response: ok({ type: "transaction_unresolved", resourceId: resourceIdOf(id), reason, connectorResponseReferenceId }) };
  }
  return {
    ...common,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(need(id ?? connectorResponseReferenceId, "_links.self.href")),
      redirectionData: readRedirection(response, common.status, data),
      mandateReference: readMandate(token),
      networkTxnId: response.schemeReference ?? token?.schemeReference ?? response.scheme?.reference ?? undefined,
      connectorResponseReferenceId,
      connectorStatus: outcome ?? undefined,
      connectorMetadata: paymentId == null ? undefined : { paymentId },
    }),
  };
}
