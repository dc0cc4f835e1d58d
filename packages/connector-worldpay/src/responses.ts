import { schema, secretString, z, type Parsed } from "@switchyard/utils";

const number = () => z.nullish(z.number());
const link = () => z.nullish(z.object({ href: z.text() }));

/** Every answer about a payment: told apart by `outcome`, never by shape. Only what is read is named; all of it may be missing. */
export const paymentsResponse = schema(() =>
  z.object({
    ...z.each(z.text, "outcome", "paymentId", "schemeReference", "refusalCode", "refusalDescription"),
    /** The older place of the scheme's reference. */
    scheme: z.nullish(z.object({ reference: z.text() })),
    issuer: z.nullish(z.object({ authorizationCode: z.text() })),
    paymentInstrument: z.nullish(z.object(z.each(z.text, "cardBin", "lastFour", "countryCode", "cardBrand", "fundingType", "issuerName"))),
    riskFactors: z.nullish(z.array(z.object(z.each(z.text, "type", "risk")))),
    threeDS: z.nullish(z.object(z.each(z.text, "outcome", "version", "eci", "status"))),
    token: z.nullish(z.object({ href: z.nullish(secretString()), ...z.each(z.text, "tokenId", "schemeReference") })),
    amounts: z.nullish(z.object({ totalAuthorized: number(), partialAuthorization: z.nullish(z.boolean()) })),
    advice: z.nullish(z.object({ code: z.text() })),
    deviceDataCollection: z.nullish(z.object({ jwt: secretString(), url: z.string(), bin: secretString() })),
    challenge: z.nullish(z.object({ url: z.string(), jwt: secretString() })),
    _links: z.nullish(z.object(z.each(link, "self", "cardPayments:increaseAuthorizedAmount"))),
    _actions: z.nullish(z.object(z.each(link, "supply3dsDeviceData", "complete3dsChallenge"))),
  }),
);
export type PaymentsResponse = Parsed<typeof paymentsResponse>;

const value = () => z.nullish(z.object({ amount: number(), currency: z.text() }));
const listedPayment = () => z.object({ ...z.each(z.text, "paymentId", "transactionReference", "lastEvent"), value: value() });

/** `GET api/payments/{linkData}`; or a search by reference in Payment Queries, where the payments stand in a list. */
export const syncResponse = schema(() =>
  z.object({ lastEvent: z.text(), _embedded: z.nullish(z.object({ payments: z.nullish(z.array(listedPayment())) })) }),
);
export type SyncResponse = Parsed<typeof syncResponse>;

/** Tokens v3 answers a deletion with nothing. */
export const emptyResponse = schema(() => z.unknown());

const faults = () => z.nullish(z.array(z.object(z.each(z.text, "errorName", "message", "jsonPath"))));

/** An error. Its validation errors name fields by their JSON paths. */
export const errorResponse = schema(() =>
  z.object({ errorName: z.string(), validationErrors: faults(), ...z.each(z.text, "message", "headerName") }),
);
export type WorldpayErrorResponse = Parsed<typeof errorResponse>;

/** An event. Only its type and our reference are certain to be there; `tokenCreated` has its type at the top. */
export const webhookEvent = schema(() =>
  z.object({
    ...z.each(z.text, "eventId", "eventTimestamp", "eventType"),
    eventDetails: z.object({
      transactionReference: z.string(),
      ...z.each(z.text, "type", "reference", "schemeReference"),
      amount: z.nullish(z.object({ value: number(), currencyCode: z.text() })),
      token: z.nullish(z.object({ href: z.nullish(secretString()), tokenId: z.text() })),
    }),
  }),
);
export type WebhookEvent = Parsed<typeof webhookEvent>;
