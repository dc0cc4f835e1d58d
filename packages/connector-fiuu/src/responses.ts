import { secret, type Secret } from "@switchyard/interfaces";
import { schema, secretString, z, type Parsed } from "@switchyard/utils";

/** A text that PHP may write as a number; ids stay below 2^53 (tech-spec, trap 7). */
const text = () =>
  z.nullish(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => String(value)),
    ),
  );

/** Fields of text, by their names: all of them may be missing. */
function texts<const Name extends string>(...names: readonly Name[]): { readonly [N in Name]: ReturnType<typeof text> } {
  return Object.fromEntries(names.map((name) => [name, text()])) as { [N in Name]: ReturnType<typeof text> }; // one for each name
}

/** A part of an answer that holds whatever it holds, tokens among it: nothing of it is printed. */
const hidden = () =>
  z.pipe(
    z.unknown(),
    z.transform((value): Secret<unknown> => secret(value)),
  );

/** Errors come with HTTP 200, in the place of the answer. */
const fault = () => texts("error_code", "error_desc");

const txnData = () => z.object({ ...texts("RequestURL", "RequestMethod", "RequestType"), RequestData: z.nullish(hidden()) });

/** The Direct API's answer: where the browser goes, the final result, a QR code, or an error. */
const directResponse = () => z.object({ ...fault(), ...texts("TxnID", "TxnCurrency", "TxnAmount"), TxnData: z.nullish(txnData()) });

/** The Recurring API's answer: one entry for each line that was sent. */
const recurringResponse = () => z.array(z.object(texts("status", "orderid", "tranID", "reason")));

/** A payment's answer, of either API. */
export const paymentResponse = schema(() => z.union([recurringResponse(), directResponse()]));
export type PaymentResponse = Parsed<typeof paymentResponse>;
export type RecurringResponse = Extract<PaymentResponse, readonly unknown[]>;
export type DirectResponse = Exclude<PaymentResponse, readonly unknown[]>;

/** `RequestData` of a final answer. */
export const resultData = schema(() =>
  z.object({ ...fault(), ...texts("tranID", "status", "ProcessorResponseCode"), extraP: z.nullish(z.unknown()) }),
);

/** `RequestData` of DuitNow. */
export const qrData = schema(() => z.object({ qr_data: z.string() }));

/** What `extraP` may hold, of which only this is read. */
export const extraData = schema(() => z.object(texts("token", "SchemeTransactionID", "MerchantAdviceCode", "ProcessorResponseCode")));
export type ExtraData = Partial<Parsed<typeof extraData>>;

/** A requery's answer, and that of captures and reversals: lines of text, or JSON with the same keys. */
export const statResponse = schema(() =>
  z.object({
    ...fault(),
    ...texts("StatCode", "StatName", "TranID", "Amount", "Currency", "VrfKey", "ErrorCode", "ErrorDesc"),
    ...texts("ProcessorResponseCode", "MerchantAdviceCode", "SchemeTransactionID"),
    Domain: z.nullish(secretString()),
  }),
);
export type StatResponse = Parsed<typeof statResponse>;

/** A refund's answer. */
export const refundResponse = schema(() =>
  z.object({
    ...fault(),
    ...texts("RefundType", "RefID", "RefundID", "TxnID", "Amount", "Status", "Signature", "reason"),
    MerchantID: z.nullish(secretString()),
  }),
);
export type RefundResponse = Parsed<typeof refundResponse>;

/** All refunds of a payment, or an error. */
export const refundListResponse = schema(() => z.union([z.array(z.object(texts("RefundID", "Status"))), z.object(fault())]));
export type RefundListResponse = Parsed<typeof refundListResponse>;

/** The Token API's answer. */
export const tokenResponse = schema(() => z.object({ ...fault(), status: z.nullish(z.boolean()) }));
export type TokenResponse = Parsed<typeof tokenResponse>;

/** An error with an HTTP status that says so. */
export const errorResponse = schema(() => z.object({ error_code: z.string(), error_desc: text() }));

/**
 * Every body that Fiuu posts, and the form that the browser brings back. No signature covers `error_code`, `error_desc` and
 * `extraP`: anybody could have changed them.
 */
export const notification = schema(() =>
  z.object({
    ...texts("tranID", "orderid", "status", "domain", "amount", "currency", "paydate", "appcode", "skey"),
    ...texts("RefundType", "MerchantID", "RefID", "RefundID", "TxnID", "Amount", "Status"),
    ...fault(),
    extraP: z.nullish(z.unknown()),
  }),
);
export type Notification = Partial<Parsed<typeof notification>>;
