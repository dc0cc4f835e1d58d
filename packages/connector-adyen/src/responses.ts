import { secret, type Secret } from "@switchyard/interfaces";
import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
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
/** What of `additionalData` is read. Each field comes only where it is switched on in the Customer Area. */
const paymentData = () =>
  z.nullish(
    z.object({
      authCode: loose(),
      avsResult: loose(),
      cvcResult: loose(),
      paymentMethod: loose(),
      cardSummary: loose(),
      cardBin: loose(),
      cardIssuingBank: loose(),
      cardIssuingCountry: loose(),
      issuerCountry: loose(),
      fundingSource: loose(),
      networkTxReference: loose(),
      refusalReasonRaw: loose(),
      merchantAdviceCode: loose(),
      payoutEligible: loose(),
      "tokenization.storedPaymentMethodId": token(),
      "tokenization.shopperReference": loose(),
      "recurring.recurringDetailReference": token(),
      "recurring.shopperReference": loose(),
    }),
  );
export type PaymentData = NonNullable<PaymentsResponse["additionalData"]>;
const amount = () => z.nullish(z.object({ value: z.nullish(z.number()), currency: text() }));

/** What the shopper has to do next: `type` tells which of the fields are there. */
const action = () =>
  z.nullish(
    z.object({
      type: text(),
      subtype: text(),
      paymentMethodType: text(),
      url: text(),
      method: text(),
      data: bag(),
      token: hidden(),
      authorisationToken: hidden(),
      paymentData: hidden(),
      sdkData: bag(),
      qrCodeData: text(),
      expiresAt: text(),
      reference: text(),
      entity: text(),
      downloadUrl: text(),
      instructionsUrl: text(),
      beneficiary: hidden(),
      iban: hidden(),
      bic: hidden(),
      accountNumber: hidden(),
      sortCode: hidden(),
      routingNumber: hidden(),
      totalAmount: amount(),
    }),
  );
export type Action = NonNullable<PaymentsResponse["action"]>;

/** `/payments` and `/payments/details`. The document requires none of its fields. */
export const paymentsResponse = schema(() =>
  z.object({
    pspReference: text(),
    resultCode: text(),
    merchantReference: text(),
    amount: amount(),
    refusalReason: text(),
    refusalReasonCode: text(),
    additionalData: paymentData(),
    paymentMethod: z.nullish(z.object({ type: text(), brand: text() })),
    order: z.nullish(z.object({ remainingAmount: amount() })),
    fraudResult: z.nullish(z.object({ accountScore: z.nullish(z.number()) })),
    action: action(),
  }),
);
export type PaymentsResponse = Parsed<typeof paymentsResponse>;

/** Captures, cancels, reversals, refunds and amount updates: `status` is `received`, and the outcome comes by webhook. */
export const modificationResponse = schema(() =>
  z.object({ pspReference: z.string(), paymentPspReference: text(), reference: text(), status: text(), amount: amount() }),
);
export type ModificationResponse = Parsed<typeof modificationResponse>;

/** A deletion of a stored payment method is answered with nothing. */
export const emptyResponse = schema(() => z.unknown());

/** `POST /sessions`. */
export const sessionResponse = schema(() =>
  z.object({ id: z.string(), sessionData: hidden(), expiresAt: text(), amount: amount(), returnUrl: text(), merchantAccount: hidden() }),
);
export type SessionResponse = Parsed<typeof sessionResponse>;

/** `POST /orders`. */
export const orderResponse = schema(() =>
  z.object({ orderData: secretString(), resultCode: z.string(), pspReference: text(), reference: text(), refusalReason: text() }),
);
export type OrderResponse = Parsed<typeof orderResponse>;

/** `POST /paymentMethods/balance`. */
export const balanceResponse = schema(() =>
  z.object({ resultCode: z.string(), refusalReason: text(), pspReference: text(), balance: z.object({ value: z.number(), currency: z.string() }) }),
);
export type BalanceResponse = Parsed<typeof balanceResponse>;

/** Every answer of the dispute service. */
export const disputeResponse = schema(() => z.object({ disputeServiceResult: z.object({ success: z.boolean(), errorMessage: text() }) }));
export type DisputeResponse = Parsed<typeof disputeResponse>;

/** The payout calls: `resultCode` of a submission or a card payout, `response` of a confirmation. */
export const payoutResponse = schema(() => z.object({ pspReference: text(), resultCode: text(), response: text(), refusalReason: text() }));
export type PayoutResponse = Parsed<typeof payoutResponse>;

/** The body of every answer that is not 2xx. An object without any of the fields is none. */
export const errorResponse = schema(() =>
  z.union([
    z.object({ errorCode: z.string(), message: text(), errorType: text(), pspReference: text() }),
    z.object({ message: z.string(), errorCode: text(), errorType: text(), pspReference: text() }),
  ]),
);
export type AdyenErrorResponse = Parsed<typeof errorResponse>;

/** What of a notification's `additionalData` is read. None of it is signed. */
const eventData = () =>
  z.nullish(
    z.object({
      networkTxReference: loose(),
      "modification.action": loose(),
      disputeStatus: loose(),
      defendable: loose(),
      chargebackReasonCode: loose(),
      defensePeriodEndsAt: loose(),
      "tokenization.storedPaymentMethodId": token(),
      "tokenization.shopperReference": loose(),
      "recurring.recurringDetailReference": token(),
      "recurring.shopperReference": loose(),
    }),
  );

/** One item of a standard webhook. `success` is text; whatever is not signed may be absent, null, empty or the text "null". */
const notificationItem = () =>
  z.object({
    pspReference: z.string(),
    originalReference: text(),
    merchantReference: text(),
    merchantAccountCode: text(),
    eventCode: z.string(),
    eventDate: text(),
    success: text(),
    reason: text(),
    paymentMethod: text(),
    amount: amount(),
    additionalData: eventData(),
  });

/** A tokenization webhook, which has a format of its own. */
const tokenEvent = () =>
  z.object({
    type: z.string(),
    eventId: text(),
    createdAt: text(),
    data: z.object({ storedPaymentMethodId: text(), shopperReference: text(), operation: text(), type: text() }),
  });

/** Either kind of webhook. A standard one has at most one item here: several are told apart before. */
export const webhookBody = schema(() =>
  z.union([z.object({ notificationItems: z.array(z.object({ NotificationRequestItem: notificationItem() })) }), tokenEvent()]),
);
export type WebhookBody = Parsed<typeof webhookBody>;
export type NotificationItem = Extract<WebhookBody, { readonly notificationItems: unknown }>["notificationItems"][number]["NotificationRequestItem"];
export type TokenEvent = Exclude<WebhookBody, { readonly notificationItems: unknown }>;
