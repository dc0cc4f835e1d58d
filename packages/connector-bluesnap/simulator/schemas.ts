import { z } from "zod";

const text = (most: number) => z.string().min(1).max(most);
const amount = z.string().regex(/^\d{1,10}(\.\d{1,3})?$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const digits = (least: number, most = least) => z.string().regex(new RegExp(`^\\d{${String(least)},${String(most)}}$`));
const email = z.string().regex(/^[^@\s]+@[^@\s]+$/);
const transactionFraudInfo = z.strictObject({
  fraudSessionId: text(100),
  shopperIpAddress: z
    .string()
    .regex(/^[0-9a-fA-F.:]{3,45}$/)
    .optional(),
});

const metaData = z.strictObject({ metaKey: text(40), metaValue: text(500), isVisible: z.literal("Y") });

const holder = z.strictObject({
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  email: email.optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .optional(),
  state: text(50).optional(),
  city: text(42).optional(),
  address: text(100).optional(),
  address2: text(100).optional(),
  zip: text(20).optional(),
});

/** Through BlueSnap's own 3DS, or an authentication from elsewhere (tech-spec, sections 4.3 and 4.4). */
const threeDSecure = z.union([
  z.strictObject({ threeDSecureReferenceId: text(100), authResult: text(50) }),
  z.strictObject({
    eci: z
      .string()
      .regex(/^0?[0-7]$/)
      .optional(),
    cavv: text(100),
    dsTransactionId: text(100).optional(),
    threeDSecureVersion: text(10).optional(),
  }),
]);

/** `POST transactions` (tech-spec, section 4.1.1). */
export const cardRequest = z.strictObject({
  amount,
  currency,
  cardTransactionType: z.enum(["AUTH_ONLY", "AUTH_CAPTURE"]),
  creditCard: z
    .strictObject({
      cardNumber: digits(12, 19),
      securityCode: digits(3, 4).optional(),
      expirationMonth: z.string().regex(/^(0[1-9]|1[0-2])$/),
      expirationYear: digits(4),
    })
    .optional(),
  wallet: z.strictObject({ walletType: z.enum(["APPLE_PAY", "GOOGLE_PAY"]), encodedPaymentToken: z.base64().min(1) }).optional(),
  pfToken: text(200).optional(),
  cardHolderInfo: holder.optional(),
  transactionFraudInfo: transactionFraudInfo.optional(),
  merchantTransactionId: text(50),
  transactionMetaData: z.strictObject({ metaData: z.array(metaData).min(1) }).optional(),
  softDescriptor: text(20).optional(),
  transactionInitiator: z.enum(["SHOPPER", "MERCHANT"]).optional(),
  networkTransactionInfo: z.strictObject({ originalNetworkTransactionId: text(60) }).optional(),
  threeDSecure: threeDSecure.optional(),
});
export type CardRequest = z.infer<typeof cardRequest>;

/** What `encodedPaymentToken` holds for Apple Pay (tech-spec, section 4.2). */
export const applePayToken = z.strictObject({
  billingContact: z
    .strictObject({
      countryCode: text(2).optional(),
      addressLines: z.array(text(100)).optional(),
      familyName: text(100).optional(),
      givenName: text(100).optional(),
      postalCode: text(20).optional(),
    })
    .optional(),
  token: z.strictObject({
    paymentData: z.looseObject({
      data: text(10_000),
      signature: text(20_000),
      version: text(10),
      header: z.looseObject({ ephemeralPublicKey: text(1000), publicKeyHash: text(200), transactionId: text(200) }),
    }),
    paymentMethod: z.strictObject({ displayName: text(100), network: text(50), type: text(50) }),
    transactionIdentifier: text(200),
  }),
});

/** The same for Google Pay. */
export const googlePayToken = z.strictObject({
  paymentMethodData: z.strictObject({
    description: text(200).optional(),
    tokenizationData: z.strictObject({ type: z.literal("PAYMENT_GATEWAY"), token: text(20_000) }),
    type: z.literal("CARD"),
    info: z.strictObject({ cardNetwork: text(50), cardDetails: text(10) }).optional(),
  }),
});

/** `PUT transactions` (tech-spec, sections 4.8 and 4.9). An id may be missing: that has an error of its own. */
export const changeRequest = z.discriminatedUnion("cardTransactionType", [
  z.strictObject({ cardTransactionType: z.literal("CAPTURE"), transactionId: z.string().optional(), amount: amount.optional() }),
  z.strictObject({ cardTransactionType: z.literal("AUTH_REVERSAL"), transactionId: z.string().optional() }),
]);

const payerInfo = { firstName: text(100), lastName: text(100) };
const altCommon = {
  amount,
  currency,
  authorizedByShopper: z.boolean().optional(),
  merchantTransactionId: text(50),
  softDescriptor: text(20).optional(),
  transactionFraudInfo: transactionFraudInfo.optional(),
};
const accountType = z.enum(["CONSUMER_CHECKING", "CONSUMER_SAVINGS", "CORPORATE_CHECKING", "CORPORATE_SAVINGS"]);

/** `POST alt-transactions` with ECP, or with SEPA Direct Debit (tech-spec, sections 4.5 and 4.6). */
export const altRequest = z.union([
  z.strictObject({
    ...altCommon,
    payerInfo: z.strictObject({ ...payerInfo, zip: text(20) }),
    ecpTransaction: z.strictObject({ routingNumber: digits(9), accountNumber: digits(4, 17), accountType }),
  }),
  z.strictObject({
    ...altCommon,
    payerInfo: z.strictObject(payerInfo),
    country: z.string().regex(/^[A-Z]{2}$/),
    sepaDirectDebitTransaction: z.strictObject({ iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/), bic: text(11).optional() }),
  }),
]);
export type AltRequest = z.infer<typeof altRequest>;

/** `POST transactions/refund/{transactionId}`. */
export const refundRequest = z.strictObject({ amount: amount.optional(), reason: text(300).optional(), cancelSubscriptions: z.boolean().optional() });

/** `POST payment-fields-tokens/prefill`. */
export const prefillRequest = z.strictObject({ ccNumber: digits(12, 19), expDate: z.string().regex(/^(0[1-9]|1[0-2])\/\d{4}$/) });

/** `POST wallets`. */
export const walletRequest = z.strictObject({
  walletType: z.literal("APPLE_PAY"),
  validationUrl: z.string().regex(/^https:\/\/apple-pay-gateway[\w.-]*\.apple\.com\//),
  domainName: text(200),
  displayName: text(200),
});
