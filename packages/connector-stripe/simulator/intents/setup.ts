import { invalid, missing, refuse } from "../errors.js";
import { emit } from "../events.js";
import { need } from "../http/endpoint.js";
import { toCardDecline, type Decline } from "../methods/declines.js";
import { createMandate } from "../methods/mandates.js";
import { toMetadata } from "../methods/metadata.js";
import { instrumentOf } from "../methods/payment-methods.js";
import { traitsOf } from "../methods/traits.js";
import type { ConfirmSetup, CreateSetup, Microdeposits } from "../params/intents.js";
import type { Fields, PaymentMethod, SetupIntent } from "../wires.js";
import { change, newId, put, seconds, wireOf, type Actor, type World } from "../world.js";
import { authenticate } from "./authentication.js";
import { needDetails, needUsable } from "./compatibility.js";
import { resolveMethod } from "./confirm.js";
import { needTypes } from "./create.js";
import { countTry, judge, refuseVerdict } from "./microdeposits.js";
import { needsReturnUrl, toAction, toNextAction } from "./next-action.js";
import { toOptions } from "./options.js";
import { detailsUnderWay, failSetup, finishSetup, putAttempt, verifiedSetup } from "./setup-outcome.js";

/** `POST /v1/setup_intents`. What is refused with 400 leaves nothing behind. */
export function createSetup(world: World, actor: Actor, params: CreateSetup): SetupIntent {
  const types = params.payment_method_types ?? params.allowed_payment_method_types ?? ["card"];
  needTypes(types);
  if (params.customer !== undefined) need(world, actor, world.tables.customer, "customer", params.customer, "customer");
  const intent = put(world.tables.setup_intent, actor.owner, toSetup(world, actor, params, types));
  let isTold = false;
  try {
    if (params.confirm !== true) {
      const method = resolveMethod(world, actor, params);
      const wire =
        method === undefined ? intent : change(world.tables.setup_intent, intent.id, { payment_method: method.id, status: "requires_confirmation" });
      emit(world, actor, "setup_intent.created", wire);
      return wire;
    }
    const method = prepare(world, actor, intent, params);
    emit(world, actor, "setup_intent.created", intent);
    isTold = true;
    return attempt(world, actor, intent.id, method, params);
  } catch (error) {
    if (!isTold) world.tables.setup_intent.delete(intent.id);
    throw error;
  }
}

function toSetup(world: World, { owner }: Actor, params: CreateSetup, types: readonly string[]): SetupIntent {
  const id = newId(world, "seti_1");
  const isAutomatic = params.automatic_payment_methods?.enabled === true;
  return {
    id,
    object: "setup_intent",
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    application: null,
    automatic_payment_methods: isAutomatic ? { allow_redirects: params.automatic_payment_methods?.allow_redirects ?? "always", enabled: true } : null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.ids.token(25)}`,
    created: seconds(world),
    customer: params.customer ?? null,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    flow_directions: params.flow_directions ?? null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: owner.livemode,
    mandate: null,
    metadata: toMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: toOptions(types, params.payment_method_options, {}, true),
    payment_method_types: types,
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: params.usage ?? "off_session",
  };
}

const OPEN: readonly string[] = ["requires_payment_method", "requires_confirmation", "requires_action"];

function refuseState(intent: SetupIntent, message: string): never {
  return invalid(message, { code: "setup_intent_unexpected_state", setup_intent: intent });
}

/** `POST /v1/setup_intents/{id}/confirm`. */
export function confirmSetup(world: World, actor: Actor, intent: SetupIntent, params: ConfirmSetup): SetupIntent {
  if (!OPEN.includes(intent.status)) refuseState(intent, `You cannot confirm this SetupIntent because it has a status of ${intent.status}.`);
  return attempt(world, actor, intent.id, prepare(world, actor, intent, params), params);
}

function prepare(world: World, actor: Actor, intent: SetupIntent, params: ConfirmSetup): PaymentMethod {
  const method = resolveMethod(world, actor, params) ?? ownMethod(world, intent);
  const traits = traitsOf(method.type);
  if (intent.automatic_payment_methods === null && !intent.payment_method_types.includes(method.type)) {
    const message = `The PaymentMethod provided (${method.type}) is not allowed for this SetupIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(", ")}.`;
    invalid(message, { code: "setup_intent_invalid_parameter", param: "payment_method" });
  }
  if (traits.setup !== true) invalid(`The payment method type ${method.type} cannot be set up.`, { code: "setup_intent_invalid_parameter" });
  needUsable(world, intent, method);
  needDetails({ customer: intent.customer, shipping: null }, method);
  if (traits.needsMandate === true && params.mandate_data == null) missing("mandate_data");
  const isElsewhere = traits.next === "redirect" || traits.next === "own";
  if (isElsewhere && needsReturnUrl(method.type) && params.return_url === undefined) missing("return_url");
  change(world.tables.setup_intent, intent.id, {
    payment_method: method.id,
    payment_method_options: toOptions(intent.payment_method_types, params.payment_method_options, intent.payment_method_options, true),
  });
  return method;
}

function ownMethod(world: World, { payment_method: id }: SetupIntent): PaymentMethod {
  if (id !== null) return wireOf(world.tables.payment_method, id);
  return invalid("You cannot confirm this SetupIntent because it's missing a payment method.", { code: "setup_intent_unexpected_state" });
}

function attempt(world: World, actor: Actor, id: string, method: PaymentMethod, params: ConfirmSetup): SetupIntent {
  const mandateData = params.mandate_data ?? undefined;
  const action = { id, origin: actor.origin, returnUrl: params.return_url };
  switch (traitsOf(method.type).next) {
    case "card":
      return attemptCard(world, actor, id, method, params);
    case "debit":
      return finishSetup(world, actor, id, method, { mandateData });
    case "verified_debit":
      if (instrumentOf(world, method.id).isVerified) return finishSetup(world, actor, id, method, { mandateData });
      if (method.billing_details.email === null) missing("billing_details[email]");
      createMandate(world, actor, method, { data: mandateData, status: "pending" });
      return ask(world, actor, id, method, "microdeposits", toAction(world, "verify_with_microdeposits", action), params.return_url);
    default:
      return ask(world, actor, id, method, "customer", toNextAction(world, method.type, action), params.return_url);
  }
}

function attemptCard(world: World, actor: Actor, id: string, method: PaymentMethod, params: ConfirmSetup): SetupIntent {
  const instrument = instrumentOf(world, method.id);
  const options = params.payment_method_options?.card;
  const request = {
    isOffSession: false,
    isMoto: options?.moto === true,
    requested: options?.request_three_d_secure ?? "automatic",
    imported: options?.three_d_secure,
  };
  const outcome = authenticate(instrument, request, () => world.ids.uuid());
  if (outcome.kind === "ask") {
    const action = { id, origin: actor.origin, returnUrl: params.return_url };
    const next = params.return_url === undefined ? { type: "use_stripe_sdk", use_stripe_sdk: {} } : toAction(world, "redirect_to_url", action);
    return ask(world, actor, id, method, "customer", next, params.return_url);
  }
  const word =
    outcome.kind === "decline"
      ? outcome.word
      : (world.declines.shift() ?? (instrument.card?.attaches === true ? undefined : instrument.card?.decline));
  if (word !== undefined) return decline(world, actor, id, method, toCardDecline(word));
  return finishSetup(world, actor, id, method, {
    threeDs: outcome.kind === "pass" ? outcome.threeDs : null,
    ...(params.mandate_data == null ? {} : { mandateData: params.mandate_data }),
  });
}

function decline(world: World, actor: Actor, id: string, method: PaymentMethod, why: Decline): never {
  const intent = failSetup(world, actor, id, method, why);
  const { outcome: _outcome, ...error } = why;
  return refuse(402, { ...error, payment_method: method, setup_intent: intent, type: "card_error" });
}

function ask(
  world: World,
  actor: Actor,
  id: string,
  method: PaymentMethod,
  waitsFor: "customer" | "microdeposits",
  next: Fields,
  returnUrl: string | undefined,
): SetupIntent {
  world.waiting.set(id, { for: waitsFor, paymentMethod: method.id, returnUrl, tries: 0, offSession: false });
  const attempted = putAttempt(world, actor, id, method, "requires_action", null, detailsUnderWay(method));
  const wire = change(world.tables.setup_intent, id, {
    status: "requires_action",
    next_action: next,
    last_setup_error: null,
    latest_attempt: attempted.id,
  });
  emit(world, actor, "setup_intent.requires_action", wire);
  return wire;
}

/** `POST /v1/setup_intents/{id}/cancel`. */
export function cancelSetup(world: World, actor: Actor, intent: SetupIntent, reason: string | undefined): SetupIntent {
  if (!OPEN.includes(intent.status)) refuseState(intent, `You cannot cancel this SetupIntent because it has a status of ${intent.status}.`);
  world.waiting.delete(intent.id);
  const wire = change(world.tables.setup_intent, intent.id, { status: "canceled", cancellation_reason: reason ?? null, next_action: null });
  emit(world, actor, "setup_intent.canceled", wire);
  return wire;
}

/** `POST /v1/setup_intents/{id}/verify_microdeposits`. */
export function verifySetup(world: World, actor: Actor, intent: SetupIntent, params: Microdeposits): SetupIntent {
  const waiting = world.waiting.get(intent.id);
  if (waiting?.for !== "microdeposits")
    refuseState(intent, `You cannot verify microdeposits of this SetupIntent because it has a status of ${intent.status}.`);
  const method = wireOf(world.tables.payment_method, waiting.paymentMethod);
  const verdict = judge(params, waiting.tries);
  if (verdict === "passed") return verifiedSetup(world, actor, intent.id, method);
  countTry(world, intent.id);
  const wire =
    verdict === "mismatch"
      ? intent
      : failSetup(world, actor, intent.id, method, { code: "payment_method_microdeposit_failed", message: "The microdeposits were not verified." });
  return refuseVerdict(verdict, { setup_intent: wire });
}
