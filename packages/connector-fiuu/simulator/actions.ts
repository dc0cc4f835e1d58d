import { MovementKind, refuse } from "@switchyard/testkit";
import { toJson, toLines } from "./answers.js";
import { faultOf, readFields, valueOf } from "./fields.js";
import { isSigned, md5 } from "./signing.js";
import { change, dayOf, move, nextRefundId, nextTranId, PaymentState, readAmount, writeTime } from "./world.js";
import type { Payment, World } from "./world.js";

function toCaptureAnswer(world: World, tranId: string, StatCode: string, more: Readonly<Record<string, string>> = {}): Response {
  const { merchantId, secretKey } = world.settings;
  const VrfKey = md5(secretKey, merchantId, tranId, StatCode);
  return toJson({ TranID: tranId, Domain: merchantId, VrfKey, StatCode, StatDate: writeTime(world.clock.now()), ...more });
}

/** Why a payment in this state is not captured; `undefined` for an authorized one. */
const CAPTURE_CODE: Readonly<Partial<Record<PaymentState, string>>> = { captured: "24", settled: "24", release: "21" };

/** `capstxn`: takes what is held, or a part of it; the rest is let go. */
export async function capture(world: World, request: Request): Promise<Response> {
  const fields = (await readFields(request)) ?? {};
  const { settings } = world;
  const tranId = valueOf(fields, "tranID");
  const deny = (code: string): never => refuse(toCaptureAnswer(world, tranId, code));
  const fault = faultOf(fields, ["domain", "tranID", "amount", "RefID", "skey"]);
  if (fault !== undefined) return deny(fault.fault === "missing" ? "18" : "99");
  if (fields["domain"] !== settings.merchantId) return deny("19");
  const text = valueOf(fields, "amount");
  if (!isSigned(fields["skey"], md5(tranId, text, settings.merchantId, settings.verifyKey))) return deny("12");
  const payment = world.payments.get(tranId) ?? deny("17");
  if (payment.state !== PaymentState.Authorized) return deny(CAPTURE_CODE[payment.state] ?? "16");
  const amount = readAmount(text) ?? deny("99");
  if (valueOf(fields, "RefID").length > 100) return deny("99");
  if (amount === 0 || amount > payment.amount) return deny("25");
  if (amount < payment.amount && !settings.partialCapture) return deny("23");
  const now = world.clock.now();
  const captured = change(world, payment, { state: PaymentState.Captured, captured: amount, capturedAt: now });
  move(world, MovementKind.Capture, captured, amount, valueOf(fields, "RefID"));
  return toCaptureAnswer(world, tranId, "00", amount < payment.amount ? { PartialCaptureTranID: nextTranId(world) } : {});
}

function toReversalAnswer(world: World, tranId: string, StatCode: string, more: Readonly<Record<string, string>> = {}): Response {
  const { merchantId, secretKey } = world.settings;
  const VrfKey = md5(secretKey, merchantId, tranId, StatCode);
  return toLines({ TranID: tranId, Domain: merchantId, VrfKey, StatCode, StatDate: writeTime(world.clock.now()), ...more });
}

/** Releases what is held; gives back what was taken, even if that was not what was meant (tech-spec, section 4.7). */
function reverseCaptured(world: World, payment: Payment): Response {
  const isSameDay = payment.capturedAt !== undefined && dayOf(payment.capturedAt) === dayOf(world.clock.now());
  if (payment.state === PaymentState.Settled && isSameDay) return toReversalAnswer(world, payment.tranId, "15");
  if (isSameDay) {
    move(world, MovementKind.Reversal, change(world, payment, { state: PaymentState.Cancelled, reversed: true }), payment.captured);
    return toReversalAnswer(world, payment.tranId, "00");
  }
  const refundID = nextRefundId(world);
  const [now, rest] = [world.clock.now(), payment.captured - payment.refunded];
  world.refunds.put(refundID, {
    ...{ refundId: refundID, refId: "", tranId: payment.tranId, amount: rest },
    ...{ state: "success", reason: "", updatedAt: now, notifies: false },
  });
  move(world, MovementKind.Refund, change(world, payment, { refunded: payment.captured, reversed: true }), rest);
  return toReversalAnswer(world, payment.tranId, "00", { refundID });
}

/** `refund.php`, the reversal request. */
export async function reverse(world: World, request: Request): Promise<Response> {
  const fields = (await readFields(request)) ?? {};
  const { settings } = world;
  const tranId = valueOf(fields, "txnID");
  const deny = (code: string): never => refuse(toReversalAnswer(world, tranId, code));
  if (faultOf(fields, ["txnID", "domain", "skey"], ["url", "type"]) !== undefined) return deny("20");
  if (fields["domain"] !== settings.merchantId) return deny("19");
  if (!isSigned(fields["skey"], md5(tranId, settings.merchantId, settings.secretKey))) return deny("12");
  const payment = world.payments.get(tranId) ?? deny("17");
  if (payment.reversed || payment.state === PaymentState.Cancelled) return deny("22");
  switch (payment.state) {
    case PaymentState.Authorized:
      move(world, MovementKind.Void, change(world, payment, { state: PaymentState.Cancelled, reversed: true }), payment.amount);
      return toReversalAnswer(world, tranId, "00");
    case PaymentState.Captured:
    case PaymentState.Settled:
      return reverseCaptured(world, payment);
    default:
      return deny("21");
  }
}
