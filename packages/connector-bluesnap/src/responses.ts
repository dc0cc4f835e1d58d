import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

/** Every answer about a payment or a refund. Only what is read is named; all of it may be missing. */
export const transactionResponse = schema(() =>
  z.object({
    transactionId: z.nullish(idString()),
    /** Absent for bank debits. */
    cardTransactionType: z.text(),
    amount: z.amount(),
    currency: z.text(),
    processingInfo: z.nullish(
      z.object({
        ...z.each(z.text, "processingStatus", "authorizationCode", "cvvResponseCode", "networkTransactionId"),
        ...z.each(z.text, "avsResponseCodeZip", "avsResponseCodeAddress", "avsResponseCodeName"),
      }),
    ),
    networkTransactionInfo: z.nullish(z.object({ networkTransactionId: z.text() })),
    creditCard: z.nullish(z.object(z.each(z.text, "cardLastFourDigits", "cardType", "cardSubType", "issuingBank", "issuingCountryCode"))),
    /** SEPA: what the payer must be told. */
    preNotificationText: z.nullish(secretString()),
    ...z.each(z.text, "mandateId", "mandateDate"),
  }),
);
export type TransactionResponse = Parsed<typeof transactionResponse>;

/** A payment's answer; a request for a token is answered by nothing but a `Location`. */
export const paymentResponse = schema(() => z.optional(transactionResponse()));

/** The answer to a refund. Its id is a number, or a text in some samples. */
export const refundResponse = schema(() => z.object({ refundTransactionId: idString(), refundStatus: z.text(), amount: z.amount() }));
export type RefundResponse = Parsed<typeof refundResponse>;

/** A wallet's session; hosted fields' token is in `Location`. */
export const sessionResponse = schema(() => z.optional(z.object({ walletToken: z.nullish(secretString()) })));
export type SessionResponse = Parsed<typeof sessionResponse>;

/** The usual error: a list. */
export const listError = schema(() =>
  z.object({ message: z.array(z.object({ code: z.nullish(idString()), ...z.each(z.text, "errorName", "description") })) }),
);

/** Some errors of authentication. */
export const plainError = schema(() => z.object({ errorCode: idString(), ...z.each(z.text, "errorName", "errorDescription") }));

/** Apple's payment data, all of it there: half a token is never sent. */
export const applePaymentData = schema(() =>
  z.object({
    ...z.each(z.string, "data", "signature", "version"),
    header: z.object(z.each(z.string, "ephemeralPublicKey", "publicKeyHash", "transactionId")),
  }),
);

/** What the SDK in the shopper's browser came to (tech-spec, section 8). */
export const authenticationResponse = schema(() =>
  z.object({
    code: z.nullish(idString()),
    status: z.text(),
    threeDSecure: z.nullish(z.object({ authResult: z.text(), threeDSecureReferenceId: z.nullish(idString()) })),
    info: z.nullish(z.object({ errors: z.nullish(z.array(z.unknown())) })),
  }),
);
export type AuthenticationResponse = Parsed<typeof authenticationResponse>;

/** A webhook: a form whose values are all text. Which fields it has depends on its type. */
export const notification = schema(() =>
  z.object({
    ...z.each(z.text, "transactionType", "transactionDate", "merchantTransactionId", "referenceNumber"),
    ...z.each(z.text, "invoiceChargeAmount", "invoiceChargeCurrency", "currency", "declineReason"),
    ...z.each(z.text, "reversalRefNum", "reversalAmount", "reversalReason", "cbStatus"),
  }),
);
export type Notification = Parsed<typeof notification>;
