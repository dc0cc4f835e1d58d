import type { Duration, SimulatorOptions } from "@switchyard/testkit";

/** The API version that the simulator speaks: no other is taken in `Stripe-Version`. */
export const API_VERSION = "2026-08-26.dahlia";

/** What the simulator takes for granted unless told otherwise. None of it is a secret. */
export const STRIPE_SIMULATOR_DEFAULTS = {
  secretKey: "sk_test_simulatorSecretKey0001",
  /** The account of the keys: the platform, where Connect is used. */
  account: "acct_1SimulatorPlatform",
  webhookSecret: "whsec_simulatorWebhookSecret0001",
  webhookUrl: "https://merchant.test/webhooks/stripe",
} as const;

/** An API key that is accepted. `sk_live_…` and `rk_live_…` see live objects only, the others test objects only. */
export interface StripeSimulatorKey {
  /** `sk_test_…`, `sk_live_…`, `rk_test_…`, `rk_live_…`. */
  readonly secret: string;
  /** The account that the key belongs to. Default: that of {@link StripeSimulatorOptions.account}. */
  readonly account?: string | undefined;
  /** A restricted key that may read and nothing else: everything but GET is refused with 403. */
  readonly readOnly?: boolean | undefined;
}

/** What Stripe switches on for an account on request. All are on unless switched off here. */
export interface StripeSimulatorFeatures {
  /** Card numbers in requests to the API. Without it they are refused, tokens are taken. */
  readonly rawCardData?: boolean | undefined;
  readonly incrementalAuthorization?: boolean | undefined;
  readonly multicapture?: boolean | undefined;
  readonly overcapture?: boolean | undefined;
  readonly extendedAuthorization?: boolean | undefined;
}

/** How the simulator behaves. */
export interface StripeSimulatorOptions extends SimulatorOptions {
  /** Default: the one of {@link STRIPE_SIMULATOR_DEFAULTS}. */
  readonly keys?: string | readonly StripeSimulatorKey[] | undefined;
  readonly account?: string | undefined;
  /** Connected accounts that are there from the start, verified, with a bank account in their currency. */
  readonly connectedAccounts?: readonly ConnectedAccountSeed[] | undefined;
  /** The whole text, `whsec_` included; or several, as while a secret is rolled over. */
  readonly webhookSecret?: string | readonly string[] | undefined;
  /** The URL that a webhook receiver in process is told. */
  readonly webhookUrl?: string | undefined;
  readonly features?: StripeSimulatorFeatures | undefined;
  /** Money in the account from the start, in minor units of every currency. Default 1,000,000,000. */
  readonly startingBalance?: number | undefined;
  /** After how long by the clock a bank debit succeeds or fails. Default: when `controls` say so; likewise the two below. */
  readonly debitsSettleAfter?: Duration | undefined;
  /** Refunds that start as pending: those of bank debits, and of the test card for it. */
  readonly refundsSettleAfter?: Duration | undefined;
  readonly payoutsPaidAfter?: Duration | undefined;
  /** After how long an authorization expires. Default: 7 days. */
  readonly authorizationsExpireAfter?: Duration | undefined;
  /** After how long the test cards and accounts for it are disputed. Default: before the next request is answered. */
  readonly disputesOpenAfter?: Duration | undefined;
}

/** A connected account that is ready to be paid. */
export interface ConnectedAccountSeed {
  /** `acct_…`; default: a new one. */
  readonly id?: string | undefined;
  /** Two letters. Default US. */
  readonly country?: string | undefined;
  /** Three letters. Default usd. */
  readonly currency?: string | undefined;
}

/** The settings with every default filled in. */
export interface Settings {
  readonly keys: readonly (StripeSimulatorKey & { readonly account: string })[];
  readonly account: string;
  readonly connectedAccounts: readonly ConnectedAccountSeed[];
  readonly webhookUrl: string;
  readonly features: Required<{ readonly [K in keyof StripeSimulatorFeatures]: boolean }>;
  readonly startingBalance: number;
  readonly debitsSettleAfter?: Duration | undefined;
  readonly refundsSettleAfter?: Duration | undefined;
  readonly payoutsPaidAfter?: Duration | undefined;
  readonly authorizationsExpireAfter: Duration;
  readonly disputesOpenAfter: Duration;
}

/** Options with the defaults. */
export function toSettings(options: StripeSimulatorOptions): Settings {
  const { account = STRIPE_SIMULATOR_DEFAULTS.account, keys = STRIPE_SIMULATOR_DEFAULTS.secretKey, features = {} } = options;
  const given = typeof keys === "string" ? [{ secret: keys }] : keys;
  return {
    keys: given.map((key) => ({ ...key, account: key.account ?? account })),
    account,
    connectedAccounts: options.connectedAccounts ?? [],
    webhookUrl: options.webhookUrl ?? STRIPE_SIMULATOR_DEFAULTS.webhookUrl,
    features: {
      rawCardData: features.rawCardData ?? true,
      incrementalAuthorization: features.incrementalAuthorization ?? true,
      multicapture: features.multicapture ?? true,
      overcapture: features.overcapture ?? true,
      extendedAuthorization: features.extendedAuthorization ?? true,
    },
    startingBalance: options.startingBalance ?? 1_000_000_000,
    debitsSettleAfter: options.debitsSettleAfter,
    refundsSettleAfter: options.refundsSettleAfter,
    payoutsPaidAfter: options.payoutsPaidAfter,
    authorizationsExpireAfter: options.authorizationsExpireAfter ?? { days: 7 },
    disputesOpenAfter: options.disputesOpenAfter ?? {},
  };
}
