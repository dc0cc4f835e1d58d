import type { AccessToken } from "./common.js";
import type { Secret } from "../secret.js";

/** AccessTokenAuth: obtain a token that later requests carry. */
export interface AccessTokenRequestData {
  readonly appId: Secret;
  readonly id?: Secret | undefined;
}

export type AccessTokenResponseData = AccessToken;
