import type { Currency, Secret } from "@switchyard/interfaces";
import type { StringMajorUnit } from "@switchyard/utils";

type Fields<Names extends string, Value> = { readonly [N in Names]: Value };

interface GatewayAmount {
  /** Major units with all decimals of the currency. */
  readonly amount: StringMajorUnit;
  readonly currency: Currency;
}

/** `POST api/v1/purchase` with a card: a form whose names are written with their brackets. */
export interface PurchaseRequest
  extends
    GatewayAmount,
    Fields<"pan" | "cvv" | "cardholder" | "billing[street1]" | "billing[postcode]" | "customer[email]" | "customer[ipAddress]", Secret>,
    Fields<"reference" | "redirectUrl" | "billing[city]" | "billing[country]", string>,
    Fields<"browser[acceptHeader]" | "browser[language]" | "browser[userAgent]", string>,
    Fields<"browser[screenHeight]" | "browser[screenWidth]" | "browser[timezone]" | "browser[screenColorDepth]", number>,
    Fields<"browser[javaEnabled]" | "browser[javaScriptEnabled]", boolean> {
  /** `MM/YY`. */
  readonly exp: Secret;
  readonly "browser[challengeWindow]": "1";
  readonly "browser[paymentType]": "Plain";
  /** A verification that takes nothing. */
  readonly "browser[paymentAction]"?: "preauth" | undefined;
  /** The card is to be charged again without the shopper. */
  readonly PaymentType?: "RecurringInitial" | undefined;
  readonly descriptor?: string | undefined;
}

/** `POST api/v1/purchase` with a network token, authenticated already. */
export interface NetworkTokenRequest extends GatewayAmount, Fields<"pan" | "exp" | "threeDSecureVerificationId", Secret> {
  readonly RedirectUrl: string;
  readonly threeDSecureEnrollmentStatus: "Y";
  readonly threeDSecureEci: string;
  readonly threeDSecureAuthenticationStatus: "Y";
}

/** `POST api/v1/purchase` with a card that was stored. */
export interface RecurringRequest extends GatewayAmount, Fields<"InstanceId" | "reference", string> {
  readonly PaymentType: "RecurringSubsequent";
}

/** `POST api/v1/intent`: a session of TrustPay's browser SDK for one wallet. */
export interface IntentRequest extends GatewayAmount, Fields<"initApplePay" | "initGooglePay", boolean> {
  readonly reference: string;
}

/** `POST api/v1/Refund`. */
export interface CardRefundRequest extends GatewayAmount, Fields<"instanceId" | "reference", string> {}

/** `POST api/Payments/Payment/{PaymentRequestId}/Refund`. */
export interface BankRefundRequest {
  readonly merchantIdentification: { readonly ProjectId: Secret };
  readonly paymentInformation: {
    readonly Amount: { readonly Amount: StringMajorUnit; readonly Currency: Currency };
    readonly References: { readonly MerchantReference: string };
  };
}

/** `POST api/Payments/Payment`: what a refund has, and who pays, how and where. */
export interface BankPaymentRequest extends BankRefundRequest {
  readonly paymentMethod: string;
  readonly paymentInformation: BankRefundRequest["paymentInformation"] & {
    /** Transfers of another amount are refused. */
    readonly Amount: { readonly RequireExact?: "true" | undefined };
    readonly Debtor?: { readonly Name: Secret; readonly Email: Secret } | undefined;
  };
  readonly callbackUrls: Fields<"success" | "cancel" | "error", string> & { readonly Notification?: string | undefined };
}
