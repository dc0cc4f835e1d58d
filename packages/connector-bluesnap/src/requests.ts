import type { Currency, Secret } from "@switchyard/interfaces";
import type { StringMajorUnit } from "@switchyard/utils";

type Optional<Field extends string, Value = Secret> = { readonly [F in Field]?: Value | undefined };

interface PaymentFields {
  readonly amount: StringMajorUnit;
  readonly currency: Currency;
  /** At most 50 characters; webhooks name the payment by it. */
  readonly merchantTransactionId: string;
  readonly softDescriptor?: string | undefined;
  readonly transactionFraudInfo: { readonly fraudSessionId: string } & Optional<"shopperIpAddress">;
}

/** `POST transactions`. */
export interface CardPaymentRequest extends PaymentFields, CardSource {
  /** Holds the amount, or takes it. */
  readonly cardTransactionType: "AUTH_ONLY" | "AUTH_CAPTURE";
  readonly cardHolderInfo?: CardHolderInfo | undefined;
  readonly transactionMetaData?: { readonly metaData: readonly MetaData[] } | undefined;
  /** A charge without the shopper. */
  readonly transactionInitiator?: "MERCHANT" | undefined;
  readonly networkTransactionInfo?: { readonly originalNetworkTransactionId: string } | undefined;
  readonly threeDSecure?: ThreeDSecure | undefined;
}

/** What is charged: one of card, wallet and token; a card may stand beside the token that its 3DS went through. */
export interface CardSource {
  readonly creditCard?: CreditCard | undefined;
  /** The token is base64 of JSON. */
  readonly wallet?: { readonly walletType: "APPLE_PAY" | "GOOGLE_PAY"; readonly encodedPaymentToken: Secret } | undefined;
  readonly pfToken?: Secret | string | undefined;
}

/** Two digits of the month, four of the year. */
export interface CreditCard extends Optional<"securityCode"> {
  readonly cardNumber: Secret;
  readonly expirationMonth: Secret;
  readonly expirationYear: Secret;
}

export type CardHolderInfo = Optional<"firstName" | "lastName" | "email" | "state" | "address" | "address2" | "zip"> &
  Optional<"country" | "city", string>;

/** At most 40 characters of a key, 500 of a value. */
export interface MetaData {
  readonly metaKey: string;
  readonly metaValue: string;
  readonly isVisible: "Y";
}

/** The outcome of BlueSnap's own 3DS, or the proof of another server's. */
export type ThreeDSecure =
  | { readonly threeDSecureReferenceId: string; readonly authResult: string }
  | ({ readonly cavv: Secret } & Optional<"eci" | "dsTransactionId" | "threeDSecureVersion", string>);

interface PayerInfo {
  readonly firstName: Secret;
  readonly lastName: Secret;
}

/** `POST alt-transactions`: a debit of the shopper's bank account, which the shopper has authorized. */
export type BankPaymentRequest = PaymentFields & { readonly authorizedByShopper: true } & (
    | {
        readonly ecpTransaction: { readonly routingNumber: Secret; readonly accountNumber: Secret; readonly accountType: EcpAccountType };
        readonly payerInfo: PayerInfo & { readonly zip: Secret };
      }
    | { readonly sepaDirectDebitTransaction: { readonly iban: Secret }; readonly country: string; readonly payerInfo: PayerInfo }
  );

export type EcpAccountType = `${"CONSUMER" | "CORPORATE"}_${"CHECKING" | "SAVINGS"}`;

/** `POST payment-fields-tokens/prefill`; the expiry is `MM/YYYY`. */
export interface PrefillRequest {
  readonly ccNumber: Secret;
  readonly expDate: Secret;
}

/** `PUT transactions`. */
export type ChangeRequest =
  | { readonly cardTransactionType: "CAPTURE"; readonly transactionId: string; readonly amount: StringMajorUnit }
  | { readonly cardTransactionType: "AUTH_REVERSAL"; readonly transactionId: string };

/** `POST transactions/refund/{transactionId}`; a reason has at most 300 characters. */
export interface RefundRequest {
  readonly amount: StringMajorUnit;
  readonly reason?: string | undefined;
}

/** `POST wallets`. */
export interface WalletSessionRequest {
  readonly walletType: "APPLE_PAY";
  readonly validationUrl: string;
  readonly domainName: string;
  readonly displayName: string;
}
