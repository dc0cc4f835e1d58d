import {
  AttemptStatus,
  card,
  CurrencyUnit,
  err,
  IncomingWebhookEvent,
  minorUnit,
  ok,
  RefundStatus,
  secret,
  type ConnectorAuthType,
  type ConnectorResponse,
  type ConnectorSpecificationData,
  type ErrorResponse,
  type IncomingWebhook,
  type ParsedWebhook,
  type PaymentMethodDetails,
  type RequestHeaders,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import {
  bodyField,
  defineConnector,
  defineWebhooks,
  errorFormat,
  hash,
  header,
  hmac,
  json,
  need,
  notImplemented,
  path,
  schema,
  statusTable,
  z,
  type Decode,
  type ErrorFormat,
  type FlowResult,
  type Parsed,
  type RequestContext,
} from "@switchyard/utils";
import { ConnectorError } from "@switchyard/interfaces";
import type { ConformanceProfile } from "../../src/index.js";
import { ACME, createAcmeSimulator } from "./acme-simulator.js";

type PaidFlow = "Authorize" | "RepeatPayment" | "PSync" | "Capture" | "Void";

export const payment = schema(() =>
  z.object({
    id: z.string(),
    state: z.nullish(z.string()),
    amount: z.nullish(z.number()),
    currency: z.nullish(z.string()),
    decline_code: z.nullish(z.string()),
    mandate: z.nullish(z.string()),
  }),
);
const refund = schema(() =>
  z.object({ id: z.string(), state: z.nullish(z.string()), amount: z.nullish(z.number()), currency: z.nullish(z.string()) }),
);
const failure = schema(() => z.object({ error: z.object({ code: z.string(), message: z.string() }) }));
const event = schema(() =>
  z.object({
    id: z.string(),
    type: z.string(),
    payment: z.object({ id: z.string(), reference: z.string(), amount: z.number(), currency: z.string() }),
  }),
);

type PaymentAnswer = Parsed<typeof payment>;
type RefundAnswer = Parsed<typeof refund>;

export const paymentStatus = statusTable({
  authorised: AttemptStatus.Authorized,
  captured: AttemptStatus.Charged,
  voided: AttemptStatus.Voided,
  declined: AttemptStatus.Failure,
});
export const refundStatus = statusTable({ done: RefundStatus.Success, failed: RefundStatus.Failure });
const eventOf = statusTable(
  { "payment.authorised": IncomingWebhookEvent.PaymentIntentAuthorizationSuccess, "payment.captured": IncomingWebhookEvent.PaymentIntentSuccess },
  { unknown: IncomingWebhookEvent.EventNotSupported },
);

const details = {
  mandates: "not_supported",
  refunds: "supported",
  supportedCaptureMethods: ["automatic", "manual"],
} as const satisfies PaymentMethodDetails;
export const specifications: ConnectorSpecificationData = {
  about: { displayName: "Acme", description: "Takes cards.", connectorType: "payment_gateway" },
  paymentMethods: { card: { credit: details, debit: { ...details, mandates: "supported" } } },
  webhookFlows: ["payments"],
};

export interface AcmeAuth {
  readonly key: Secret;
}

const toAuth = (auth: ConnectorAuthType): AcmeAuth => {
  if (auth.type === "HeaderKey") return { key: auth.apiKey };
  throw new ConnectorError("FailedToObtainAuthType", { connector: "acme", expected: ["HeaderKey"], received: auth.type });
};

const errorFormats: readonly ErrorFormat[] = [
  errorFormat({
    schema: failure,
    read: ({ error }, http): ErrorResponse => ({ code: error.code, message: error.message, statusCode: http.statusCode, attemptStatus: "failure" }),
  }),
];

const timestamp = header("x-acme-timestamp");
const declared = {
  connector: "acme",
  schema: event,
  read: ({ id, type, payment: about }: Parsed<typeof event>): ParsedWebhook => ({
    event: eventOf(type),
    connectorEvent: type,
    eventId: id,
    reference: { type: "payment", by: "connector_transaction_id", id: about.id },
    details: {
      type: "payment",
      status: type === "payment.captured" ? "charged" : type === "payment.authorised" ? "authorized" : "pending",
      currency: about.currency,
    },
  }),
};
const goodWebhooks = defineWebhooks({
  ...declared,
  verify: hmac("SHA-256", {
    signature: header("x-acme-signature"),
    message: ({ headers, text }) => `${headers["x-acme-timestamp"] ?? ""}.${text}`,
    timestamp: { at: timestamp, unit: "s", toleranceSeconds: 300 },
  }),
});

/** Of a processor that signs nothing. */
export const unsignedWebhooks = defineWebhooks(declared);

const SIGNED = ["id", "type", "payment.id", "payment.currency"];

/** Of a processor whose signature stands in the body. */
export const bodyWebhooks = defineWebhooks({
  ...declared,
  verify: hash("MD5", {
    signature: bodyField("signature"),
    message: (input) => [...SIGNED.flatMap((field) => bodyField(field).read(input)), input.secret.expose()].join("/"),
  }),
});

/** Every place where a connector can go wrong, with the right way as its default. */
export interface Knobs {
  readonly status: (word: string | null | undefined) => AttemptStatus;
  readonly refund: (word: string | null | undefined) => RefundStatus;
  readonly headers: (auth: AcmeAuth) => RequestHeaders;
  readonly errors: readonly ErrorFormat[];
  readonly decode: Decode | undefined;
  readonly echo: boolean;
  readonly segment: typeof path;
  readonly keys: boolean;
  readonly idempotent: { readonly Authorize: boolean; readonly Capture: boolean; readonly Execute: boolean };
  readonly key: (context: RequestContext<"Authorize" | "RepeatPayment" | "Execute" | "Capture", AcmeAuth>) => string;
  readonly specifications: ConnectorSpecificationData;
  readonly webhooks: IncomingWebhook | undefined;
  readonly before: (data: RouterData) => void;
  readonly amount: (amount: number) => number;
  readonly decline: (answer: PaymentAnswer, http: ConnectorResponse) => ErrorResponse;
  readonly holder: (context: RequestContext<"Authorize" | "RepeatPayment", AcmeAuth>) => unknown;
  readonly transactionId: (answer: PaymentAnswer) => string;
  readonly auth: (auth: ConnectorAuthType) => AcmeAuth;
  readonly mandates: boolean;
  readonly response: typeof payment;
  /** Fields of a payment's request that the processor does not know. */
  readonly extra: Readonly<Record<string, string>>;
}

const good: Knobs = {
  status: paymentStatus,
  refund: refundStatus,
  headers: ({ key }) => ({ "x-acme-key": key, accept: "application/json" }),
  errors: errorFormats,
  decode: undefined,
  echo: true,
  segment: path,
  keys: true,
  idempotent: { Authorize: true, Capture: false, Execute: true },
  key: ({ data }) => `${data.flow}-${data.connectorRequestReferenceId}`,
  specifications,
  webhooks: goodWebhooks,
  before: () => undefined,
  amount: (amount) => amount,
  decline: (answer, http) => ({
    code: answer.decline_code ?? "declined",
    message: "Declined",
    statusCode: http.statusCode,
    attemptStatus: "failure",
    connectorTransactionId: answer.id,
  }),
  holder: ({ data }) => {
    const method = data.request.paymentMethodData;
    return method.type === "card" ? need(method.holderName, "card.holderName") : undefined;
  },
  transactionId: ({ id }) => id,
  auth: toAuth,
  mandates: true,
  response: payment,
  extra: {},
};

export { goodWebhooks, errorFormats, event as acmeEvent, eventOf };

function parts(amount: number | null | undefined, currency: string | null | undefined) {
  return { amount: amount == null ? undefined : minorUnit(amount, "amount"), currency: currency ?? undefined };
}

/** The reference connector; with knobs, one that is wrong in one place. */
export function makeAcme(changes: Partial<Knobs> = {}) {
  const knobs = { ...good, ...changes };

  function toResult<F extends PaidFlow>(
    answer: PaymentAnswer,
    { data, http }: { readonly data: RouterData<F>; readonly http: ConnectorResponse },
  ): FlowResult<F> {
    const status = knobs.status(answer.state);
    if (status === "failure" && data.flow !== "PSync") return { status, response: err(knobs.decline(answer, http)) } as unknown as FlowResult<F>;
    const value = {
      type: "transaction",
      resourceId: { type: "connector_transaction_id", id: knobs.transactionId(answer) },
      connectorStatus: answer.state ?? undefined,
      ...(answer.mandate == null || !knobs.mandates ? {} : { mandateReference: { connectorMandateId: answer.mandate } }),
      ...(knobs.echo ? { echoed: parts(answer.amount, answer.currency) } : {}),
    };
    return { status, response: ok(value) } as unknown as FlowResult<F>;
  }
  const toRefund = (answer: RefundAnswer): FlowResult<"Execute"> => {
    const echoed = knobs.echo ? { echoed: parts(answer.amount, answer.currency) } : {};
    return { response: ok({ type: "refund", connectorRefundId: answer.id, refundStatus: knobs.refund(answer.state), ...echoed }) };
  };
  const decode = knobs.decode === undefined ? {} : { decode: knobs.decode };
  const keyed = {
    headers: (context: RequestContext<"Authorize" | "RepeatPayment" | "Execute", AcmeAuth>) =>
      knobs.keys ? { "idempotency-key": knobs.key(context) } : {},
  };
  const idOf = (id: RouterData<"PSync">["request"]["connectorTransactionId"]) => (id.type === "connector_transaction_id" ? id.id : "");

  const pay = {
    path: "v1/payments",
    ...keyed,
    body: (context: RequestContext<"Authorize" | "RepeatPayment", AcmeAuth>) => {
      const { data } = context;
      knobs.before(data);
      const { amount, currency, captureMethod, paymentMethodData: method, setupFutureUsage, mandateId } = data.request;
      const reference = mandateId?.mandateReferenceId;
      if (method.type !== "card" && method.type !== "mandate_payment") throw notImplemented("acme", method);
      return json({
        reference: data.connectorRequestReferenceId,
        amount: knobs.amount(amount),
        currency,
        capture: captureMethod === "manual" ? "later" : "now",
        ...knobs.extra,
        ...(setupFutureUsage === "off_session" ? { store: true } : {}),
        ...(method.type === "card"
          ? {
              card: {
                number: method.number,
                expiry: method.expiry.month2.map((month) => `${month}/${method.expiry.year4.expose()}`),
                cvc: need(method.cvc, "card.cvc"),
                holder: knobs.holder(context),
              },
            }
          : { mandate: reference?.type === "connector_mandate_id" ? reference.connectorMandateId : "" }),
      });
    },
    response: knobs.response,
    ...decode,
    read: toResult,
  } as const;

  return defineConnector({
    id: "acme",
    currencyUnit: CurrencyUnit.Minor,
    baseUrls: { sandbox: "https://sandbox.acme.test/", production: "https://acme.test/" },
    auth: knobs.auth,
    headers: ({ auth }) => knobs.headers(auth),
    errors: knobs.errors,
    specifications: knobs.specifications,
    ...(knobs.webhooks === undefined ? {} : { webhooks: knobs.webhooks }),
    flows: {
      Authorize: { ...pay, idempotent: knobs.idempotent.Authorize },
      RepeatPayment: { ...pay, idempotent: knobs.idempotent.Authorize },
      PSync: {
        method: "GET",
        path: ({ data }) => knobs.segment`v1/payments/${idOf(data.request.connectorTransactionId)}`,
        response: knobs.response,
        ...decode,
        read: toResult,
      },
      Capture: {
        path: ({ data }) => knobs.segment`v1/payments/${data.request.connectorTransactionId}/capture`,
        body: ({ data }) => json({ reference: data.connectorRequestReferenceId, amount: data.request.amountToCapture }),
        response: knobs.response,
        ...decode,
        read: toResult,
        idempotent: knobs.idempotent.Capture,
      },
      Void: {
        path: ({ data }) => knobs.segment`v1/payments/${data.request.connectorTransactionId}/void`,
        response: knobs.response,
        ...decode,
        read: toResult,
      },
      Execute: {
        path: ({ data }) => knobs.segment`v1/payments/${data.request.connectorTransactionId}/refunds`,
        ...keyed,
        body: ({ data }) => json({ reference: data.request.refundId, amount: data.request.refundAmount }),
        response: refund,
        read: toRefund,
        idempotent: knobs.idempotent.Execute,
      },
      RSync: {
        method: "GET",
        path: ({ data }) => knobs.segment`v1/refunds/${need(data.request.connectorRefundId, "connectorRefundId")}`,
        response: refund,
        read: toRefund,
      },
    },
  });
}

const plainCard = (holderName: string) => () => card({ number: "4444333322221111", expMonth: "11", expYear: "2035", cvc: "731", holderName });

export const acmeProfile: ConformanceProfile = {
  start: () => ({ simulator: createAcmeSimulator() }),
  auth: { type: "HeaderKey", apiKey: secret(ACME.key) },
  wrongAuth: { type: "HeaderKey", apiKey: secret("acme-key-of-nobody") },
  currencies: ["EUR", "JPY", "BHD"],
  methods: { card: { credit: { paymentMethod: plainCard("Peregrine Snodgrass") }, debit: { paymentMethod: plainCard("Peregrine Snodgrass") } } },
  declines: [{ title: "no money", paymentMethod: plainCard("Declina Poor"), code: "poor" }],
  webhooks: { secret: ACME.secret, otherSecret: ACME.otherSecret },
};
