import type { ConnectorUnderTest } from "./under-test.js";
import type { AuthorizeInput, PaymentInput, PaymentResult, RefundInput } from "@switchyard/client";
import type {
  AttemptStatus,
  CaptureMethod,
  ConnectorAuthType,
  ConnectorMetadata,
  Currency,
  EventClass,
  Flow,
  PaymentMethod,
  PaymentMethodData,
  PaymentMethodType,
  RedirectForm,
} from "@switchyard/interfaces";
import type { Simulator } from "../simulator/simulator.js";
import type { Bench } from "./bench.js";
import type { OpenApiFile } from "./kit.js";

/** A simulated processor that was just started, with what the suite may do to it beside its API. */
export interface Processor {
  readonly simulator: Simulator;
  /** Does everything that waits at the processor: settlements, refunds, cancellations that were sent. Nothing waits: does nothing. */
  readonly settle?: (() => void) | undefined;
}

/** What a browser brings back from a step. */
export interface BroughtBack {
  /** The query string or the posted form. */
  readonly params?: string | undefined;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}

/** Goes through one step of the customer's browser, as a customer who agrees. */
export type Browse = (processor: Processor, redirection: RedirectForm) => BroughtBack | Promise<BroughtBack>;

/** Fields of an authorization that the suite would not know by itself. */
export type AuthorizeFields = Partial<Omit<AuthorizeInput<ConnectorUnderTest>, "paymentMethod" | "captureMethod" | "currency">>;

/** A payment that the customer makes on the processor's page, or in its widget: what it is paid with is said there and nowhere else. */
export interface HostedProfile {
  /** Where the customer says it. */
  readonly reason: string;
  /**
   * Fields of the payment method's data that are sent all the same, each with the reason: `holderName`, where it is taken for the
   * customer's name. Each must be needed. Everything else in it that is secret is in no request.
   */
  readonly sends?: Readonly<Record<string, string>> | undefined;
}

/** How one declared payment method type is paid with. */
export interface MethodProfile {
  /** Made anew for each payment. */
  readonly paymentMethod: () => PaymentMethodData;
  readonly input?: AuthorizeFields | undefined;
  /** The currency that it is paid in. The profile's first unless given. */
  readonly currency?: Currency | undefined;
  /** For methods that take the customer elsewhere: to pay there, to agree, or to store it. */
  readonly browse?: Browse | undefined;
  /** For methods whose data, though the caller gives it, does not go through here. */
  readonly hosted?: HostedProfile | undefined;
  /** Why what was stored with it is not charged again here. It is, wherever mandates and RepeatPayment are declared. */
  readonly notRepeated?: string | undefined;
  /** What a refund of it needs beyond the payment, such as the customer's bank account. */
  readonly refund?: Pick<RefundInput, "metadata" | "webhookUrl"> | undefined;
}

/** A payment that the processor declines, and what the result must say. */
export interface DeclineProfile {
  readonly title: string;
  readonly paymentMethod: () => PaymentMethodData;
  readonly input?: AuthorizeFields | undefined;
  /** Where the decline happens on a page: what the customer does there, until nothing but the decline is left. */
  readonly browse?: Browse | undefined;
  readonly code: string;
  /** The issuer's code, where the processor passes it on. */
  readonly networkDeclineCode?: string | undefined;
}

/** A payment that the customer authenticates, and how it ends. */
export interface ThreeDsProfile {
  readonly title: string;
  /** The payment method for which it proves 3DS in the support matrix. `card` unless given. */
  readonly method?: PaymentMethod | undefined;
  /** The one type for which it does, and under which it is asked for. All types of the method that declare 3DS unless given. */
  readonly type?: PaymentMethodType | undefined;
  readonly paymentMethod: () => PaymentMethodData;
  readonly input?: AuthorizeFields | undefined;
  readonly browse: Browse;
  readonly expected: readonly AttemptStatus[];
}

/** A webhook as the simulator sent it. */
export interface SentWebhook {
  readonly type?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly url: string;
}

/**
 * The processor's webhooks. Where it signs none, and the connector's webhooks have no recipe for that reason, the suite
 * expects that no webhook is ever believed, whatever secret the merchant has.
 */
export interface WebhookProfile {
  /** The one that the simulator signs with; any text where it signs nothing. */
  readonly secret: string;
  /** Of the right form, and not the simulator's. */
  readonly otherSecret: string;
  /**
   * The webhook without its signature, and otherwise as it was. Needed where the signature stands in the body, or where
   * headers other than the content type are no part of it. Every header but `content-type` is removed unless given.
   */
  readonly unsign?: ((sent: SentWebhook) => SentWebhook) | undefined;
  /**
   * Fields of the body that the processor's signature does not cover and that are read all the same: path to reason. A key
   * covers what is beneath it; `*` stands for one step. They may name and describe; the status of a payment or refund is
   * never read from them.
   */
  readonly unsigned?: Readonly<Record<string, string>> | undefined;
  /** Why a webhook of any age is believed although its time is signed: the processor delivers again under the first time, say. */
  readonly ageless?: string | undefined;
  /** Event classes that are declared and that the simulator does not emit, each with the reason. */
  readonly unexercised?: Partial<Record<EventClass, string>> | undefined;
}

/** A part of a webhook, and the schema that it must keep. */
export interface WebhookSchema {
  /** A name under the document's `components.schemas`. */
  readonly schema: string;
  /** One of the files that the profile lists. */
  readonly document: string;
  readonly value: unknown;
}

/** The processor's own description of its API. What the connector sends and what the simulator answers must keep it. */
export interface OpenApiProfile {
  /** In the folder that `SWITCHYARD_OPENAPI_DIR` names. Where two are mounted at one path, the first that has the operation counts. */
  readonly documents: readonly [OpenApiFile, ...OpenApiFile[]];
  /**
   * Where the document is wrong, or silent: place to reason. A place is what a finding begins with,
   * `POST /payments request body /card/number`; `*` stands for anything within one segment, `**` for anything.
   * Each must be needed.
   */
  readonly exceptions?: Readonly<Record<string, string>> | undefined;
  /** What of a webhook the documents describe. `body` is parsed where it is JSON, and text otherwise. */
  readonly webhooks?: ((body: unknown, sent: SentWebhook) => readonly WebhookSchema[]) | undefined;
}

/** How a flow is exercised that the suite cannot prepare from other flows. */
export interface FlowExercise {
  /** Prepares the processor and gives the input of the client's method for this flow. */
  readonly input: (bench: Bench) => unknown;
  /** What the result must be beyond not being an error. Throws otherwise. */
  readonly check?: ((result: unknown, bench: Bench) => void | Promise<void>) | undefined;
}

/** What of a connector and its processor cannot be derived from the connector's declaration. */
export interface ConformanceProfile {
  /** Starts the processor with empty state. It accepts {@link ConformanceProfile.auth}. */
  readonly start: () => Processor;
  /** Every value in it should be one that occurs nowhere else: the suite looks for it wherever it must not be. */
  readonly auth: ConnectorAuthType;
  /** Of the same type, and refused by the processor. */
  readonly wrongAuth: ConnectorAuthType;
  /** Types of credentials that are taken beside that of `auth`, each with the reason: without a field that may be left out, say. */
  readonly otherAuth?: Partial<Record<ConnectorAuthType["type"], string>> | undefined;
  /** Fields of `auth` that only name the merchant, and that the processor wants in URLs: field to reason. */
  readonly namesInUrls?: Readonly<Record<string, string>> | undefined;
  readonly metadata?: ConnectorMetadata | undefined;
  /** The first is used wherever one will do. Give one of each exponent that the processor knows. */
  readonly currencies: readonly [Currency, ...Currency[]];
  /** Minor units; an amount without special meaning at the processor. 7319 unless given. */
  readonly amount?: number | undefined;
  /** Fields of every payment, beside or instead of the suite's own customer, addresses and browser. */
  readonly payment?: Partial<PaymentInput> | undefined;
  /** Our reference of the `n`th request. `order-0001` and so on unless given. */
  readonly reference?: ((n: number) => string) | undefined;
  /** One for each payment method type that is declared. */
  readonly methods: { readonly [M in PaymentMethod]?: { readonly [T in PaymentMethodType]?: MethodProfile } };
  readonly declines: readonly DeclineProfile[];
  readonly threeDs?: readonly ThreeDsProfile[] | undefined;
  /** Absent when the processor publishes no OpenAPI document. */
  readonly openapi?: OpenApiProfile | undefined;
  /** Absent when the processor sends none. */
  readonly webhooks?: WebhookProfile | undefined;
  /** Whether a payment is found by our reference when its id never arrived, as the connector's facts say too. False unless given. */
  readonly syncByReference?: boolean | undefined;
  /** Capture methods that the connector takes without declaring them, each with the reason. They must work. */
  readonly extraCaptureMethods?: Partial<Record<CaptureMethod, string>> | undefined;
  /** Flows that need more than other flows to be exercised, such as IncrementalAuthorization. */
  readonly flows?: Partial<Record<Flow, FlowExercise>> | undefined;
  /** Flows that are declared and cannot be exercised against the simulator, each with the reason. */
  readonly unexercised?: Partial<Record<Flow, string>> | undefined;
  /**
   * Flows whose answers hold words that look like a status and are none of the flow's own: flow to reason. That there is an answer
   * of success is all that it says: no word in it may decide anything, and each entry must be needed.
   */
  readonly withoutStatus?: Partial<Record<Flow, string>> | undefined;
  /** Fields of answers that repeat the amount or currency and that the connector rightly does not compare: path to reason. */
  readonly notEchoes?: Readonly<Record<string, string>> | undefined;
}

/** A payment method that is declared, with its profile where there is one. */
export interface MethodUnderTest {
  readonly method: PaymentMethod;
  readonly type: PaymentMethodType;
  readonly profile?: MethodProfile | undefined;
}

/** What a payment was asked for with, and what came of it. */
export interface Payment {
  readonly input: AuthorizeInput<ConnectorUnderTest>;
  readonly result: PaymentResult;
}
