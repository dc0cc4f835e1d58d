import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

/** A number that may arrive as text, and an id of 17 digits that arrives as a number: read as text, digit for digit. */
const digits = () => z.nullish(idString());

const result = () => z.object({ ...z.each(z.text, "status", "status_text", "additional_message", "redirect_url"), status_code: digits() });

/** What a payment was made with, masked; and what may be charged again. */
const paymentData = () =>
  z.object({ ...z.each(z.text, "card_brand", "card_number", "scheme_tid"), cc_3d: digits(), token: z.nullish(secretString()) });

const transaction = () =>
  z.object({
    ...z.each(z.text, "status", "order_no", "currency", "payment_type", "txn_secret"),
    ...z.each(digits, "tid", "status_code"),
    ...z.each(z.amount, "amount", "refunded_amount"),
    payment_data: z.nullish(paymentData()),
    capture: z.nullish(z.object({ amount: z.amount() })),
    refund: z.nullish(z.object({ tid: digits(), amount: z.amount(), currency: z.text() })),
    // Of notifications alone.
    ...z.each(z.text, "update_type", "reason"),
    reason_code: digits(),
  });

/** Every answer. HTTP 200 says nothing: `result.status` tells whether the call worked, `transaction.status` what became of the payment. */
export const novalnetResponse = schema(() => z.object({ result: result(), transaction: z.nullish(transaction()) }));
export type NovalnetResponse = Parsed<typeof novalnetResponse>;
export type NovalnetTransaction = NonNullable<NovalnetResponse["transaction"]>;

/** The body of an HTTP error, where there is one (tech-spec, section 6.2). */
export const errorResponse = schema(() =>
  z.union([z.object({ result: result() }), z.object({ status_code: digits(), code: digits(), message: z.string(), reason: z.text() })]),
);
export type NovalnetErrorResponse = Parsed<typeof errorResponse>;

/** A notification. Some types have no transaction at all. */
export const notification = schema(() =>
  z.object({
    event: z.object({ type: z.string(), tid: digits(), parent_tid: digits() }),
    result: z.nullish(result()),
    transaction: z.nullish(transaction()),
  }),
);
export type Notification = Parsed<typeof notification>;
