import { integer } from "@switchyard/testkit";
import { z } from "zod";
import { toDuration, toMinutes } from "./durations.js";

const text = (max = 10_000) => z.string().min(1).max(max);
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const currency = z.string().regex(/^[A-Z]{3}$/);
const email = z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
/** E.164. */
const phone = z.string().regex(/^\+[1-9]\d{4,14}$/);
const amount = integer({ min: 0 });

/** An address that a browser of somewhere else can reach: no localhost, no IP address. */
function isPublicUrl(url: string): boolean {
  if (!/^https?:\/\/.+/.test(url) || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname !== "localhost" && !/^[\d.]+$|^\[/.test(hostname);
}
const publicUrl = z.string().max(2000).refine(isPublicUrl);

function within(low: string, high: string) {
  const [least, most] = [low, high].map((each) => toMinutes(toDuration(each) ?? {}));
  return z.string().refine((given) => {
    const duration = toDuration(given);
    const minutes = duration === undefined ? -1 : toMinutes(duration);
    return minutes >= (least ?? 0) && minutes <= (most ?? 0);
  });
}

const metadata = z.record(z.string().regex(/^[a-zA-Z][a-zA-Z\d_]{0,39}$/), z.string().max(500)).refine((pairs) => Object.keys(pairs).length <= 50);

const priced = z.array(z.strictObject({ name: text(250), amount })).max(50);
const lineItem = z.strictObject({
  name: text(250),
  type: z.enum(["physical", "service"]),
  quantity: z.strictObject({ value: z.number().min(0), unit: text(100).optional() }),
  unit_price_amount: amount,
  total_amount: integer(),
  external_id: text(250).optional(),
  discounts: priced.optional(),
  taxes: priced.optional(),
  image_urls: z.array(publicUrl).max(50).optional(),
  description: text(1024).optional(),
  url: publicUrl.optional(),
});

const customer = z.strictObject({
  id: uuid.optional(),
  full_name: text(250).optional(),
  email: email.optional(),
  phone: phone.optional(),
  date_of_birth: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
});

const shipping = z.strictObject({
  address: z
    .strictObject({
      street_line_1: text(100),
      street_line_2: text(100).optional(),
      region: text(100).optional(),
      city: text(100),
      country_code: z.string().regex(/^[A-Z]{2}$/),
      postcode: text(100),
    })
    .optional(),
  contact: z
    .strictObject({ name: text(250).optional(), email: email.optional(), phone: text(50).optional() })
    .refine((contact) => contact.email !== undefined || contact.phone !== undefined)
    .optional(),
});

/** What an order may say of itself, and what `PATCH` may change. */
const described = {
  description: text().optional(),
  customer: customer.optional(),
  shipping: shipping.optional(),
  line_items: z.array(lineItem).optional(),
  enforce_challenge: z.enum(["automatic", "forced"]).optional(),
  cancel_authorised_after: within("PT1M", "P7D").optional(),
  metadata: metadata.optional(),
  merchant_order_data: z.strictObject({ reference: text(1024).optional(), url: publicUrl.optional() }).optional(),
  redirect_url: publicUrl.optional(),
  settlement_currency: currency.optional(),
  statement_descriptor_suffix: z
    .string()
    .regex(/^[^*\n\r\\]{1,19}$/)
    .optional(),
};

/** `POST /api/orders`. */
export const orderRequest = z.strictObject({
  ...described,
  amount,
  currency,
  capture_mode: z.enum(["automatic", "manual"]).optional(),
  authorisation_type: z.enum(["final", "pre_authorisation"]).optional(),
  expire_pending_after: within("PT1M", "PT720H").optional(),
  location_id: uuid.optional(),
});
export type OrderRequest = z.infer<typeof orderRequest>;

/** `PATCH /api/orders/{order_id}`. */
export const updateRequest = z.strictObject({
  ...described,
  amount: amount.optional(),
  currency: currency.optional(),
  capture_mode: z.enum(["automatic", "manual"]).optional(),
});
export type UpdateRequest = z.infer<typeof updateRequest>;

/** `POST …/capture`. */
export const captureRequest = z.strictObject({ amount: integer({ min: 1 }).optional(), line_items: z.array(lineItem).optional() });

/** `POST …/increment-authorisation`. */
export const incrementRequest = z.strictObject({
  amount: integer({ min: 1 }),
  reference: text(1024).optional(),
  line_items: z.array(lineItem).optional(),
});

/** `POST …/refund`. */
export const refundRequest = z.strictObject({
  amount: integer({ min: 1 }),
  currency,
  merchant_order_data: z.strictObject({ reference: text(1024).optional() }).optional(),
  metadata: metadata.optional(),
  description: text().optional(),
});

const environment = z.strictObject({
  type: z.literal("browser"),
  time_zone_utc_offset: integer(),
  color_depth: integer({ min: 1 }),
  screen_width: integer({ min: 1 }),
  screen_height: integer({ min: 1 }),
  java_enabled: z.boolean(),
  challenge_window_width: integer({ min: 1 }).optional(),
  browser_url: publicUrl.optional(),
});

/** `POST …/payments`. */
export const savedPaymentRequest = z.strictObject({
  saved_payment_method: z
    .strictObject({
      type: z.enum(["card", "revolut_pay"]),
      id: uuid,
      initiator: z.enum(["customer", "merchant"]),
      environment: environment.optional(),
    })
    .refine(({ type, initiator }) => type === "card" || initiator === "merchant")
    .refine((method) => method.initiator === "merchant" || method.environment !== undefined),
});

/** `POST /api/customers`. */
export const customerRequest = z.strictObject({ ...customer.omit({ id: true }).shape, email });

/** `POST /api/disputes/{dispute_id}/challenge`. */
export const challengeRequest = z.strictObject({
  reason: z.enum(["product_already_delivered", "refund_already_issued", "disagree_with_customers_claim"]),
  comment: z.string().max(250).optional(),
  evidences: z
    .array(uuid)
    .min(1)
    .max(10)
    .refine((ids) => new Set(ids).size === ids.length),
});
