import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const link = () => z.nullish(z.object({ href: z.nullish(z.string()) }));

/** Every answer about a payment: told apart by `outcome`, never by shape. Only what is read is named; all of it may be missing. */
export const paymentsResponse = schema(() =>
  z.object({
    outcome: z.nullish(z.string()),
    paymentId: z.nullish(z.string()),
    transactionReference: z.nullish(z.string()),
    description: z.nullish(z.string()),
    schemeReference: z.nullish(z.string()),
    /** The older place of the scheme's reference. */
    scheme: z.nullish(z.object({ reference: z.nullish(z.string()) })),
    issuer: z.nullish(z.object({ authorizationCode: z.nullish(z.string()) })),
    paymentInstrument: z.nullish(
      z.object({
        cardBin: z.nullish(z.string()),
        lastFour: z.nullish(z.string()),
        countryCode: z.nullish(z.string()),
        cardBrand: z.nullish(z.string()),
        fundingType: z.nullish(z.string()),
        issuerName: z.nullish(z.string()),
      }),
    ),
    riskFactors: z.nullish(z.array(z.object({ type: z.nullish(z.string()), detail: z.nullish(z.string()), risk: z.nullish(z.string()) }))),
    threeDS: z.nullish(
      z.object({ outcome: z.nullish(z.string()), version: z.nullish(z.string()), eci: z.nullish(z.string()), status: z.nullish(z.string()) }),
    ),
    token: z.nullish(z.object({ href: secretString(), tokenId: z.nullish(z.string()), schemeReference: z.nullish(z.string()) })),
    amounts: z.nullish(
      z.object({ totalAuthorized: z.nullish(z.number()), currency: z.nullish(z.string()), partialAuthorization: z.nullish(z.boolean()) }),
    ),
    refusalCode: z.nullish(z.string()),
    refusalDescription: z.nullish(z.string()),
    advice: z.nullish(z.object({ code: z.nullish(z.string()) })),
    deviceDataCollection: z.nullish(z.object({ jwt: secretString(), url: z.string(), bin: secretString() })),
    challenge: z.nullish(z.object({ url: z.string(), jwt: secretString() })),
    _links: z.nullish(z.object({ self: link() })),
    _actions: z.nullish(z.object({ supply3dsDeviceData: link(), complete3dsChallenge: link() })),
  }),
);
export type PaymentsResponse = Parsed<typeof paymentsResponse>;

/** `GET api/payments/{linkData}`, or a search by reference in Payment Queries, where the payments stand in a list. */
export const syncResponse = schema(() =>
  z.object({
    lastEvent: z.nullish(z.string()),
    _embedded: z.nullish(
      z.object({
        payments: z.nullish(
          z.array(
            z.object({
              paymentId: z.nullish(z.string()),
              transactionReference: z.nullish(z.string()),
              lastEvent: z.nullish(z.string()),
              value: z.nullish(z.object({ amount: z.nullish(z.number()), currency: z.nullish(z.string()) })),
            }),
          ),
        ),
      }),
    ),
  }),
);
export type SyncResponse = Parsed<typeof syncResponse>;

/** Card Payments v7: the answer to an increment of an authorization. */
export const incrementResponse = schema(() =>
  z.object({
    outcome: z.nullish(z.string()),
    refusalCode: z.nullish(z.string()),
    refusalDescription: z.nullish(z.string()),
    amounts: z.nullish(z.object({ totalAuthorized: z.nullish(z.number()), currency: z.nullish(z.string()) })),
    _links: z.nullish(z.object({ "cardPayments:increaseAuthorizedAmount": link() })),
  }),
);
export type IncrementResponse = Parsed<typeof incrementResponse>;

/** Tokens v3 answers a deletion with nothing. */
export const emptyResponse = schema(() => z.unknown());

/** `{errorName, message, validationErrors?, headerName?}`. */
export const errorResponse = schema(() =>
  z.object({
    errorName: z.string(),
    message: z.string(),
    validationErrors: z.nullish(z.unknown()),
    headerName: z.nullish(z.string()),
  }),
);
export type WorldpayErrorResponse = Parsed<typeof errorResponse>;

/** An event. Only its type and our reference are certain to be there. */
export const webhookEvent = schema(() =>
  z.object({
    eventId: z.nullish(z.string()),
    eventTimestamp: z.nullish(z.string()),
    eventDetails: z.object({
      type: z.string(),
      transactionReference: z.string(),
      reference: z.nullish(z.string()),
      amount: z.nullish(z.object({ value: z.nullish(z.number()), currencyCode: z.nullish(z.string()) })),
      token: z.nullish(z.object({ href: secretString(), tokenId: z.nullish(z.string()) })),
      schemeReference: z.nullish(z.string()),
    }),
  }),
);
export type WebhookEvent = Parsed<typeof webhookEvent>;
