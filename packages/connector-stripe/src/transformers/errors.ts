import { AttemptStatus, NO_ERROR_CODE, type ConnectorResponse, type ErrorResponse } from "@switchyard/interfaces";
import { idOf, type IntentResponse, type StripeErrorResponse, type StripeProblem } from "../responses.js";
import { mapIntentStatus } from "./status.js";

/** Stripe's id of the exchange, which its support asks for (tech-spec, section 1). */
export function readRequestId(http: ConnectorResponse): string | undefined {
  return http.headers["request-id"];
}

type Charge = Exclude<IntentResponse["latest_charge"], string | null | undefined>;

/** The charge, where it was expanded. */
export function chargeOf({ latest_charge: charge }: Pick<IntentResponse, "latest_charge">): Charge | undefined {
  return charge == null || typeof charge === "string" ? undefined : charge;
}

/** A problem in our words, wherever it stands: in an error's body or inside a success (tech-spec, section 6). */
export function toError(problem: StripeProblem, http: ConnectorResponse, charge?: Charge): ErrorResponse {
  const code = problem.code ?? problem.type ?? NO_ERROR_CODE;
  const message = problem.message ?? code;
  const { decline_code } = problem;
  return {
    code,
    message,
    reason: decline_code == null ? message : `message - ${message}, decline_code - ${decline_code}`,
    statusCode: http.statusCode,
    // The intent exists, and can be asked after (tech-spec, section 11.2).
    connectorTransactionId: idOf(problem.payment_intent) ?? idOf(problem.setup_intent),
    networkDeclineCode: problem.network_decline_code ?? charge?.outcome?.network_decline_code ?? undefined,
    networkAdviceCode: problem.network_advice_code ?? charge?.outcome?.network_advice_code ?? undefined,
    networkErrorMessage: decline_code ?? problem.advice_code ?? undefined,
    connectorResponseReferenceId: readRequestId(http),
  };
}

/**
 * Refusals of a key that an earlier request came with: that one may still be running, or have been acted upon, and this
 * answer tells nothing of it (tech-spec, section 1.2).
 */
const KEY_REFUSALS: ReadonlySet<string> = new Set(["idempotency_error", "idempotency_key_in_use"]);

function isKeyRefused({ type, code }: StripeProblem): boolean {
  return KEY_REFUSALS.has(type ?? "") || KEY_REFUSALS.has(code ?? "");
}

/** Stripe's error body. */
export function toErrorResponse({ error }: StripeErrorResponse, http: ConnectorResponse): ErrorResponse {
  return { ...toError(error, http), attemptStatus: "failure", isOpen: isKeyRefused(error) ? true : undefined };
}

/** The statuses of an intent that nothing was taken or held for. */
const ENDED: ReadonlySet<AttemptStatus> = new Set([AttemptStatus.Failure, AttemptStatus.Voided]);

/** An error in the place of a payment's first answer: an intent in it that went on is no failed one (tech-spec, section 11.2). */
export function toConfirmationError(body: StripeErrorResponse, http: ConnectorResponse): ErrorResponse {
  const error = toErrorResponse(body, http);
  const intent = body.error.payment_intent;
  const word = typeof intent === "object" ? intent?.status : undefined;
  return word == null || ENDED.has(mapIntentStatus(word)) ? error : { ...error, isOpen: true };
}

/** A status of failure without a word on why. */
export function toSilentError(status: string, id: string, http: ConnectorResponse): ErrorResponse {
  return { ...toError({ code: status, message: `Stripe's status is ${status}` }, http), connectorTransactionId: id };
}
