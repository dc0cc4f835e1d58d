import { refuse } from "@switchyard/testkit";
import { needBody } from "./body.js";
import { brandOf, decryptTestValue, passesLuhn } from "./cards.js";
import { contractNotFound, invalid, missing, notFound, toErrorAnswer } from "./errors.js";
import { needAccount } from "./gate.js";
import { methodOf } from "./methods/catalogue.js";
import { disableRequest, listDetailsRequest, storeRequest } from "./schemas/services.js";
import { announce, announceToken, EventCode } from "./webhooks.js";
import { newPspReference } from "./world.js";
import type { Instrument, Payment, StoredDetails, World } from "./world.js";

const ALL_MODELS = ["CardOnFile", "Subscription", "UnscheduledCardOnFile"] as const;
const BANKS: ReadonlySet<string> = new Set(["ideal", "bcmc_mobile"]);
const CARD_WALLETS: ReadonlySet<string> = new Set(["applepay", "googlepay", "paywithgoogle", "samsungpay", "bcmc", "networkToken", "card"]);

/** What is kept of an instrument: a wallet's card is a card, and what iDEAL paid is debited from then on. */
function toStoredInstrument(instrument: Instrument): Instrument {
  if (CARD_WALLETS.has(instrument.type)) return { ...instrument, type: "scheme", cvc: undefined };
  if (!BANKS.has(instrument.type)) return { ...instrument, cvc: undefined };
  return { ...instrument, type: "sepadirectdebit", variant: "sepadirectdebit", iban: "NL13TEST0123456789", ownerName: "A. Klaassen" };
}

/** Stores the details of an authorised payment when that was asked for; gives the token. */
export function storeDetails(world: World, payment: Payment): string | undefined {
  const { order, instrument } = payment;
  const { shopperReference } = order;
  const isAsked = order.storePaymentMethod === true || order.enableRecurring === true || order.enableOneClick === true;
  if (!isAsked || shopperReference === undefined || !methodOf(instrument.type).canStore) return undefined;
  const stored = toStoredInstrument(instrument);
  const known = world.details.values().find((details) => details.shopperReference === shopperReference && isSame(details.instrument, stored));
  if (known !== undefined) {
    tell(world, known, "alreadyExisting", payment);
    return known.id;
  }
  const details: StoredDetails = {
    id: newPspReference(world),
    shopperReference,
    instrument: stored,
    models: order.recurringProcessingModel === undefined ? ALL_MODELS : [order.recurringProcessingModel],
    networkTxReference: payment.networkTxReference,
    paymentPspReference: payment.pspReference,
    contract: "payment",
  };
  world.details.put(details.id, details);
  tell(world, details, "created", payment);
  return details.id;
}

function isSame(left: Instrument, right: Instrument): boolean {
  const id = left.number ?? left.iban;
  return left.type === right.type && id !== undefined && id === (right.number ?? right.iban);
}

function tell(world: World, details: StoredDetails, event: "created" | "alreadyExisting" | "disabled", payment?: Payment): void {
  const { tokenWebhooks } = world.settings;
  const { id, shopperReference, instrument } = details;
  if (tokenWebhooks === "tokenization" || tokenWebhooks === "both") announceToken(world, event, { id, shopperReference, type: instrument.variant });
  if (event !== "created" || payment === undefined || (tokenWebhooks !== "standard" && tokenWebhooks !== "both")) return;
  announce(world, {
    eventCode: EventCode.RecurringContract,
    // The token, not a payment (tech-spec, section 11, trap 8).
    pspReference: id,
    originalReference: payment.pspReference,
    originalPsp: payment.pspReference,
    merchantReference: payment.reference,
    merchantAccountCode: payment.order.merchantAccount,
    paymentMethod: instrument.variant,
    amount: { currency: payment.currency, value: 0 },
    additionalData: { "recurring.recurringDetailReference": id, "recurring.shopperReference": shopperReference, shopperReference },
  });
}

/** The details behind a token, for the shopper whose they are. Refuses with 422 800 otherwise. */
export function needDetails(world: World, id: string, shopperReference: string | undefined): StoredDetails {
  const details = world.details.get(id);
  if (details?.contract !== "payment" || details.shopperReference !== shopperReference) {
    return refuse(toErrorAnswer(contractNotFound));
  }
  return details;
}

function toResource({ id, shopperReference, instrument, models, networkTxReference }: StoredDetails) {
  const { number, expiry = "/", holder, type, variant, iban, ownerName } = instrument;
  const [expiryMonth, expiryYear] = expiry.split("/");
  const card = { brand: variant, cardBin: number?.slice(0, 6), lastFour: number?.slice(-4), expiryMonth, expiryYear, holderName: holder };
  return {
    id,
    type,
    shopperReference,
    networkTxReference,
    supportedRecurringProcessingModels: models,
    ...(number === undefined ? { name: variant, iban, ownerName } : card),
  };
}

/** `POST /storedPaymentMethods`: stores a card without a payment. */
export async function storeWithoutPayment(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, storeRequest, "StoredPaymentMethodRequest");
  needAccount(world, body.merchantAccount);
  const { paymentMethod, shopperReference, recurringProcessingModel } = body;
  const number = paymentMethod.number ?? decryptTestValue(paymentMethod.encryptedCardNumber);
  const month = paymentMethod.expiryMonth ?? decryptTestValue(paymentMethod.encryptedExpiryMonth);
  const year = paymentMethod.expiryYear ?? decryptTestValue(paymentMethod.encryptedExpiryYear);
  if (number === undefined) return refuse(toErrorAnswer(missing("paymentMethod.number")));
  if (!passesLuhn(number)) return refuse(toErrorAnswer(invalid("101", "Invalid card number")));
  if (month === undefined || year === undefined) return refuse(toErrorAnswer(invalid("129", "Expiry Date Invalid")));
  const details: StoredDetails = {
    id: newPspReference(world),
    shopperReference,
    instrument: { type: "scheme", variant: brandOf(number), number, expiry: `${month}/${year}`, holder: paymentMethod.holderName },
    models: [recurringProcessingModel],
    networkTxReference: newPspReference(world),
    contract: "payment",
  };
  world.details.put(details.id, details);
  tell(world, details, "created");
  return Response.json(toResource(details), { status: 201 });
}

function ofShopper(world: World, shopperReference: string): readonly StoredDetails[] {
  return world.details.values().filter((details) => details.shopperReference === shopperReference);
}

interface Asked {
  readonly merchantAccount: string;
  readonly shopperReference: string;
}

function needQuery(world: World, url: string): Asked {
  const query = new URL(url).searchParams;
  const asked = { merchantAccount: query.get("merchantAccount") ?? "", shopperReference: query.get("shopperReference") ?? "" };
  for (const [field, value] of Object.entries(asked)) if (value === "") refuse(toErrorAnswer(missing(field)));
  needAccount(world, asked.merchantAccount);
  return asked;
}

/** `GET /storedPaymentMethods`. */
export function listStored(world: World, request: Request): Response {
  const { merchantAccount, shopperReference } = needQuery(world, request.url);
  const storedPaymentMethods = ofShopper(world, shopperReference).map(toResource);
  return Response.json({ merchantAccount, shopperReference, storedPaymentMethods });
}

/** `DELETE /storedPaymentMethods/{id}`: 204 without a body. */
export function deleteStored(world: World, request: Request, id: string): Response {
  const { shopperReference } = needQuery(world, request.url);
  const details = world.details.get(id);
  if (details?.shopperReference !== shopperReference) return toErrorAnswer(notFound);
  remove(world, details);
  return new Response(null, { status: 204 });
}

function remove(world: World, details: StoredDetails): void {
  world.details.delete(details.id);
  tell(world, details, "disabled");
}

/** `POST Recurring/v68/disable`: one token, or all of a shopper's. */
export async function disable(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, disableRequest, "DisableRequest");
  needAccount(world, body.merchantAccount);
  const found = ofShopper(world, body.shopperReference);
  const chosen = body.recurringDetailReference === undefined ? found : found.filter(({ id }) => id === body.recurringDetailReference);
  if (found.length === 0) return toErrorAnswer(contractNotFound);
  if (chosen.length === 0) return toErrorAnswer(invalid("803", "PaymentDetail not found"));
  for (const details of chosen) remove(world, details);
  return Response.json({
    response: body.recurringDetailReference === undefined ? "[all-details-successfully-disabled]" : "[detail-successfully-disabled]",
  });
}

/** `POST Recurring/v68/listRecurringDetails`. */
export async function listDetails(world: World, request: Request): Promise<Response> {
  const body = await needBody(request, listDetailsRequest, "RecurringDetailsRequest");
  needAccount(world, body.merchantAccount);
  const details = ofShopper(world, body.shopperReference).map(({ id, instrument, paymentPspReference }) => ({
    RecurringDetail: {
      recurringDetailReference: id,
      variant: instrument.variant,
      paymentMethodVariant: instrument.variant,
      ...(paymentPspReference === undefined ? {} : { firstPspReference: paymentPspReference }),
      ...(instrument.number === undefined ? {} : { card: toStoredCard(instrument) }),
    },
  }));
  return Response.json({ shopperReference: body.shopperReference, details });
}

function toStoredCard({ number = "", expiry = "/", holder }: Instrument) {
  const [expiryMonth, expiryYear] = expiry.split("/");
  return { number: number.slice(-4), expiryMonth, expiryYear, ...(holder === undefined ? {} : { holderName: holder }) };
}
