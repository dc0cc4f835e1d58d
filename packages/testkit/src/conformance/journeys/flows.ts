import type { ConnectorUnderTest } from "../under-test.js";
import type { FlowCallResult, PaymentResult, SyncResult } from "@switchyard/client";
import type { Flow } from "@switchyard/interfaces";
import type { Bench } from "../bench.js";
import { demand } from "../check.js";
import { atOnce, captureMethodsOf, heldFirst, methodsOf } from "../declaration.js";
import type { ConformanceProfile } from "../profile.js";
import { charged, held, inputOf, stored, toRefundSyncInput, toRepeatInput, toRevokeInput } from "./inputs.js";
import type { Journey } from "./journey.js";
import { learn, learnRefund } from "./settled.js";
import { amountOf, authorized, capture, follow, has, needMoved, needStatus, pay, refund, sync, told, transactionId } from "./steps.js";

type Making = (bench: Bench) => Promise<void>;

function needAccepted(result: FlowCallResult<Flow>): void {
  demand(result.ok, () => `the flow gave ${result.ok ? "" : told({ status: "an error", outcome: result.outcome, error: result.error })}`);
}

async function refundAndAsk(bench: Bench, share: number): Promise<void> {
  const payment = await charged(bench);
  const amount = Math.ceil(payment.input.amount * share);
  const result = await refund(bench, payment, amount);
  needMoved(bench, "refund", amount, payment.input.currency);
  const found = await learnRefund(bench, result, { ...toRefundSyncInput(bench, payment, result), amount });
  demand((found ?? result).status === "success", () => `the refund is ${told(found ?? result)} when the processor has settled it`);
}

/** Captures one payment in two parts. */
async function captureTwice(bench: Bench): Promise<void> {
  const payment = await authorized(bench, { captureMethod: "manual_multiple" });
  const first = Math.floor(payment.input.amount / 3);
  const one = await capture(bench, payment, first, { sequence: { number: 1, total: 2 } });
  await needStatus(bench, one, ["partial_charged_and_chargeable", "partial_charged", "charged"]);
  const two = await capture(bench, { ...payment, result: one }, payment.input.amount - first, { sequence: { number: 2, total: 2 } });
  demand(two.outcome === "accepted" && two.status !== "capture_failed", () => `the second capture is ${told(two)}`);
  needMoved(bench, "capture", payment.input.amount, payment.input.currency);
}

async function askAfterVoid(bench: Bench): Promise<void> {
  const payment = await held(bench);
  const result = (await bench.call("Void", follow(bench, payment))) as PaymentResult;
  await needStatus(bench, result, ["voided", "void_initiated"]);
  needMoved(bench, "void", payment.input.amount, payment.input.currency);
  const found = await learn(bench, result);
  demand(
    found === undefined || ["voided", "void_initiated"].includes(found.status),
    () => `${found?.by ?? "a query"} after the void gives ${told(found ?? result)}`,
  );
}

async function voidAfterCapture(bench: Bench): Promise<void> {
  const payment = await charged(bench);
  const result = (await bench.call("PostCaptureVoid", follow(bench, payment))) as PaymentResult;
  await needStatus(bench, result, ["voided_post_charge", "voided", "void_initiated", "auto_refunded"]);
  needMoved(bench, ["reversal", "void", "refund"], payment.input.amount, payment.input.currency);
}

async function setUp(bench: Bench): Promise<void> {
  await stored(bench);
  needMoved(bench, "capture", 0, bench.profile.currencies[0]);
}

async function repeat(bench: Bench): Promise<void> {
  const input = toRepeatInput(bench, await stored(bench));
  // A processor without a set-up of its own stores with a payment, which has moved money already.
  const before = bench.processor?.simulator.ledger.total({ kind: "capture", currency: input.currency }) ?? 0;
  const result = (await bench.call("RepeatPayment", input)) as PaymentResult;
  await needStatus(bench, result, ["charged"]);
  needMoved(bench, "capture", before + input.amount, input.currency);
}

async function revoke(bench: Bench): Promise<void> {
  const mandate = await stored(bench);
  needAccepted((await bench.call("MandateRevoke", toRevokeInput(bench, mandate))) as FlowCallResult<Flow>);
  if (!has(bench, "RepeatPayment")) return;
  const result = (await bench.call("RepeatPayment", toRepeatInput(bench, mandate))) as PaymentResult;
  demand(result.outcome === "rejected", () => `a payment with a revoked mandate is ${told(result)}`);
}

async function askForHeld(bench: Bench): Promise<void> {
  const { result } = await held(bench);
  const found = await sync(bench, result);
  demand(found.status === "authorized", () => `a query after the authorization gives ${told(found)}`);
}

async function askForCharged(bench: Bench): Promise<void> {
  const { result } = await charged(bench);
  bench.processor?.settle?.();
  const found = await sync(bench, result);
  demand(found.status === "charged", () => `a query after the capture gives ${told(found)}`);
}

/** An answer that never arrived: the payment is found by our reference, or the client says that it cannot be. */
async function askByReference(bench: Bench): Promise<void> {
  const { input } = await charged(bench);
  const { reference, amount, currency } = input;
  const sent = bench.wires.length;
  if (bench.profile.syncByReference !== true) {
    const refused = await bench.call("PSync", { reference }).then(
      (result) => told(result as SyncResult),
      () => undefined,
    );
    demand(
      refused === undefined && bench.wires.length === sent,
      `a query without an id gave ${refused ?? "an error, and was sent"}; it should be refused`,
    );
    return;
  }
  const found = (await bench.call("PSync", { reference, amount, currency })) as SyncResult;
  demand(["charged", "capture_initiated"].includes(found.status), () => `a query by reference gives ${told(found)}`);
}

/** An access token is asked for once, however many payments use it. */
async function useToken(bench: Bench): Promise<void> {
  const asks = () => bench.exchanges.filter(({ flow }) => flow === "AccessTokenAuth").length;
  // Not every method of a processor with several APIs needs one.
  const methods = methodsOf(bench.connector, bench.profile).flatMap(({ profile }) => (profile === undefined ? [] : [profile]));
  for (const method of methods) {
    if (asks() > 0) break;
    await pay(bench, { method });
    if (asks() > 0) await pay(bench, { method });
  }
  const asked = asks();
  demand(asked === 1, `two payments asked for ${String(asked)} access tokens; one is enough`);
}

async function runOwn(flow: Flow, bench: Bench): Promise<void> {
  const exercise = bench.profile.flows?.[flow];
  const result: unknown = await bench.call(flow, await inputOf(flow, bench.profile)?.(bench));
  demand(typeof result === "object" && result !== null, "the flow gave nothing");
  if ("ok" in result) needAccepted(result as FlowCallResult<Flow>);
  else if ("outcome" in result) demand(result.outcome === "accepted", () => `the flow gave ${told(result as PaymentResult)}`);
  await exercise?.check?.(result, bench);
}

async function payAtOnce(bench: Bench): Promise<void> {
  const { input } = await charged(bench);
  needMoved(bench, "capture", input.amount, input.currency);
}

async function hold(bench: Bench): Promise<void> {
  const { input } = await held(bench);
  needMoved(bench, "authorization", input.amount, input.currency);
  needMoved(bench, "capture", 0, input.currency);
}

async function captureShare(bench: Bench, share: number): Promise<void> {
  const payment = await held(bench);
  const amount = Math.ceil(payment.input.amount * share);
  const result = await capture(bench, payment, amount);
  await needStatus(bench, result, share === 1 ? ["charged"] : ["partial_charged", "partial_charged_and_chargeable"]);
  needMoved(bench, "capture", amount, payment.input.currency);
  demand(transactionId(result) !== "", "the result's connectorTransactionId is empty");
}

async function refundInParts(bench: Bench): Promise<void> {
  const payment = await charged(bench);
  const first = Math.floor(amountOf(bench.profile) / 3);
  await refund(bench, payment, first);
  await refund(bench, payment, payment.input.amount - first);
  needMoved(bench, "refund", payment.input.amount, payment.input.currency);
}

interface Candidate {
  readonly id: string;
  readonly flow: Flow;
  readonly title: string;
  readonly needs?: readonly Flow[];
  readonly when?: boolean;
  readonly live?: boolean;
  readonly run: Making;
}

/** What the suite knows to do with each flow. */
function candidates(connector: ConnectorUnderTest, profile: ConformanceProfile): readonly Candidate[] {
  const [now, later] = [atOnce(connector, profile) !== undefined, heldFirst(connector, profile) !== undefined];
  const multiple = captureMethodsOf(connector, profile).includes("manual_multiple");
  return [
    { id: "authorize.automatic", flow: "Authorize", title: "takes the money at once", when: now, live: true, run: payAtOnce },
    { id: "authorize.manual", flow: "Authorize", title: "holds the money and takes none", when: later, live: true, run: hold },
    { id: "sync.authorized", flow: "PSync", title: "finds a held payment", when: later, live: true, run: askForHeld },
    { id: "sync.charged", flow: "PSync", title: "finds a taken payment", run: askForCharged },
    { id: "sync.reference", flow: "PSync", title: "finds a payment whose id never arrived, or refuses to look", run: askByReference },
    { id: "capture", flow: "Capture", title: "takes all that is held", when: later, live: true, run: (bench) => captureShare(bench, 1) },
    { id: "capture.partial", flow: "Capture", title: "takes a part of what is held", when: later, run: (bench) => captureShare(bench, 0.4) },
    { id: "capture.multiple", flow: "Capture", title: "takes what is held in two parts", when: multiple, run: captureTwice },
    { id: "void", flow: "Void", title: "gives free what is held", when: later, live: true, run: askAfterVoid },
    { id: "void-post-capture", flow: "PostCaptureVoid", title: "undoes a taken payment", run: voidAfterCapture },
    { id: "refund", flow: "Execute", title: "gives all back, and finds the refund", run: (bench) => refundAndAsk(bench, 1) },
    { id: "refund.partial", flow: "Execute", title: "gives a part back, and finds the refund", run: (bench) => refundAndAsk(bench, 0.4) },
    { id: "refund.multiple", flow: "Execute", title: "gives all back in two parts", run: refundInParts },
    { id: "sync-refund", flow: "RSync", title: "finds a refund", needs: ["Execute"], run: (bench) => refundAndAsk(bench, 1) },
    { id: "setup-mandate", flow: "SetupMandate", title: "stores a payment method and takes nothing", run: setUp },
    { id: "repeat-payment", flow: "RepeatPayment", title: "charges a stored payment method", run: repeat },
    { id: "revoke-mandate", flow: "MandateRevoke", title: "makes a stored payment method unusable", run: revoke },
    { id: "access-token", flow: "AccessTokenAuth", title: "asks for one access token for many payments", run: useToken },
  ];
}

/** The journeys of the declared flows; a flow that the suite knows nothing of is run as the profile says. */
export function flowJourneys(connector: ConnectorUnderTest, profile: ConformanceProfile): readonly Journey[] {
  const known = candidates(connector, profile).filter(
    ({ flow, needs = [], when = true }) => when && has({ connector }, flow, ...needs) && profile.unexercised?.[flow] === undefined,
  );
  const covered = new Set(known.map(({ flow }) => flow));
  const own = (Object.keys(connector.flows) as Flow[])
    .filter((flow) => !covered.has(flow) && profile.unexercised?.[flow] === undefined && inputOf(flow, profile) !== undefined)
    .map((flow) => ({ id: toId(flow), flow, title: `runs ${flow}`, run: (bench: Bench) => runOwn(flow, bench) }));
  return [...known, ...own].map(({ id, ...journey }) => ({ ...journey, id: `flows.${id}` }));
}

/** `IncrementalAuthorization` as `incremental-authorization`. */
export function toId(flow: Flow): string {
  return flow.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();
}
