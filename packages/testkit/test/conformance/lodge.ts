import {
  AttemptStatus,
  card,
  ConnectorError,
  CurrencyUnit,
  err,
  minorUnit,
  ok,
  RefundStatus,
  secret,
  type ConnectorAuthType,
  type ConnectorSpecificationData,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import {
  defineConnector,
  errorFormat,
  json,
  need,
  parseJson,
  path,
  schema,
  statusTable,
  z,
  type Decode,
  type FlowResult,
  type Parsed,
  type RequestContext,
} from "@switchyard/utils";
import type { Bench, Browse, ConformanceProfile, Processor, Simulator } from "../../src/index.js";
import { createLodgeSimulator, LODGE_KEY, type LodgeControls } from "./lodge-simulator.js";

const answer = schema(() =>
  z.object({
    id: z.string(),
    state: z.nullish(z.string()),
    amount: z.nullish(z.number()),
    currency: z.nullish(z.string()),
    page: z.nullish(z.string()),
    reason: z.nullish(z.string()),
    saved: z.nullish(z.string()),
  }),
);
const failure = schema(() => z.object({ code: z.string(), message: z.string() }));
type Answer = Parsed<typeof answer>;
type PaidFlow = "Authorize" | "PSync" | "RepeatPayment";

const statusOf = statusTable({ open: AttemptStatus.AuthenticationPending, paid: AttemptStatus.Charged, declined: AttemptStatus.Failure });
const refundStatusOf = statusTable({ paid: RefundStatus.Success });

const details = { mandates: "supported", refunds: "supported", supportedCaptureMethods: ["automatic"] } as const;
const specifications: ConnectorSpecificationData = {
  about: { displayName: "Lodge", description: "Takes cards on its page.", connectorType: "payment_gateway" },
  paymentMethods: { card: { credit: details } },
  webhookFlows: [],
};

/** Reads any text as an answer that says nothing but what is needed. */
const credulous: Decode = (text) => {
  try {
    return { id: "ord_0", ...(parseJson(text) as object) };
  } catch {
    return { id: "ord_0" };
  }
};

/** Where this connector can go wrong; it is right where nothing is given. */
export interface LodgeFaults {
  /** Flows that take any text for an answer. */
  readonly credulous?: readonly ("CreateOrder" | "UpdateMetadata")[];
  /** Takes any error of UpdateMetadata for a sign that it was done. */
  readonly shrugs?: boolean;
  /** Declares charges idempotent, and sends no key. */
  readonly repeats?: boolean;
  /** A field of the card that is sent as the customer's name. */
  readonly leaks?: "number" | "cvc" | "holderName";
  /** Forgets why a payment was declined. */
  readonly forgets?: boolean;
  /** Takes the order's id for that of what was stored with it. */
  readonly mixesUp?: boolean;
  /** What an update comes to when the order is paid already. */
  readonly confuses?: boolean;
}

const toAuth = (auth: ConnectorAuthType): { readonly key: Secret } => {
  if (auth.type === "HeaderKey") return { key: auth.apiKey };
  throw new ConnectorError("FailedToObtainAuthType", { connector: "lodge", expected: ["HeaderKey"], received: auth.type });
};

const updated: FlowResult<"UpdateMetadata"> = { response: ok({ type: "payment_resource_update", status: "success" }) };

/** The connector of the processor with a page. */
export function makeLodge(faults: LodgeFaults = {}) {
  function toResult<F extends PaidFlow>({ id, state, amount, currency, page, reason, saved }: Answer, statusCode: number): FlowResult<F> {
    const status = statusOf(state);
    if (status === "failure") {
      const code = faults.forgets === true ? "declined" : (reason ?? "declined");
      return { status, response: err({ code, message: "Declined", statusCode, attemptStatus: status }) } as unknown as FlowResult<F>;
    }
    const value = {
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id },
      ...(page == null ? {} : { redirectionData: { type: "form", endpoint: page, method: "GET", formFields: {} } }),
      ...(saved == null ? {} : { mandateReference: { connectorMandateId: faults.mixesUp === true ? id : saved } }),
      echoed: { amount: amount == null ? undefined : minorUnit(amount, "amount"), currency: currency ?? undefined },
    };
    return { status, response: ok(value) } as unknown as FlowResult<F>;
  }
  function nameIn(data: RouterData<"Authorize" | "CreateOrder">): Secret | undefined {
    const { leaks } = faults;
    const method = "paymentMethodData" in data.request ? data.request.paymentMethodData : undefined;
    return leaks !== undefined && method?.type === "card" ? method[leaks] : undefined;
  }
  const order = {
    path: "orders",
    body: ({ data }: RequestContext<"Authorize" | "CreateOrder", { readonly key: Secret }>) =>
      json({
        reference: data.connectorRequestReferenceId,
        amount: data.request.amount,
        currency: data.request.currency,
        saves: data.flow === "Authorize" && data.request.setupFutureUsage === "off_session",
        name: nameIn(data),
      }),
    response: answer,
  } as const;
  const decodeOf = (flow: "CreateOrder" | "UpdateMetadata") => (faults.credulous?.includes(flow) === true ? { decode: credulous } : {});
  const toRefund = ({ id, state, amount, currency }: Answer): FlowResult<"Execute"> => ({
    response: ok({
      type: "refund",
      connectorRefundId: id,
      refundStatus: refundStatusOf(state),
      echoed: { amount: amount == null ? undefined : minorUnit(amount, "amount"), currency: currency ?? undefined },
    }),
  });

  return defineConnector({
    id: "lodge",
    currencyUnit: CurrencyUnit.Minor,
    baseUrls: { sandbox: "https://sandbox.lodge.test/", production: "https://lodge.test/" },
    auth: toAuth,
    headers: ({ auth }) => ({ "x-lodge-key": auth.key, accept: "application/json" }),
    errors: [errorFormat({ schema: failure, read: ({ code, message }, { statusCode }) => ({ code, message, statusCode }) })],
    specifications,
    prerequisites: (flow) => (flow === "RepeatPayment" ? ["CreateOrder"] : []),
    flows: {
      Authorize: {
        ...order,
        validate: ({ data }) => {
          if (data.request.paymentMethodData.type !== "card") throw new ConnectorError("NotImplemented", { connector: "lodge", message: "This" });
        },
        read: (found, { http }) => toResult<"Authorize">(found, http.statusCode),
      },
      PSync: {
        method: "GET",
        path: ({ data }) => {
          const { connectorTransactionId: id } = data.request;
          return path`orders/${id.type === "connector_transaction_id" ? need(id.id || undefined, "connectorTransactionId") : ""}`;
        },
        response: answer,
        read: (found, { http }) => toResult<"PSync">(found, http.statusCode),
      },
      CreateOrder: { ...order, ...decodeOf("CreateOrder"), read: ({ id }) => ({ response: ok({ type: "create_order", orderId: id }) }) },
      RepeatPayment: {
        path: ({ data }) => path`orders/${need(data.referenceId, "the order that is paid")}/charge`,
        body: ({ data }) => {
          const reference = data.request.mandateId.mandateReferenceId;
          return json({ saved: reference?.type === "connector_mandate_id" ? reference.connectorMandateId : "" });
        },
        response: answer,
        read: (found, { http }) => toResult<"RepeatPayment">(found, http.statusCode),
        ...(faults.repeats === true ? { idempotent: true } : {}),
      },
      UpdateMetadata: {
        method: "PATCH",
        path: ({ data }) => path`orders/${data.request.connectorTransactionId}`,
        body: ({ data }) => json({ note: JSON.stringify(data.request.metadata) }),
        response: answer,
        ...decodeOf("UpdateMetadata"),
        read: ({ state }) =>
          faults.confuses === true && state !== "open"
            ? { response: err({ code: "too_late", message: "The order is paid.", statusCode: 200 }) }
            : updated,
        ...(faults.shrugs === true ? { readDone: () => updated } : {}),
      },
      Execute: {
        path: ({ data }) => path`orders/${data.request.connectorTransactionId}/refund`,
        body: ({ data }) => json({ reference: data.request.refundId, amount: data.request.refundAmount }),
        response: answer,
        read: toRefund,
      },
      RSync: {
        method: "GET",
        path: ({ data }) => path`refunds/${need(data.request.connectorRefundId, "connectorRefundId")}`,
        response: answer,
        read: toRefund,
      },
    },
  });
}

const simulators = new WeakMap<Processor, Simulator<LodgeControls>>();

function controlsOf(processor: Processor | undefined): LodgeControls {
  const simulator = processor === undefined ? undefined : simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator.controls;
}

/** What the customer does on the page. */
export function visit(decision: "pay" | "decline"): Browse {
  return (processor, redirection) => {
    if (redirection.type === "form") controlsOf(processor).visit(redirection.endpoint, decision);
    return {};
  };
}

function start(): Processor {
  const simulator = createLodgeSimulator();
  const processor: Processor = { simulator };
  simulators.set(processor, simulator);
  return processor;
}

const paymentMethod = () => card({ number: "4444333322221111", expMonth: "11", expYear: "2035", cvc: "731", holderName: "Peregrine Snodgrass" });

async function openOrder(bench: Bench): Promise<string> {
  const order = { reference: bench.reference(), amount: 7319, currency: "EUR", paymentMethod: paymentMethod() };
  const { connectorTransactionId } = (await bench.call("Authorize", order)) as { readonly connectorTransactionId?: string };
  return connectorTransactionId ?? "";
}

const hosted = { reason: "the customer says it on Lodge's page" } as const;
const credit = { paymentMethod, browse: visit("pay"), hosted };

export const lodgeProfile: ConformanceProfile = {
  start,
  auth: { type: "HeaderKey", apiKey: secret(LODGE_KEY) },
  wrongAuth: { type: "HeaderKey", apiKey: secret("lodge-key-of-nobody") },
  currencies: ["EUR", "JPY", "BHD"],
  methods: { card: { credit } },
  declines: [{ title: "no money", paymentMethod, browse: visit("decline"), code: "no_money" }],
  flows: {
    CreateOrder: { input: (bench) => ({ reference: bench.reference(), request: { amount: 7319, currency: "EUR" } }) },
    UpdateMetadata: {
      input: async (bench) => ({ request: { connectorTransactionId: await openOrder(bench), metadata: { basket: "Marzipan" } } }),
      check(_, bench) {
        const [{ result } = { result: undefined }] = bench.calls.filter(({ flow }) => flow === "Authorize");
        const id: unknown = typeof result === "object" && result !== null ? Reflect.get(result, "connectorTransactionId") : "";
        const note = controlsOf(bench.processor).noteOf(String(id));
        if (note !== '{"basket":"Marzipan"}') throw new Error(`the order keeps the note ${String(note)}`);
      },
    },
  },
  withoutStatus: { UpdateMetadata: "the answer shows the order, whose state the update does not touch" },
};
