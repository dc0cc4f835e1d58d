import { createSimulator, createStore, doublingPauses } from "@switchyard/testkit";
import type { Duration, Simulator, SimulatorOptions } from "@switchyard/testkit";
import { createControls } from "./controls.js";
import type { AdyenControls } from "./controls.js";
import { createHandler } from "./routes.js";
import { signatureHeaders } from "./webhooks.js";
import type { Dispute, Modification, Order, Payment, Payout, Session, Settings, StoredDetails, World } from "./world.js";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const ADYEN_SIMULATOR_DEFAULTS = {
  /** `X-API-Key` of the web-service user. */
  apiKey: "AQEsimulator-api-key",
  /** `X-API-Key` of the review user, who confirms and declines payouts. */
  reviewKey: "AQEsimulator-review-key",
  merchantAccount: "SwitchyardECOM",
  /** The HMAC key in hex, as the Customer Area shows it: the one of Adyen's own test vector. */
  webhookSecret: "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
} as const;

/** How the simulator behaves. */
export interface AdyenSimulatorOptions extends SimulatorOptions {
  /** Default: those of {@link ADYEN_SIMULATOR_DEFAULTS}. */
  readonly apiKey?: string | undefined;
  readonly reviewKey?: string | undefined;
  /** The merchant accounts of the key; events are those of the first unless a payment named another. */
  readonly merchantAccount?: string | readonly [string, ...string[]] | undefined;
  /** Hexadecimal. Signs items of standard webhooks, and tokenization webhooks as a whole. */
  readonly webhookSecret?: string | undefined;
  /** The URL that a handler in process is told; see the outbox's `deliver` for one over the network. */
  readonly webhookUrl?: string | undefined;
  /** Whether automatic captures are announced by CAPTURE. Default false. */
  readonly captureWebhooks?: boolean | undefined;
  /** What tells of stored details: RECURRING_CONTRACT (`standard`), `recurring.token.…` (`tokenization`). Default both. */
  readonly tokenWebhooks?: Settings["tokenWebhooks"] | undefined;
  /** Whether the account allows several partial captures; otherwise the first lets the rest go. Default true. */
  readonly multiplePartialCaptures?: boolean | undefined;
  /** When the account captures, unless the payment says otherwise. Default automatic. */
  readonly capture?: Settings["capture"] | undefined;
  /** How ACH, SEPA and BACS debits are answered: at once (the default), or received until `settle`. */
  readonly debits?: Settings["debits"] | undefined;
  /** A well-formed pspReference that is nobody's, in a path: 422 167 (the default), or received and never settled. */
  readonly unknownPayment?: Settings["unknownPayment"] | undefined;
  /** After how long by the clock a modification is settled. Default: when `controls.settle` says so. */
  readonly settledAfter?: Duration | undefined;
  /** After how long an open authorisation expires, 28 days in reality. Default: when `controls.expire` says so. */
  readonly expiredAfter?: Duration | undefined;
  /** After how long a shopper who does not come back is given up. Default: when `controls.shopper.abandon` says so. */
  readonly offerClosedAfter?: Duration | undefined;
}

/** A simulator of Adyen. */
export type AdyenSimulator = Simulator<AdyenControls>;

// Two minutes, doubled up to eight hours: a week and more (tech-spec, section 7.1).
const ATTEMPTS_IN_A_WEEK = 30;

/**
 * A stateful fake of Adyen: Checkout v71, DisputeService v30, Payout v68 and Recurring v68 under one origin, with the
 * shopper's pages and signed webhooks. Checkout stands at the root, under `/v71` and under `/checkout/v71`; the others
 * under their paths, see `ServicePath`.
 *
 * Card numbers and holder names decide the outcome as on Adyen's test platform, see `TestCard` and the tech-spec's
 * section 10.2. All pages lead back to the origin under which the simulator is called.
 *
 * @example
 * const simulator = createAdyenSimulator();
 * const answer = await simulator.fetch(new Request("https://checkout-test.adyen.com/v71/payments", { method: "POST", headers, body }));
 * simulator.controls.settle();
 * await simulator.webhooks.deliver("http://127.0.0.1:3000/webhooks");
 */
export function createAdyenSimulator(options: AdyenSimulatorOptions = {}): AdyenSimulator {
  const settings = toSettings(options);
  return createSimulator<AdyenControls>(options, {
    webhooks: {
      sign: (rawBody, { eventId }) => signatureHeaders(settings.webhookSecret, eventId, rawBody),
      retryAfter: doublingPauses({ minutes: 2 }, { hours: 8 }),
      maxAttempts: ATTEMPTS_IN_A_WEEK,
      ...(options.webhookUrl === undefined ? {} : { url: options.webhookUrl }),
    },
    build(context) {
      const world: World = {
        ...context,
        settings,
        payments: createStore<Payment>("payment"),
        modifications: createStore<Modification>("modification"),
        steps: new Map(),
        details: createStore<StoredDetails>("stored payment method"),
        orders: createStore<Order>("order"),
        sessions: createStore<Session>("session"),
        disputes: createStore<Dispute>("dispute"),
        payouts: createStore<Payout>("payout"),
        giftCards: new Map(),
        answers: new Map(),
        plannedErrors: [],
        batch: undefined,
      };
      return { fetch: createHandler(world), controls: createControls(world) };
    },
  });
}

function toSettings(options: AdyenSimulatorOptions): Settings {
  const { apiKey, reviewKey, merchantAccount, webhookSecret } = { ...ADYEN_SIMULATOR_DEFAULTS, ...withoutAbsent(options) };
  const { settledAfter, expiredAfter, offerClosedAfter } = options;
  return {
    apiKey,
    reviewKey,
    merchantAccounts: typeof merchantAccount === "string" ? [merchantAccount] : merchantAccount,
    webhookSecret,
    captureWebhooks: options.captureWebhooks ?? false,
    tokenWebhooks: options.tokenWebhooks ?? "both",
    multiplePartialCaptures: options.multiplePartialCaptures ?? true,
    capture: options.capture ?? "automatic",
    debits: options.debits ?? "authorised",
    unknownPayment: options.unknownPayment ?? "refuse",
    settledAfter,
    expiredAfter,
    offerClosedAfter,
  };
}

type Identity = Pick<AdyenSimulatorOptions, keyof typeof ADYEN_SIMULATOR_DEFAULTS>;

function withoutAbsent({ apiKey, reviewKey, merchantAccount, webhookSecret }: Identity) {
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(reviewKey === undefined ? {} : { reviewKey }),
    ...(merchantAccount === undefined ? {} : { merchantAccount }),
    ...(webhookSecret === undefined ? {} : { webhookSecret }),
  };
}
