import { Alphabet, refuse } from "@switchyard/testkit";
import { entityIsNotConfigured, schemaMismatch } from "./answers.js";
import { MagicName } from "./cards.js";
import { decide } from "./decision.js";
import { newLinkData, originOf } from "./links.js";
import { paymentRequest } from "./schemas.js";
import type { PaymentRequest } from "./schemas.js";
import { askDeviceData } from "./three-ds.js";
import { findToken } from "./tokens.js";
import { contradictionsOf, needBody, refuseField } from "./validation.js";
import { newDownstreamReference } from "./webhooks.js";
import { needPayment, Phase } from "./world.js";
import type { PayingCard, Payment, World } from "./world.js";

/** What the API cannot see of an encrypted wallet: the card that is in it. */
const WALLET_CARD = { number: "4444333322221111", expiry: { month: 12, year: 2035 } } as const;

/** `POST api/payments`. A repeated one is a second payment: the API has no idempotency. */
export async function takePayment(world: World, request: Request): Promise<Response> {
  const order = await needBody(request, paymentRequest);
  const faults = contradictionsOf(order);
  if (faults.length > 0) refuse(schemaMismatch(faults));
  if (!world.settings.entities.includes(order.merchant.entity)) refuse(entityIsNotConfigured());
  const { paymentId } = openPayment(world, needCard(world, order), {
    order,
    transactionReference: order.transactionReference,
    requested: order.instruction.value.amount,
    currency: order.instruction.value.currency,
  });
  const { fraud, threeDS } = order.instruction;
  if (isHighRisk(world, paymentId) && fraud?.silentMode !== true) return toHighRiskAnswer(needPayment(world, paymentId));
  if (threeDS?.type === "integrated") return askDeviceData(world, paymentId, originOf(request));
  const result = threeDS === undefined ? undefined : { type: "external", outcome: "authenticated", version: threeDS.version, eci: threeDS.eci };
  return decide(world, paymentId, originOf(request), result);
}

function needCard(world: World, order: PaymentRequest): PayingCard {
  const instrument = order.instruction.paymentInstrument;
  const hasAddress = instrument.billingAddress !== undefined;
  switch (instrument.type) {
    case "plain":
      return { number: instrument.cardNumber, expiry: instrument.expiryDate, holder: instrument.cardHolderName, cvc: instrument.cvc, hasAddress };
    case "networkToken":
      return { number: instrument.tokenNumber, expiry: instrument.expiryDate, holder: instrument.cardHolderName, hasAddress };
    case "decrypted":
      return { number: instrument.number, expiry: instrument.expiryDate, holder: instrument.cardHolderName, hasAddress };
    case "encrypted":
      return { ...WALLET_CARD, holder: signatureOf(instrument.walletToken), hasAddress };
    case "token": {
      const path = `$.instruction.paymentInstrument.${instrument.href === undefined ? "tokenId" : "href"}`;
      const token = findToken(world, instrument) ?? refuseField(path);
      return { ...token.card, cvc: instrument.cvc };
    }
  }
}

/** The simulator's own: a magic name as the wallet token's `signature` decides like a card holder name. */
function signatureOf(walletToken: string): string | undefined {
  const token: unknown = JSON.parse(walletToken);
  const signature: unknown = typeof token === "object" && token !== null ? Reflect.get(token, "signature") : undefined;
  return typeof signature === "string" ? signature : undefined;
}

/** A payment about which nothing is decided yet. */
export function openPayment(
  world: World,
  card: PayingCard,
  asked: Pick<Payment, "order" | "transactionReference" | "requested" | "currency">,
): Payment {
  const paymentId = `pay${world.ids.token(22)}`;
  const linkData = newLinkData(world.ids);
  const payment: Payment = {
    ...asked,
    paymentId,
    card,
    linkData,
    authorized: 0,
    settled: 0,
    refunded: 0,
    released: 0,
    settlements: [],
    refunds: [],
    history: [],
    phase: Phase.Closed,
    schemeReference: world.ids.token(15, Alphabet.Digits),
    downstreamReference: newDownstreamReference(world),
  };
  return world.payments.put(paymentId, payment, [linkData]);
}

function isHighRisk(world: World, paymentId: string): boolean {
  const { card, order } = needPayment(world, paymentId);
  return order?.instruction.fraud !== undefined && card.holder === MagicName.HighRisk;
}

function toHighRiskAnswer({ transactionReference }: Payment): Response {
  const reason = ["Unexpected recent card activity"];
  return Response.json({ outcome: "fraudHighRisk", transactionReference, score: 97, reason }, { status: 201 });
}
