import { decodeHex, encodeBase64, HashAlgorithm, hmacDigest } from "@switchyard/utils";
import { newPspReference } from "./world.js";
import type { Amount, Payment, World } from "./world.js";

/**
 * Every standard event of the tech-spec's table (section 7.2), but for the two about bank accounts that changed: those
 * come in another message than the rest.
 */
export const EventCode = {
  Authorisation: "AUTHORISATION",
  AuthorisationAdjustment: "AUTHORISATION_ADJUSTMENT",
  Capture: "CAPTURE",
  CaptureFailed: "CAPTURE_FAILED",
  Cancellation: "CANCELLATION",
  TechnicalCancel: "TECHNICAL_CANCEL",
  CancelOrRefund: "CANCEL_OR_REFUND",
  Expire: "EXPIRE",
  OfferClosed: "OFFER_CLOSED",
  Refund: "REFUND",
  RefundWithData: "REFUND_WITH_DATA",
  RefundFailed: "REFUND_FAILED",
  RefundedReversed: "REFUNDED_REVERSED",
  PostponedRefund: "POSTPONED_REFUND",
  VoidPendingRefund: "VOID_PENDING_REFUND",
  ManualReviewAccept: "MANUAL_REVIEW_ACCEPT",
  ManualReviewReject: "MANUAL_REVIEW_REJECT",
  OrderOpened: "ORDER_OPENED",
  OrderClosed: "ORDER_CLOSED",
  ReportAvailable: "REPORT_AVAILABLE",
  Autorescue: "AUTORESCUE",
  CancelAutorescue: "CANCEL_AUTORESCUE",
  NotificationOfFraud: "NOTIFICATION_OF_FRAUD",
  RecurringContract: "RECURRING_CONTRACT",
  RequestForInformation: "REQUEST_FOR_INFORMATION",
  NotificationOfChargeback: "NOTIFICATION_OF_CHARGEBACK",
  Chargeback: "CHARGEBACK",
  InformationSupplied: "INFORMATION_SUPPLIED",
  ChargebackReversed: "CHARGEBACK_REVERSED",
  SecondChargeback: "SECOND_CHARGEBACK",
  PrearbitrationOpen: "PREARBITRATION_OPEN",
  PrearbitrationWon: "PREARBITRATION_WON",
  PrearbitrationIssuerWithdrawn: "PREARBITRATION_ISSUER_WITHDRAWN",
  PrearbitrationLost: "PREARBITRATION_LOST",
  PrearbitrationAccepted: "PREARBITRATION_ACCEPTED",
  PrearbitrationDeclined: "PREARBITRATION_DECLINED",
  SchemeArbitration: "SCHEME_ARBITRATION",
  SchemeArbitrationWon: "SCHEME_ARBITRATION_WON",
  SchemeArbitrationLost: "SCHEME_ARBITRATION_LOST",
  DisputeDefensePeriodEnded: "DISPUTE_DEFENSE_PERIOD_ENDED",
  IssuerResponseTimeframeExpired: "ISSUER_RESPONSE_TIMEFRAME_EXPIRED",
  IssuerComments: "ISSUER_COMMENTS",
  PayoutThirdparty: "PAYOUT_THIRDPARTY",
  PayoutDecline: "PAYOUT_DECLINE",
  PayoutExpire: "PAYOUT_EXPIRE",
  PaidoutReversed: "PAIDOUT_REVERSED",
} as const;
export type EventCode = (typeof EventCode)[keyof typeof EventCode];

/** One item of a message: `NotificationRequestItem`. */
export interface WebhookItem {
  readonly additionalData?: Readonly<Record<string, string>> | undefined;
  readonly amount: Amount;
  readonly eventCode: string;
  readonly eventDate: string;
  readonly merchantAccountCode: string;
  readonly merchantReference: string;
  readonly originalReference?: string | undefined;
  /** With RECURRING_CONTRACT alone: the payment again. */
  readonly originalPsp?: string | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly paymentMethod?: string | undefined;
  readonly pspReference: string;
  readonly reason?: string | undefined;
  readonly success: "true" | "false";
}

/** What has to be said of an event; the rest is filled in. */
export interface NewItem extends Partial<Omit<WebhookItem, "success" | "eventCode">> {
  readonly eventCode: string;
  readonly amount: Amount;
  readonly pspReference: string;
  readonly merchantReference: string;
  readonly success?: boolean | undefined;
}

/** The text that an item's signature is made of: absent values are empty (tech-spec, section 7.1). */
export function toSignedText(item: WebhookItem): string {
  const { pspReference, originalReference = "", merchantAccountCode, merchantReference, amount, eventCode, success } = item;
  return [pspReference, originalReference, merchantAccountCode, merchantReference, amount.value, amount.currency, eventCode, success].join(":");
}

/** Base64 of the HMAC-SHA-256 under the hex key. Throws for a key that is no hex. */
export function sign(secret: string, message: string | Uint8Array): string {
  const key = decodeHex(secret);
  if (key === undefined) throw new RangeError("A webhook secret is an even number of hexadecimal digits.");
  return encodeBase64(hmacDigest(HashAlgorithm.Sha256, key, message));
}

/** Queues one item as a message of its own, or into the message that a control collects. */
export function announce(world: World, { success = true, ...item }: NewItem): void {
  const complete: WebhookItem = {
    eventDate: toEventDate(world.clock.now()),
    merchantAccountCode: world.settings.merchantAccounts[0],
    reason: "",
    ...item,
    success: success ? "true" : "false",
  };
  if (world.batch === undefined) send(world, [complete]);
  else world.batch.push(complete);
}

/** Queues one message with the items in it, each with its own signature. */
export function send(world: World, items: readonly WebhookItem[]): void {
  const [first] = items;
  if (first === undefined) return;
  const body = {
    live: "false",
    notificationItems: items.map((item) => ({ NotificationRequestItem: toSigned(world.settings.webhookSecret, item) })),
  };
  world.webhooks.queue({ id: world.ids.next(`${first.eventCode}-`), type: first.eventCode, body });
}

/** The item with its signature among the additional data. */
export function toSigned(secret: string, item: WebhookItem): WebhookItem {
  const hmacSignature = sign(secret, toSignedText(item));
  return { ...item, additionalData: { hmacSignature, ...item.additionalData } };
}

/** ISO 8601 with an offset and without milliseconds: Amsterdam's winter time. */
export function toEventDate(at: Date): string {
  const local = new Date(at.getTime() + 3_600_000);
  return `${local.toISOString().slice(0, 19)}+01:00`;
}

/** Events about a payment have these in common. */
export function toPaymentItem({ pspReference, reference, instrument, order }: Payment): Omit<NewItem, "eventCode" | "amount"> {
  return {
    pspReference,
    merchantReference: reference,
    paymentMethod: instrument.variant,
    merchantAccountCode: order.merchantAccount,
  };
}

/** An event about a payment that has a pspReference of its own, or that of what it is about. */
export function toFollowUpItem(world: World, payment: Payment, pspReference = newPspReference(world)): Omit<NewItem, "eventCode" | "amount"> {
  return { ...toPaymentItem(payment), pspReference, originalReference: payment.pspReference };
}

const TOKENIZATION = "tokenization-";

/** What happens to stored details. */
export type TokenEvent = "created" | "updated" | "alreadyExisting" | "disabled";

/** Queues a tokenization webhook, whose signature is a header (tech-spec, section 7.3). */
export function announceToken(world: World, event: TokenEvent, token: { id: string; shopperReference: string; type: string }): void {
  const type = `recurring.token.${event}`;
  const body = {
    createdAt: toEventDate(world.clock.now()),
    eventId: newPspReference(world),
    environment: "test",
    data: {
      merchantAccount: world.settings.merchantAccounts[0],
      storedPaymentMethodId: token.id,
      type: token.type,
      ...(event === "disabled" ? {} : { operation: event === "alreadyExisting" ? "alreadyExisting" : event }),
      shopperReference: token.shopperReference,
    },
    type,
    version: "1",
  };
  world.webhooks.queue({ id: world.ids.next(TOKENIZATION), type, body });
}

/** The headers of a delivery: a tokenization webhook has its signature here, a standard one in its items. */
export function signatureHeaders(secret: string, eventId: string, rawBody: Uint8Array): Record<string, string> {
  if (!eventId.startsWith(TOKENIZATION)) return {};
  return { HmacSignature: sign(secret, rawBody), Protocol: "HmacSHA256", HmacSignatureVersion: "1" };
}
