import type { Fields } from "../wires.js";

/** Why a payment fails, in the words of `error`. */
export interface Decline {
  readonly code: string;
  readonly message: string;
  readonly decline_code?: string;
  readonly network_decline_code?: string;
  readonly advice_code?: "confirm_card_data" | "do_not_try_again" | "try_again_later";
  /** `outcome.type` of the charge; `issuer_declined` unless given. */
  readonly outcome?: "blocked" | "invalid";
}

const declined = "Your card was declined.";
const tryLater = { advice_code: "try_again_later" } as const;
const final = { advice_code: "do_not_try_again" } as const;

/**
 * Card declines by `decline_code`, or by `code` where Stripe gives no decline code (tech-spec, section 10.2).
 * The issuers' codes are those of ISO 8583: Stripe's page names none.
 */
const declines: Readonly<Record<string, Decline>> = {
  generic_decline: { code: "card_declined", decline_code: "generic_decline", message: declined, network_decline_code: "01", ...tryLater },
  insufficient_funds: {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    network_decline_code: "51",
    ...tryLater,
  },
  lost_card: { code: "card_declined", decline_code: "lost_card", message: declined, network_decline_code: "41", ...final },
  stolen_card: { code: "card_declined", decline_code: "stolen_card", message: declined, network_decline_code: "43", ...final },
  card_velocity_exceeded: {
    code: "card_declined",
    decline_code: "card_velocity_exceeded",
    message: "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    network_decline_code: "65",
    ...tryLater,
  },
  fraudulent: { code: "card_declined", decline_code: "fraudulent", message: declined, outcome: "blocked" },
  authentication_required: {
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
    network_decline_code: "65",
  },
  test_mode_live_card: {
    code: "card_declined",
    decline_code: "test_mode_live_card",
    message: "Your card was declined. Your request was in test mode, but used a non test (live) card.",
    outcome: "invalid",
  },
  expired_card: { code: "expired_card", message: "Your card has expired.", network_decline_code: "54", advice_code: "confirm_card_data" },
  incorrect_cvc: {
    code: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
    network_decline_code: "82",
    advice_code: "confirm_card_data",
  },
  processing_error: {
    code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    ...tryLater,
  },
};

/** The decline of a card by its word; one that is unknown here is a `card_declined` with that decline code. */
export function toCardDecline(word: string): Decline {
  return declines[word] ?? { code: "card_declined", decline_code: word, message: declined, network_decline_code: "05" };
}

/** The failure of a bank debit by its code (tech-spec, section 10.2). */
export function toDebitFailure(code: string): Decline {
  return { code: code === "debit_failed" ? "payment_intent_payment_attempt_failed" : code, message: `The bank refused the debit: ${code}.` };
}

/** The customer did not agree: 3DS failed, or the page, app or voucher was not used (tech-spec, section 8). */
export const NOT_AUTHENTICATED: Decline = {
  code: "payment_intent_authentication_failure",
  message: "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt again.",
};

/** The same for a SetupIntent. */
export const SETUP_NOT_AUTHENTICATED: Decline = { ...NOT_AUTHENTICATED, code: "setup_intent_authentication_failure" };

/** The decline as fields of `error`, without what belongs to the charge alone. */
export function toErrorFields({ outcome: _outcome, ...fields }: Decline): Fields {
  return fields;
}
