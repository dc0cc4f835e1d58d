import { refuse } from "@switchyard/testkit";
import { invalidMerchantAccount, notAllowed, toErrorAnswer, unauthorized } from "./errors.js";
import type { World } from "./world.js";

/** `X-API-Key` of the web-service user. The review user's key is for its own calls. */
export function needApiKey({ settings }: World, { headers }: Request): void {
  const key = headers.get("x-api-key");
  if (key !== settings.apiKey && key !== settings.reviewKey) refuse(toErrorAnswer(unauthorized));
}

/** The key of the review user, who confirms and declines payouts. */
export function needReviewKey({ settings }: World, { headers }: Request): void {
  if (headers.get("x-api-key") !== settings.reviewKey) refuse(toErrorAnswer(notAllowed));
}

/** The key of the user who makes payments and submits payouts. */
export function needPaymentKey({ settings }: World, { headers }: Request): void {
  if (headers.get("x-api-key") !== settings.apiKey) refuse(toErrorAnswer(notAllowed));
}

/** The merchant account is one of this key's. */
export function needAccount({ settings }: World, merchantAccount: string): void {
  if (!settings.merchantAccounts.includes(merchantAccount)) refuse(toErrorAnswer(invalidMerchantAccount));
}
