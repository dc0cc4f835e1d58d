import {
  type AttemptStatus,
  err,
  ok,
  type AdditionalConnectorResponse,
  type ConnectorResponse,
  type ErrorResponse,
  type MandateReference,
  type RouterData,
} from "@switchyard/interfaces";
import { FAILURE_OF_FLOW, resourceIdOf, type FlowResult, type ReadContext } from "@switchyard/utils";
import { idOf, type IntentResponse, type SetupResponse } from "../responses.js";
import { readAmount } from "./amount.js";
import { accountOf, readCharges, splitOf } from "./connect.js";
import { chargeOf, readRequestId, toError, toSilentError } from "./errors.js";
import { toMandateReference } from "./methods/stored.js";
import { toSteps } from "./next-action.js";
import { mapIntentStatus, mapSetupStatus } from "./status.js";

/** The flows whose answer is a PaymentIntent. */
export type IntentFlow = "Authorize" | "RepeatPayment" | "Capture" | "Void" | "PSync";
export type IntentContext = ReadContext<IntentFlow>;

type MethodDetails = NonNullable<ReturnType<typeof chargeOf>>["payment_method_details"];

/** The statuses in which a payment method that was to be stored is stored. */
const STORED: ReadonlySet<AttemptStatus> = new Set(["charged", "authorized", "pending", "partial_charged", "partial_charged_and_chargeable"]);

/**
 * The status by Stripe's word and the amounts (tech-spec, section 5.1). `requires_payment_method` is "new" as well as
 * "failed": in the answer to a confirmation it is a failure; found later, one when a try failed (tech-spec, section 11.3).
 */
export function readStatus(intent: IntentResponse, isAnswerToConfirmation: boolean): AttemptStatus {
  const status = mapIntentStatus(intent.status);
  const received = intent.amount_received ?? 0;
  if (status === "charged") return intent.amount_received != null && received < (intent.amount ?? 0) ? "partial_charged" : status;
  if (status === "authorized") return received > 0 ? "partial_charged_and_chargeable" : status;
  // What was captured before the rest was given up stays captured.
  if (status === "voided" && received > 0) return "partial_charged";
  if (intent.status !== "requires_payment_method") return status;
  const failed = isAnswerToConfirmation || intent.last_payment_error != null || intent.latest_charge != null;
  return failed ? status : "payment_method_awaited";
}

/** The checks of a card, and what is known of it. Other methods have none of this. */
function readDetails(details: MethodDetails): AdditionalConnectorResponse | undefined {
  const card = details?.card;
  if (card == null) return undefined;
  const { checks, three_d_secure: threeDs } = card;
  return {
    authorizationCode: card.authorization_code ?? undefined,
    avsResult: checks?.address_postal_code_check ?? checks?.address_line1_check ?? undefined,
    cvcResult: checks?.cvc_check ?? undefined,
    cardNetwork: card.network ?? card.brand ?? undefined,
    cardLastFour: card.last4 ?? undefined,
    cardBin: card.iin ?? undefined,
    cardIssuer: card.issuer ?? undefined,
    cardFunding: card.funding ?? undefined,
    cardIssuingCountry: card.country ?? undefined,
    threeDs:
      threeDs == null
        ? undefined
        : {
            version: threeDs.version ?? undefined,
            eci: threeDs.electronic_commerce_indicator ?? undefined,
            outcome: threeDs.result ?? undefined,
            status: threeDs.authentication_flow ?? undefined,
          },
  };
}

/** A SEPA debit that a payment through a bank left: that is what can be charged again (tech-spec, section 4.1). */
function generatedDebitOf(details: MethodDetails): string | undefined {
  return idOf(details?.ideal?.generated_sepa_debit) ?? idOf(details?.bancontact?.generated_sepa_debit) ?? idOf(details?.sofort?.generated_sepa_debit);
}

/** The mandate: the stored payment method, with whose it is and what it is charged as. */
function readMandate(
  { payment_method, customer }: Pick<IntentResponse, "payment_method" | "customer">,
  details: MethodDetails,
  type: string | undefined,
  request: object,
): MandateReference | undefined {
  const generated = generatedDebitOf(details);
  const id = generated ?? idOf(payment_method);
  if (id === undefined) return undefined;
  const chargedAs = generated === undefined ? (details?.type ?? type) : "sepa_debit";
  return toMandateReference(id, { customer: idOf(customer), type: chargedAs, stripeAccount: accountOf(request) });
}

/** What every result of a payment has in common. */
function readCommon(id: string, request: object, http: ConnectorResponse, chargeId: string | undefined, word: string | null | undefined) {
  const stripeAccount = accountOf(request);
  return {
    type: "transaction",
    resourceId: resourceIdOf(id),
    connectorStatus: word ?? undefined,
    connectorResponseReferenceId: readRequestId(http),
    // A direct charge is found only as the account that it belongs to.
    connectorMetadata: stripeAccount === undefined ? undefined : { stripeAccount },
    charges: readCharges(splitOf(request), chargeId),
  } as const;
}

/** Of several captures the answer knows only the sum: it is more than this one, where others came before. */
function isOneOfSeveral(intent: IntentResponse, { multipleCaptureData, amountToCapture }: RouterData<"Capture">["request"]): boolean {
  if (multipleCaptureData !== undefined) return multipleCaptureData.captureSequence > 1;
  const canBeSeveral = chargeOf(intent)?.payment_method_details?.card?.multicapture?.status === "available";
  return canBeSeveral && (readAmount(intent.amount_received, intent.currency) ?? 0) > amountToCapture;
}

/** The amounts of an answer that should be the one that was asked for. */
function amountsOf(intent: IntentResponse, { flow, request }: IntentContext["data"]): readonly (number | null | undefined)[] {
  if (flow === "Void") return [];
  if (flow === "Capture") return isOneOfSeveral(intent, request) ? [] : [intent.amount_received];
  const status = mapIntentStatus(intent.status);
  const moved =
    status === "charged" ? intent.amount_received : status === "authorized" && !intent.amount_received ? intent.amount_capturable : undefined;
  return flow === "PSync" ? [intent.amount] : [intent.amount, moved, chargeOf(intent)?.amount];
}

/** Amount and currency that the answer repeats, so that the client compares them: the one that differs, where one does. */
function readEcho(intent: IntentResponse, data: IntentContext["data"]) {
  const amounts = amountsOf(intent, data).flatMap((amount) => readAmount(amount, intent.currency) ?? []);
  const asked = "amount" in data.request ? data.request.amount : undefined;
  return { currency: intent.currency?.toUpperCase(), amount: amounts.find((amount) => amount !== asked) ?? amounts[0] };
}

/** Why a payment failed, by the word of its last try. */
function readFailure(intent: IntentResponse, status: AttemptStatus, http: ConnectorResponse): ErrorResponse {
  const problem = intent.last_payment_error;
  const error = problem == null ? toSilentError(intent.status ?? "missing", intent.id, http) : toError(problem, http, chargeOf(intent));
  return { ...error, connectorTransactionId: intent.id, attemptStatus: status };
}

function statusFor(intent: IntentResponse, { flow }: IntentContext["data"]): AttemptStatus {
  const status = readStatus(intent, flow === "Authorize" || flow === "RepeatPayment");
  // A refused follow-up fails itself: the payment stays as it was.
  return status === "failure" ? (FAILURE_OF_FLOW[flow] ?? status) : status;
}

/** What an answer about a payment makes of it. */
export function toIntentResult(intent: IntentResponse, { data, http }: IntentContext): FlowResult<"Authorize"> {
  const status = statusFor(intent, data);
  const charge = chargeOf(intent);
  const details = charge?.payment_method_details;
  const { currency } = intent;
  const patch = {
    status,
    connectorResponse: readDetails(details),
    amountCaptured: readAmount(intent.amount_received, currency),
    amountCapturable: readAmount(intent.amount_capturable, currency),
  };
  if (mapIntentStatus(intent.status) === "failure" && status !== "payment_method_awaited") {
    return { ...patch, response: err(readFailure(intent, status, http)) };
  }
  const isStored = intent.setup_future_usage != null && STORED.has(status);
  return {
    ...patch,
    response: ok({
      ...readCommon(intent.id, data.request, http, charge?.id ?? idOf(intent.latest_charge), intent.status),
      ...toSteps(intent.next_action),
      mandateReference: isStored ? readMandate(intent, details, undefined, data.request) : undefined,
      networkTxnId: details?.card?.network_transaction_id ?? undefined,
      incrementalAuthorizationAllowed: readIncrementAllowed(details),
      echoed: readEcho(intent, data),
    }),
  };
}

function readIncrementAllowed(details: MethodDetails): boolean | undefined {
  const status = details?.card?.incremental_authorization?.status;
  return status == null ? undefined : status === "available";
}

/** The flows whose answer may be a SetupIntent. */
export type SetupContext = ReadContext<"SetupMandate" | "PSync" | "Void">;

/** What an answer about a set-up makes of it: the mandate is the stored payment method (tech-spec, section 4.9). */
export function toSetupResult(setup: SetupResponse, { data, http }: SetupContext): FlowResult<"SetupMandate"> {
  const status = mapSetupStatus(setup.status);
  const attempt = typeof setup.latest_attempt === "object" ? setup.latest_attempt : undefined;
  const details = attempt?.payment_method_details;
  const connectorResponse = readDetails(details);
  if (status === "failure") {
    const problem = setup.last_setup_error ?? attempt?.setup_error;
    const failed: AttemptStatus = FAILURE_OF_FLOW[data.flow] ?? status;
    const error = problem == null ? toSilentError(setup.status ?? "missing", setup.id, http) : toError(problem, http);
    return { status: failed, connectorResponse, response: err({ ...error, connectorTransactionId: setup.id, attemptStatus: failed }) };
  }
  return {
    status,
    connectorResponse,
    response: ok({
      ...readCommon(setup.id, data.request, http, undefined, setup.status),
      ...toSteps(setup.next_action),
      mandateReference: STORED.has(status) ? readMandate(setup, details, setup.payment_method_types?.[0], data.request) : undefined,
      networkTxnId: details?.card?.network_transaction_id ?? undefined,
    }),
  };
}

/** Whether an id is a SetupIntent's: its own endpoints know it (tech-spec, section 4.5). */
export function isSetupId(id: string): boolean {
  return id.startsWith("seti_");
}
