import { err, ok } from "@switchyard/interfaces";
import { need, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { TokenResponse } from "../responses.js";
import { toResultError } from "./errors.js";

/** A token, or why there is none: also in a 200 (tech-spec, section 2.2). */
export function toAccessToken(response: TokenResponse, { http }: ReadContext<"AccessTokenAuth">): FlowResult<"AccessTokenAuth"> {
  const { access_token: token, expires_in: expiresIn, ResultInfo: result } = response;
  if (token == null) return { response: err(toResultError(need(result, "access_token"), http)) };
  return { response: ok({ token, expiresIn: need(expiresIn, "expires_in") }) };
}
