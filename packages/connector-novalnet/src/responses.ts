import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
/** A number that may arrive as text, and an id of 17 digits that arrives as a number: read as text, digit for digit. */
const digits = () => z.nullish(idString());
const amount = () => z.nullish(z.union([z.string(), z.number()]));

const result = () => z.object({ status: text(), status_code: digits(), status_text: text(), additional_message: text(), redirect_url: text() });

/** What a payment was made with, masked; and what may be charged again. */
const paymentData = () =>
  z.object({ card_brand: text(), card_number: text(), cc_3d: digits(), scheme_tid: text(), token: z.nullish(secretString()) });

const transaction = () =>
  z.object({
    tid: digits(),
    status: text(),
    status_code: digits(),
    order_no: text(),
    amount: amount(),
    currency: text(),
    payment_type: text(),
    txn_secret: text(),
    refunded_amount: amount(),
    payment_data: z.nullish(paymentData()),
    capture: z.nullish(z.object({ amount: amount() })),
    refund: z.nullish(z.object({ tid: digits(), amount: amount(), currency: text() })),
    // Of notifications alone.
    update_type: text(),
    reason: text(),
    reason_code: digits(),
  });

/** Every answer. HTTP 200 says nothing: `result.status` tells whether the call worked, `transaction.status` what became of the payment. */
export const novalnetResponse = schema(() => z.object({ result: result(), transaction: z.nullish(transaction()) }));
export type NovalnetResponse = Parsed<typeof novalnetResponse>;
export type NovalnetTransaction = NonNullable<NovalnetResponse["transaction"]>;

/** The body of an HTTP error, where there is one (tech-spec, section 6.2). */
export const errorResponse = schema(() =>
  z.union([z.object({ result: result() }), z.object({ status_code: digits(), code: digits(), message: z.string(), reason: text() })]),
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
