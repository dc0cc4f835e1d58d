import type { BankRedirectData, BankTransferData, RouterData } from "@switchyard/interfaces";
import { need, needBillingFullName, needEmail, notImplemented, StringMajorUnitForConnector as amounts } from "@switchyard/utils";
import type { TrustpayAuth } from "../auth.js";
import type { BankPaymentRequest, BankRefundRequest } from "../requests.js";
import type { PaymentRecord } from "./purchase.js";

/** AAPI's names of the methods (tech-spec, section 4.4). */
const METHODS: { readonly [K in (BankRedirectData | BankTransferData)["kind"]]?: string } = {
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

/** The return URL with one more field in its query, which it may have already; a fragment stays behind it. */
function withQuery(address: string, field: string): string {
  const mark = /^[^#]*\?/.test(address) ? "&" : "?";
  return address.replace(/#|$/, (end) => `${mark}${field}${end}`);
}

/** The body of `POST api/Payments/Payment`. @throws ConnectorError NotImplemented, MissingRequiredField */
export function toBankPayment(data: PaymentRecord, auth: TrustpayAuth): BankPaymentRequest {
  const { paymentMethodData: method, amount, currency, routerReturnUrl, webhookUrl } = data.request;
  const name = method.type === "bank_redirect" || method.type === "bank_transfer" ? METHODS[method.kind] : undefined;
  if (name === undefined) throw notImplemented("trustpay", method);
  const returnUrl = need(routerReturnUrl, "returnUrl");
  const RequireExact = name === "SepaCreditTransfer" ? "true" : undefined;
  const needsDebtor = method.type === "bank_transfer" || name === "Blik";
  return {
    paymentMethod: name,
    merchantIdentification: { ProjectId: auth.projectId },
    paymentInformation: {
      Amount: { Amount: amounts.convert(amount, currency), Currency: currency, RequireExact },
      References: { MerchantReference: data.connectorRequestReferenceId },
      Debtor: needsDebtor ? { Name: needBillingFullName(data), Email: needEmail(data) } : undefined,
    },
    callbackUrls: { success: withQuery(returnUrl, "status=SuccessOk"), cancel: returnUrl, error: returnUrl, Notification: webhookUrl },
  };
}

/** The body of `POST api/Payments/Payment/{PaymentRequestId}/Refund`. */
export function toBankRefund({ request }: RouterData<"Execute">, auth: TrustpayAuth): BankRefundRequest {
  const { refundAmount, currency, refundId } = request;
  return {
    merchantIdentification: { ProjectId: auth.projectId },
    paymentInformation: {
      Amount: { Amount: amounts.convert(refundAmount, currency), Currency: currency },
      References: { MerchantReference: refundId },
    },
  };
}
