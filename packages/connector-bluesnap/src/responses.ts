import { idString, schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
const amount = () => z.nullish(z.union([z.string(), z.number()]));

/** Every answer about a payment or a refund. Only what is read is named; all of it may be missing. */
export const transactionResponse = schema(() =>
  z.object({
    transactionId: z.nullish(idString()),
    /** Absent for bank debits. */
    cardTransactionType: text(),
    amount: amount(),
    currency: text(),
    processingInfo: z.nullish(
      z.object({
        processingStatus: text(),
        authorizationCode: text(),
        cvvResponseCode: text(),
        avsResponseCodeZip: text(),
        avsResponseCodeAddress: text(),
        avsResponseCodeName: text(),
        networkTransactionId: text(),
      }),
    ),
    networkTransactionInfo: z.nullish(z.object({ networkTransactionId: text() })),
    creditCard: z.nullish(
      z.object({ cardLastFourDigits: text(), cardType: text(), cardSubType: text(), issuingBank: text(), issuingCountryCode: text() }),
    ),
    /** SEPA: what the payer must be told. */
    preNotificationText: z.nullish(secretString()),
    mandateId: text(),
    mandateDate: text(),
  }),
);
export type TransactionResponse = Parsed<typeof transactionResponse>;

/** A payment's answer; a request for a token is answered by nothing but a `Location`. */
export const paymentResponse = schema(() => z.optional(transactionResponse()));
export type PaymentResponse = Parsed<typeof paymentResponse>;

/** The answer to a refund. Its id is a number, or a text in some samples. */
export const refundResponse = schema(() => z.object({ refundTransactionId: idString(), refundStatus: text(), amount: amount() }));
export type RefundResponse = Parsed<typeof refundResponse>;

/** A wallet's session; hosted fields' token is in `Location`. */
export const sessionResponse = schema(() => z.optional(z.object({ walletToken: z.nullish(secretString()) })));
export type SessionResponse = Parsed<typeof sessionResponse>;

const entry = () => z.object({ errorName: text(), code: z.nullish(idString()), description: text() });

/** The usual error: a list. */
export const listError = schema(() => z.object({ message: z.array(entry()) }));
export type ListError = Parsed<typeof listError>;

/** Some errors of authentication. */
export const plainError = schema(() => z.object({ errorCode: idString(), errorName: text(), errorDescription: text() }));
export type PlainError = Parsed<typeof plainError>;

/** An error that is a sentence, as a JSON string or bare. */
export const textError = schema(() => z.string());

/** What the SDK in the shopper's browser came to (tech-spec, section 8). */
export const authenticationResponse = schema(() =>
  z.object({
    code: z.nullish(idString()),
    status: text(),
    threeDSecure: z.nullish(z.object({ authResult: text(), threeDSecureReferenceId: z.nullish(idString()) })),
    info: z.nullish(z.object({ errors: z.nullish(z.array(z.unknown())) })),
  }),
);
export type AuthenticationResponse = Parsed<typeof authenticationResponse>;

/** A webhook: a form whose values are all text. Which fields it has depends on its type. */
export const notification = schema(() =>
  z.object({
    transactionType: text(),
    transactionDate: text(),
    merchantTransactionId: text(),
    referenceNumber: text(),
    invoiceChargeAmount: text(),
    invoiceChargeCurrency: text(),
    currency: text(),
    declineReason: text(),
    reversalRefNum: text(),
    reversalAmount: text(),
    reversalReason: text(),
    cbStatus: text(),
  }),
);
export type Notification = Parsed<typeof notification>;
