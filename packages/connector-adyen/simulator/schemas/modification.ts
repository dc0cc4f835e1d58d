import { z } from "zod";
import { amount, anything, encryptedOrder, lineItem, platformChargebackLogic, split, text, words } from "./common.js";

const base = { applicationInfo: anything, enhancedSchemeData: anything, merchantAccount: text(80), reference: z.string().max(80).optional() };
const listed = { lineItems: z.array(lineItem).optional(), splits: z.array(split).optional() };

/** `POST /payments/{paymentPspReference}/captures` (tech-spec, section 4.4). */
export const captureRequest = z.strictObject({
  ...base,
  ...listed,
  amount,
  platformChargebackLogic: platformChargebackLogic.optional(),
  subMerchants: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** `…/cancels` and `…/reversals` (tech-spec, section 4.5). */
export const cancelRequest = z.strictObject(base);

/** `POST /cancels`: by the merchant's reference. */
export const standaloneCancelRequest = z.strictObject({ ...base, paymentReference: text(80) });

/** `…/refunds` (tech-spec, section 4.6). The reason is one of five words, one of them with a blank. */
export const refundRequest = z.strictObject({
  ...base,
  ...listed,
  amount,
  capturePspReference: words,
  merchantRefundReason: z.enum(["FRAUD", "CUSTOMER REQUEST", "RETURN", "DUPLICATE", "OTHER"]).optional(),
  store: words,
});

/** `…/amountUpdates` (tech-spec, section 4.7): the amount is the new total. */
export const amountUpdateRequest = z.strictObject({
  ...base,
  ...listed,
  amount,
  industryUsage: z.enum(["delayedCharge", "installment", "noShow"]).optional(),
});

/** `POST /orders` (tech-spec, section 4.11). */
export const orderRequest = z.strictObject({ amount, expiresAt: words, merchantAccount: text(80), reference: text(80) });

/** `POST /orders/cancel`. */
export const orderCancelRequest = z.strictObject({ merchantAccount: text(80), order: encryptedOrder });
