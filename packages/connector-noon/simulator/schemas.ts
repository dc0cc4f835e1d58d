import { z } from "zod";
import { amountOnWire } from "./amounts.js";

/** null is the same as nothing. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const text = (most: number) => z.string().min(1).max(most);
const optionalText = (most: number) => optional(z.string().max(most));
const currency = () => z.string().regex(/^[A-Z]{3}$/);
const url = () => z.url({ protocol: /^https?$/ });

/** No quotation mark may stand in a value, and names are numbers from 1. */
const nvp = () =>
  z.record(
    z.string().regex(/^[1-9]\d*$/),
    z.string().refine((value) => !value.includes('"')),
  );

/** Not empty, no blank at either end, no two of them together: 5034 otherwise (tech-spec, section 4.1). */
const name = () => z.string().refine((value) => /^\S+( \S+)*$/.test(value) && value.length <= 50, { params: { rule: "name" } });

const order = z.strictObject({
  amount: amountOnWire,
  currency: optional(currency()),
  channel: z.enum(["WEB", "MOBILE", "Web", "Mobile"]),
  category: optionalText(50),
  reference: text(50),
  name: name(),
  description: optionalText(300),
  nvp: optional(nvp()),
  ipAddress: optional(z.union([z.ipv4(), z.ipv6()])),
  items: optional(z.array(z.looseObject({}))),
});

const configuration = z.strictObject({
  // Both spellings are seen (tech-spec, section 11, trap 15).
  tokenizeCC: optional(z.boolean()),
  tokenizeCc: optional(z.boolean()),
  paymentAction: z.enum(["SALE", "AUTHORIZE"]),
  returnUrl: optional(url().refine((value) => !value.includes("?"))),
  locale: optional(z.enum(["en", "ar"])),
  styleProfile: optionalText(100),
  initiationValidity: optionalText(50),
  generateShortLink: optional(z.boolean()),
  allowedRetry: optional(z.int().min(0)),
});

const card = z.strictObject({
  nameOnCard: optionalText(100),
  numberPlain: z.string().regex(/^\d{12,19}$/),
  expiryMonth: z.string().regex(/^(0[1-9]|1[0-2])$/),
  expiryYear: z.string().regex(/^20\d\d$/),
  cvv: optional(z.string().regex(/^\d{3,4}$/)),
});

const googlePay = z.strictObject({
  apiVersionMinor: z.int(),
  apiVersion: z.literal(2),
  paymentMethodData: z.strictObject({
    type: z.literal("CARD"),
    description: optionalText(200),
    info: optional(z.strictObject({ cardNetwork: text(50), cardDetails: z.string() })),
    tokenizationData: z.strictObject({ type: z.literal("PAYMENT_GATEWAY"), token: text(10_000) }),
  }),
});

/** The text in `paymentInfo`: Apple's token as its own interface gives it. */
export const appleToken = z.strictObject({
  token: z.strictObject({
    paymentData: z.looseObject({}),
    paymentMethod: optional(z.strictObject({ displayName: z.string(), network: z.string(), type: z.string() })),
    transactionIdentifier: optionalText(200),
  }),
});

const paymentData = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("CARD"), data: card }),
  z.strictObject({ type: z.literal("GOOGLEPAY"), data: googlePay }),
  z.strictObject({ type: z.literal("APPLEPAY"), data: z.strictObject({ paymentInfo: text(20_000) }) }),
  z.strictObject({ type: z.literal("PAYPAL"), data: z.strictObject({ returnUrl: url() }) }),
  z.strictObject({ type: z.literal("SUBSCRIPTION"), data: z.strictObject({ subscriptionIdentifier: text(100) }) }),
]);

const address = z
  .strictObject({
    street: optionalText(60),
    street2: optionalText(60),
    city: optionalText(30),
    stateProvince: optionalText(50),
    country: optional(z.string().regex(/^[A-Z]{2}$/)),
    postalCode: optionalText(20),
  })
  .refine(({ stateProvince, country }) => stateProvince === undefined || country !== undefined);

/** `POST payment/v1/order` with INITIATE. */
export const initiateSchema = z.strictObject({
  apiOperation: z.literal("INITIATE"),
  order,
  configuration,
  paymentData: optional(paymentData),
  subscription: optional(z.strictObject({ type: z.enum(["UNSCHEDULED", "RECURRING"]), name: text(50), maxAmount: amountOnWire })),
  billing: optional(z.strictObject({ address: optional(address), contact: optional(z.looseObject({})) })),
});
export type InitiateRequest = z.infer<typeof initiateSchema>;

/** An id goes as text: as a number it would have lost digits on the way. */
const orderRef = z.strictObject({ id: z.string().regex(/^\d{1,19}$/) });
const reference = () => optionalText(100);
const money = { amount: amountOnWire, currency: currency(), transactionReference: reference() };

export const captureSchema = z.strictObject({
  apiOperation: z.literal("CAPTURE"),
  order: orderRef,
  transaction: z.strictObject({ ...money, finalCapture: optional(z.boolean()) }),
});
export const refundSchema = z.strictObject({
  apiOperation: z.literal("REFUND"),
  order: orderRef,
  transaction: z.strictObject({ ...money, targetTransactionId: optionalText(50) }),
});
export const reverseSchema = z.strictObject({
  apiOperation: z.literal("REVERSE"),
  order: orderRef,
  transaction: optional(z.strictObject({ ...money })),
});
export const cancelSchema = z.strictObject({ apiOperation: z.literal("CANCEL"), order: orderRef });
export const getOrderSchema = z.strictObject({ apiOperation: z.literal("GET_ORDER"), order: orderRef });
export const getByReferenceSchema = z.strictObject({
  apiOperation: z.literal("GET_ORDER_BY_REFERENCE"),
  order: z.strictObject({ reference: text(50) }),
});
export const cancelSubscriptionSchema = z.strictObject({
  apiOperation: z.literal("CANCEL_SUBSCRIPTION"),
  subscription: z.strictObject({ identifier: text(100) }),
});
