import { idString, schema, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
/** A number that may arrive as text, and an id of 16 digits that arrives as a number: read as text, digit for digit. */
const digits = () => z.nullish(idString());
const amount = () => z.nullish(z.union([z.string(), z.number()]));

const order = () =>
  z.object({
    id: digits(),
    status: text(),
    reference: text(),
    errorCode: digits(),
    errorMessage: text(),
    amount: amount(),
    currency: text(),
    totalCapturedAmount: amount(),
    totalRemainingAmount: amount(),
    totalSalesAmount: amount(),
  });

/** One operation on an order. */
const transaction = () =>
  z.object({
    type: text(),
    id: digits(),
    status: text(),
    amount: amount(),
    currency: text(),
    authorizationCode: text(),
    transactionReference: text(),
  });

/** What a payment was made with, masked. */
const paymentDetails = () =>
  z.object({ paymentInfo: text(), brand: text(), cardType: text(), cardCountry: text(), cardIssuerName: text(), instrument: text() });

const result = () =>
  z.object({
    order: z.nullish(order()),
    transaction: z.nullish(transaction()),
    transactions: z.nullish(z.array(transaction())),
    checkoutData: z.nullish(z.object({ postUrl: text() })),
    subscription: z.nullish(z.object({ identifier: text(), status: text() })),
    paymentDetails: z.nullish(paymentDetails()),
  });

/** Every answer. HTTP 200 says nothing alone: `resultCode` tells whether the call was processed, `order.status` what became of it. */
export const noonResponse = schema(() =>
  z.object({ resultCode: digits(), message: text(), classDescription: text(), requestReference: text(), result: z.nullish(result()) }),
);
export type NoonResponse = Parsed<typeof noonResponse>;
export type NoonResult = NonNullable<NoonResponse["result"]>;
export type NoonOrderResult = NonNullable<NoonResult["order"]>;
export type NoonTransaction = NonNullable<NoonResult["transaction"]>;

/** The body of an HTTP error. */
export const errorResponse = schema(() => z.object({ resultCode: idString(), message: text(), classDescription: text(), requestReference: text() }));
export type NoonErrorResponse = Parsed<typeof errorResponse>;

/** A notification: that something happened to an order, and nothing of amounts, transactions or refunds. */
export const notification = schema(() =>
  z.object({
    orderId: idString(),
    orderStatus: z.string(),
    eventType: z.string(),
    eventId: idString(),
    timeStamp: text(),
    attemptNumber: digits(),
    originalOrderId: digits(),
    merchantOrderReference: text(),
  }),
);
export type Notification = Parsed<typeof notification>;
