import { md5 } from "./signing.js";
import type { Payment, Refund, World } from "./world.js";
import { PaymentState, writeAmount, writeTime } from "./world.js";

/** 00 when the money is held or taken, 22 while nobody knows, 11 otherwise. */
export function toStatus(state: PaymentState): "00" | "11" | "22" {
  if (state === PaymentState.Pending) return "22";
  return state === PaymentState.Authorized || state === PaymentState.Captured || state === PaymentState.Settled ? "00" : "11";
}

function toExtra(payment: Payment): string {
  if (payment.channel !== "CREDITAN" || payment.state === PaymentState.Failed) return "[]";
  const { token, schemeId } = payment;
  return JSON.stringify({ ...(token === undefined ? {} : { token }), SchemeTransactionID: schemeId, ccbrand: "Visa", cctype: "Credit" });
}

/** The fields of a result as the browser and the notifications carry them, signed (tech-spec, sections 7.3 and 7.5). */
export function toResultFields({ settings }: World, payment: Payment): Readonly<Record<string, string>> {
  const { tranId, reference, currency, appcode } = payment;
  const [amount, status, paydate] = [writeAmount(payment.amount), toStatus(payment.state), writeTime(payment.paidAt)];
  const inner = md5(tranId, reference, status, settings.merchantId, amount, currency);
  return {
    amount,
    orderid: reference,
    tranID: tranId,
    domain: settings.merchantId,
    status,
    appcode,
    error_code: payment.errorCode,
    error_desc: payment.errorDesc,
    skey: md5(paydate, settings.merchantId, inner, appcode, settings.secretKey),
    currency,
    channel: payment.channel,
    paydate,
    extraP: toExtra(payment),
  };
}

function encode({ settings }: World, fields: Readonly<Record<string, string>>): string {
  if (!settings.notifications.raw) return new URLSearchParams(fields).toString();
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function queue(world: World, type: string, body: unknown): void {
  for (let copy = world.settings.notifications.twice ? 2 : 1; copy > 0; copy -= 1) world.webhooks.queue({ id: world.ids.next("ntf_"), type, body });
}

/** Tells the merchant of a payment: `2` is the notification right after the result, `1` the callback of a later change. */
export function notify(world: World, payment: Payment, nbcb: "1" | "2"): void {
  if (!payment.notifies) return;
  queue(world, `payment.${toStatus(payment.state)}`, encode(world, { nbcb, ...toResultFields(world, payment) }));
}

/** 00, 11 or 22, as the refund's answer and notification say it. */
export function toRefundStatus({ state }: Refund): "00" | "11" | "22" {
  return state === "success" ? "00" : state === "rejected" ? "11" : "22";
}

/** A refund as its answer and its notification have it. In both the id is a number where JSON has numbers. */
export function toRefundFields({ settings }: World, refund: Refund) {
  const { refId, refundId, tranId, reason } = refund;
  const [amount, status] = [writeAmount(refund.amount), toRefundStatus(refund)];
  return {
    RefundType: "P",
    MerchantID: settings.merchantId,
    RefID: refId,
    RefundID: Number(refundId),
    TxnID: tranId,
    Amount: amount,
    Status: status,
    Signature: md5("P", settings.merchantId, refId, refundId, tranId, amount, status, settings.secretKey),
    reason,
    FPXTxnID: "",
  };
}

/** Tells the merchant how a refund ended. */
export function notifyRefund(world: World, refund: Refund): void {
  if (!refund.notifies) return;
  const fields = toRefundFields(world, refund);
  const body = world.settings.notifications.jsonRefunds ? fields : encode(world, { ...fields, RefundID: String(fields.RefundID) });
  queue(world, `refund.${fields.Status}`, body);
}
