import { secret, type Secret } from "@switchyard/interfaces";
import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const hidden = () => z.nullish(secretString());
/** Fields whose names are nobody's to know, and which may hold anything: never printed. */
const bag = () =>
  z.nullish(
    z.pipe(
      z.record(z.string(), z.unknown()),
      z.transform((fields): Secret<Readonly<Record<string, unknown>>> => secret(fields)),
    ),
  );
/** A field of `additionalData`: text, as far as the document goes. One of another type says nothing. */
const loose = () => z.nullish(z.unknown());
/** A token that payments are made with; what is no text is none. */
const token = () =>
  z.nullish(
    z.pipe(
      z.unknown(),
      z.transform((value) => (typeof value === "string" ? secret(value) : undefined)),
    ),
  );
/** The two families of token fields: an account has the one or the other (tech-spec, section 11). */
const tokenFields = () => ({
  ...z.each(token, "tokenization.storedPaymentMethodId", "recurring.recurringDetailReference"),
  ...z.each(loose, "tokenization.shopperReference", "recurring.shopperReference"),
});
/** What of `additionalData` is read. Each field comes only where it is switched on in the Customer Area. */
const paymentData = () =>
  z.nullish(
    z.object({
      ...z.each(loose, "authCode", "avsResult", "cvcResult", "paymentMethod", "cardSummary", "cardBin", "cardIssuingBank", "cardIssuingCountry"),
      ...z.each(loose, "issuerCountry", "fundingSource", "networkTxReference", "refusalReasonRaw", "merchantAdviceCode", "payoutEligible"),
      ...tokenFields(),
    }),
  );
export type PaymentData = NonNullable<PaymentsResponse["additionalData"]>;
const amount = () => z.nullish(z.object({ value: z.nullish(z.number()), currency: z.text() }));

/** What the shopper has to do next: `type` tells which of the fields are there. */
const action = () =>
  z.nullish(
    z.object({
      ...z.each(z.text, "type", "subtype", "paymentMethodType", "url", "method", "qrCodeData", "expiresAt", "reference", "entity"),
      ...z.each(z.text, "downloadUrl", "instructionsUrl"),
      ...z.each(hidden, "token", "authorisationToken", "paymentData"),
      ...z.each(hidden, "beneficiary", "iban", "bic", "accountNumber", "sortCode", "routingNumber"),
      ...z.each(bag, "data", "sdkData"),
      totalAmount: amount(),
    }),
  );
export type Action = NonNullable<PaymentsResponse["action"]>;

/** `/payments` and `/payments/details`. The document requires none of its fields. */
export const paymentsResponse = schema(() =>
  z.object({
    ...z.each(z.text, "pspReference", "resultCode", "merchantReference", "refusalReason", "refusalReasonCode"),
    amount: amount(),
    additionalData: paymentData(),
    paymentMethod: z.nullish(z.object(z.each(z.text, "type", "brand"))),
    order: z.nullish(z.object({ remainingAmount: amount() })),
    fraudResult: z.nullish(z.object({ accountScore: z.nullish(z.number()) })),
    action: action(),
  }),
);
export type PaymentsResponse = Parsed<typeof paymentsResponse>;

/** Captures, cancels, reversals, refunds and amount updates: `status` is `received`, and the outcome comes by webhook. */
export const modificationResponse = schema(() =>
  z.object({ pspReference: z.string(), ...z.each(z.text, "paymentPspReference", "reference", "status"), amount: amount() }),
);
export type ModificationResponse = Parsed<typeof modificationResponse>;

/** A deletion of a stored payment method is answered with nothing. */
export const emptyResponse = schema(() => z.unknown());

/** `POST /sessions`. */
export const sessionResponse = schema(() =>
  z.object({ id: z.string(), ...z.each(hidden, "sessionData", "merchantAccount"), ...z.each(z.text, "expiresAt", "returnUrl"), amount: amount() }),
);
export type SessionResponse = Parsed<typeof sessionResponse>;

/** `POST /orders`. */
export const orderResponse = schema(() =>
  z.object({ orderData: secretString(), resultCode: z.string(), ...z.each(z.text, "pspReference", "reference", "refusalReason") }),
);
export type OrderResponse = Parsed<typeof orderResponse>;

/** `POST /paymentMethods/balance`. */
export const balanceResponse = schema(() =>
  z.object({
    resultCode: z.string(),
    ...z.each(z.text, "refusalReason", "pspReference"),
    balance: z.object({ value: z.number(), currency: z.string() }),
  }),
);
export type BalanceResponse = Parsed<typeof balanceResponse>;

/** Every answer of the dispute service. */
export const disputeResponse = schema(() => z.object({ disputeServiceResult: z.object({ success: z.boolean(), errorMessage: z.text() }) }));
export type DisputeResponse = Parsed<typeof disputeResponse>;

/** The payout calls: `resultCode` of a submission or a card payout, `response` of a confirmation. */
export const payoutResponse = schema(() => z.object(z.each(z.text, "pspReference", "resultCode", "response", "refusalReason")));
export type PayoutResponse = Parsed<typeof payoutResponse>;

/** The body of every answer that is not 2xx. An object without any of the fields is none. */
export const errorResponse = schema(() =>
  z.union([
    z.object({ errorCode: z.string(), ...z.each(z.text, "message", "errorType", "pspReference") }),
    z.object({ message: z.string(), ...z.each(z.text, "errorCode", "errorType", "pspReference") }),
  ]),
);
export type AdyenErrorResponse = Parsed<typeof errorResponse>;

/** What of a notification's `additionalData` is read. None of it is signed. */
const eventData = () =>
  z.nullish(
    z.object({
      ...z.each(loose, "networkTxReference", "modification.action", "disputeStatus", "defendable", "chargebackReasonCode", "defensePeriodEndsAt"),
      ...tokenFields(),
    }),
  );

/** One item of a standard webhook. `success` is text; whatever is not signed may be absent, null, empty or the text "null". */
const notificationItem = () =>
  z.object({
    ...z.each(z.string, "pspReference", "eventCode"),
    ...z.each(z.text, "originalReference", "merchantReference", "merchantAccountCode", "eventDate", "success", "reason", "paymentMethod"),
    amount: amount(),
    additionalData: eventData(),
  });

/** A tokenization webhook, which has a format of its own. */
const tokenEvent = () =>
  z.object({
    type: z.string(),
    ...z.each(z.text, "eventId", "createdAt"),
    data: z.object(z.each(z.text, "storedPaymentMethodId", "shopperReference", "operation", "type")),
  });

/** Either kind of webhook. A standard one has at most one item here: several are told apart before. */
export const webhookBody = schema(() =>
  z.union([z.object({ notificationItems: z.array(z.object({ NotificationRequestItem: notificationItem() })) }), tokenEvent()]),
);
export type WebhookBody = Parsed<typeof webhookBody>;
export type NotificationItem = Extract<WebhookBody, { readonly notificationItems: unknown }>["notificationItems"][number]["NotificationRequestItem"];
export type TokenEvent = Exclude<WebhookBody, { readonly notificationItems: unknown }>;
