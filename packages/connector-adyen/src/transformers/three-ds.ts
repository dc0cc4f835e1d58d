import { invalid, needBrowserFields, optionalBrowserInfo } from "@switchyard/utils";
import type { BrowserInfo, MpiData, PaymentsRequest } from "../requests.js";
import type { PaymentRecord } from "./stored.js";

/** What Adyen must know of the browser, by our names. */
const BROWSER_FIELDS = ["userAgent", "acceptHeader", "language", "colorDepth", "screenHeight", "screenWidth", "timeZone", "javaEnabled"] as const;

/** The browser as Adyen wants it: all of it. @throws ConnectorError MissingRequiredField or MissingRequiredFields */
function needBrowserInfo(data: PaymentRecord): BrowserInfo {
  const { timeZone: timeZoneOffset, javaEnabled, ...fields } = needBrowserFields(data, ...BROWSER_FIELDS);
  return { ...fields, timeZoneOffset, javaEnabled, javaScriptEnabled: data.request.browserInfo?.javaScriptEnabled };
}

/** The browser where all of it is known: a part would be refused. */
function toBrowserInfo(data: PaymentRecord): BrowserInfo | undefined {
  return BROWSER_FIELDS.some((field) => optionalBrowserInfo(data, field) === undefined) ? undefined : needBrowserInfo(data);
}

/** Whether Adyen is to leave the authentication to its component in the shopper's page: asked for by the payment or for the merchant. */
function isNative({ request, connectorMetaData }: PaymentRecord): boolean {
  const setting = connectorMetaData?.["native_three_ds"];
  return request.paymentExperience === "invoke_sdk_client" || setting === true || setting === "true";
}

/** Scheme and host of the shop's page. @throws ConnectorError InvalidDataFormat */
function toOrigin(returnUrl: string): string {
  const origin = URL.canParse(returnUrl) ? new URL(returnUrl).origin : "null";
  if (origin !== "null" && origin.length <= 80) return origin;
  throw invalid("returnUrl", "an http(s) address whose origin has at most 80 characters");
}

/** The methods that 3DS is for. */
function mayAuthenticate({ request: { paymentMethodData: method } }: PaymentRecord): boolean {
  if (method.type === "card" || method.type === "card_token" || method.type === "mandate_payment") return true;
  return "kind" in method && (method.kind === "google_pay" || method.kind === "bancontact_card");
}

/** What an authentication elsewhere proved. */
function toMpiData(data: PaymentRecord): MpiData | undefined {
  const given = "authenticationData" in data.request ? data.request.authenticationData : undefined;
  if (given === undefined) return undefined;
  // The letters of EMV 3DS that Adyen lists; of a challenge only the end is known, which stands for both steps [inferred].
  const outcome = /^[YNUA]$/.test(given.transactionStatus ?? "") ? given.transactionStatus : undefined;
  return {
    cavv: given.cavv,
    eci: given.eci,
    dsTransID: given.dsTransactionId,
    threeDSVersion: given.messageVersion,
    directoryResponse: outcome,
    authenticationResponse: outcome,
  };
}

/**
 * Whether and how Adyen authenticates the shopper (tech-spec, sections 4.1 and 8): by redirect, unless the native flow was asked for.
 * @throws ConnectorError MissingRequiredFields: 3DS needs the whole browser
 */
export function toAuthentication(
  data: PaymentRecord,
  shopperInteraction: PaymentsRequest["shopperInteraction"],
  returnUrl: string,
): Pick<PaymentsRequest, "authenticationData" | "mpiData" | "browserInfo" | "origin"> {
  const mpiData = toMpiData(data);
  if (mpiData !== undefined || shopperInteraction !== "Ecommerce" || !mayAuthenticate(data)) return { mpiData, browserInfo: toBrowserInfo(data) };
  if (data.authType !== "three_ds") return { authenticationData: { attemptAuthentication: "never" }, browserInfo: toBrowserInfo(data) };
  const browserInfo = needBrowserInfo(data);
  if (!isNative(data)) return { authenticationData: { attemptAuthentication: "always" }, browserInfo };
  return {
    authenticationData: { attemptAuthentication: "always", threeDSRequestData: { nativeThreeDS: "preferred" } },
    browserInfo,
    origin: toOrigin(returnUrl),
  };
}
