import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const text = () => z.nullish(z.string());
const number = () => z.nullish(z.number());
const link = () => z.nullish(z.object({ href: text() }));

/** Every answer about a payment: told apart by `outcome`, never by shape. Only what is read is named; all of it may be missing. */
export const paymentsResponse = schema(() =>
  z.object({
    outcome: text(),
    paymentId: text(),
    schemeReference: text(),
    /** The older place of the scheme's reference. */
    scheme: z.nullish(z.object({ reference: text() })),
    issuer: z.nullish(z.object({ authorizationCode: text() })),
    paymentInstrument: z.nullish(
      z.object({ cardBin: text(), lastFour: text(), countryCode: text(), cardBrand: text(), fundingType: text(), issuerName: text() }),
    ),
    riskFactors: z.nullish(z.array(z.object({ type: text(), risk: text() }))),
    threeDS: z.nullish(z.object({ outcome: text(), version: text(), eci: text(), status: text() })),
    token: z.nullish(z.object({ href: z.nullish(secretString()), tokenId: text(), schemeReference: text() })),
    amounts: z.nullish(z.object({ totalAuthorized: number(), partialAuthorization: z.nullish(z.boolean()) })),
    refusalCode: text(),
    refusalDescription: text(),
    advice: z.nullish(z.object({ code: text() })),
    deviceDataCollection: z.nullish(z.object({ jwt: secretString(), url: z.string(), bin: secretString() })),
    challenge: z.nullish(z.object({ url: z.string(), jwt: secretString() })),
    _links: z.nullish(z.object({ self: link(), "cardPayments:increaseAuthorizedAmount": link() })),
    _actions: z.nullish(z.object({ supply3dsDeviceData: link(), complete3dsChallenge: link() })),
  }),
);
export type PaymentsResponse = Parsed<typeof paymentsResponse>;

const value = () => z.nullish(z.object({ amount: number(), currency: text() }));
const listedPayment = () => z.object({ paymentId: text(), transactionReference: text(), lastEvent: text(), value: value() });

/** `GET api/payments/{linkData}`; or a search by reference in Payment Queries, where the payments stand in a list. */
export const syncResponse = schema(() =>
  z.object({ lastEvent: text(), _embedded: z.nullish(z.object({ payments: z.nullish(z.array(listedPayment())) })) }),
);
export type SyncResponse = Parsed<typeof syncResponse>;

/** Tokens v3 answers a deletion with nothing. */
export const emptyResponse = schema(() => z.unknown());

const faults = () => z.nullish(z.array(z.object({ errorName: text(), message: text(), jsonPath: text() })));

/** An error. Its validation errors name fields by their JSON paths. */
export const errorResponse = schema(() => z.object({ errorName: z.string(), message: text(), validationErrors: faults(), headerName: text() }));
export type WorldpayErrorResponse = Parsed<typeof errorResponse>;

/** An event. Only its type and our reference are certain to be there; `tokenCreated` has its type at the top. */
export const webhookEvent = schema(() =>
  z.object({
    eventId: text(),
    eventTimestamp: text(),
    eventType: text(),
    eventDetails: z.object({
      type: text(),
      transactionReference: z.string(),
      reference: text(),
      amount: z.nullish(z.object({ value: number(), currencyCode: text() })),
      token: z.nullish(z.object({ href: z.nullish(secretString()), tokenId: text() })),
      schemeReference: text(),
    }),
  }),
);
export type WebhookEvent = Parsed<typeof webhookEvent>;
