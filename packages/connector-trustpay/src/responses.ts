import { secret } from "@switchyard/interfaces";
import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

const id = () => z.nullish(idString());

/** An object that is handed on as it is, and never printed. */
const secretRecord = () => {
  const wrapped = z.transform((value: Readonly<Record<string, unknown>>) => secret(value));
  return z.nullish(z.pipe(z.record(z.string(), z.unknown()), wrapped));
};

const resultInfo = () => z.object({ ResultCode: idString(), ...z.each(z.text, "AdditionalInfo", "CorrelationId") });

/** A payment in the words of AAPI and of notifications, which are the same. Amounts are numbers in major units. */
const paymentInformation = () =>
  z.object({
    Amount: z.nullish(z.object({ Amount: z.amount(), Currency: z.text() })),
    ...z.each(z.text, "CreditDebitIndicator", "Status"),
    StatusReasonInformation: z.nullish(z.object({ Reason: z.nullish(z.object(z.each(z.text, "Code", "RejectReason", "MerchantAdviceCode"))) })),
    References: z.nullish(z.object({ MerchantReference: z.text(), ...z.each(id, "PaymentId", "PaymentRequestId") })),
  });

/**
 * Any answer about a payment or a refund; which API was asked says which of its fields are there. The card gateway's `status`
 * says no more than that the request was taken; `PaymentResultInfo` and `ResultInfo` are two names of one thing (tech-spec, section 4.4).
 */
export const paymentResponse = schema(() =>
  z.object({
    ...z.each(z.text, "instanceId", "paymentStatus", "paymentDescription", "redirectUrl", "GatewayUrl"),
    redirectParams: z.nullish(z.record(z.string(), secretString())),
    secrets: z.nullish(z.object({ display: secretString(), payment: secretString() })),
    ...z.each(secretRecord, "appleInitResultData", "googleInitResultData"),
    PaymentRequestId: id(),
    ...z.each(() => z.nullish(resultInfo()), "PaymentResultInfo", "ResultInfo"),
    PaymentInformation: z.nullish(paymentInformation()),
  }),
);
export type PaymentResponse = Parsed<typeof paymentResponse>;

/** The part of a wallet's data that repeats what is paid; Apple's has a total, Google's a price. */
export const walletSheet = schema(() =>
  z.object({
    currencyCode: z.text(),
    total: z.nullish(z.object({ amount: z.text() })),
    transactionInfo: z.nullish(z.object(z.each(z.text, "currencyCode", "totalPrice", "totalPriceStatus"))),
  }),
);

/** An access token; without one, only `ResultInfo` is there. */
export const tokenResponse = schema(() =>
  z.object({ access_token: z.nullish(secretString()), expires_in: z.nullish(z.number()), ResultInfo: z.nullish(resultInfo()) }),
);
export type TokenResponse = Parsed<typeof tokenResponse>;

/** An error of the card gateway. */
export const gatewayError = schema(() =>
  z.object({
    status: idString(),
    ...z.each(z.text, "description", "instanceId", "paymentDescription"),
    errors: z.nullish(z.array(z.object({ code: id(), description: z.text() }))),
  }),
);
export type GatewayError = Parsed<typeof gatewayError>;

/** An error of AAPI. */
export const aapiError = schema(() => z.object({ ResultInfo: resultInfo() }));
export type ResultInfo = Parsed<typeof aapiError>["ResultInfo"];

/** A notification. */
export const notification = schema(() => z.object({ PaymentMethod: z.text(), PaymentInformation: paymentInformation() }));
export type Notification = Parsed<typeof notification>;
export type PaymentInformation = Notification["PaymentInformation"];
