import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
const amount = () => z.nullish(z.number());

const payment = () =>
  z.object({
    id: z.string(),
    reference: text(),
    status: text(),
    amount: amount(),
    currency: text(),
    amount_authorized: amount(),
    amount_captured: amount(),
    amount_capturable: amount(),
    network_transaction_id: text(),
    mandate: z.nullish(z.object({ id: z.string() })),
    decline: z.nullish(z.object({ code: text(), message: text(), network_code: text(), advice_code: text() })),
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
    payment: text(),
    reference: text(),
    status: text(),
    amount: amount(),
    currency: text(),
    failure: z.nullish(z.object({ code: text(), message: text() })),
  });

/** A refund (tech-spec, section 2.5). */
export const refundResponse = schema(refund);
export type RefundResponse = Parsed<typeof refundResponse>;

/** Every error (tech-spec, section 3). */
export const errorResponse = schema(() => z.object({ error: z.object({ code: z.string(), message: text(), field: text() }), request_id: text() }));
export type DummyErrorResponse = Parsed<typeof errorResponse>;

/** An event (tech-spec, section 5). */
export const webhookEvent = schema(() =>
  z.object({ id: text(), type: z.string(), created_at: text(), payment: z.nullish(payment()), refund: z.nullish(refund()) }),
);
export type WebhookEvent = Parsed<typeof webhookEvent>;
