import { z } from "zod";
import { amount, anything, billingAddress, browserInfo, channel, encryptedOrder, flag, int32, recurringProcessingModel } from "./common.js";
import { shopperInteraction, shopperName, strings, text, words } from "./common.js";

const merchantAccount = text(80);
const day = z.string().regex(/^\d{4}-\d\d-\d\d/);

/** `POST /paymentMethods`. */
export const methodsRequest = z.strictObject({
  additionalData: strings.optional(),
  allowedPaymentMethods: z.array(z.string()).optional(),
  amount: amount.optional(),
  blockedPaymentMethods: z.array(z.string()).optional(),
  browserInfo: browserInfo.optional(),
  channel: channel.optional(),
  countryCode: words,
  merchantAccount,
  order: encryptedOrder.optional(),
  shopperConversionId: words,
  shopperEmail: words,
  shopperIP: words,
  shopperLocale: words,
  shopperReference: words,
  splitCardFundingSources: flag,
  store: words,
  storeFiltrationMode: z.enum(["exclusive", "inclusive", "skipFilter"]).optional(),
  telephoneNumber: words,
});

/** `POST /paymentMethods/balance`. */
export const balanceRequest = z.strictObject({
  additionalData: strings.optional(),
  amount,
  applicationInfo: anything,
  merchantAccount,
  paymentMethod: z.looseObject({ type: text(40), number: words, encryptedCardNumber: words, brand: words, cvc: words }),
  reference: words,
  shopperEmail: words,
  shopperIP: words,
  shopperInteraction: shopperInteraction.optional(),
  shopperLocale: words,
  shopperReference: words,
  store: words,
});

/** `POST /storedPaymentMethods`. */
export const storeRequest = z.strictObject({
  merchantAccount,
  paymentMethod: z.strictObject({
    brand: words,
    cvc: words,
    encryptedCard: words,
    encryptedCardNumber: words,
    encryptedExpiryMonth: words,
    encryptedExpiryYear: words,
    encryptedSecurityCode: words,
    expiryMonth: words,
    expiryYear: words,
    holderName: words,
    number: words,
    type: text(40),
  }),
  recurringProcessingModel,
  shopperEmail: words,
  shopperIP: words,
  shopperReference: text(256, 3),
});

/** `POST Recurring/v68/disable`. */
export const disableRequest = z.strictObject({
  contract: words,
  merchantAccount,
  recurringDetailReference: words,
  shopperReference: text(256, 3),
});

const dispute = { disputePspReference: text(32), merchantAccountCode: text(80) };

/** `acceptDispute` and `retrieveApplicableDefenseReasons` (tech-spec, section 4.12). */
export const disputeRequest = z.strictObject(dispute);
export const defendRequest = z.strictObject({ ...dispute, defenseReasonCode: text(80) });
export const supplyRequest = z.strictObject({
  ...dispute,
  defenseDocuments: z.array(z.strictObject({ content: z.string(), contentType: text(80), defenseDocumentTypeCode: text(80) })).min(1),
});
export const deleteDocumentRequest = z.strictObject({ ...dispute, defenseDocumentType: text(80) });

const recurring = z.strictObject({
  contract: z.enum(["ONECLICK", "ONECLICK,RECURRING", "RECURRING", "PAYOUT", "EXTERNAL"]).optional(),
  recurringDetailName: words,
  recurringExpiry: words,
  recurringFrequency: words,
  tokenService: words,
});

/** `POST Recurring/v68/listRecurringDetails`. */
export const listDetailsRequest = z.strictObject({ merchantAccount, recurring: recurring.optional(), shopperReference: text(256, 3) });

const bank = z.strictObject({
  bankAccountNumber: words,
  bankCity: words,
  bankLocationId: words,
  bankName: words,
  bic: words,
  countryCode: words,
  iban: words,
  ownerName: words,
  taxId: words,
});

const card = z.strictObject({
  cvc: text(20).optional(),
  expiryMonth: text(2).optional(),
  expiryYear: text(4, 4).optional(),
  holderName: text(50).optional(),
  issueNumber: words,
  number: text(19, 4).optional(),
  startMonth: words,
  startYear: words,
});

const person = {
  additionalData: strings.optional(),
  bank: bank.optional(),
  billingAddress: billingAddress.optional(),
  card: card.optional(),
  dateOfBirth: day,
  entityType: z.enum(["NaturalPerson", "Company"]),
  fraudOffset: int32.optional(),
  merchantAccount,
  nationality: text(2, 2),
  recurring,
  selectedBrand: words,
  shopperEmail: text(256),
  shopperName: shopperName.optional(),
  shopperReference: text(256, 3),
  socialSecurityNumber: words,
  telephoneNumber: words,
};

/** `POST Payout/v68/storeDetail` (tech-spec, section 4.13). */
export const storeDetailRequest = z.strictObject(person);

/** `POST Payout/v68/storeDetailAndSubmitThirdParty`. */
export const storeAndSubmitRequest = z.strictObject({ ...person, amount, reference: text(80), shopperStatement: words });
export type StoreAndSubmitRequest = z.infer<typeof storeAndSubmitRequest>;
export type StoreDetailRequest = z.infer<typeof storeDetailRequest>;

/** `POST Payout/v68/submitThirdParty`. */
export const submitRequest = z.strictObject({
  additionalData: strings.optional(),
  amount,
  dateOfBirth: day.optional(),
  entityType: z.enum(["NaturalPerson", "Company"]).optional(),
  fraudOffset: int32.optional(),
  merchantAccount,
  nationality: words,
  recurring,
  reference: text(80),
  selectedRecurringDetailReference: text(64),
  shopperEmail: text(256),
  shopperName: shopperName.optional(),
  shopperReference: text(256, 3),
  shopperStatement: words,
  socialSecurityNumber: words,
});

/** `confirmThirdParty` and `declineThirdParty`. */
export const modifyPayoutRequest = z.strictObject({ additionalData: strings.optional(), merchantAccount, originalReference: text(32) });

/** `POST Payout/v68/payout`: to a card, at once. */
export const cardPayoutRequest = z.strictObject({
  amount,
  billingAddress: billingAddress.optional(),
  card: card.optional(),
  fraudOffset: int32.optional(),
  fundSource: anything,
  merchantAccount,
  recurring: recurring.optional(),
  reference: text(80),
  selectedRecurringDetailReference: words,
  shopperEmail: words,
  shopperInteraction: shopperInteraction.optional(),
  shopperName: shopperName.optional(),
  shopperReference: words,
  telephoneNumber: words,
});
