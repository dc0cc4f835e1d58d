import type { Secret } from "@switchyard/interfaces";

type Fields<Name extends string, Value = string> = { readonly [N in Name]: Value };
type Optional<Name extends string, Value = string> = { readonly [N in Name]?: Value | undefined };

/** `RMS/API/Direct/1.4.0/index.php`. Amounts are texts with two decimals for every currency; SALS takes the money, AUTS holds it. */
export type FiuuDirectRequest = Fields<"MerchantID" | "Signature", Secret> &
  Fields<"ReferenceNo" | "TxnCurrency" | "TxnAmount"> &
  Fields<"TxnType", "SALS" | "AUTS"> &
  Optional<"ReturnURL" | "NotificationURL" | "CallbackURL" | "CustDesc"> &
  Optional<"CustName" | "CustContact", Secret> &
  FiuuInstrument;

/** What a payment is made with: a channel, and what that channel needs. */
export type FiuuInstrument = Fields<"TxnChannel"> &
  Optional<"CC_PAN" | "CC_CVV2" | "CC_MONTH" | "CC_YEAR" | "CC_TOKEN" | "TOKEN_CRYPTOGRAM" | "Cryptogram" | "CustEmail", Secret> &
  Optional<"ECI" | "3DS_version" | "dsTransID" | "OriginalSchemeID"> &
  // 3DS is skipped by `1`, which Fiuu allows to approved merchants.
  Optional<"non_3DS", "0" | "1"> &
  // A token is asked for by `1`, and not by `3`.
  Optional<"mpstokenstatus", "1" | "3"> &
  Optional<"TOKEN_TYPE", "ApplePay" | "GooglePay"> &
  Optional<"MerchantInitiated", "1"> &
  Optional<"GooglePay", FiuuGooglePay>;

/** Google Pay's answer. The form names nested fields as PHP does: `GooglePay[paymentMethodData][type]`. */
export interface FiuuGooglePay {
  readonly apiVersion: "2";
  readonly apiVersionMinor: "0";
  readonly paymentMethodData: Fields<"type"> & {
    readonly info: Optional<"assuranceDetails", Optional<"accountVerified" | "cardHolderAuthenticated", boolean>> &
      Optional<"cardDetails" | "cardNetwork">;
    readonly tokenizationData: Fields<"token", Secret> & Fields<"type">;
  };
}

/** `RMS/API/gate-query/index.php`, `RMS/q_by_tid.php` (`txID`) and `RMS/query/q_by_oid.php` (`oID`), with the amount that was asked for at first. */
export type FiuuRequeryRequest = Optional<"txID" | "oID"> & Fields<"amount"> & Fields<"domain" | "skey", Secret>;

/** `RMS/API/capstxn/index.php`. */
export type FiuuCaptureRequest = Fields<"tranID" | "amount" | "RefID"> & Fields<"domain" | "skey", Secret>;

/** `RMS/API/refundAPI/refund.php`, the reversal request: it has no amount. */
export type FiuuReversalRequest = Fields<"txnID"> & Fields<"domain" | "skey", Secret>;

/** Whose account a refund goes to, where the payment was not made by card. */
export type FiuuBankData = Optional<"BankCode" | "BankCountry" | "BeneficiaryName" | "BeneficiaryAccNo", Secret>;

/** `RMS/API/refundAPI/index.php`. */
export type FiuuRefundRequest = Fields<"RefundType", "P"> &
  Fields<"RefID" | "TxnID" | "Amount"> &
  Fields<"MerchantID" | "Signature", Secret> &
  Optional<"notify_url"> &
  FiuuBankData;

/** `RMS/API/refundAPI/q_by_txn.php`. */
export type FiuuRefundQuery = Fields<"TxnID"> & Fields<"MerchantID" | "Signature", Secret>;

/** `RMS/API/Recurring/input_v7.php`: one line of twelve values with `|` between, under its number. */
export type FiuuRecurringRequest = Fields<"0", Secret>;

/** `RMS/API/token/index.php`. */
export type FiuuDeleteTokenRequest = Fields<"action", "DELETE_TOKEN"> &
  Fields<"token" | "billing_name" | "billing_mobile" | "billing_email" | "merchantID" | "signature", Secret>;
