import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const amount = () => z.nullish(z.number());

const payment = () =>
  z.object({
    id: z.string(),
    ...z.each(z.text, "reference", "status", "currency", "network_transaction_id"),
    ...z.each(amount, "amount", "amount_authorized", "amount_captured", "amount_capturable"),
    mandate: z.nullish(z.object({ id: z.string() })),
    decline: z.nullish(z.object(z.each(z.text, "code", "message", "network_code", "advice_code"))),
    next_action: z.nullish(z.object({ url: z.string(), session: secretString() })),
    captures: z.nullish(z.array(z.object({ id: z.string(), amount: amount() }))),
  });

/** A payment: the answer of every call about one (tech-spec, section 2.2). */
export const paymentResponse = schema(payment);
export type PaymentResponse = Parsed<typeof paymentResponse>;

/** `GET payments/{id}` gives a payment, `GET payments?reference=` a list of them, the newest first. */
export const syncResponse = schema(() => z.union([z.object({ payments: z.array(payment()) }), payment()]));
export type SyncResponse = Parsed<typeof syncResponse>;

const refund = () =>
  z.object({
    id: z.string(),
    ...z.each(z.text, "payment", "reference", "status", "currency"),
    amount: amount(),
    failure: z.nullish(z.object(z.each(z.text, "code", "message"))),
  });

/** A refund (tech-spec, section 2.5). */
export const refundResponse = schema(refund);
export type RefundResponse = Parsed<typeof refundResponse>;

/** Every error (tech-spec, section 3). */
export const errorResponse = schema(() =>
  z.object({ error: z.object({ code: z.string(), ...z.each(z.text, "message", "field") }), request_id: z.text() }),
);
export type DummyErrorResponse = Parsed<typeof errorResponse>;

/** An event (tech-spec, section 5). */
export const webhookEvent = schema(() =>
  z.object({ type: z.string(), ...z.each(z.text, "id", "created_at"), payment: z.nullish(payment()), refund: z.nullish(refund()) }),
);
export type WebhookEvent = Parsed<typeof webhookEvent>;
