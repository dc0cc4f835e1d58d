import type { AdyenSplitType, ProductType, StripeChargeType } from "./enums/index.js";
import type { MinorUnit } from "./amount.js";
import type { Secret } from "./secret.js";

/** One line of an order. Amounts are minor units of the payment's currency. */
export interface OrderDetailsWithAmount {
  readonly productName: string;
  readonly quantity: number;
  /** Of one piece. */
  readonly amount: MinorUnit;
  /** Percent. */
  readonly taxRate?: number | undefined;
  readonly totalTaxAmount?: MinorUnit | undefined;
  readonly totalAmount?: MinorUnit | undefined;
  readonly unitDiscountAmount?: MinorUnit | undefined;
  readonly requiresShipping?: boolean | undefined;
  readonly productId?: string | undefined;
  readonly productImgLink?: string | undefined;
  readonly productTaxCode?: string | undefined;
  readonly productType?: ProductType | undefined;
  readonly category?: string | undefined;
  readonly subCategory?: string | undefined;
  readonly brand?: string | undefined;
  readonly description?: string | undefined;
  readonly sku?: string | undefined;
  readonly commodityCode?: string | undefined;
  readonly unitOfMeasure?: string | undefined;
}

/** What is added to the price for the way of paying. */
export interface SurchargeDetails {
  readonly surchargeAmount: MinorUnit;
  readonly taxOnSurchargeAmount: MinorUnit;
  readonly originalAmount?: MinorUnit | undefined;
  readonly finalAmount?: MinorUnit | undefined;
}

export interface StripeSplitPayment {
  readonly type: "stripe_split_payment";
  readonly chargeType: StripeChargeType;
  readonly applicationFees?: MinorUnit | undefined;
  readonly transferAccountId: string;
  readonly onBehalfOf?: string | undefined;
}

export interface AdyenSplitItem {
  readonly amount?: MinorUnit | undefined;
  readonly splitType: AdyenSplitType;
  readonly account?: string | undefined;
  readonly reference: string;
  readonly description?: string | undefined;
}

export interface AdyenSplitPayment {
  readonly type: "adyen_split_payment";
  readonly store?: string | undefined;
  readonly splitItems: readonly AdyenSplitItem[];
}

export interface XenditSplitRoute {
  readonly flatAmount?: MinorUnit | undefined;
  readonly percentAmount?: number | undefined;
  readonly currency: string;
  readonly destinationAccountId: string;
  readonly referenceId: string;
}

export interface XenditSplitPayment {
  readonly type: "xendit_split_payment";
  /** A single account, or several with a name for the split. */
  readonly forUserId?: Secret | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly routes?: readonly XenditSplitRoute[] | undefined;
}

/** How a refund takes back what a split payment gave to others. */
export interface StripeSplitRefund {
  readonly type: "stripe_split_refund";
  readonly chargeType: StripeChargeType;
  /** The charge that is refunded, where the payment's id does not name it. */
  readonly chargeId?: string | undefined;
  readonly transferAccountId?: string | undefined;
  /** Whether the platform gives its fee back. */
  readonly revertPlatformFee?: boolean | undefined;
  /** Whether the connected account gives back what was transferred to it. For destination charges. */
  readonly revertTransfer?: boolean | undefined;
}

export interface AdyenSplitRefund {
  readonly type: "adyen_split_refund";
  readonly store?: string | undefined;
  readonly splitItems: readonly AdyenSplitItem[];
}

/** How a refund is divided, in the processor's own terms. */
export type SplitRefundsRequest = StripeSplitRefund | AdyenSplitRefund;

/** How a payment is divided, in the processor's own terms. */
export type SplitPaymentsRequest = StripeSplitPayment | AdyenSplitPayment | XenditSplitPayment;
