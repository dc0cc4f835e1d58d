import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

const number = () => z.nullish(z.number());

/** What a payment was made with. Types, brands and dates are open: new ones appear between versions. */
const method = () =>
  z.object({
    ...z.each(z.text, "type", "id", "authorisation_code", "network_transaction_id"),
    ...z.each(z.text, "card_brand", "funding", "card_country_code", "card_bin", "card_last_four"),
    checks: z.nullish(
      z.object({
        three_ds: z.nullish(z.object({ ...z.each(z.text, "eci", "state"), version: z.nullish(idString()) })),
        ...z.each(z.text, "cvv_verification", "address"),
      }),
    ),
  });

/** One attempt at paying an order. */
const payment = () =>
  z.object({
    ...z.each(z.text, "state", "created_at", "decline_reason", "bank_message"),
    authorised_amount: number(),
    payment_method: z.nullish(method()),
  });
export type RevolutPayment = Parsed<typeof payment>;

const order = () =>
  z.object({
    id: z.string(),
    ...z.each(() => z.nullish(secretString()), "token", "checkout_url"),
    ...z.each(z.text, "type", "state", "currency", "capture_mode"),
    amount: number(),
    customer: z.nullish(z.object({ id: z.text() })),
    merchant_order_data: z.nullish(z.object({ reference: z.text() })),
    payments: z.nullish(z.array(payment())),
    incremental_authorisations: z.nullish(z.array(z.object({ ...z.each(z.text, "state", "reference", "reason"), new_amount: number() }))),
  });

/** An order: a payment, or a refund. Only what is read is named. */
export const orderResponse = schema(order);
export type OrderResponse = Parsed<typeof orderResponse>;

/** An order; or those that a search by reference found, without their payments. */
export const syncResponse = schema(() => z.union([order(), z.object({ orders: z.array(order()) })]));
export type SyncResponse = Parsed<typeof syncResponse>;

const challenge = () => z.object(z.each(z.text, "acs_url", "fingerprint_url", "fingerprint_data", "fingerprint_html"));

/** The answer to a payment with a saved method, which is not final. */
export const paymentResponse = schema(() =>
  z.object({ ...payment().shape, ...z.each(z.text, "order_id", "currency"), amount: number(), authentication_challenge: z.nullish(challenge()) }),
);
export type PaymentResponse = Parsed<typeof paymentResponse>;

/** A customer, or an uploaded file. */
export const idResponse = schema(() => z.object({ id: z.string() }));

/** A 204. */
export const emptyResponse = schema(() => z.unknown());

export const disputeResponse = schema(() =>
  z.object({
    ...z.each(z.string, "id", "currency"),
    amount: z.number(),
    ...z.each(z.text, "state", "substate", "reason_code", "reason_description", "response_due_date", "created_at", "updated_at"),
    payment: z.nullish(z.object({ order_id: z.text() })),
  }),
);
export type DisputeResponse = Parsed<typeof disputeResponse>;

/** `{code, message, timestamp}`, or the old `{errorId, timestamp, code?}`. A code may be a number. */
export const errorResponse = schema(() => z.object({ code: z.nullish(idString()), ...z.each(z.text, "message", "errorId") }));
export type RevolutErrorResponse = Parsed<typeof errorResponse>;

/** An event: its name and what it is about. It has no id, no status and no amount. */
export const webhookEvent = schema(() => z.object({ event: z.string(), ...z.each(z.text, "order_id", "merchant_order_ext_ref", "dispute_id") }));
export type WebhookEvent = Parsed<typeof webhookEvent>;
