import { idString, schema, z, type Parsed } from "@switchyard/utils";

const amount = () => z.union([z.string(), z.number()]);

/** Every answer about a payment. Only what is read is named; null stands where a processor may send it. */
export const paymentResponse = schema(() =>
  z.object({
    id: idString(),
    status: z.string(),
    amount: amount(),
    currency: z.string(),
    decline: z.nullish(z.object({ code: z.string(), ...z.each(z.text, "message", "networkCode") })),
    schemeReference: z.text(),
  }),
);
export type PaymentResponse = Parsed<typeof paymentResponse>;
// #if Execute

/** Every answer about a refund. */
export const refundResponse = schema(() => z.object({ id: idString(), status: z.string(), amount: amount(), currency: z.string() }));
export type RefundResponse = Parsed<typeof refundResponse>;
// #end

/** `{error: {code, message, field?}}`. */
export const errorResponse = schema(() => z.object({ error: z.object({ code: z.string(), ...z.each(z.text, "message", "field") }) }));
export type AcmeErrorResponse = Parsed<typeof errorResponse>;

/** An event: what happened, and the object as it is now. */
export const webhookEvent = schema(() =>
  z.object({
    id: idString(),
    type: z.string(),
    createdAt: z.text(),
    payment: z.object({ id: idString(), status: z.string() }),
    // #if Execute
    refund: z.nullish(z.object({ id: idString(), status: z.string() })),
    // #end
  }),
);
export type WebhookEvent = Parsed<typeof webhookEvent>;
