import type { ConnectedAccountSeed } from "./settings.js";
import type { Fields } from "./wires.js";

/** Something that Stripe or its network answers instead of the endpoint. */
export const Failure = {
  /** 429 `rate_limit`: nothing was done. */
  RateLimit: "rate_limit",
  /** 429 `lock_timeout`: nothing was done. */
  LockTimeout: "lock_timeout",
  /** 500 `api_error`, and nothing was done. Saved under the idempotency key as any answer. */
  ApiError: "api_error",
  /** 500 `api_error` although the call was carried out. Saved under the idempotency key: a repeat gets the same 500. */
  ApiErrorAfterwards: "api_error_afterwards",
  /** 502 with a page of HTML: nothing was done. */
  BadGateway: "bad_gateway",
} as const;
export type Failure = (typeof Failure)[keyof typeof Failure];

/** How a dispute starts. */
export interface DisputeOpening {
  /** `fraudulent`, `product_not_received` … Default `fraudulent`. */
  readonly reason?: string | undefined;
  /** Minor units. Default: the whole charge. */
  readonly amount?: number | undefined;
  /** An inquiry, which takes no money (`warning_*`), instead of a chargeback. */
  readonly inquiry?: boolean | undefined;
}

/** What the customer does. A payment goes by the id of its PaymentIntent or SetupIntent. All throw when nothing waits for it. */
export interface CustomerControls {
  /**
   * Agrees to whatever is asked: the authorize button of a redirect or 3DS page, the QR code or voucher paid, the app
   * confirmed, the bank transfer made in full. Gives the URL that the browser is sent back to, where the method has one.
   */
  authorize(intent: string): string | undefined;
  /** Refuses or fails: the fail button, a voucher that lapses, an app that says no. Gives the URL as above. */
  fail(intent: string): string | undefined;
  /** Pays into the customer's cash balance, as the test helper `fund_cash_balance` does. Minor units. */
  fundCashBalance(customer: string, amount: number, currency: string): void;
  /** Gives the bank details that a refund in `requires_action` waits for: it becomes pending. */
  giveRefundDetails(refund: string): void;
}

/** What happens at Stripe and the banks without a request. All throw when nothing waits for this. */
export interface AdvanceControls {
  /** A bank debit that is processing succeeds, or ends as its test account says. */
  settled(intent: string): void;
  /** A bank debit that is processing fails with this code, `insufficient_funds` unless given. */
  failed(intent: string, code?: string): void;
  /** An uncaptured authorization lapses. */
  expired(intent: string): void;
  refundSucceeded(refund: string): void;
  /** A refund fails, pending or not. `failure_reason` is `unknown` unless given. */
  refundFailed(refund: string, reason?: string): void;
  payoutInTransit(payout: string): void;
  payoutPaid(payout: string): void;
  /** A payout fails, even one that was paid. `failure_code` is `account_closed` unless given. */
  payoutFailed(payout: string, code?: string): void;
  /** A charge is disputed: by the id of the charge or of its PaymentIntent. Gives the id of the dispute. */
  disputed(payment: string, opening?: DisputeOpening): string;
  disputeWon(dispute: string): void;
  disputeLost(dispute: string): void;
  /** An inquiry ends without a chargeback. */
  inquiryClosed(dispute: string): void;
  /** An inquiry becomes a chargeback. */
  inquiryEscalated(dispute: string): void;
  /** The customer's bank ends a mandate. */
  mandateInactive(mandate: string): void;
}

/** What tests and demos may do beside the API. */
export interface StripeControls {
  readonly customer: CustomerControls;
  readonly advance: AdvanceControls;
  /**
   * Does everything that waits at the banks: debits that are processing, pending refunds, payouts on their way.
   * What waits for the customer goes on waiting.
   */
  settle(): void;
  /** An object of any kind as Stripe shows it, by its id; undefined for an unknown one. */
  find(id: string): Fields | undefined;
  /** PaymentIntents whose `metadata.order_id` is this, newest first. */
  paymentIntents(orderId: string): readonly Fields[];
  /** Adds a connected account that is ready to be paid. Gives its id. */
  addConnectedAccount(seed?: ConnectedAccountSeed): string;
  /** Money that an account may pay out, in minor units. */
  availableBalance(account: string, currency: string): number;
  /** The issuer declines the next card authorization or increment, with this decline code (`insufficient_funds` …). */
  declineNext(declineCode: string): void;
  /** The next API request is answered like this. May be called several times for several requests. */
  failNext(failure: Failure): void;
  /** Calls with this idempotency key find that a first call is still running (409), until the key is let go. */
  holdIdempotencyKey(key: string): void;
  releaseIdempotencyKey(key: string): void;
  /** Sends an event that nothing here causes, such as `source.chargeable`. Gives the event's id. */
  emit(type: string, object: Fields, account?: string): string;
  /** The secrets that events are signed with from now on: two of them while a secret is rolled over. */
  useWebhookSecrets(secrets: readonly string[]): void;
}
