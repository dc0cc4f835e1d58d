import type { MandateInput, PaymentResult, RefundResult } from "@switchyard/client";
import type { Flow, MandateReference } from "@switchyard/interfaces";
import type { Bench } from "../bench.js";
import { demand, needed } from "../check.js";
import { atOnce, heldFirst, methodsOf } from "../declaration.js";
import type { Browse, ConformanceProfile, MethodProfile, Payment } from "../profile.js";
import {
  amountOf,
  authorized,
  capture,
  follow,
  goThrough,
  has,
  needStatus,
  pay,
  refund,
  toAuthorizeInput,
  toCompleteInput,
  told,
  transactionId,
} from "./steps.js";
import { learn } from "./settled.js";

/** Prepares the processor for a flow and gives the input of the client's method for it. */
export type PrepareInput = (bench: Bench) => unknown;

/** A payment whose money was taken: at once, or by a capture where nothing takes it at once. */
export async function charged(bench: Bench): Promise<Payment> {
  const captureMethod = atOnce(bench.connector, bench.profile);
  if (captureMethod !== undefined) return authorized(bench, { captureMethod });
  const payment = await held(bench);
  return { ...payment, result: await needStatus(bench, await capture(bench, payment), ["charged"]) };
}

/** A payment whose money is held. */
export function held(bench: Bench): Promise<Payment> {
  return authorized(bench, { captureMethod: needed(heldFirst(bench.connector, bench.profile), "a capture method that holds the money first") });
}

/** A stored payment method. */
export type StoredMandate = Extract<MandateInput, { readonly connectorMandateId: string }>;

/** The first declared method that a mandate can be made with. */
export function mandateMethod(bench: Bench) {
  const found = methodsOf(bench.connector, bench.profile).find(({ details, profile }) => details.mandates === "supported" && profile !== undefined);
  return needed(found?.profile, "a payment method with mandates in the profile");
}

export function toSetupInput(bench: Bench, method = mandateMethod(bench)) {
  const { amount: _, ...input } = toAuthorizeInput(bench, { method });
  return { ...input, customerAcceptance: { acceptanceType: "online" as const } };
}

/** The mandate that a payment made: in its answer, or in what becomes known of it. */
export async function mandateOf(bench: Bench, result: PaymentResult): Promise<MandateReference | undefined> {
  if (result.mandate?.connectorMandateId !== undefined || result.outcome !== "accepted") return result.mandate;
  const isLater = bench.processor !== undefined && result.connectorTransactionId !== undefined;
  return isLater ? (await learn(bench, result))?.mandate : undefined;
}

/** Stores a payment method: by a flow of its own where there is one, else with a payment. Its customer goes wherever that takes them. */
async function store(bench: Bench, method: MethodProfile): Promise<PaymentResult> {
  if (!has(bench, "SetupMandate")) return (await pay(bench, { method, fields: { setupFutureUsage: "off_session" } })).result;
  const input = toSetupInput(bench, method);
  const result = (await bench.call("SetupMandate", input)) as PaymentResult;
  return goThrough(bench, { input: { ...input, amount: 0 }, result }, method.browse);
}

/** A stored payment method, as later payments name it. */
export async function stored(bench: Bench, method = mandateMethod(bench)): Promise<StoredMandate> {
  const result = await store(bench, method);
  const { connectorMandateId: id, mandateMetadata, paymentMethodId } = (await mandateOf(bench, result)) ?? {};
  const connectorMandateId = needed(id, `the mandate of a set-up that is ${told(result)}`);
  return { connectorMandateId, mandateMetadata, paymentMethodId };
}

/** The input of MandateRevoke. Some processors keep mandates by customer. */
export function toRevokeInput(bench: Bench, mandate: StoredMandate) {
  const { customer } = toSetupInput(bench);
  const { connectorMandateId, mandateMetadata } = mandate;
  return { reference: bench.reference(), connectorMandateId, mandateMetadata, customer };
}

export function toRepeatInput(bench: Bench, mandate: MandateInput, method = mandateMethod(bench)) {
  const { paymentMethod: _, ...input } = toAuthorizeInput(bench, { method });
  return { ...input, mandate };
}

/** A payment that its customer goes somewhere for: one with 3DS, else by a method with a page. */
function browsedIn({
  threeDs,
  methods,
}: ConformanceProfile): (Pick<MethodProfile, "paymentMethod" | "input" | "currency"> & { readonly browse: Browse }) | undefined {
  const known = Object.values(methods).flatMap((types) => Object.values(types));
  const found = known.find(({ browse }) => browse !== undefined);
  return threeDs?.[0] ?? (found?.browse === undefined ? undefined : { ...found, browse: found.browse });
}

const INPUTS: Partial<Record<Flow, PrepareInput>> = {
  Authorize: (bench) => {
    const captureMethod = atOnce(bench.connector, bench.profile);
    return toAuthorizeInput(bench, { captureMethod });
  },
  CompleteAuthorize: async (bench) => {
    const challenge = needed(browsedIn(bench.profile), "a payment in the profile that its customer goes somewhere for");
    const input = toAuthorizeInput(bench, { method: challenge });
    const result = (await bench.call("Authorize", input)) as PaymentResult;
    return toCompleteInput(bench, { input, result }, challenge.browse);
  },
  PSync: async (bench) => {
    const { input, result } = await charged(bench);
    const { amount, currency } = input;
    return { connectorTransactionId: transactionId(result), connectorMeta: result.connectorMeta, amount, currency };
  },
  Capture: async (bench) => {
    const payment = await held(bench);
    return { ...follow(bench, payment), authorizedAmount: payment.input.amount };
  },
  Void: async (bench) => follow(bench, await held(bench)),
  PostCaptureVoid: async (bench) => follow(bench, await charged(bench)),
  SetupMandate: (bench) => toSetupInput(bench),
  RepeatPayment: async (bench) => toRepeatInput(bench, await stored(bench)),
  MandateRevoke: async (bench) => toRevokeInput(bench, await stored(bench)),
  Execute: async (bench) => {
    const payment = await charged(bench);
    return { ...follow(bench, payment), paymentAmount: payment.input.amount };
  },
  RSync: async (bench) => {
    const payment = await charged(bench);
    const result: RefundResult = await refund(bench, payment);
    return toRefundSyncInput(bench, payment, result);
  },
  AccessTokenAuth: () => ({ request: {} }),
};

export function toRefundSyncInput(bench: Bench, payment: Payment, result: RefundResult) {
  demand(result.connectorRefundId !== undefined, "the refund has no connectorRefundId");
  const amount = amountOf(bench.profile);
  return { ...follow(bench, payment, amount), connectorRefundId: result.connectorRefundId };
}

/** How a flow's input is prepared, where the suite or the profile knows. */
export function inputOf(flow: Flow, profile: ConformanceProfile): PrepareInput | undefined {
  const own = profile.flows?.[flow]?.input;
  if (own !== undefined) return own;
  if (flow === "CompleteAuthorize" && browsedIn(profile) === undefined) return undefined;
  return INPUTS[flow];
}
