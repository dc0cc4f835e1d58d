import { refuse } from "@switchyard/testkit";
import { brandOf, decryptTestValue, passesLuhn } from "./cards.js";
import { contractNotFound, invalid, missing, toErrorAnswer } from "./errors.js";
import type { ServiceError } from "./errors.js";
import { methodOf, NextStep } from "./methods/catalogue.js";
import type { PaymentRequest } from "./schemas/payment.js";
import { needDetails } from "./tokens.js";
import type { Instrument, World } from "./world.js";

/** What the API cannot see of an encrypted wallet: the card that is in it. */
const WALLET_CARD = { number: "4111111111111111", expiry: "03/2030", variant: "visa" } as const;
const WALLETS: ReadonlySet<string> = new Set(["applepay", "googlepay", "paywithgoogle", "samsungpay"]);
const WITH_NUMBER: ReadonlySet<string> = new Set(["scheme", "bcmc", "networkToken", "card", "giftcard"]);

const no = (error: ServiceError): never => refuse(toErrorAnswer(error));

/** The card or account of a payment; refuses what the request says of it and cannot be. */
export function needInstrument(world: World, order: PaymentRequest): Instrument {
  const { paymentMethod, shopperReference } = order;
  const stored = paymentMethod.storedPaymentMethodId ?? paymentMethod.recurringDetailReference;
  if (stored !== undefined) return needStored(world, order, stored, shopperReference);
  if (WITH_NUMBER.has(paymentMethod.type)) return needCard(paymentMethod);
  const { type, iban, ownerName, holderName } = paymentMethod;
  if (WALLETS.has(type)) return { type, ...WALLET_CARD, variant: `visa_${type}`, holder: holderOf(order) };
  return { type, variant: type, iban, ownerName, holder: ownerName ?? holderName };
}

function needStored(world: World, { paymentMethod, recurringProcessingModel }: PaymentRequest, id: string, shopper: string | undefined): Instrument {
  if (shopper === undefined) return no(missing("shopperReference"));
  if (recurringProcessingModel === undefined) return no(missing("recurringProcessingModel"));
  const { instrument } = needDetails(world, id, shopper);
  if (instrument.type !== paymentMethod.type) return no(contractNotFound);
  return { ...instrument, cvc: paymentMethod.cvc, holder: paymentMethod.holderName ?? instrument.holder };
}

function needCard(paymentMethod: PaymentRequest["paymentMethod"]): Instrument {
  const number = paymentMethod.number ?? decryptTestValue(paymentMethod.encryptedCardNumber);
  if (number === undefined) return no(invalid("14_003", "Unable to decrypt data"));
  const { type, holderName, brand } = paymentMethod;
  const cvc = paymentMethod.cvc ?? decryptTestValue(paymentMethod.encryptedSecurityCode);
  if (type === "giftcard") return { type, variant: brand ?? "giftcard", number, cvc };
  if (!passesLuhn(number)) return no(invalid("101", "Invalid card number"));
  const month = paymentMethod.expiryMonth ?? decryptTestValue(paymentMethod.encryptedExpiryMonth);
  const year = paymentMethod.expiryYear ?? decryptTestValue(paymentMethod.encryptedExpiryYear);
  if (month === undefined || year === undefined) return no(invalid("129", "Expiry Date Invalid"));
  if (cvc !== undefined && cvc.length !== (brandOf(number) === "amex" ? 4 : 3)) return no(invalid("103", "CVC is not the right length"));
  return { type, variant: brand ?? brandOf(number), number, expiry: `${month.padStart(2, "0")}/${year}`, holder: holderName, cvc };
}

/** The simulator's own: metadata `holderName` decides a wallet's payment like a card holder's name. */
function holderOf({ metadata }: PaymentRequest): string | undefined {
  return metadata?.["holderName"];
}

/** Refuses what the payment method cannot do without (tech-spec, section 4.2). */
export function needRootFields(order: PaymentRequest): void {
  const { type } = order.paymentMethod;
  for (const field of methodOf(type).needs) if (order[field] === undefined) no(missing(field));
  if (order.storePaymentMethod !== true) return;
  if (order.shopperReference === undefined) no(missing("shopperReference"));
  if (order.recurringProcessingModel === undefined) no(missing("recurringProcessingModel"));
}

const ZERO: ReadonlySet<NextStep> = new Set([NextStep.Card, NextStep.Debit]);

/** A bank's debit is in its scheme's currency. Zero stores a card or account; it pays nothing else (tech-spec, section 11, trap 21). */
export function needAmount({ amount, paymentMethod }: PaymentRequest): void {
  const { next, canStore, currency = amount.currency } = methodOf(paymentMethod.type);
  if (amount.currency !== currency) no(invalid("138", "Unsupported currency specified"));
  if (amount.value === 0 && !ZERO.has(next) && !(next === NextStep.Direct && canStore) && paymentMethod.type !== "paypal") {
    no(invalid("137", "Invalid amount specified"));
  }
}
