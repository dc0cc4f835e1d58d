import { checkBody, MovementKind, refuse } from "@switchyard/testkit";
import type { ZodType } from "zod";
import { readAmount } from "./amounts.js";
import { decline, errorAnswer, invalidData, invalidTransactionId, refusal } from "./answers.js";
import { needJson } from "./body.js";
import { cardTypeOf, declineOf } from "./cards.js";
import { notifyPayment } from "./notifications.js";
import { applePayToken, cardRequest, changeRequest, googlePayToken, type CardRequest } from "./schemas.js";
import { needToken } from "./tokens.js";
import { toTransactionAnswer } from "./views.js";
import { changeTransaction, newNumber, type Transaction, type World } from "./world.js";

/** A hold lasts 8 to 10 days (tech-spec, section 10). */
const HOLD = { days: 10 };

function needAmount(amount: string, currency: string): number {
  return readAmount(amount, currency) ?? refuse(invalidData("Invalid value of field: amount"));
}

/** Fraud checks by e-mail address and city; a city with `approve`, or the zip 88888, passes (tech-spec, section 10). */
function needInnocence({ cardHolderInfo: { email, city = "", zip } = {} }: CardRequest): void {
  if (zip === "88888" || city.includes("approve")) return;
  if (email !== "decline@test.com" && city !== "KADIMA-ZORAN") return;
  const event = { fraudEventCode: "ruleTrigger", fraudEventDecision: "D", fraudEventExpression: "Test rule" };
  const fraudEvents = { fraudReferenceId: "T0FP0JKFCS1F", fraudEvent: [event] };
  refuse(
    errorAnswer(400, {
      errorName: "FRAUD_DETECTED",
      code: "15011",
      description: "The request cannot be fulfilled for the current shopper.",
      fraudEvents,
    }),
  );
}

function needWalletToken({ walletType, encodedPaymentToken }: NonNullable<CardRequest["wallet"]>): void {
  const schema: ZodType = walletType === "APPLE_PAY" ? applePayToken : googlePayToken;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(encodedPaymentToken), (byte) => byte.charCodeAt(0))));
  } catch {
    // What is no JSON is refused below.
  }
  if (!checkBody(schema, value).ok) refuse(refusal("23001", "WALLET_TOKEN_NOT_VALID", "The wallet's payment token cannot be read."));
}

/** 3DS through BlueSnap belongs to a token, and must be what the browser's 3DS came to. */
function needAuthentication(world: World, { pfToken, threeDSecure }: CardRequest): string | undefined {
  if (threeDSecure === undefined || !("authResult" in threeDSecure)) return undefined;
  const { authentication } = needToken(world, pfToken ?? "");
  const { threeDSecureReferenceId, authResult } = threeDSecure;
  if (authentication?.threeDSecureReferenceId !== threeDSecureReferenceId || authentication.authResult !== authResult) {
    refuse(refusal("14101", "THREE_D_SECURITY_AUTHENTICATION_FAILED", "3D Secure authentication has failed."));
  }
  return authResult;
}

/** The number that is charged: the card's, or that behind a token. A wallet has none to look at. */
function needNumber(world: World, { creditCard, wallet, pfToken }: CardRequest): string | undefined {
  if ([creditCard ?? pfToken, wallet].filter((source) => source !== undefined).length !== 1) refuse(invalidData("One payment source is needed"));
  if (wallet !== undefined) needWalletToken(wallet);
  const token = pfToken === undefined ? undefined : needToken(world, pfToken);
  const number = creditCard?.cardNumber ?? token?.card?.ccNumber;
  if (token !== undefined && number === undefined) {
    refuse(refusal("14042", "NO_PAYMENT_DETAILS_LINKED_TO_TOKEN", "No payment details are linked to the token."));
  }
  return number;
}

function expire(world: World, transactionId: string): void {
  const { cardTransactionType, processingStatus, authorized, currency } = world.transactions.get(transactionId) ?? {};
  if (cardTransactionType !== "AUTH_ONLY" || processingStatus !== "SUCCESS") return;
  changeTransaction(world, transactionId, { isExpired: true });
  world.ledger.record({ kind: MovementKind.Expiry, paymentId: transactionId, amount: authorized ?? 0, currency: currency ?? "" });
}

/** `POST transactions`. */
export async function payByCard(world: World, request: Request): Promise<Response> {
  const asked = await needJson(request, cardRequest);
  const { currency, cardTransactionType, merchantTransactionId: reference } = asked;
  const amount = needAmount(asked.amount, currency);
  const number = needNumber(world, asked);
  const authResult = needAuthentication(world, asked);
  needInnocence(asked);
  const { nextDecline, nextStatus = "SUCCESS" } = world.modes;
  Object.assign(world.modes, { nextDecline: undefined, nextStatus: undefined });
  const name = nextDecline ?? declineOf(number ?? "");
  if (name !== undefined) return decline(name);
  const isTaken = cardTransactionType === "AUTH_CAPTURE" && nextStatus === "SUCCESS";
  const transactionId = newNumber(world);
  const card =
    number === undefined ? { cardLastFourDigits: "1111", cardType: "VISA" } : { cardLastFourDigits: number.slice(-4), cardType: cardTypeOf(number) };
  const made: Transaction = {
    transactionId,
    merchantTransactionId: reference,
    currency,
    authorized: amount,
    captured: isTaken ? amount : 0,
    refunded: 0,
    cardTransactionType,
    processingStatus: nextStatus,
    isExpired: false,
    isDisputed: false,
    vaultedShopperId: Number(newNumber(world)),
    networkTransactionId: `0190${world.ids.token(11, "0123456789")}`,
    card,
    holder: asked.cardHolderInfo,
    softDescriptor: asked.softDescriptor ?? "BLS*SIMULATOR",
    authResult,
  };
  world.transactions.put(transactionId, made);
  if (nextStatus === "SUCCESS") {
    world.ledger.record({ kind: MovementKind.Authorization, paymentId: transactionId, amount, currency, reference });
    if (isTaken) world.ledger.record({ kind: MovementKind.Capture, paymentId: transactionId, amount, currency, reference });
    else world.agenda.after(HOLD, () => expire(world, transactionId));
    notifyPayment(world, made, isTaken ? "CHARGE" : "AUTH_ONLY");
  }
  return Response.json(toTransactionAnswer(world, made, "created"));
}

function needOpen({ cardTransactionType, processingStatus, isExpired }: Transaction): void {
  if (cardTransactionType === "AUTH_REVERSAL") refuse(refusal("14002", "AUTHORIZATION_AMOUNT_ALREADY_REVERSED", "The authorization was reversed."));
  if (isExpired) refuse(refusal("14002", "AUTHORIZATION_EXPIRED", "The authorization has expired."));
  if (cardTransactionType !== "AUTH_ONLY" || processingStatus !== "SUCCESS") {
    refuse(refusal("20010", "TRANSACTION_ALREADY_CAPTURED", "Transaction operation cannot be completed: the transaction is captured already."));
  }
}

/** `PUT transactions`: capture once, or reverse whole. */
export async function changeCardPayment(world: World, request: Request): Promise<Response> {
  const asked = await needJson(request, changeRequest);
  const { transactionId = "" } = asked;
  if (transactionId === "") {
    return refusal("20008", "TRANSACTION_ID_REQUIRED", "Transaction operation cannot be completed due to missing transaction ID parameter.");
  }
  const found = world.transactions.get(transactionId);
  if (found === undefined || found.alt !== undefined) return invalidTransactionId();
  needOpen(found);
  const { currency, authorized } = found;
  if (asked.cardTransactionType === "AUTH_REVERSAL") {
    world.ledger.record({ kind: MovementKind.Void, paymentId: transactionId, amount: authorized, currency });
    return Response.json(toTransactionAnswer(world, changeTransaction(world, transactionId, { cardTransactionType: "AUTH_REVERSAL" }), "created"));
  }
  const amount = asked.amount === undefined ? authorized : needAmount(asked.amount, currency);
  if (amount === 0 || amount > authorized) return refusal("14002", "AUTHORIZATION_AMOUNT_NOT_VALID", "The amount exceeds the authorization.");
  world.ledger.record({ kind: MovementKind.Capture, paymentId: transactionId, amount, currency });
  // What is not captured is given free: a capture closes the authorization (tech-spec, section 4.8).
  if (amount < authorized) world.ledger.record({ kind: MovementKind.Void, paymentId: transactionId, amount: authorized - amount, currency });
  const captured = changeTransaction(world, transactionId, { cardTransactionType: "CAPTURE", captured: amount });
  notifyPayment(world, captured, "CHARGE");
  return Response.json(toTransactionAnswer(world, captured, "created"));
}
