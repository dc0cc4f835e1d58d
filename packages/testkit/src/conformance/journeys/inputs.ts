import type { MandateInput, PaymentResult, RefundResult } from "@switchyard/client";
import type { Flow, MandateReference } from "@switchyard/interfaces";
import type { Bench } from "../bench.js";
import { demand, needed } from "../check.js";
import { atOnce, heldFirst, methodsOf } from "../declaration.js";
import type { ConformanceProfile, Payment } from "../profile.js";
import { amountOf, authorized, capture, follow, has, needStatus, refund, toAuthorizeInput, toCompleteInput, told, transactionId } from "./steps.js";
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

/** A stored payment method, as later payments name it. */
export async function stored(bench: Bench): Promise<StoredMandate> {
  const result = has(bench, "SetupMandate")
    ? ((await bench.call("SetupMandate", toSetupInput(bench))) as PaymentResult)
    : ((await bench.call(
        "Authorize",
        toAuthorizeInput(bench, { method: mandateMethod(bench), fields: { setupFutureUsage: "off_session" } }),
      )) as PaymentResult);
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

export function toRepeatInput(bench: Bench, mandate: MandateInput) {
  const { paymentMethod: _, ...input } = toAuthorizeInput(bench, { method: mandateMethod(bench) });
  return { ...input, mandate };
}

const INPUTS: Partial<Record<Flow, PrepareInput>> = {
  Authorize: (bench) => {
    const captureMethod = atOnce(bench.connector, bench.profile);
    return toAuthorizeInput(bench, { captureMethod });
  },
  CompleteAuthorize: async (bench) => {
    const challenge = needed(bench.profile.threeDs?.[0], "a 3DS payment in the profile");
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
  if (flow === "CompleteAuthorize" && (profile.threeDs ?? []).length === 0) return undefined;
  return INPUTS[flow];
}
