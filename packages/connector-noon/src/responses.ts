import { schema, z, type Parsed } from "@switchyard/utils";

/** A number that may arrive as text, and an id of 16 digits that arrives as a number: read as text, digit for digit. */
const digits = () => z.nullish(z.idString());

const order = () =>
  z.object({
    ...z.each(digits, "id", "errorCode"),
    ...z.each(z.text, "status", "reference", "errorMessage", "currency"),
    ...z.each(z.amount, "amount", "totalCapturedAmount", "totalRemainingAmount", "totalSalesAmount"),
  });

/** One operation on an order. */
const transaction = () =>
  z.object({ id: digits(), amount: z.amount(), ...z.each(z.text, "type", "status", "currency", "authorizationCode", "transactionReference") });

const result = () =>
  z.object({
    order: z.nullish(order()),
    transaction: z.nullish(transaction()),
    transactions: z.nullish(z.array(transaction())),
    checkoutData: z.nullish(z.object({ postUrl: z.text() })),
    subscription: z.nullish(z.object(z.each(z.text, "identifier", "status"))),
    // What a payment was made with, masked.
    paymentDetails: z.nullish(z.object(z.each(z.text, "paymentInfo", "brand", "cardType", "cardCountry", "cardIssuerName", "instrument"))),
  });

const reasons = () => z.each(z.text, "message", "classDescription", "requestReference");

/** Every answer. HTTP 200 says nothing alone: `resultCode` tells whether the call was processed, `order.status` what became of it. */
export const noonResponse = schema(() => z.object({ resultCode: digits(), ...reasons(), result: z.nullish(result()) }));
export type NoonResponse = Parsed<typeof noonResponse>;
export type NoonResult = NonNullable<NoonResponse["result"]>;
export type NoonOrderResult = NonNullable<NoonResult["order"]>;
export type NoonTransaction = NonNullable<NoonResult["transaction"]>;

/** The body of an HTTP error. */
export const errorResponse = schema(() => z.object({ resultCode: z.idString(), ...reasons() }));

/** A notification: that something happened to an order, and nothing of amounts, transactions or refunds. */
export const notification = schema(() =>
  z.object({
    ...z.each(z.idString, "orderId", "eventId"),
    ...z.each(z.string, "orderStatus", "eventType"),
    ...z.each(z.text, "timeStamp", "merchantOrderReference"),
    ...z.each(digits, "attemptNumber", "originalOrderId"),
  }),
);
export type Notification = Parsed<typeof notification>;
