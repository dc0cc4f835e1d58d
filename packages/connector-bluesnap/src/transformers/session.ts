import { ConnectorError, ok, secret, type RouterData } from "@switchyard/interfaces";
import { decodeBase64, decodeUtf8, need, needMetadata, notSupported, tryParseJson, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { SessionResponse } from "../responses.js";
import { readToken } from "./three-ds.js";

/** Whether a session is Apple Pay's; else it is one of hosted payment fields. @throws ConnectorError NotSupported for other wallets */
export function isApplePay({ request: { paymentMethodType: type } }: RouterData<"Session">): boolean {
  if (type === "apple_pay") return true;
  if (type === undefined || type === "credit" || type === "debit") return false;
  throw notSupported("bluesnap", "A session of this payment method");
}

/** The body of `POST wallets`; the address is where Apple validates merchants. @throws ConnectorError InvalidConnectorConfig */
export function toWalletSession({ connectorMetaData: metadata }: RouterData<"Session">) {
  return {
    walletType: "APPLE_PAY",
    validationUrl: "https://apple-pay-gateway-cert.apple.com/paymentservices/startSession",
    domainName: needMetadata(metadata, "initiative_context"),
    displayName: needMetadata(metadata, "display_name"),
  };
}

/** Apple's merchant session, for `completeMerchantValidation` in the browser. */
function readMerchantSession(walletToken: string): Readonly<Record<string, unknown>> {
  const session = tryParseJson(decodeUtf8(decodeBase64(walletToken) ?? new Uint8Array()) ?? "");
  if (typeof session === "object" && session !== null) return { ...session };
  throw new ConnectorError("ResponseHandlingFailed", { connector: "bluesnap", reason: "its walletToken is no session" });
}

export function toSessionResult(response: SessionResponse, { data, http }: ReadContext<"Session">): FlowResult<"Session"> {
  if (!isApplePay(data)) {
    const session = secret({ pfToken: readToken(http, data).token });
    return { response: ok({ type: "session", sessionToken: { walletName: "connector", connector: "bluesnap", session } }) };
  }
  const session = need(response?.walletToken, "walletToken").map(readMerchantSession);
  return { response: ok({ type: "session", sessionToken: { walletName: "apple_pay", session } }) };
}
