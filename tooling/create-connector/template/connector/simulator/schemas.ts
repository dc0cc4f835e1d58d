import { z } from "zod";
import { amountOnWire } from "./amounts.js";

const reference = z.string().regex(/^[\w-]{1,64}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);

/** Luhn's check: every second digit from the right counts twice, and the sum ends in zero. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const weighted = Number(digits.charAt(digits.length - 1 - index)) * (index % 2 === 0 ? 1 : 2);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

const card = z.strictObject({
  number: z
    .string()
    .regex(/^\d{12,19}$/)
    .refine(passesLuhn),
  expiryMonth: z.string().regex(/^(0[1-9]|1[0-2])$/),
  expiryYear: z.string().regex(/^20\d\d$/),
  cvc: z
    .string()
    .regex(/^\d{3,4}$/)
    .optional(),
  holderName: z.string().min(1).max(100).optional(),
});

// #if json
const flag = z.boolean();
// #else
const flag = z.enum(["true", "false"]).transform((text) => text === "true");
// #end

/** `POST /payments`. */
export const paymentRequest = z.strictObject({ reference, amount: amountOnWire, currency, capture: flag, card });
export type PaymentRequest = z.infer<typeof paymentRequest>;
// #if Capture or Execute

/** `POST /payments/{id}/captures` and `POST /payments/{id}/refunds`. */
export const partRequest = z.strictObject({ reference, amount: amountOnWire, currency });
// #end
