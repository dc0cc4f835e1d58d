import { ok, secret } from "@switchyard/interfaces";
import { keptText, needField, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { IntentResponse } from "../responses.js";

/** What Stripe's SDK in the browser starts with; the publishable key is the merchant's own setting (tech-spec, section 4.14). */
export function toSessionResult(intent: IntentResponse, { data }: ReadContext<"Session">): FlowResult<"Session"> {
  const clientSecret = needField(intent, "client_secret").expose();
  const publishableKey = keptText(data.connectorMetaData, "publishableKey") ?? keptText(data.connectorMetaData, "publishable_key");
  const session = { paymentIntentId: intent.id, clientSecret, ...(publishableKey === undefined ? {} : { publishableKey }) };
  return { response: ok({ type: "session", sessionToken: { walletName: "connector", connector: "stripe", session: secret(session) } }) };
}

/** The order is the PaymentIntent; its client secret lets the browser confirm it. */
export function toOrderResult(intent: IntentResponse): FlowResult<"CreateOrder"> {
  return { response: ok({ type: "create_order", orderId: intent.id, sessionToken: intent.client_secret ?? undefined }) };
}
