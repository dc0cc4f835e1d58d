import { need } from "@switchyard/utils";
import type { CustomerAgreement, ThreeDSRequest } from "../requests.js";
import { storesCard, type PaymentRecord } from "./stored-card.js";

/** The deepest colour depth that Worldpay lists and the browser has: one that reports 30 becomes 24. */
function toColorDepth(depth: number | undefined): string | undefined {
  return [48, 32, 24, 16, 15, 8, 4, 1].find((listed) => depth !== undefined && listed <= depth)?.toString();
}

/** The browser's language within eight characters: `zh-Hant-TW` becomes `zh`. */
function toBrowserLanguage(language: string | undefined): string | undefined {
  return [language, language?.split("-")[0]].find((each) => each !== undefined && each.length > 0 && each.length <= 8);
}

/** Whether Worldpay authenticates this payment: a card or Google Pay that the customer is there for (tech-spec, section 4.5). */
function mayAuthenticate({ request: { paymentMethodData: method } }: PaymentRecord, agreement: CustomerAgreement | undefined): boolean {
  if (method.type === "wallet") return method.kind === "google_pay";
  if (method.type === "card_details_for_network_transaction_id") return false;
  return agreement === undefined || agreement.type === "cardOnFile" || (agreement.type === "subscription" && agreement.storedCardUsage === "first");
}

/** 3DS with device data collection and challenge, where it was asked for. @throws ConnectorError MissingRequiredField */
export function toThreeDs(data: PaymentRecord, agreement: CustomerAgreement | undefined): ThreeDSRequest | undefined {
  if (data.authType !== "three_ds" || !mayAuthenticate(data, agreement)) return undefined;
  const browser = need(data.request.browserInfo, "browserInfo");
  return {
    type: "integrated",
    mode: "always",
    deviceData: {
      acceptHeader: need(browser.acceptHeader, "browserInfo.acceptHeader"),
      userAgentHeader: need(browser.userAgent, "browserInfo.userAgent"),
      browserLanguage: toBrowserLanguage(browser.language),
      browserScreenWidth: browser.screenWidth,
      browserScreenHeight: browser.screenHeight,
      browserColorDepth: toColorDepth(browser.colorDepth),
      timeZone: browser.timeZone?.toString(),
      browserJavaEnabled: browser.javaEnabled,
      browserJavascriptEnabled: browser.javaScriptEnabled,
      channel: "browser",
    },
    challenge: {
      // The step's own return URL, not the customer's last page: the challenge is followed by one more call.
      returnUrl: need(data.request.completeAuthorizeUrl, "completeAuthorizeUrl"),
      preference: storesCard(data) ? "challengeMandated" : undefined,
    },
  };
}
