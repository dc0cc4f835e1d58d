import {
  ConnectorError,
  ok,
  secret,
  type ConnectorResponse,
  type CompleteAuthorizeRedirectResponse,
  type RedirectAction,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import {
  FloatMajorUnitForConnector as numbers,
  formatExpiry,
  isThreeDs,
  lastPathSegment,
  need,
  needConnectorTransactionId,
  parseForm,
  parseJson,
  present,
  stringifyJson,
  type FlowResult,
  type ReadContext,
} from "@switchyard/utils";
import type { CardPaymentRequest, PrefillRequest } from "../requests.js";
import { authenticationResponse, type AuthenticationResponse } from "../responses.js";
import { toCardPayment } from "./payment-request.js";

type AuthorizeRecord = RouterData<"Authorize">;

/** Whether the shopper is to be authenticated by BlueSnap first: a card, 3DS asked for, and no proof of another server. */
export function needsToken(data: AuthorizeRecord): boolean {
  const { paymentMethodData: method, authenticationData } = data.request;
  return isThreeDs(data) && method.type === "card" && authenticationData === undefined;
}

/** The body of `POST payment-fields-tokens/prefill`. The page after it needs somewhere to go. @throws ConnectorError MissingRequiredField */
export function toPrefill({ request }: AuthorizeRecord): PrefillRequest {
  need(request.completeAuthorizeUrl, "completeAuthorizeUrl");
  if (request.paymentMethodData.type !== "card") throw new ConnectorError("MismatchedPaymentData", {});
  const { number, expiry } = request.paymentMethodData;
  return { ccNumber: number, expDate: formatExpiry(expiry, "MM/YYYY") };
}

/** The token's own address, which says where the SDK for the browser is: beside the API that gave it. */
function readToken({ headers }: ConnectorResponse, testMode: boolean | undefined) {
  const location = headers["location"] ?? "";
  const token = present(lastPathSegment(location));
  if (token === undefined) throw new ConnectorError("ResponseHandlingFailed", { connector: "bluesnap", reason: "it has no Location" });
  const { origin, hostname } = new URL(location, testMode === false ? "https://ws.bluesnap.com" : "https://sandbox.bluesnap.com");
  const pages = hostname.startsWith("sandbox.") ? "https://sandpay.bluesnap.com" : "https://pay.bluesnap.com";
  return { token, sdkUrl: `${hostname.endsWith(".bluesnap.com") ? pages : origin}/web-sdk/5/bluesnap.js` };
}

/** Hosted fields' token, as a session. */
export function readFieldsToken(http: ConnectorResponse): string {
  return readToken(http, undefined).token;
}

/** JSON in which nothing ends a script element. */
function toScriptValue(value: unknown): string {
  return stringifyJson(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The page that lets BlueSnap's SDK authenticate the shopper, and posts what came of it to our return URL (tech-spec, section 8). */
function toPage(sdkUrl: string, token: string, { request }: AuthorizeRecord): Secret {
  const { amount, currency, paymentMethodData: method } = request;
  const cvv = method.type === "card" ? present(method.cvc)?.expose() : undefined;
  const returnUrl = new URL(need(request.completeAuthorizeUrl, "completeAuthorizeUrl"));
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

/**
 * The shopper goes on in the browser. There is no transaction yet: the token is the payment's id until there is one, and
 * what comes back is held against it.
 */
export function toAuthentication({ data, http }: ReadContext<"Authorize">): FlowResult<"Authorize"> {
  const { token, sdkUrl } = readToken(http, data.testMode);
  return {
    status: "authentication_pending",
    response: ok({
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: token },
      redirectionData: { type: "html", html: toPage(sdkUrl, token, data) },
    }),
  };
}

/** Whether an id is a token's: transactions have numbers. */
export function isToken(id: string): boolean {
  return !/^\d+$/.test(id);
}

function parseAuthentication(given: unknown): AuthenticationResponse | undefined {
  try {
    const parsed = authenticationResponse().safeParse(typeof given === "string" ? parseJson(given) : given);
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Anybody may post anything.
    return undefined;
  }
}

/** Everything that the browser brought: fields of the form, and of the query. */
function fieldsOf({ params, payload }: CompleteAuthorizeRedirectResponse): Readonly<Record<string, unknown>> {
  return { ...parseForm((params?.expose() ?? "").replace(/^\?/, "")), ...payload?.expose() };
}

const FAILED: ReadonlySet<string> = new Set(["AUTHENTICATION_FAILED", "AUTHENTICATION_INCOMPLETE"]);

function isFailed({ status, threeDSecure }: AuthenticationResponse): boolean {
  return status?.toUpperCase() !== "SUCCESS" || FAILED.has(threeDSecure?.authResult ?? "");
}

/** What to do when the browser is back: go on, or tell that the shopper was not authenticated. */
export function toRedirectAction(jsonPayload: unknown): RedirectAction {
  const payload = typeof jsonPayload === "object" && jsonPayload !== null ? jsonPayload : {};
  const given = "authentication_response" in payload ? parseAuthentication(payload.authentication_response) : undefined;
  if (given === undefined || !isFailed(given)) return { type: "trigger", flow: "CompleteAuthorize" };
  const [first] = given.info?.errors ?? [];
  const message = typeof first === "string" ? first : (given.threeDSecure?.authResult ?? given.status ?? "");
  return { type: "status_update", status: "authentication_failed", errorCode: given.code ?? "", errorMessage: message };
}

const UNPROVEN: ReadonlySet<string> = new Set(["AUTHENTICATION_BYPASSED", "AUTHENTICATION_UNAVAILABLE"]);

/** Whether the merchant goes on without a proof where 3DS was bypassed or not to be had (tech-spec, section 8). */
function mayGoOn(authResult: string, { connectorMetaData: metadata }: RouterData<"CompleteAuthorize">): boolean {
  if (authResult === "AUTHENTICATION_SUCCEEDED") return true;
  return UNPROVEN.has(authResult) && (metadata?.["allowUnauthenticated"] ?? metadata?.["allow_unauthenticated"]) === true;
}

/**
 * The body of `POST transactions` after 3DS. Nothing that the browser brings is signed: the proof is that BlueSnap takes the
 * reference together with the token that we were given, so another token than that is refused, as is any result but success.
 *
 * @throws ConnectorError MissingRequiredField, InvalidDataFormat, ProcessingStepFailed: before anything is sent
 */
export function toAuthenticatedPayment(data: RouterData<"CompleteAuthorize">): CardPaymentRequest {
  const { redirectResponse, connectorTransactionId } = data.request;
  const pfToken = needConnectorTransactionId(connectorTransactionId);
  const fields = fieldsOf(need(redirectResponse, "redirectResponse"));
  const brought = fields["paymentToken"];
  if (brought !== undefined && brought !== pfToken) {
    throw new ConnectorError("InvalidDataFormat", { fieldName: "redirectResponse.paymentToken", expected: "the token of this payment" });
  }
  const given = parseAuthentication(need(fields["authentication_response"], "redirectResponse.authentication_response"));
  const { authResult, threeDSecureReferenceId } = given?.threeDSecure ?? {};
  if (given === undefined) {
    throw new ConnectorError("InvalidDataFormat", {
      fieldName: "redirectResponse.authentication_response",
      expected: "the answer of BlueSnap's SDK",
    });
  }
  if (authResult == null || isFailed(given) || !mayGoOn(authResult, data)) {
    const reason = /^[A-Z_]{1,50}$/.test(authResult ?? "") ? (authResult ?? "") : "the shopper was not authenticated";
    throw new ConnectorError("ProcessingStepFailed", { step: "3DS", reason });
  }
  const reference = need(threeDSecureReferenceId, "redirectResponse.authentication_response.threeDSecureReferenceId");
  return toCardPayment(data, { pfToken, threeDSecure: { threeDSecureReferenceId: reference, authResult } });
}
