import type { BankRedirectData } from "@switchyard/interfaces";
import { invalid, need, notImplemented, notSupported, optionalBrowserInfo } from "@switchyard/utils";
import { needBillingDetails, toBillingDetails } from "../address.js";
import { toStripeBank } from "./banks.js";
import type { MethodRecord, StripeMethod } from "./method.js";

/** The languages of Bancontact's page (tech-spec, section 4.2). */
const BANCONTACT_LANGUAGES: ReadonlySet<string> = new Set(["en", "fr", "nl", "de"]);

function toBancontactLanguage(data: MethodRecord): string | undefined {
  const language = optionalBrowserInfo(data, "language")?.slice(0, 2).toLowerCase() ?? "";
  return BANCONTACT_LANGUAGES.has(language) ? language : undefined;
}

/** Whether the method is to be kept: what redirects to a bank is then kept as a SEPA debit, which needs a name. */
function isStored(data: MethodRecord): boolean {
  return data.flow === "SetupMandate" || data.request.setupFutureUsage !== undefined;
}

/** @throws ConnectorError NotSupported for what its scheme has closed, NotImplemented for what Stripe lacks */
export function toBankRedirect(redirect: BankRedirectData, data: MethodRecord): StripeMethod {
  switch (redirect.kind) {
    case "bancontact_card":
      return {
        type: "bancontact",
        options: { preferred_language: toBancontactLanguage(data) },
        billing: needBillingDetails(data, ["name"], redirect.holderName),
      };
    case "blik":
      return { type: "blik", options: { code: toBlikCode(redirect) }, billing: toBillingDetails(data) };
    case "eps":
      return {
        type: "eps",
        fields: redirect.bankName === undefined ? undefined : { bank: toStripeBank("eps", redirect.bankName) },
        billing: needBillingDetails(data, ["name"]),
      };
    case "ideal":
      return {
        type: "ideal",
        fields: redirect.bankName === undefined ? undefined : { bank: toStripeBank("ideal", redirect.bankName) },
        billing: isStored(data) ? needBillingDetails(data, ["name"]) : toBillingDetails(data),
      };
    case "przelewy24":
      return {
        type: "p24",
        fields: redirect.bankName === undefined ? undefined : { bank: toStripeBank("p24", redirect.bankName) },
        billing: needBillingDetails(data, ["email"]),
      };
    case "online_banking_fpx":
      return {
        type: "fpx",
        fields: { bank: toStripeBank("fpx", need(redirect.issuer, "paymentMethod.issuer"), "paymentMethod.issuer") },
        billing: toBillingDetails(data),
      };
    case "giropay":
    case "sofort":
      // Closed by their schemes in 2024 (tech-spec, section 4.2).
      throw notSupported("stripe", redirect);
    default:
      throw notImplemented("stripe", redirect);
  }
}

/** @throws ConnectorError MissingRequiredField, InvalidDataFormat */
function toBlikCode({ blikCode }: Extract<BankRedirectData, { readonly kind: "blik" }>) {
  const code = need(blikCode, "paymentMethod.blikCode");
  if (/^\d{6}$/.test(code.expose())) return code;
  throw invalid("paymentMethod.blikCode", "six digits");
}
