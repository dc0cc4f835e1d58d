import { ConnectorError, ok, secret, type ConnectorResponse, type RedirectAction, type RouterData } from "@switchyard/interfaces";
import {
  FloatMajorUnitForConnector as numbers,
  formatExpiry,
  invalid,
  isThreeDs,
  lastPathSegment,
  need,
  needCard,
  needConnectorTransactionId,
  needField,
  parseForm,
  present,
  readAs,
  stringifyJson,
  tryParseJson,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import { authenticationResponse, type AuthenticationResponse } from "../responses.js";
import { toCardPayment } from "./payment-request.js";

/** Whether the shopper is to be authenticated by BlueSnap first: a card, 3DS asked for, and no proof of another server. */
export function needsToken(data: RouterData<"Authorize">): boolean {
  return isThreeDs(data) && data.request.paymentMethodData.type === "card" && data.request.authenticationData === undefined;
}

/** The body of `POST payment-fields-tokens/prefill`. The page after it needs somewhere to go. @throws ConnectorError MissingRequiredField */
export function toPrefill({ request }: RouterData<"Authorize">) {
  needField(request, "completeAuthorizeUrl");
  const { number, expiry } = needCard(request.paymentMethodData, "bluesnap");
  return { ccNumber: number, expDate: formatExpiry(expiry, "MM/YYYY") };
}

/** The token's own address, which says where the SDK for the browser is: beside the API that gave it. */
export function readToken({ headers }: ConnectorResponse, { testMode }: RouterData) {
  const location = headers["location"] ?? "";
  const token = present(lastPathSegment(location));
  if (token === undefined) throw new ConnectorError("ResponseHandlingFailed", { connector: "bluesnap", reason: "it has no Location" });
  const { origin, hostname } = new URL(location, testMode === false ? "https://ws.bluesnap.com" : "https://sandbox.bluesnap.com");
  const pages = hostname.startsWith("sandbox.") ? "https://sandpay.bluesnap.com" : "https://pay.bluesnap.com";
  return { token, sdkUrl: `${hostname.endsWith(".bluesnap.com") ? pages : origin}/web-sdk/5/bluesnap.js` };
}

/** JSON in which nothing ends a script element. */
function toScriptValue(value: unknown): string {
  return stringifyJson(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The page that lets BlueSnap's SDK authenticate the shopper, and posts what came of it to our return URL (tech-spec, section 8). */
function toPage(sdkUrl: string, token: string, { request }: RouterData<"Authorize">) {
  const { amount, currency, paymentMethodData } = request;
  const cvv = present(needCard(paymentMethodData, "bluesnap").cvc)?.expose();
  const returnUrl = new URL(needField(request, "completeAuthorizeUrl"));
  returnUrl.searchParams.set("paymentToken", token);
  const settings = { token, data: { cvv, amount: numbers.convert(amount, currency), currency }, returnUrl: returnUrl.href };
  return secret(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Payment</title></head><body><script src="${encodeURI(sdkUrl)}"></script><script>
(function (s) {
  bluesnap.threeDsPaymentsSetup(s.token, function (result) {
    var form = document.createElement("form"), input = document.createElement("input");
    form.method = "post"; form.action = s.returnUrl;
    input.type = "hidden"; input.name = "authentication_response"; input.value = JSON.stringify(result);
    form.appendChild(input); document.body.appendChild(form); form.submit();
  });
  bluesnap.threeDsPaymentsSubmitData(s.data);
})(${toScriptValue(settings)});
</script></body></html>`);
}

/** The shopper goes on in the browser. Until there is a transaction, the token is the payment's id: what comes back is held against it. */
export function toAuthentication({ data, http }: ReadContext<"Authorize">): FlowResult<"Authorize"> {
  const { token, sdkUrl } = readToken(http, data);
  return {
    status: "authentication_pending",
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: token },
      redirectionData: { type: "html", html: toPage(sdkUrl, token, data) },
    }),
  };
}

/** What the browser says that the SDK came to. Anybody may post anything. */
function readAuthentication(given: unknown): AuthenticationResponse | undefined {
  return readAs(authenticationResponse, typeof given === "string" ? tryParseJson(given) : given);
}

function isFailed({ status, threeDSecure }: AuthenticationResponse): boolean {
  return status?.toUpperCase() !== "SUCCESS" || ["AUTHENTICATION_FAILED", "AUTHENTICATION_INCOMPLETE"].includes(threeDSecure?.authResult ?? "");
}

/** What to do when the browser is back: go on, or tell that the shopper was not authenticated. */
export function toRedirectAction(jsonPayload: unknown): RedirectAction {
  const payload: Readonly<Record<string, unknown>> = typeof jsonPayload === "object" ? { ...jsonPayload } : {};
  const given = readAuthentication(payload["authentication_response"]);
  if (given === undefined || !isFailed(given)) return { type: "trigger", flow: "CompleteAuthorize" };
  const [first] = given.info?.errors ?? [];
  const message = typeof first === "string" ? first : (given.threeDSecure?.authResult ?? given.status ?? "");
  return { type: "status_update", status: "authentication_failed", errorCode: given.code ?? "", errorMessage: message };
}

/** Whether the merchant goes on without a proof where 3DS was bypassed or not to be had (tech-spec, section 8). */
function mayGoOn(authResult: string, { connectorMetaData: metadata }: RouterData<"CompleteAuthorize">): boolean {
  if (authResult === "AUTHENTICATION_SUCCEEDED") return true;
  const isUnproven = authResult === "AUTHENTICATION_BYPASSED" || authResult === "AUTHENTICATION_UNAVAILABLE";
  return isUnproven && (metadata?.["allowUnauthenticated"] ?? metadata?.["allow_unauthenticated"]) === true;
}

/**
 * The body of `POST transactions` after 3DS. Nothing that the browser brings is signed: the proof is that BlueSnap takes the
 * reference together with the token that we were given, so another token than that is refused, as is any result but success.
 * @throws ConnectorError MissingRequiredField, InvalidDataFormat, ProcessingStepFailed: before anything is sent
 */
export function toAuthenticatedPayment(data: RouterData<"CompleteAuthorize">) {
  const pfToken = needConnectorTransactionId(data.request.connectorTransactionId);
  const { params, payload } = needField(data.request, "redirectResponse");
  // Fields of the form, and of the query.
  const fields: Readonly<Record<string, unknown>> = { ...parseForm((params?.expose() ?? "").replace(/^\?/, "")), ...payload?.expose() };
  const brought = fields["paymentToken"];
  if (brought !== undefined && brought !== pfToken) throw invalid("redirectResponse.paymentToken", "the token of this payment");
  const where = "redirectResponse.authentication_response";
  const given = readAuthentication(need(fields["authentication_response"], where));
  if (given === undefined) throw invalid(where, "the answer of BlueSnap's SDK");
  const { authResult, threeDSecureReferenceId } = given.threeDSecure ?? {};
  if (authResult == null || isFailed(given) || !mayGoOn(authResult, data)) {
    const reason = /^[A-Z_]{1,50}$/.test(authResult ?? "") ? (authResult ?? "") : "the shopper was not authenticated";
    throw new ConnectorError("ProcessingStepFailed", { step: "3DS", reason });
  }
  const reference = need(threeDSecureReferenceId, `${where}.threeDSecureReferenceId`);
  return toCardPayment(data, { pfToken, threeDSecure: { threeDSecureReferenceId: reference, authResult } });
}
