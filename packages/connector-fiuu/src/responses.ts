import { secret, type Secret } from "@switchyard/interfaces";
import { schema, secretString, z, type Parsed } from "@switchyard/utils";

/** A text that PHP may write as a number; ids stay below 2^53 (tech-spec, trap 7). */
const write = (value: string | number): string => String(value);
const text = () => z.nullish(z.pipe(z.union([z.string(), z.number()]), z.transform(write)));

/** A part of an answer that holds whatever it holds, tokens among it: nothing of it is printed. */
const hide = (value: unknown): Secret<unknown> => secret(value);
const hidden = () => z.pipe(z.unknown(), z.transform(hide));

/** Errors come with HTTP 200, in the place of the answer. */
const fault = () => z.each(text, "error_code", "error_desc");
const faultAndExtra = () => ({ ...fault(), extraP: z.nullish(z.unknown()) });

/** The Direct API's answer: where the browser goes, the final result, a QR code, or an error. */
const directResponse = () => {
  const TxnData = z.object({ ...z.each(text, "RequestURL", "RequestMethod", "RequestType"), RequestData: z.nullish(hidden()) });
  return z.object({ ...fault(), ...z.each(text, "TxnID", "TxnCurrency", "TxnAmount"), TxnData: z.nullish(TxnData) });
};

/** The Recurring API's answer: one entry for each line that was sent. */
const recurringResponse = () => z.array(z.object(z.each(text, "status", "orderid", "tranID", "reason")));

/** A payment's answer, of either API. */
export const paymentResponse = schema(() => z.union([recurringResponse(), directResponse()]));
export type PaymentResponse = Parsed<typeof paymentResponse>;
export type RecurringResponse = Parsed<typeof recurringResponse>;
export type DirectResponse = Parsed<typeof directResponse>;

/** `RequestData` of a final answer. */
export const resultData = schema(() => z.object({ ...faultAndExtra(), ...z.each(text, "tranID", "status", "ProcessorResponseCode") }));

/** `RequestData` of DuitNow. */
export const qrData = schema(() => z.object({ qr_data: z.string() }));

/** What `extraP` may hold, of which only this is read. */
export const extraData = schema(() => z.object(z.each(text, "token", "SchemeTransactionID", "MerchantAdviceCode", "ProcessorResponseCode")));

/** A requery's answer, and that of captures and reversals: lines of text, or JSON with the same keys. */
export const statResponse = schema(() =>
  z.object({
    ...fault(),
    ...z.each(text, "StatCode", "StatName", "TranID", "Amount", "Currency", "VrfKey", "ErrorCode", "ErrorDesc"),
    ...z.each(text, "ProcessorResponseCode", "MerchantAdviceCode", "SchemeTransactionID"),
    Domain: z.nullish(secretString()),
  }),
);
export type StatResponse = Parsed<typeof statResponse>;

const refundFields = () => z.each(text, "RefundType", "RefID", "RefundID", "TxnID", "Amount", "Status");

/** A refund's answer. */
export const refundResponse = schema(() =>
  z.object({ ...fault(), ...refundFields(), ...z.each(text, "Signature", "reason"), MerchantID: z.nullish(secretString()) }),
);
export type RefundResponse = Parsed<typeof refundResponse>;

/** All refunds of a payment, or an error. */
export const refundListResponse = schema(() => z.union([z.array(z.object(z.each(text, "RefundID", "Status"))), z.object(fault())]));
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
    ...z.each(text, "tranID", "orderid", "status", "domain", "amount", "currency", "paydate", "appcode", "skey", "MerchantID"),
    ...refundFields(),
    ...faultAndExtra(),
  }),
);
export type Notification = Parsed<typeof notification>;

/** What later calls need to know of a payment, kept by the caller: the first amount, with which alone it is found, and how it was paid. */
export const paymentMeta = schema(() =>
  z.object({ ...z.each(() => z.optional(z.string()), "amount", "currency", "channel"), captured: z.optional(z.boolean()) }),
);

/** The buyer of a token, as the payment that made it left him with the caller. */
export const tokenBuyer = schema(() => z.object(z.each(secretString, "name", "email", "mobile")));
