import { ConnectorError, err, ok, secret, type RouterData } from "@switchyard/interfaces";
import { needConnectorMandateId, schema, secretString, z, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FiuuAuth } from "../auth.js";
import type { FiuuDeleteTokenRequest } from "../requests.js";
import type { TokenResponse } from "../responses.js";
import { isFault, readFault } from "./errors.js";
import { hmacSha256, notUnderstood } from "./signatures.js";

/** The buyer of a token, as the payment that made it left him. */
const buyer = schema(() => z.object({ name: secretString(), email: secretString(), mobile: secretString() }));

/** The body of the Token API. @throws ConnectorError MissingConnectorMandateMetadata without the buyer that the token was made for */
export function toDeleteTokenRequest({ request }: RouterData<"MandateRevoke">, { merchantId, secretKey }: FiuuAuth): FiuuDeleteTokenRequest {
  const token = secret(needConnectorMandateId(request));
  const parsed = buyer().safeParse(request.mandateMetadata?.expose());
  if (!parsed.success) throw new ConnectorError("MissingConnectorMandateMetadata", {});
  const { name, email, mobile } = parsed.data;
  return {
    action: "DELETE_TOKEN",
    token,
    billing_name: name,
    billing_mobile: mobile,
    billing_email: email,
    merchantID: merchantId,
    signature: hmacSha256(secretKey, "DELETE_TOKEN", email, mobile, name, merchantId, token),
  };
}

/** No such token: it is gone already. */
const NOT_FOUND = "TK05";

export function toDeleteTokenResult(response: TokenResponse, { http }: ReadContext<"MandateRevoke">): FlowResult<"MandateRevoke"> {
  if (response.status === true || response.error_code === NOT_FOUND) return { response: ok({ mandateStatus: "revoked" }) };
  if (response.status === false || isFault(response)) return { response: err(readFault(response, http)) };
  throw notUnderstood("it does not say whether the token is deleted");
}
