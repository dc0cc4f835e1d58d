import type { StringMajorUnit } from "@switchyard/utils";

/** What a payment is made with: each kind has fields of its own. */
export interface NoonPaymentData {
  readonly type: "CARD" | "GOOGLEPAY" | "APPLEPAY" | "PAYPAL" | "SUBSCRIPTION";
  readonly data: object;
}

/** CAPTURE, REVERSE and REFUND: the id goes as text, since a number would lose digits. */
export interface NoonActionRequest {
  readonly apiOperation: "CAPTURE" | "REVERSE" | "REFUND";
  readonly order: { readonly id: string };
  readonly transaction?: { readonly amount: StringMajorUnit; readonly currency: string; readonly transactionReference: string };
}
