import { secret, type Secret } from "@switchyard/interfaces";
import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
const id = () => z.nullish(idString());

/** An object that is handed on as it is, and never printed. */
const secretRecord = () =>
  z.nullish(
    z.pipe(
      z.record(z.string(), z.unknown()),
      z.transform((value): Secret<Readonly<Record<string, unknown>>> => secret(value)),
    ),
  );

const resultInfo = () => z.object({ ResultCode: idString(), AdditionalInfo: text(), CorrelationId: text() });
const reason = () => z.object({ Code: text(), RejectReason: text(), MerchantAdviceCode: text() });

/** A payment in the words of AAPI and of notifications, which are the same. Amounts are numbers in major units. */
const paymentInformation = () =>
  z.object({
    Amount: z.nullish(z.object({ Amount: z.nullish(z.union([z.string(), z.number()])), Currency: text() })),
    CreditDebitIndicator: text(),
    Status: text(),
    StatusReasonInformation: z.nullish(z.object({ Reason: z.nullish(reason()) })),
    References: z.nullish(z.object({ MerchantReference: text(), PaymentId: id(), PaymentRequestId: id() })),
  });

/**
 * Any answer about a payment or a refund; which API was asked says which of its fields are there. The card gateway's `status`
 * says no more than that the request was taken; `PaymentResultInfo` and `ResultInfo` are two names of one thing (tech-spec, section 4.4).
 */
export const paymentResponse = schema(() =>
  z.object({
    instanceId: text(),
    paymentStatus: text(),
    paymentDescription: text(),
    redirectUrl: text(),
    redirectParams: z.nullish(z.record(z.string(), secretString())),
    secrets: z.nullish(z.object({ display: secretString(), payment: secretString() })),
    appleInitResultData: secretRecord(),
    googleInitResultData: secretRecord(),
    PaymentRequestId: id(),
    GatewayUrl: text(),
    PaymentResultInfo: z.nullish(resultInfo()),
    ResultInfo: z.nullish(resultInfo()),
    PaymentInformation: z.nullish(paymentInformation()),
  }),
);
export type PaymentResponse = Parsed<typeof paymentResponse>;

/** The part of a wallet's data that repeats what is paid; Apple's has a total, Google's a price. */
export const walletSheet = schema(() =>
  z.object({
    currencyCode: text(),
    total: z.nullish(z.object({ amount: text() })),
    transactionInfo: z.nullish(z.object({ currencyCode: text(), totalPrice: text(), totalPriceStatus: text() })),
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
    description: text(),
    errors: z.nullish(z.array(z.object({ code: id(), description: text() }))),
    instanceId: text(),
    paymentDescription: text(),
  }),
);
export type GatewayError = Parsed<typeof gatewayError>;

/** An error of AAPI. */
export const aapiError = schema(() => z.object({ ResultInfo: resultInfo() }));
export type ResultInfo = Parsed<typeof aapiError>["ResultInfo"];

/** A notification. */
export const notification = schema(() => z.object({ PaymentMethod: text(), PaymentInformation: paymentInformation() }));
export type Notification = Parsed<typeof notification>;
export type PaymentInformation = Notification["PaymentInformation"];
