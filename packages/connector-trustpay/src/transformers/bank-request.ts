import type { BankRedirectData, BankTransferData, RequestHeaders, RouterData } from "@switchyard/interfaces";
import { need, needBillingFullName, needEmail, needField, notImplemented, StringMajorUnitForConnector as amounts } from "@switchyard/utils";
import type { TrustpayAuth } from "../auth.js";
import type { BankMethod } from "../requests.js";
import type { PaymentRecord } from "./api.js";

const METHODS: { readonly [K in (BankRedirectData | BankTransferData)["kind"]]?: BankMethod } = {
  eps: "EPS",
  giropay: "Giropay",
  ideal: "IDeal",
  sofort: "Sofort",
  blik: "Blik",
  sepa_bank_transfer: "SepaCreditTransfer",
  instant_bank_transfer: "Wire",
  instant_bank_transfer_finland: "InstantBankTransferFI",
  instant_bank_transfer_poland: "InstantBankTransferPL",
};

/** The headers of AAPI, which knows no key of the card gateway. @throws ConnectorError MissingRequiredField without an access token */
export function aapiHeaders(data: RouterData): RequestHeaders {
  const token = need(data.accessToken?.token, "accessToken");
  return { "x-api-key": undefined, "content-type": "application/json", authorization: token.map((text) => `Bearer ${text}`) };
}

/** The return URL with one more field in its query, which it may have already; a fragment stays behind it. */
function withQuery(address: string, field: string): string {
  const mark = /^[^#]*\?/.test(address) ? "&" : "?";
  return address.replace(/#|$/, (end) => `${mark}${field}${end}`);
}

/** The body of `POST api/Payments/Payment`. @throws ConnectorError NotImplemented, MissingRequiredField */
export function toBankPayment(data: PaymentRecord, auth: TrustpayAuth) {
  const { paymentMethodData: method, amount, currency, webhookUrl } = data.request;
  const name = method.type === "bank_redirect" || method.type === "bank_transfer" ? METHODS[method.kind] : undefined;
  if (name === undefined) throw notImplemented("trustpay", method);
  const returnUrl = needField(data.request, "routerReturnUrl");
  // Transfers of another amount are refused.
  const RequireExact = name === "SepaCreditTransfer" ? "true" : undefined;
  const needsDebtor = method.type === "bank_transfer" || name === "Blik";
  const Amount = { Amount: amounts.convert(amount, currency), Currency: currency, RequireExact };
  const Debtor = needsDebtor ? { Name: needBillingFullName(data), Email: needEmail(data) } : undefined;
  return {
    paymentMethod: name,
    merchantIdentification: { ProjectId: auth.projectId },
    paymentInformation: { Amount, References: { MerchantReference: data.connectorRequestReferenceId }, Debtor },
    callbackUrls: { success: withQuery(returnUrl, "status=SuccessOk"), cancel: returnUrl, error: returnUrl, Notification: webhookUrl },
  };
}

/** The body of `POST api/Payments/Payment/{PaymentRequestId}/Refund`. */
export function toBankRefund({ request }: RouterData<"Execute">, auth: TrustpayAuth) {
  const { refundAmount, currency, refundId } = request;
  const Amount = { Amount: amounts.convert(refundAmount, currency), Currency: currency };
  return { merchantIdentification: { ProjectId: auth.projectId }, paymentInformation: { Amount, References: { MerchantReference: refundId } } };
}
