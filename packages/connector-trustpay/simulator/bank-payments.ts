import { MovementKind, refuse } from "@switchyard/testkit";
import { readAmount, toJsonAmount } from "./amounts.js";
import { aapiError, ResultCode, resultInfo } from "./answers.js";
import { needJson } from "./body.js";
import { notifyBankPayment } from "./notifications.js";
import { bankPaymentRequest, bankRefundRequest } from "./schemas.js";
import { BankState, changeBankPayment, newNumber, type BankPayment, type Reason, type World } from "./world.js";

const REDIRECTS = ["EPS", "Giropay", "IDeal", "Sofort", "Blik"];
const TRANSFERS = ["SepaCreditTransfer", "Wire", "InstantBankTransferFI", "InstantBankTransferPL"];
const NEEDS_DEBTOR = new Set(["Blik", ...TRANSFERS]);

const invalid = (world: World) => (problem: string) => aapiError(world, 400, ResultCode.InvalidRequest, problem);

function needAmount(world: World, { Amount, Currency }: { readonly Amount: string; readonly Currency: string }): number {
  return readAmount(Amount, Currency) ?? refuse(invalid(world)("Invalid Amount"));
}

function needProject(world: World, projectId: string): void {
  if (projectId !== world.settings.credentials.projectId) refuse(aapiError(world, 200, ResultCode.InvalidAuthentication, "Unknown project"));
}

/** `POST /api/Payments/Payment`. */
export async function openBankPayment(world: World, request: Request): Promise<Response> {
  const { paymentMethod, merchantIdentification, paymentInformation, callbackUrls } = await needJson(request, bankPaymentRequest, invalid(world));
  const { projectId } = world.settings.credentials;
  needProject(world, merchantIdentification.ProjectId);
  const { Amount, References, Debtor } = paymentInformation;
  if (![...REDIRECTS, ...TRANSFERS].includes(paymentMethod)) refuse(invalid(world)("Invalid PaymentMethod"));
  if (world.settings.disabledMethods.includes(paymentMethod)) {
    const info = `${paymentMethod} payments are not enabled in Project ${projectId}`;
    return aapiError(world, 200, ResultCode.ServiceNotAllowed, info);
  }
  if (NEEDS_DEBTOR.has(paymentMethod) && Debtor === undefined) refuse(invalid(world)("Missing Debtor"));
  const amount = needAmount(world, Amount);
  if (amount === 0) refuse(invalid(world)("Invalid Amount"));
  const paymentRequestId = newNumber(world, "12");
  world.bankPayments.put(paymentRequestId, {
    paymentRequestId,
    paymentId: newNumber(world, "90"),
    method: paymentMethod,
    reference: References.MerchantReference,
    amount,
    currency: Amount.Currency,
    refunded: 0,
    state: BankState.Pending,
    callbacks: callbackUrls,
    debtorName: Debtor?.Name,
  });
  const { origin } = new URL(request.url);
  return Response.json({
    PaymentRequestId: Number(paymentRequestId),
    GatewayUrl: `${origin}/mapi5/gateway?PaymentRequestId=${paymentRequestId}&lang=en`,
    PaymentResultInfo: resultInfo(world, ResultCode.Success),
  });
}

function toInformation({ amount, currency, state, reason, paymentRequestId, reference }: BankPayment): Readonly<Record<string, unknown>> {
  return {
    Amount: { Amount: toJsonAmount(amount, currency), Currency: currency },
    Status: state,
    ...(reason === undefined ? {} : { StatusReasonInformation: { Reason: reason } }),
    References: { PaymentRequestId: paymentRequestId, MerchantReference: reference },
  };
}

/** `GET /api/Payments/Payment/{PaymentRequestId}`, of a payment or a refund. */
export function showBankPayment(world: World, paymentRequestId: string): Response {
  const payment = world.bankPayments.get(paymentRequestId);
  if (payment === undefined) return aapiError(world, 200, ResultCode.TransactionNotFound, "Transaction not found");
  return Response.json({ PaymentInformation: toInformation(payment), ResultInfo: resultInfo(world, ResultCode.Success) });
}

/** `POST /api/Payments/Payment/{PaymentRequestId}/Refund`: accepted first, done later. */
export async function refundBankPayment(world: World, id: string, request: Request): Promise<Response> {
  const { merchantIdentification, paymentInformation } = await needJson(request, bankRefundRequest, invalid(world));
  needProject(world, merchantIdentification.ProjectId);
  const { Amount, References } = paymentInformation;
  const amount = needAmount(world, Amount);
  const payment = world.bankPayments.get(id);
  if (payment === undefined || payment.refundOf !== undefined) {
    return aapiError(world, 200, ResultCode.PaymentRequestNotFound, "Payment request not found");
  }
  if (payment.state !== BankState.Paid) return aapiError(world, 200, ResultCode.InvalidPaymentState, "Payment is not paid");
  if (amount === 0 || amount > payment.amount - payment.refunded || Amount.Currency !== payment.currency) {
    return aapiError(world, 200, ResultCode.RefundRejected, "Refund rejected");
  }
  changeBankPayment(world, id, { refunded: payment.refunded + amount });
  const paymentRequestId = newNumber(world, "12");
  const { method, currency, debtorName } = payment;
  const reference = References.MerchantReference;
  const state = BankState.Pending;
  const refund = { paymentRequestId, paymentId: newNumber(world, "90"), method, reference, amount, currency, refunded: 0, state, debtorName };
  world.bankPayments.put(paymentRequestId, { ...refund, refundOf: id });
  world.ledger.record({ kind: MovementKind.Refund, paymentId: id, amount, currency, reference });
  return Response.json({ PaymentRequestId: Number(paymentRequestId), ResultInfo: resultInfo(world, ResultCode.Success) });
}

/** The bank has decided about a payment or refund that is open: the state first, the notification after it. */
export function settleBankPayment(world: World, id: string, outcome: "paid" | "rejected", reason?: Reason): void {
  const before = world.bankPayments.get(id);
  if (before === undefined || (before.state !== BankState.Pending && before.state !== BankState.Authorizing)) return;
  const state = outcome === "paid" ? BankState.Paid : BankState.Rejected;
  const payment = changeBankPayment(world, id, { state, ...(outcome === "paid" ? {} : { reason: reason ?? REJECTED }) });
  const { amount, currency, reference, refundOf } = payment;
  if (refundOf === undefined && outcome === "paid") {
    world.ledger.record({ kind: MovementKind.Authorization, paymentId: id, amount, currency, reference });
    world.ledger.record({ kind: MovementKind.Capture, paymentId: id, amount, currency, reference });
  }
  const refunded = refundOf === undefined ? undefined : world.bankPayments.get(refundOf);
  if (refundOf !== undefined && refunded !== undefined && outcome === "rejected") {
    changeBankPayment(world, refundOf, { refunded: refunded.refunded - amount });
    world.ledger.record({ kind: MovementKind.RefundFailure, paymentId: refundOf, amount, currency, reference });
  }
  notifyBankPayment(world, payment);
}

const REJECTED: Reason = { Code: "AC04", RejectReason: "The bank rejected the payment" };
