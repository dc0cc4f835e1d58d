import { atMost, emailOf, invalid, isAutoCapture, keptText, need, optionalBilling, present, sanitize, toAscii, unlessEmpty } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import type { PaymentsRequest } from "../requests.js";
import { toBillingAddress, toDeliveryAddress, toShopperName, toTelephoneNumber } from "./address.js";
import { toAmount } from "./amount.js";
import { sortMetadata } from "./metadata.js";
import { toMethodBody } from "./methods/index.js";
import { toLineItems, toSplits } from "./order-lines.js";
import { toAgreement, type PaymentRecord } from "./stored.js";
import { toAuthentication } from "./three-ds.js";

/** Our reference of a request. @throws ConnectorError MaxFieldLengthViolated: Adyen takes 80 characters */
export function toReference(reference: string): string {
  return atMost(reference, 80, "reference", "adyen");
}

/**
 * Where the shopper comes back to: every payment must name it, also one that nobody is sent away from.
 * `return_url` of the connector's metadata stands for payments that do not say.
 * @throws ConnectorError MissingRequiredField `returnUrl`
 */
export function needReturnUrl(connectorMetaData: PaymentRecord["connectorMetaData"], ...given: readonly (string | undefined)[]): string {
  const stated = given.map((url) => present(url)).find((url) => url !== undefined);
  return need(stated ?? keptText(connectorMetaData, "return_url"), "returnUrl");
}

/** The exemptions from strong authentication, in our words and in Adyen's. */
const EXEMPTIONS: Readonly<Record<string, string>> = {
  low_value: "lowValue",
  secure_corporate_payment: "secureCorporate",
  trusted_listing: "trustedBeneficiary",
  transaction_risk_analysis: "transactionRiskAnalysis",
  transaction_risk_assessment: "transactionRiskAnalysis",
};

/** What the request says of capture, exemptions and risk in `additionalData`, whose values are all text. */
function toAdditionalData(data: PaymentRecord, riskData: Readonly<Record<string, string>>): PaymentsRequest["additionalData"] {
  const { request } = data;
  const isManual = request.amount > 0 && !isAutoCapture(data);
  const mayGrow = "requestIncrementalAuthorization" in request && request.requestIncrementalAuthorization === true;
  const exemption = EXEMPTIONS[data.psd2ScaExemptionType ?? ""];
  return unlessEmpty({
    ...(isManual ? { manualCapture: "true" } : {}),
    // Only a pre-authorization may change its amount.
    ...(isManual || mayGrow ? { authorisationType: "PreAuth" } : {}),
    ...(request.enablePartialAuthorization === true ? { allowPartialAuth: "true" } : {}),
    ...(exemption === undefined ? {} : { scaExemption: exemption }),
    ...riskData,
  });
}

/** The line on the shopper's statement, in the characters that Adyen takes. */
function toStatement({ request }: PaymentRecord): string | undefined {
  const text = [request.statementDescriptor, request.statementDescriptorSuffix].flatMap((part) => present(part) ?? []).join(" ");
  return present(sanitize(toAscii(text), /[a-zA-Z0-9 .,'_\-?+*/]/, 22));
}

/** `nl-NL` as it is; a language without a country says too little. */
function toLocale(language: string | undefined): string | undefined {
  return language !== undefined && /^[a-z]{2}-[A-Z]{2}$/.test(language) ? language : undefined;
}

/** Methods whose storing needs a payment of more than nothing. */
const NEVER_ZERO: ReadonlySet<string> = new Set(["bank_redirect", "bank_debit"]);

/** @throws ConnectorError InvalidDataFormat: nothing can be paid at a bank */
function checkAmount({ request }: PaymentRecord): void {
  if (request.amount > 0 || !NEVER_ZERO.has(request.paymentMethodData.type)) return;
  throw invalid("amount", "more than zero: this payment method is stored with a payment");
}

/** The body of `POST /payments` (tech-spec, section 4.1). */
export function toPaymentsRequest(data: PaymentRecord, { merchantAccount }: AdyenAuth): PaymentsRequest {
  const { request } = data;
  checkAmount(data);
  const returnUrl = needReturnUrl(data.connectorMetaData, request.completeAuthorizeUrl, request.routerReturnUrl);
  const agreement = toAgreement(data);
  const { platform, riskData, metadata } = sortMetadata(request.metadata);
  const splits = toSplits(request.splitPayments, request.currency);
  const { paymentMethod, root } = toMethodBody(data);
  return {
    amount: toAmount(request.amount, request.currency),
    merchantAccount,
    reference: toReference(data.connectorRequestReferenceId),
    paymentMethod,
    returnUrl,
    channel: agreement.shopperInteraction === "Ecommerce" ? "Web" : undefined,
    ...toAuthentication(data, agreement.shopperInteraction, returnUrl),
    ...agreement,
    additionalData: toAdditionalData(data, riskData),
    shopperEmail: emailOf(data),
    shopperIP: present(request.browserInfo?.ipAddress),
    shopperLocale: toLocale(request.browserInfo?.language),
    telephoneNumber: toTelephoneNumber(data),
    shopperName: toShopperName(data),
    billingAddress: toBillingAddress(data),
    deliveryAddress: toDeliveryAddress(data),
    countryCode: optionalBilling(data, "country"),
    lineItems: toLineItems(request.orderDetails, request.currency),
    shopperStatement: toStatement(data),
    merchantOrderReference: present(request.merchantOrderReferenceId),
    metadata,
    ...platform,
    store: splits.store ?? platform.store,
    splits: splits.splits,
    ...root,
  };
}
