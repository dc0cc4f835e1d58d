import { ConnectorError, ok, secret, type RouterData } from "@switchyard/interfaces";
import { decodeBase64, decodeUtf8, need, needMetadata, notSupported, parseJson, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { WalletSessionRequest } from "../requests.js";
import type { SessionResponse } from "../responses.js";
import { readFieldsToken } from "./three-ds.js";

/** Where Apple validates merchants. */
const VALIDATION_URL = "https://apple-pay-gateway-cert.apple.com/paymentservices/startSession";

/** Whether a session is Apple Pay's; else it is one of hosted payment fields. @throws ConnectorError NotSupported for other wallets */
export function isApplePay({ request: { paymentMethodType: type } }: RouterData<"Session">): boolean {
  if (type === "apple_pay") return true;
  if (type === undefined || type === "credit" || type === "debit") return false;
  throw notSupported("bluesnap", "A session of this payment method");
}

/** The body of `POST wallets`. @throws ConnectorError InvalidConnectorConfig */
export function toWalletSession({ connectorMetaData: metadata }: RouterData<"Session">): WalletSessionRequest {
  const [domainName, displayName] = [needMetadata(metadata, "initiative_context"), needMetadata(metadata, "display_name")];
  return { walletType: "APPLE_PAY", validationUrl: VALIDATION_URL, domainName, displayName };
}

/** Apple's merchant session, for `completeMerchantValidation` in the browser. */
function readMerchantSession(walletToken: string): Readonly<Record<string, unknown>> {
  const bytes = decodeBase64(walletToken);
  const session: unknown = parseJson((bytes === undefined ? undefined : decodeUtf8(bytes)) ?? "");
  if (typeof session === "object" && session !== null) return { ...session };
  throw new ConnectorError("ResponseHandlingFailed", { connector: "bluesnap", reason: "its walletToken is no session" });
}

export function toSessionResult(response: SessionResponse, { data, http }: ReadContext<"Session">): FlowResult<"Session"> {
  if (!isApplePay(data)) {
    const session = secret({ pfToken: readFieldsToken(http) });
    return { response: ok({ type: "session", sessionToken: { walletName: "connector", connector: "bluesnap", session } }) };
  }
  const session = need(response?.walletToken, "walletToken").map(readMerchantSession);
  return { response: ok({ type: "session", sessionToken: { walletName: "apple_pay", session } }) };
}
