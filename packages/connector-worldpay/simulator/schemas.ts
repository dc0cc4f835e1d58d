import { integer } from "@switchyard/testkit";
import { z } from "zod";
import { passesLuhn } from "./cards.js";

const INT32_MAX = 2_147_483_647;

const text = (max: number, min = 1): z.ZodString => z.string().min(min).max(max);
const email = text(128).regex(/^.+@.+$/);
const phone = z.string().regex(/^\d{4,20}$/);
const countryCode = z.string().regex(/^[A-Z]{2}$/);
const cvc = z.string().regex(/^\d{3,4}$/);
const cardNumber = z
  .string()
  .regex(/^\d{12,19}$/)
  .refine(passesLuhn, { params: { rule: "panFailedLuhnCheck" }, when: ({ value }) => /^\d{12,19}$/.test(String(value)) });
const expiryDate = z.strictObject({ month: integer({ min: 1, max: 12 }), year: integer({ min: 1000, max: 9999 }) });
const ipAddress = z.union([z.ipv4(), z.ipv6()]);
const schemeReference = text(56).regex(/^[A-Za-z0-9]*$/);

const currency = z
  .string()
  .length(3)
  .regex(/^[A-Z]*$/);

const transactionReference = text(64).regex(/^[-A-Za-z0-9_!@#$%()*=.:;?[\]{}~`/+]*$/);
const orderReference = text(64).regex(/^[-A-Za-z0-9_!@#$%()*=.:;?[\]{}~/+]*$/);

const billingAddress = z
  .strictObject({
    address1: text(80),
    address2: text(80).optional(),
    address3: text(80).optional(),
    city: text(50),
    state: text(30).optional(),
    postalCode: text(15).optional(),
    countryCode,
  })
  .superRefine((address, context) => {
    // Ireland alone may do without a postcode.
    if (address.postalCode !== undefined || address.countryCode === "IE") return;
    context.addIssue({ code: "custom", path: ["postalCode"], params: { rule: "fieldIsMissing" } });
  });

const routing = z.strictObject({ preferredCardBrand: text(64) }).optional();

const plainCard = z.strictObject({
  type: z.literal("plain"),
  cardNumber,
  expiryDate,
  cvc: cvc.optional(),
  cardHolderName: text(255).optional(),
  billingAddress: billingAddress.optional(),
  routing,
});

const tokenCard = z
  .strictObject({
    type: z.literal("token"),
    href: z.url().optional(),
    tokenId: text(21, 15).optional(),
    namespace: text(64).optional(),
    cvc: cvc.optional(),
    cvcSessionHref: z.url().optional(),
    billingAddress: billingAddress.optional(),
    routing,
  })
  .superRefine((token, context) => {
    const missing = (field: string): void => {
      context.addIssue({ code: "custom", path: [field], params: { rule: "fieldIsMissing" } });
    };
    const forbidden = (field: string): void => {
      context.addIssue({ code: "custom", path: [field], params: { rule: "fieldIsNotAllowed" } });
    };
    if (token.tokenId === undefined && token.href === undefined) missing("href");
    if (token.tokenId !== undefined && token.href !== undefined) forbidden("tokenId");
    if (token.tokenId !== undefined && token.namespace === undefined) missing("namespace");
    if (token.tokenId === undefined && token.namespace !== undefined) forbidden("namespace");
  });

const networkToken = z.strictObject({
  type: z.literal("networkToken"),
  tokenNumber: cardNumber,
  expiryDate,
  cryptogram: text(64).optional(),
  eci: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  cardHolderName: text(255).optional(),
  billingAddress: billingAddress.optional(),
});

const decryptedWallet = z.strictObject({
  type: z.literal("decrypted"),
  number: cardNumber,
  expiryDate,
  cryptogram: text(64).optional(),
  eci: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  cardHolderName: text(255).optional(),
  billingAddress: billingAddress.optional(),
});

/** A wallet token is a JSON text; `isWhole` says whether it has its members. */
function encryptedWallet(isWhole: (token: unknown) => boolean) {
  return z.strictObject({
    type: z.literal("encrypted"),
    walletToken: z
      .string()
      .min(1)
      .refine((token) => isWhole(toJson(token)), { params: { rule: "fieldHasInvalidValue" } }),
    billingAddress: billingAddress.optional(),
  });
}

function toJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const googlePayToken = z.looseObject({
  protocolVersion: z.string().min(1),
  signature: z.string().min(1),
  signedMessage: z.string().min(1),
});
const applePayToken = z.looseObject({
  version: z.string().min(1),
  data: z.string().min(1),
  signature: z.string().min(1),
  header: z.looseObject({}),
});
const isGooglePayToken = (token: unknown): boolean => googlePayToken.safeParse(token).success;
const isApplePayToken = (token: unknown): boolean => applePayToken.safeParse(token).success;

const integratedThreeDs = z.strictObject({
  type: z.literal("integrated"),
  mode: z.literal("always"),
  deviceData: z.strictObject({
    acceptHeader: text(2048),
    userAgentHeader: text(2048),
    browserLanguage: text(8).optional(),
    browserScreenWidth: integer({ min: 0 }).optional(),
    browserScreenHeight: integer({ min: 0 }).optional(),
    browserColorDepth: z.enum(["1", "4", "8", "15", "16", "24", "32", "48"]).optional(),
    timeZone: z
      .string()
      .regex(/^[+-]?\d{1,4}$/)
      .optional(),
    browserJavaEnabled: z.boolean().optional(),
    browserJavascriptEnabled: z.boolean().optional(),
    channel: z.enum(["browser", "native"]).optional(),
  }),
  challenge: z.strictObject({
    returnUrl: z.url({ protocol: /^https?$/ }),
    windowSize: z.enum(["250x400", "390x400", "600x400", "500x600", "fullPage"]).optional(),
    preference: z
      .enum(["noPreference", "noChallengeRequested", "challengeRequested", "challengeMandated", "noChallengeRequestedTRAPerformed"])
      .optional(),
  }),
  exemptionOnOutage: z.boolean().optional(),
});

const externalThreeDs = z
  .strictObject({
    type: z.literal("external"),
    version: text(16),
    eci: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
    authenticationValue: text(64).optional(),
    dsTransactionId: z.guid().optional(),
    cryptogramAlgorithm: text(16).optional(),
    challengePreference: text(64).optional(),
    authenticationFlow: text(64).optional(),
    networkScore: text(8).optional(),
    brand: text(64).optional(),
  })
  .superRefine((result, context) => {
    const need = (field: "eci" | "authenticationValue" | "dsTransactionId"): void => {
      if (result[field] !== undefined) return;
      context.addIssue({ code: "custom", path: [field], params: { rule: "fieldIsMissing" } });
    };
    if (result.brand !== "cartesBancaires") need("eci");
    if (!["01", "02", "05", "06"].includes(result.eci ?? "")) return;
    need("authenticationValue");
    need("dsTransactionId");
  });

const usage = z.enum(["first", "subsequent"]);
const subscription = z
  .strictObject({
    type: z.literal("subscription"),
    storedCardUsage: usage,
    schemeReference: schemeReference.optional(),
  })
  .superRefine((agreement, context) => {
    if (agreement.storedCardUsage === "subsequent" || agreement.schemeReference === undefined) return;
    context.addIssue({ code: "custom", path: ["schemeReference"], params: { rule: "fieldIsNotAllowed" } });
  });

const customerAgreement = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("cardOnFile"), storedCardUsage: usage }),
  subscription,
  z.strictObject({
    type: z.literal("installment"),
    installmentType: z.enum(["merchant", "latinAmerica"]),
    storedCardUsage: usage,
    installmentPlan: z.strictObject({ numberOfInstallments: integer({ min: 1 }) }).optional(),
    schemeReference: schemeReference.optional(),
  }),
  z.strictObject({ type: z.literal("unscheduled"), schemeReference: schemeReference.optional() }),
]);

const switchWord = z.enum(["enabled", "disabled"]).optional();
const narrativeLine = text(24).regex(/^[a-zA-Z0-9 ,./-]*$/);
const special = z.looseObject({}).optional();

const instruction = {
  narrative: z.strictObject({ line1: narrativeLine, line2: narrativeLine.optional() }),
  value: z.strictObject({
    amount: integer({ min: 0, max: INT32_MAX }),
    currency,
    acceptPartialAmount: z.boolean().optional(),
  }),
  settlement: z
    .strictObject({
      auto: z.boolean().optional(),
      cancelOn: z.strictObject({ cvcNotMatched: switchWord, avsNotMatched: switchWord }).optional(),
    })
    .optional(),
  debtRepayment: z.boolean().optional(),
  threeDS: z.discriminatedUnion("type", [integratedThreeDs, externalThreeDs]).optional(),
  tokenCreation: z
    .strictObject({
      type: z.literal("worldpay"),
      namespace: text(64)
        .regex(/^[^_][^ &<]*$/)
        .optional(),
      description: text(255)
        .regex(/^[^&<]*$/)
        .optional(),
    })
    .optional(),
  customerAgreement: customerAgreement.optional(),
  customer: z
    .strictObject({
      email: email.optional(),
      phone: phone.optional(),
      ipAddress: ipAddress.optional(),
      firstName: text(22).optional(),
      lastName: text(22).optional(),
      customerId: text(128).optional(),
      dateOfBirth: z.strictObject({ day: integer(), month: integer(), year: integer() }).optional(),
      documentReference: text(50).optional(),
    })
    .optional(),
  shipping: z
    .strictObject({
      firstName: text(22).optional(),
      lastName: text(22).optional(),
      address: z
        .strictObject({
          address1: text(80),
          address2: text(80).optional(),
          address3: text(80).optional(),
          postalCode: text(15),
          city: text(50),
          state: text(30).optional(),
          countryCode,
        })
        .optional(),
      method: text(64).optional(),
      timeFrame: text(64).optional(),
      email: email.optional(),
      phone: phone.optional(),
    })
    .optional(),
  fraud: z
    .strictObject({
      type: z.literal("fraudSight"),
      silentMode: z.boolean().optional(),
      tmxSessionId: text(128, 30).optional(),
      custom: z.looseObject({}).optional(),
    })
    .optional(),
  exemption: z
    .strictObject({
      type: z.literal("integrated"),
      mode: z.literal("always"),
      capability: text(64).optional(),
      request: z.strictObject({ placement: text(64), type: text(64) }).optional(),
    })
    .optional(),
  routing,
  requestAccountUpdater: z.boolean().optional(),
  recipient: special,
  fundsTransfer: special,
  consumerBillPayment: special,
};

const merchant = z.strictObject({
  entity: text(32).regex(/^([A-Za-z0-9]+[A-Za-z0-9 ]*)?$/),
  mcc: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  paymentFacilitator: z
    .strictObject({
      schemeId: text(11).regex(/^\d*$/),
      independentSalesOrganizationId: text(11).optional(),
      subMerchant: z.strictObject({
        name: text(25),
        reference: text(15),
        address: z.strictObject({ postalCode: text(15), street: text(80), city: text(13), state: text(3).optional(), countryCode }),
        phoneNumber: text(20).optional(),
        taxReference: text(64).optional(),
        email: email.optional(),
        url: z.url().optional(),
      }),
    })
    .optional(),
});

/** Body of `POST api/payments`, version 2024-06-01. */
export const paymentRequest = z.strictObject({
  transactionReference,
  orderReference: orderReference.optional(),
  merchant,
  channel: z.enum(["ecom", "moto"]).optional(),
  instruction: z.discriminatedUnion("method", [
    z.strictObject({
      ...instruction,
      method: z.literal("card"),
      paymentInstrument: z.discriminatedUnion("type", [plainCard, tokenCard, networkToken]),
    }),
    z.strictObject({
      ...instruction,
      method: z.literal("googlepay"),
      paymentInstrument: z.discriminatedUnion("type", [encryptedWallet(isGooglePayToken), decryptedWallet]),
    }),
    z.strictObject({
      ...instruction,
      method: z.literal("applepay"),
      paymentInstrument: z.discriminatedUnion("type", [encryptedWallet(isApplePayToken), decryptedWallet]),
    }),
  ]),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

const value = z.strictObject({ amount: integer({ min: 1, max: INT32_MAX }), currency });
// Only letters, digits and hyphens pass: an underscore is refused.
const movementReference = z
  .string()
  .min(1)
  .regex(/^[A-Za-z0-9-]*$/);

/** Body of `partialSettlements`. */
export const partialSettlementRequest = z.strictObject({
  reference: movementReference,
  value,
  sequence: z.strictObject({ number: integer({ min: 1 }), total: integer({ min: 1 }) }).optional(),
});

/** Body of `partialRefunds`. */
export const partialRefundRequest = z.strictObject({ reference: movementReference, value });

/** Body of `3dsDeviceData`, where there is one. */
export const deviceDataRequest = z.strictObject({ collectionReference: z.string().min(1).optional() });

/** Body of an action that has no fields. */
export const emptyRequest = z.strictObject({});

/** Body of an incremental authorization (Card Payments v7). */
export const incrementRequest = z.strictObject({ value });
