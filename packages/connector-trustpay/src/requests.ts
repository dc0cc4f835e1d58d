import type { Currency, Secret } from "@switchyard/interfaces";
import type { StringMajorUnit } from "@switchyard/utils";

interface GatewayAmount {
  /** Major units with all decimals of the currency. */
  readonly amount: StringMajorUnit;
  readonly currency: Currency;
}

type Fields<Names extends string, Value> = { readonly [N in Names]: Value };

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
export interface NetworkTokenRequest extends GatewayAmount {
  readonly pan: Secret;
  readonly exp: Secret;
  readonly RedirectUrl: string;
  readonly threeDSecureEnrollmentStatus: "Y";
  readonly threeDSecureEci: string;
  readonly threeDSecureAuthenticationStatus: "Y";
  readonly threeDSecureVerificationId: Secret;
}

/** `POST api/v1/purchase` with a card that was stored. */
export interface RecurringRequest extends GatewayAmount {
  readonly InstanceId: string;
  readonly reference: string;
  readonly PaymentType: "RecurringSubsequent";
}

/** `POST api/v1/intent`: a session of TrustPay's browser SDK for one wallet. */
export interface IntentRequest extends GatewayAmount {
  readonly initApplePay: boolean;
  readonly initGooglePay: boolean;
  readonly reference: string;
}

/** `POST api/v1/Refund`. */
export interface CardRefundRequest extends GatewayAmount {
  readonly instanceId: string;
  readonly reference: string;
}

interface BankAmount {
  readonly Amount: StringMajorUnit;
  readonly Currency: Currency;
  /** Transfers of another amount are refused. */
  readonly RequireExact?: "true" | undefined;
}
interface MerchantIdentification {
  readonly ProjectId: Secret;
}

/** `POST api/Payments/Payment`. */
export interface BankPaymentRequest {
  readonly paymentMethod: string;
  readonly merchantIdentification: MerchantIdentification;
  readonly paymentInformation: {
    readonly Amount: BankAmount;
    readonly References: { readonly MerchantReference: string };
    readonly Debtor?: { readonly Name: Secret; readonly Email: Secret } | undefined;
  };
  readonly callbackUrls: {
    readonly success: string;
    readonly cancel: string;
    readonly error: string;
    readonly Notification?: string | undefined;
  };
}

/** `POST api/Payments/Payment/{PaymentRequestId}/Refund`. */
export interface BankRefundRequest {
  readonly merchantIdentification: MerchantIdentification;
  readonly paymentInformation: { readonly Amount: BankAmount; readonly References: { readonly MerchantReference: string } };
}
