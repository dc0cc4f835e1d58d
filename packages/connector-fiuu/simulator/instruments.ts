import { refuse } from "@switchyard/testkit";
import { toError } from "./answers.js";
import { CARD_CHANNEL } from "./channels.js";
import { valueOf } from "./fields.js";
import type { Fields } from "./fields.js";
import type { World } from "./world.js";

/** What a Direct payment is made with. */
export type Instrument =
  | { readonly kind: "card"; readonly number: string; readonly cvv: string; readonly isMerchantInitiated: boolean }
  | { readonly kind: "wallet" }
  | { readonly kind: "bank" };

const GOOGLE_PAY = /^GooglePay\[(apiVersion|apiVersionMinor|paymentMethodData)\](\[\w+\])*$/;

/** Fields that say what the payment is made with. */
export const OPTIONAL_FIELDS: readonly (string | RegExp)[] = [
  "non_3DS",
  "CC_PAN",
  "CC_CVV2",
  "CC_MONTH",
  "CC_YEAR",
  "CC_TOKEN",
  "mpstokenstatus",
  "TOKEN_TYPE",
  "TOKEN_CRYPTOGRAM",
  "ECI",
  "OriginalSchemeID",
  "OriginalTranID",
  "MerchantInitiated",
  GOOGLE_PAY,
];

const GOOGLE_PAY_REQUIRED = [
  "GooglePay[apiVersion]",
  "GooglePay[apiVersionMinor]",
  "GooglePay[paymentMethodData][tokenizationData][token]",
  "GooglePay[paymentMethodData][tokenizationData][type]",
  "GooglePay[paymentMethodData][type]",
] as const;

const deny = (code: string, description: string): never => refuse(toError(code, description));

function need(fields: Fields, name: string, pattern: RegExp): string {
  const value = valueOf(fields, name);
  return pattern.test(value) ? value : deny("P10", `Invalid card number, CVV or expiry: ${name}`);
}

function needCard(world: World, fields: Fields): Instrument {
  const number = need(fields, "CC_PAN", /^\d{15,16}$/);
  need(fields, "CC_MONTH", /^(0[1-9]|1[0-2])$/);
  need(fields, "CC_YEAR", /^20\d{2}$/);
  const schemeId = valueOf(fields, "OriginalSchemeID");
  if (schemeId !== "") {
    const isKnown = world.payments.values().some((each) => each.schemeId === schemeId);
    if (!isKnown) return deny("P49", "Original transaction or scheme ID not found");
    if (fields["CC_CVV2"] !== undefined || fields["mpstokenstatus"] !== undefined)
      return deny("P03", "Your payment info format not correct: CC_CVV2");
    return { kind: "card", number, cvv: "", isMerchantInitiated: true };
  }
  const cvv = need(fields, "CC_CVV2", /^\d{3,4}$/);
  if (!/^[1-4]$/.test(valueOf(fields, "mpstokenstatus"))) return deny("P03", "Your payment info format not correct: mpstokenstatus");
  if (fields["mpstokenstatus"] === "1" && valueOf(fields, "CustEmail") === "") return deny("P04", "Incomplete buyer data: CustEmail");
  return { kind: "card", number, cvv, isMerchantInitiated: false };
}

function needWallet(fields: Fields, type: string): Instrument {
  if (valueOf(fields, "non_3DS") !== "1") return deny("P03", "Your payment info format not correct: non_3DS");
  if (type === "GooglePay") {
    const missing = GOOGLE_PAY_REQUIRED.find((name) => valueOf(fields, name) === "");
    return missing === undefined ? { kind: "wallet" } : deny("P03", `Your payment info format not correct: missing ${missing}`);
  }
  if (type !== "ApplePay") return deny("P03", "Your payment info format not correct: TOKEN_TYPE");
  need(fields, "CC_TOKEN", /^\d{15,16}$/);
  need(fields, "CC_MONTH", /^(0[1-9]|1[0-2])$/);
  need(fields, "CC_YEAR", /^20\d{2}$/);
  if (valueOf(fields, "TOKEN_CRYPTOGRAM") === "") return deny("P03", "Your payment info format not correct: missing TOKEN_CRYPTOGRAM");
  return { kind: "wallet" };
}

/** What the payment is made with; refuses with P10, P03, P04 or P49. */
export function needInstrument(world: World, fields: Fields): Instrument {
  if (valueOf(fields, "TxnChannel") !== CARD_CHANNEL) {
    const stray = Object.keys(fields).find((name) => /^(CC_|TOKEN_|GooglePay|mpstokenstatus|Original)/.test(name));
    return stray === undefined ? { kind: "bank" } : deny("P03", `Your payment info format not correct: unknown ${stray}`);
  }
  if (!/^[01]?$/.test(valueOf(fields, "non_3DS"))) return deny("P03", "Your payment info format not correct: non_3DS");
  const type = valueOf(fields, "TOKEN_TYPE");
  return type === "" ? needCard(world, fields) : needWallet(fields, type);
}
