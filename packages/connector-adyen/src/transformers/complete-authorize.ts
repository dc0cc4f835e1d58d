import { ConnectorError, isSecret, secret, type RouterData, type Secret } from "@switchyard/interfaces";
import { keptText } from "@switchyard/utils";
import type { PaymentDetailsRequest } from "../requests.js";

/** What `/payments/details` knows of: what a browser, a bank's page or Adyen's component may bring back (tech-spec, section 4.3). */
const DETAILS: readonly string[] = [
  "redirectResult",
  "payload",
  "MD",
  "PaRes",
  "threeDSResult",
  "threeds2.fingerprint",
  "threeds2.challengeResult",
  "returnUrlQueryString",
  "billingToken",
  "facilitatorAccessToken",
  "orderID",
  "payerID",
  "paymentID",
];

/** The fields of a component's `state.data.details`, where the whole of `state.data` was passed on. */
function innerOf(payload: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const inner = payload["details"];
  return typeof inner === "object" && inner !== null ? { ...payload, ...inner } : payload;
}

function collect(request: RouterData<"CompleteAuthorize">["request"]): ReadonlyMap<string, Secret> {
  const { params, payload } = request.redirectResponse ?? {};
  // Parsing a query decodes each value once, as Adyen wants it.
  const query = new URLSearchParams(params?.expose() ?? "");
  const fields = innerOf(payload?.expose() ?? {});
  const found = [...DETAILS, "paymentData"].flatMap((name) => {
    const value = query.get(name) ?? fields[name];
    const text: unknown = isSecret(value) ? value.expose() : value;
    return typeof text === "string" && text !== "" ? [[name, secret(text)] as const] : [];
  });
  return new Map(found);
}

/** The body of `POST /payments/details`. @throws ConnectorError MissingRequiredField: nothing of what Adyen knows came back */
export function toDetailsRequest({ request }: RouterData<"CompleteAuthorize">): PaymentDetailsRequest {
  const found = collect(request);
  const details = Object.fromEntries([...found].filter(([name]) => name !== "paymentData"));
  if (Object.keys(details).length === 0) throw new ConnectorError("MissingRequiredField", { fieldName: "redirectResponse.redirectResult" });
  // What the action carried is in the connector's metadata where the browser does not bring it.
  const paymentData = found.get("paymentData") ?? keptText(request.connectorMeta, "paymentData");
  return paymentData === undefined ? { details } : { details, paymentData };
}

/** What tells one step of a payment from the next: each result is for one call. */
export function stepOf({ request }: RouterData<"CompleteAuthorize">): string {
  return [...collect(request)].map(([name, value]) => `${name}=${value.expose()}`).join("&");
}
