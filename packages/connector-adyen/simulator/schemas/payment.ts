import { integer } from "@switchyard/testkit";
import { z } from "zod";
import {
  amount,
  anything,
  billingAddress,
  browserInfo,
  channel,
  deliveryAddress,
  encryptedOrder,
  flag,
  int32,
  lineItem,
  metadata,
} from "./common.js";
import { platformChargebackLogic, recurringProcessingModel, shopperInteraction, shopperName, shopperReference, split } from "./common.js";
import { strings, text, words } from "./common.js";
import { paymentMethod } from "./payment-method.js";

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d/);

const authenticationData = z.strictObject({
  attemptAuthentication: z.enum(["always", "never"]).optional(),
  authenticationOnly: flag,
  threeDSRequestData: z
    .strictObject({
      challengeWindowSize: z.enum(["01", "02", "03", "04", "05"]).optional(),
      dataOnly: z.enum(["true", "false"]).optional(),
      nativeThreeDS: z.enum(["preferred", "disabled"]).optional(),
      threeDSVersion: z.enum(["2.1.0", "2.2.0"]).optional(),
    })
    .optional(),
});

const mpiData = z.strictObject({
  authenticationResponse: z.enum(["Y", "N", "U", "A"]).optional(),
  cavv: base64.optional(),
  cavvAlgorithm: words,
  challengeCancel: z.enum(["01", "02", "03", "04", "05", "06", "07"]).optional(),
  directoryResponse: z.enum(["A", "C", "D", "I", "N", "R", "U", "Y"]).optional(),
  dsTransID: words,
  eci: words,
  riskScore: words,
  threeDSVersion: words,
  tokenAuthenticationVerificationValue: base64.optional(),
  transStatusReason: words,
  xid: base64.optional(),
});

/** What /payments and /sessions have alike. */
const common = {
  accountInfo: anything,
  additionalAmount: amount.optional(),
  additionalData: strings.optional(),
  amount,
  applicationInfo: anything,
  authenticationData: authenticationData.optional(),
  billingAddress: billingAddress.optional(),
  captureDelayHours: integer({ min: 0, max: 672 }).optional(),
  channel: channel.optional(),
  company: anything,
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  dateOfBirth: day.optional(),
  deliverAt: words,
  deliveryAddress: deliveryAddress.optional(),
  enableOneClick: flag,
  enablePayOut: flag,
  enableRecurring: flag,
  fundOrigin: anything,
  fundRecipient: anything,
  lineItems: z.array(lineItem).optional(),
  mandate: anything,
  mcc: words,
  merchantAccount: text(80),
  merchantOrderReference: z.string().max(1000).optional(),
  metadata: metadata.optional(),
  mpiData: mpiData.optional(),
  platformChargebackLogic: platformChargebackLogic.optional(),
  recurringExpiry: words,
  recurringFrequency: words,
  recurringProcessingModel: recurringProcessingModel.optional(),
  redirectFromIssuerMethod: z.enum(["GET", "POST"]).optional(),
  redirectToIssuerMethod: z.enum(["GET", "POST"]).optional(),
  reference: text(80),
  returnUrl: text(8000),
  riskData: anything,
  shopperEmail: words,
  shopperIP: z.string().max(1000).optional(),
  shopperInteraction: shopperInteraction.optional(),
  shopperLocale: words,
  shopperName: shopperName.optional(),
  shopperReference: shopperReference.optional(),
  shopperStatement: z.string().max(10_000).optional(),
  socialSecurityNumber: words,
  splits: z.array(split).optional(),
  storePaymentMethod: flag,
  telephoneNumber: words,
  threeDS2RequestData: anything,
  threeDSAuthenticationOnly: flag,
  trustedShopper: flag,
};

/** `POST /payments` (tech-spec, section 4.1). */
export const paymentRequest = z.strictObject({
  ...common,
  bankAccount: anything,
  browserInfo: browserInfo.optional(),
  checkoutAttemptId: z.string().max(256).optional(),
  conversionId: words,
  dccQuote: anything,
  deliveryDate: words,
  deviceFingerprint: z.string().max(5000).optional(),
  enhancedSchemeData: anything,
  entityType: z.enum(["NaturalPerson", "CompanyName"]).optional(),
  fraudOffset: int32.optional(),
  industryUsage: z.enum(["delayedCharge", "installment", "noShow"]).optional(),
  installments: z.strictObject({ extra: int32.optional(), plan: words, value: int32 }).optional(),
  localizedShopperStatement: strings.optional(),
  merchantRiskIndicator: anything,
  order: encryptedOrder.optional(),
  orderReference: words,
  origin: z.string().max(80).optional(),
  paymentMethod,
  paymentValidations: anything,
  sessionValidity: words,
  shopperConversionId: z.string().max(256).optional(),
  shopperTaxInfo: anything,
  store: text(64).optional(),
  subMerchants: z.array(z.record(z.string(), z.unknown())).optional(),
  surcharge: anything,
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

/** `POST /sessions` (tech-spec, section 4.11). */
export const sessionRequest = z.strictObject({
  ...common,
  allowedPaymentMethods: z.array(z.string()).optional(),
  blockedPaymentMethods: z.array(z.string()).optional(),
  expiresAt: words,
  installmentOptions: anything,
  mode: z.enum(["embedded", "hosted"]).optional(),
  showInstallmentAmount: flag,
  showRemovePaymentMethodButton: flag,
  splitCardFundingSources: flag,
  store: words,
  storeFiltrationMode: z.enum(["exclusive", "inclusive", "skipFilter"]).optional(),
  storePaymentMethodMode: z.enum(["askForConsent", "disabled", "enabled"]).optional(),
  themeId: words,
});
export type SessionRequest = z.infer<typeof sessionRequest>;

const completion = z.strictObject({
  MD: z.string().max(20_000).optional(),
  PaReq: words,
  PaRes: z.string().max(20_000).optional(),
  authorization_token: words,
  billingToken: words,
  "cupsecureplus.smscode": words,
  facilitatorAccessToken: words,
  oneTimePasscode: words,
  orderID: words,
  payerID: words,
  payload: z.string().max(20_000).optional(),
  paymentID: words,
  paymentStatus: words,
  redirectResult: z.string().max(20_000).optional(),
  resultCode: words,
  returnUrlQueryString: z.string().max(20_000).optional(),
  threeDSResult: z.string().max(50_000).optional(),
  "threeds2.challengeResult": z.string().max(50_000).optional(),
  "threeds2.fingerprint": z.string().max(100_000).optional(),
  vaultToken: words,
});
export type CompletionDetails = z.infer<typeof completion>;

/** `POST /payments/details` (tech-spec, section 4.3). */
export const detailsRequest = z.strictObject({
  authenticationData: z.strictObject({ authenticationOnly: flag }).optional(),
  details: completion,
  paymentData: z.string().max(200_000).optional(),
  threeDSAuthenticationOnly: flag,
});
export type DetailsRequest = z.infer<typeof detailsRequest>;
