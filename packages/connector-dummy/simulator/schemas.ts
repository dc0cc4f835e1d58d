import { integer } from "@switchyard/testkit";
import { z } from "zod";

const reference = z.string().min(1).max(128);
const currency = z.string().regex(/^[A-Z]{3}$/);

function passesLuhn(number: string): boolean {
  const digits = Array.from(number, Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit : digit * 2;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

const card = z.strictObject({
  type: z.literal("card"),
  number: z
    .string()
    .regex(/^\d{12,19}$/)
    .refine(passesLuhn, { params: { rule: "luhn" } }),
  expiry_month: z.string().regex(/^(0[1-9]|1[0-2])$/),
  expiry_year: z.string().regex(/^20\d{2}$/),
  cvc: z
    .string()
    .regex(/^\d{3,4}$/)
    .optional(),
  holder_name: z.string().min(1).max(255).optional(),
});

const instrument = z.discriminatedUnion("type", [
  card,
  z.strictObject({ type: z.literal("google_pay"), token: z.string().min(1) }),
  z.strictObject({ type: z.literal("mandate"), mandate: z.string().min(1) }),
]);

/** `POST payments` (tech-spec, section 2.1). */
export const paymentRequest = z.strictObject({
  reference,
  amount: integer({ min: 0 }),
  currency,
  capture: z.enum(["automatic", "manual", "manual_multiple"]),
  instrument,
  three_ds: z.literal(true).optional(),
  return_url: z.url({ protocol: /^https?$/ }).optional(),
  store: z.literal(true).optional(),
  accept_partial: z.literal(true).optional(),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

/** `POST payments/{id}/captures`. */
export const captureRequest = z.strictObject({ reference, amount: integer({ min: 1 }), final: z.literal(true).optional() });
export type CaptureRequest = z.infer<typeof captureRequest>;

/** `POST payments/{id}/cancel`. */
export const cancelRequest = z.strictObject({ reason: z.string().max(255).optional() });

/** `POST payments/{id}/refunds`. */
export const refundRequest = z.strictObject({ reference, amount: integer({ min: 1 }), reason: z.string().max(255).optional() });
export type RefundRequest = z.infer<typeof refundRequest>;
