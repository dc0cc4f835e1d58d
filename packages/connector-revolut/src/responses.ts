import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
const number = () => z.nullish(z.number());

/** What a payment was made with. Types, brands and dates are open: new ones appear between versions. */
const method = () =>
  z.object({
    type: text(),
    id: text(),
    card_brand: text(),
    funding: text(),
    card_country_code: text(),
    card_bin: text(),
    card_last_four: text(),
    checks: z.nullish(
      z.object({
        three_ds: z.nullish(z.object({ eci: text(), state: text(), version: z.nullish(idString()) })),
        cvv_verification: text(),
        address: text(),
      }),
    ),
    authorisation_code: text(),
    network_transaction_id: text(),
  });

const challenge = () => z.object({ type: text(), acs_url: text(), fingerprint_url: text(), fingerprint_data: text(), fingerprint_html: text() });

/** One attempt at paying an order. */
const payment = () =>
  z.object({
    state: text(),
    created_at: text(),
    authorised_amount: number(),
    decline_reason: text(),
    bank_message: text(),
    payment_method: z.nullish(method()),
  });
export type RevolutPayment = Parsed<typeof payment>;

const increment = () => z.object({ new_amount: number(), state: text(), reference: text(), reason: text() });

const order = () =>
  z.object({
    id: z.string(),
    token: z.nullish(secretString()),
    type: text(),
    state: text(),
    amount: number(),
    currency: text(),
    capture_mode: text(),
    checkout_url: z.nullish(secretString()),
    customer: z.nullish(z.object({ id: text() })),
    merchant_order_data: z.nullish(z.object({ reference: text() })),
    payments: z.nullish(z.array(payment())),
    incremental_authorisations: z.nullish(z.array(increment())),
  });

/** An order: a payment, or a refund. Only what is read is named. */
export const orderResponse = schema(order);
export type OrderResponse = Parsed<typeof orderResponse>;

/** An order; or those that a search by reference found, without their payments. */
export const syncResponse = schema(() => z.union([order(), z.object({ orders: z.array(order()) })]));
export type SyncResponse = Parsed<typeof syncResponse>;

/** The answer to a payment with a saved method, which is not final. */
export const paymentResponse = schema(() =>
  z.object({ ...payment().shape, order_id: text(), amount: number(), currency: text(), authentication_challenge: z.nullish(challenge()) }),
);
export type PaymentResponse = Parsed<typeof paymentResponse>;

/** A customer, or an uploaded file. */
export const idResponse = schema(() => z.object({ id: z.string() }));
export type IdResponse = Parsed<typeof idResponse>;

/** A 204. */
export const emptyResponse = schema(() => z.unknown());

export const disputeResponse = schema(() =>
  z.object({
    id: z.string(),
    state: text(),
    substate: text(),
    reason_code: text(),
    reason_description: text(),
    amount: z.number(),
    currency: z.string(),
    response_due_date: text(),
    created_at: text(),
    updated_at: text(),
    payment: z.nullish(z.object({ order_id: text() })),
  }),
);
export type DisputeResponse = Parsed<typeof disputeResponse>;

/** `{code, message, timestamp}`, or the old `{errorId, timestamp, code?}`. A code may be a number. */
export const errorResponse = schema(() => z.object({ code: z.nullish(idString()), message: text(), errorId: text() }));
export type RevolutErrorResponse = Parsed<typeof errorResponse>;

/** An event: its name and what it is about. It has no id, no status and no amount. */
export const webhookEvent = schema(() => z.object({ event: z.string(), order_id: text(), merchant_order_ext_ref: text(), dispute_id: text() }));
export type WebhookEvent = Parsed<typeof webhookEvent>;
