import { encodeHex, hmacDigest } from "@switchyard/utils";
import { toJsonAmount } from "./amounts.js";
import type { BankPayment, Instance, NotificationStyle, Reason, World } from "./world.js";

type Fields = Readonly<Record<string, unknown>>;

/** What a notification is about. */
export interface Notice {
  readonly PaymentMethod: string;
  readonly direction: "CRDT" | "DBIT";
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly MerchantReference?: string | undefined;
  readonly PaymentId: string;
  readonly PaymentRequestId: string;
  readonly reason?: (Reason & { readonly MerchantAdviceCode?: string }) | undefined;
  readonly debtorName?: string | undefined;
  readonly card?: { readonly MaskedPan: string; readonly ExpiryDate: string } | undefined;
}

function toBody(projectId: string, notice: Notice, { withNull }: NotificationStyle): Fields {
  const { PaymentMethod, direction, status, amount, currency, MerchantReference, PaymentId, PaymentRequestId, reason, debtorName, card } = notice;
  const debtor = withNull || debtorName !== undefined ? { Name: debtorName ?? "John Doe", ...(withNull ? { Email: null } : {}) } : undefined;
  return {
    PaymentMethod,
    MerchantIdentification: { ProjectId: projectId },
    PaymentInformation: {
      Amount: { Amount: toJsonAmount(amount, currency), Currency: currency },
      CreditDebitIndicator: direction,
      Status: status,
      ...(reason === undefined ? {} : { StatusReasonInformation: { Reason: reason } }),
      References: { ...(MerchantReference === undefined ? {} : { MerchantReference }), PaymentId, PaymentRequestId },
      ...(debtor === undefined ? {} : { Debtor: debtor }),
      ...(card === undefined ? {} : { CardTransaction: { Card: card } }),
    },
  };
}

/** Numbers with two decimals, null as the word, everything else as it is written. */
function leavesOf(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (typeof value === "number") return [value.toFixed(2)];
  if (typeof value === "object") return Object.values(value).flatMap(leavesOf);
  return [typeof value === "string" ? value : JSON.stringify(value)];
}

/** The documented fields that are there, by their paths below `PaymentInformation` (tech-spec, section 7.2). */
const LISTED: readonly string[] = [
  "Amount.Amount",
  "Amount.Currency",
  "References.MerchantReference",
  "References.PaymentId",
  "References.PaymentRequestId",
  "Status",
  "StatusReasonInformation.Reason.Code",
  "StatusReasonInformation.Reason.RejectReason",
  "StatusReasonInformation.Reason.MerchantAdviceCode",
  "CreditDebitIndicator",
  "Debtor.Name",
  "CardTransaction.Card.MaskedPan",
  "CardTransaction.Card.ExpiryDate",
];

function at(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), body);
}

function listedOf(body: Fields): readonly string[] {
  const paths = ["PaymentMethod", "MerchantIdentification.ProjectId", ...LISTED.map((path) => `PaymentInformation.${path}`)];
  return paths.map((path) => at(body, path)).flatMap((value) => (value === undefined || value === null || value === "" ? [] : leavesOf(value)));
}

/** By UTF-8 bytes. */
function byBytes(left: string, right: string): number {
  const [a, b] = [new TextEncoder().encode(left), new TextEncoder().encode(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The signature of a body: HMAC-SHA-256 over its sorted values, in capital hex. */
export function signatureOf(body: Fields, secretKey: string, rule: NotificationStyle["rule"]): string {
  const values = rule === "all" ? leavesOf(body) : listedOf(body);
  return encodeHex(hmacDigest("SHA-256", secretKey, [...values].sort(byBytes).join("/"))).toUpperCase();
}

/** Queues a notification, signed in the style that is set. */
export function notify(world: World, notice: Notice): void {
  const { projectId, secretKey } = world.settings.credentials;
  const style = world.modes.notifications;
  const body = toBody(projectId, notice, style);
  const type = `${notice.direction} ${notice.status}`;
  world.webhooks.queue({ id: world.ids.next("ntf_"), type, body: { ...body, Signature: signatureOf(body, secretKey, style.rule) } });
}

function maskedCard({ pan, expiry }: Instance): Notice["card"] {
  return pan === undefined || expiry === undefined ? undefined : { MaskedPan: `${pan.slice(0, 6)}******${pan.slice(-4)}`, ExpiryDate: expiry };
}

/** A notification about a card payment: nowhere in it is the instanceId. */
export function notifyInstance(world: World, instance: Instance, status: string, more: Partial<Notice> = {}): void {
  const { reference, amount, currency, paymentId, paymentRequestId, kind } = instance;
  notify(world, {
    PaymentMethod: "Card",
    direction: kind === "refund" ? "DBIT" : "CRDT",
    status,
    amount,
    currency,
    MerchantReference: reference,
    PaymentId: paymentId,
    PaymentRequestId: paymentRequestId,
    card: maskedCard(instance),
    ...more,
  });
}

/** A notification about a payment of AAPI, or about its refund. */
export function notifyBankPayment(world: World, payment: BankPayment, more: Partial<Notice> = {}): void {
  const { method, state, amount, currency, reference, paymentId, paymentRequestId, reason, debtorName, refundOf } = payment;
  notify(world, {
    PaymentMethod: method,
    direction: refundOf === undefined ? "CRDT" : "DBIT",
    status: state,
    amount,
    currency,
    MerchantReference: reference,
    PaymentId: paymentId,
    PaymentRequestId: paymentRequestId,
    reason,
    debtorName,
    ...more,
  });
}
