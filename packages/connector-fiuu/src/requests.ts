import type { Secret } from "@switchyard/interfaces";

type Optional<Name extends string, Value = string> = { readonly [N in Name]?: Value | undefined };

/** What a payment of the Direct API is made with: a channel, and what that channel needs. */
export type FiuuInstrument = { readonly TxnChannel: string } & Optional<"CC_PAN" | "CC_CVV2" | "CC_MONTH" | "CC_YEAR" | "CC_TOKEN", Secret> &
  Optional<"TOKEN_CRYPTOGRAM" | "Cryptogram" | "CustEmail", Secret> &
  Optional<"ECI" | "3DS_version" | "dsTransID" | "OriginalSchemeID"> &
  // 3DS is skipped by `1`, which Fiuu allows to approved merchants.
  Optional<"non_3DS", "0" | "1"> &
  // A token is asked for by `1`, and not by `3`.
  Optional<"mpstokenstatus", "1" | "3"> &
  Optional<"TOKEN_TYPE", "ApplePay" | "GooglePay"> &
  Optional<"MerchantInitiated", "1"> &
  // Google Pay's answer. The form names nested fields as PHP does: `GooglePay[paymentMethodData][type]`.
  Optional<"GooglePay", object>;
