import type { AnyConnector, Flow, RouterData } from "@switchyard/interfaces";
import type { FlowRun } from "../run/run-flow.js";
import type { FlowsOf } from "./connector-types.js";
import type {
  AuthorizeInput,
  CallOptions,
  CaptureInput,
  CompleteAuthorizeInput,
  FlowInput,
  IncrementAuthorizationInput,
  RefundInput,
  RepeatPaymentInput,
  RevokeMandateInput,
  SetupMandateInput,
  SyncInput,
  SyncRefundInput,
  VoidInput,
} from "./inputs.js";
import { METHOD_OF_FLOW, type MethodOfFlow } from "./names.js";
import type { FlowCallResult, PaymentResult, RefundResult, SyncResult } from "./results.js";
import {
  toAuthorizeData,
  toCaptureData,
  toCompleteAuthorizeData,
  toFlowData,
  toIncrementData,
  toRefundData,
  toRepeatPaymentData,
  toRevokeMandateData,
  toSetupMandateData,
  toSyncData,
  toPostCaptureVoidData,
  toVoidData,
  type Surroundings,
} from "./to-router-data.js";
import { toFlowCallResult, toPaymentResult, toRefundResult, toSyncResult } from "./to-result.js";

/** The input of each flow's method. */
interface InputOf<C> {
  Authorize: AuthorizeInput<C>;
  CompleteAuthorize: CompleteAuthorizeInput<C>;
  PSync: SyncInput;
  Capture: CaptureInput;
  Void: VoidInput;
  PostCaptureVoid: VoidInput;
  IncrementalAuthorization: IncrementAuthorizationInput;
  SetupMandate: SetupMandateInput<C>;
  RepeatPayment: RepeatPaymentInput<C>;
  MandateRevoke: RevokeMandateInput;
  Execute: RefundInput;
  RSync: SyncRefundInput;
}

/** The result of each flow's method. */
interface ResultOf {
  Authorize: PaymentResult;
  CompleteAuthorize: PaymentResult;
  PSync: SyncResult;
  Capture: PaymentResult;
  Void: PaymentResult;
  PostCaptureVoid: PaymentResult;
  SetupMandate: PaymentResult;
  RepeatPayment: PaymentResult;
  Execute: RefundResult;
  RSync: RefundResult;
}

type FlowMethod<F extends Flow, C> = (
  input: F extends keyof InputOf<C> ? InputOf<C>[F] : FlowInput<F>,
  options?: CallOptions,
) => Promise<F extends keyof ResultOf ? ResultOf[F] : FlowCallResult<F>>;

/** A method for every flow of the connector, named by {@link METHOD_OF_FLOW}. */
export type ClientMethods<C> = { readonly [F in FlowsOf<C> as MethodOfFlow[F]]: FlowMethod<F, C> };

type Execute = <F extends Flow>(flow: F, data: RouterData<F>, options?: CallOptions) => Promise<FlowRun<F>>;
type SurroundingsFor = (options: CallOptions | undefined) => Surroundings;

/** How the flows with a form of their own go from input to result. */
const FORMS = {
  Authorize: [toAuthorizeData, toPaymentResult],
  CompleteAuthorize: [toCompleteAuthorizeData, toPaymentResult],
  PSync: [toSyncData, toSyncResult],
  Capture: [toCaptureData, toPaymentResult],
  Void: [toVoidData, toPaymentResult],
  PostCaptureVoid: [toPostCaptureVoidData, toPaymentResult],
  IncrementalAuthorization: [toIncrementData, toFlowCallResult],
  SetupMandate: [toSetupMandateData, toPaymentResult],
  RepeatPayment: [toRepeatPaymentData, toPaymentResult],
  MandateRevoke: [toRevokeMandateData, toFlowCallResult],
  Execute: [(input: RefundInput, around: Surroundings) => toRefundData("Execute", input, around), toRefundResult],
  RSync: [(input: SyncRefundInput, around: Surroundings) => toRefundData("RSync", input, around), toRefundResult],
} as const;

/** One form without its types: the table above gives each flow its own, and the client's type is made from the same flows. */
interface Form {
  readonly 0: (input: unknown, around: Surroundings) => RouterData;
  readonly 1: (run: FlowRun<Flow>, connector: AnyConnector) => unknown;
}

function formOf(flow: Flow): Form {
  if (Object.hasOwn(FORMS, flow)) return (FORMS as unknown as Readonly<Record<string, Form>>)[flow] as Form;
  return [(input: unknown, around: Surroundings) => toFlowData(flow, input as FlowInput<Flow>, around), toFlowCallResult] as unknown as Form;
}

/** Makes the methods of the flows that the connector has. */
export function createMethods(connector: AnyConnector, surroundingsFor: SurroundingsFor, execute: Execute): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (Object.keys(connector.flows) as Flow[]).map((flow) => {
      const [toData, toResult] = [formOf(flow)[0], formOf(flow)[1]];
      return [
        METHOD_OF_FLOW[flow],
        async (input: unknown, options?: CallOptions) => toResult(await execute(flow, toData(input, surroundingsFor(options)), options), connector),
      ];
    }),
  );
}
