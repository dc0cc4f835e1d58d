import { integer } from "@switchyard/testkit";
import { z } from "zod";

const INT32_MAX = 2_147_483_647;

/** A string of Adyen's: empty counts as missing. */
export const text = (max: number, min = 1): z.ZodString => z.string().min(min).max(max);

/** An optional string whose length Adyen does not bound. */
export const words = z.string().optional();

export const int32 = integer({ min: -INT32_MAX, max: INT32_MAX });
export const flag = z.boolean().optional();

/** An object that the simulator takes and does not look into. */
export const anything = z.record(z.string(), z.unknown()).optional();

/** Names to strings: `"true"`, and never `true`. */
export const strings = z.record(z.string(), z.string());

/** Minor units in Adyen's exponents; the currency in capitals. */
export const amount = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), value: integer({ min: 0 }) });

/** What Adyen keeps of ours beside a payment: 20 pairs, keys of 20, values of 80 characters. */
export const metadata = z
  .record(z.string(), z.string())
  .refine((pairs) => Object.entries(pairs).length <= 20 && Object.entries(pairs).every(([key, value]) => key.length <= 20 && value.length <= 80), {
    params: { rule: "metadata" },
  });

const addressFields = {
  city: text(3000),
  country: z.string().regex(/^[A-Z]{2}$/),
  houseNumberOrName: text(3000),
  postalCode: text(20),
  stateOrProvince: text(1000).optional(),
  street: text(3000),
};

/** All five or none (tech-spec, section 11, trap 11). */
export const billingAddress = z.strictObject(addressFields);
export const deliveryAddress = z.strictObject({ ...addressFields, firstName: words, lastName: words });

export const shopperName = z.strictObject({ firstName: text(80), lastName: text(80) });

export const browserInfo = z.strictObject({
  acceptHeader: text(2048),
  colorDepth: int32,
  javaEnabled: z.boolean(),
  javaScriptEnabled: flag,
  language: text(35),
  screenHeight: int32,
  screenWidth: int32,
  timeZoneOffset: int32,
  userAgent: text(2048),
});

export const lineItem = z.strictObject({
  amountExcludingTax: integer().optional(),
  amountIncludingTax: integer().optional(),
  brand: words,
  color: words,
  description: z.string().max(10_000).optional(),
  id: words,
  imageUrl: words,
  itemCategory: words,
  manufacturer: words,
  marketplaceSellerId: words,
  productUrl: words,
  quantity: integer().optional(),
  receiverEmail: words,
  size: words,
  sku: words,
  taxAmount: integer().optional(),
  taxPercentage: integer().optional(),
  upc: words,
});

const SPLIT_TYPES = [
  ...["AcquiringFees", "AdyenCommission", "AdyenFees", "AdyenMarkup", "BalanceAccount", "Commission", "Default", "Interchange"],
  ...["MarketPlace", "PaymentFee", "Remainder", "SchemeFee", "Surcharge", "Tip", "TopUp", "VAT"],
] as const;

export const split = z.strictObject({
  account: words,
  amount: z.strictObject({ currency: words, value: integer() }).optional(),
  description: words,
  reference: words,
  type: z.enum(SPLIT_TYPES),
});

export const platformChargebackLogic = z.strictObject({
  behavior: z.enum(["deductFromOneBalanceAccount", "deductAccordingToSplitRatio", "deductFromLiableAccount"]).optional(),
  costAllocationAccount: words,
  targetAccount: words,
});

export const shopperReference = text(256, 3);
export const shopperInteraction = z.enum(["Ecommerce", "ContAuth", "Moto", "POS"]);
export const recurringProcessingModel = z.enum(["CardOnFile", "Subscription", "UnscheduledCardOnFile"]);
export const channel = z.enum(["iOS", "Android", "Web"]);

/** Pays part of an order. */
export const encryptedOrder = z.strictObject({ orderData: text(5000), pspReference: text(32) });
