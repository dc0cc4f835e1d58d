import { Code, fail, failure, InventedCode, success } from "./answers.js";
import { needBody } from "./gate.js";
import { IS_DEBIT, readInstrument, type Decline } from "./instruments.js";
import { paymentSchema, type PaymentRequest } from "./schemas.js";
import { announce } from "./webhooks.js";
import { newTid, showPayment, State, toDate, type Payment, type ShownData, type World } from "./world.js";

export const BANK_PATH = "/nn";

/** The details of a state: see section 5.3 of the tech-spec. */
export function statusCodeOf(state: State, paymentType: string): number {
  if (state === State.Deactivated) return 103;
  if (state === State.Pending) return 75;
  if (state !== State.OnHold) return Code.Success;
  return IS_DEBIT.has(paymentType) ? 99 : paymentType === "PAYPAL" ? 85 : 98;
}

function firstState({ transaction }: PaymentRequest, hold: boolean): State {
  if (hold) return State.OnHold;
  return transaction.payment_type === "GUARANTEED_DIRECT_DEBIT_SEPA" ? State.Pending : State.Confirmed;
}

/** Writes a payment down, moves its money, and says so. */
export function makePayment(world: World, request: PaymentRequest, hold: boolean, shown: ShownData, decline?: Decline): Payment {
  const { transaction, custom } = request;
  const { payment_type: paymentType, currency, amount } = transaction;
  const state = decline === undefined ? firstState(request, hold) : State.Failure;
  const stores = transaction.create_token === 1 && decline === undefined;
  const data = stores ? { ...shown, token: storeToken(world, paymentType, shown) } : shown;
  const tid = newTid(world);
  const payment = world.payments.put(tid, {
    tid,
    orderNo: transaction.order_no,
    paymentType,
    currency,
    amount,
    refunded: 0,
    state,
    statusCode: decline?.code ?? statusCodeOf(state, paymentType),
    text: decline?.text,
    testMode: transaction.test_mode,
    data,
    settled: !IS_DEBIT.has(paymentType),
    date: toDate(world),
    custom,
  });
  if (decline === undefined && amount > 0) {
    world.ledger.record({ kind: "authorization", paymentId: tid, amount, currency, reference: transaction.order_no });
    if (state === State.Confirmed) world.ledger.record({ kind: "capture", paymentId: tid, amount, currency, reference: transaction.order_no });
  }
  announce(world, payment, { type: "PAYMENT" });
  planEnd(world, payment);
  return payment;
}

function storeToken({ ids, tokens }: World, paymentType: string, { scheme_tid: _, ...data }: ShownData): string {
  const token = ids.next("TOK");
  tokens.put(token, { paymentType, data: { ...data, token } });
  return token;
}

/** What happens by itself: a debit is settled, a test transaction ends after midnight. */
function planEnd(world: World, { tid, testMode }: Payment): void {
  const { settledAfter, testTransactionsEndAfter } = world.settings;
  if (settledAfter !== undefined)
    world.agenda.after(settledAfter, () => void world.payments.update(tid, (payment) => ({ ...payment, settled: true })));
  if (testTransactionsEndAfter === undefined || testMode === 0) return;
  world.agenda.after(testTransactionsEndAfter, () => {
    const payment = world.payments.get(tid);
    if (payment?.state === State.OnHold) deactivate(world, payment);
  });
}

/** Lets go of what is held. */
export function deactivate(world: World, payment: Payment): Payment {
  const { tid, amount, currency, state } = payment;
  if (state === State.OnHold || state === State.Pending) world.ledger.record({ kind: "void", paymentId: tid, amount, currency });
  const after = world.payments.update(tid, (current) => ({ ...current, state: State.Deactivated, statusCode: 103 }));
  // A cancellation has neither amount nor currency (tech-spec, section 7.5).
  announce(world, after, { type: "TRANSACTION_CANCEL", transaction: { amount: undefined, currency: undefined } });
  return after;
}

function needMerchant({ settings: { credentials } }: World, { merchant }: PaymentRequest): void {
  if (merchant.signature !== credentials.signature) fail(Code.WrongSignature, "The product activation key is wrong");
  if (merchant.tariff !== credentials.tariff) fail(InventedCode.WrongTariff, "The tariff is wrong");
}

/** Keeps a payment for whose customer another page is waiting: no transaction yet, only its secret. */
function sendAway(world: World, request: PaymentRequest, hold: boolean, data: ShownData, origin: string): Response {
  const { return_url: returnUrl, error_return_url: errorReturnUrl } = request.transaction;
  if (returnUrl === undefined || errorReturnUrl === undefined) {
    return fail(InventedCode.InvalidRequest, "$.transaction.return_url and $.transaction.error_return_url are required");
  }
  const secret = `sec_${world.ids.token(20)}`;
  world.waiting.put(secret, { secret, request, hold, data, done: false });
  return success({ txn_secret: secret }, { result: { redirect_url: `${origin}${BANK_PATH}/${secret}` } });
}

/** `POST /payment` takes the money, `POST /authorize` holds it. */
export async function takePayment(world: World, request: Request, hold: boolean): Promise<Response> {
  const asked = await needBody(request, paymentSchema);
  needMerchant(world, asked);
  const { data, decline, redirects } = readInstrument(world, asked);
  const { amount, create_token: creates } = asked.transaction;
  if (amount === 0 && (creates !== 1 || hold)) fail(Code.BadAmount, "The amount is not valid");
  if (redirects) return sendAway(world, asked, hold, data, new URL(request.url).origin);
  const payment = makePayment(world, asked, hold, data, decline);
  if (decline !== undefined) return failure(decline.code, decline.text, showPayment(payment));
  const { first_name, email, billing } = asked.customer;
  const customer = { ...(first_name === undefined ? {} : { first_name }), email, ...(billing === undefined ? {} : { billing }) };
  return success(showPayment(payment), { customer, merchant: { project: 7771, project_name: "Shop", vendor: 4 } });
}
