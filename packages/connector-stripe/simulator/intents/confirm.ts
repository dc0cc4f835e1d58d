import { planDebit } from "./debits.js";
import { authenticate, type AuthenticationOutcome } from "./authentication.js";
import { needsReturnUrl, toAction, toNextAction } from "./next-action.js";
import { toOptions } from "./options.js";
import { fail, isManual, startDebit, succeed } from "./outcome.js";
import { askForFunds } from "./funding.js";
import { invalid, missing, notFound, refuse } from "../errors.js";
import { emit } from "../events.js";
import { toShipping } from "../methods/address.js";
import type { CardContext } from "../methods/charge-details.js";
import { toCardDecline, type Decline } from "../methods/declines.js";
import { createMandate } from "../methods/mandates.js";
import { createNamedMethod, createPaymentMethod, instrumentOf } from "../methods/payment-methods.js";
import { traitsOf } from "../methods/traits.js";
import type { ConfirmIntent } from "../params/intents.js";
import type { PaymentMethodOptions } from "../params/method-options.js";
import type { Fields, PaymentIntent, PaymentMethod } from "../wires.js";
import { change, findOwn, wireOf, type Actor, type World } from "../world.js";
import { needCompatible, needDetails, needUsable } from "./compatibility.js";

/** A confirmation that may be carried out. */
export interface Confirmation {
  readonly intent: PaymentIntent;
  readonly method: PaymentMethod;
  readonly params: ConfirmIntent;
}

/** The payment method that parameters name or describe; undefined where they do neither. */
export function resolveMethod(
  world: World,
  { owner }: Actor,
  params: Pick<ConfirmIntent, "payment_method" | "payment_method_data">,
): PaymentMethod | undefined {
  const { payment_method: id, payment_method_data: data } = params;
  if (id !== undefined && data !== undefined) {
    invalid("You may only specify one of these parameters: payment_method, payment_method_data.", {
      code: "parameters_exclusive",
      param: "payment_method",
    });
  }
  if (data !== undefined) return createPaymentMethod(world, owner, data, "payment_method_data");
  if (id === undefined) return undefined;
  return findOwn(world.tables.payment_method, owner, id) ?? createNamedMethod(world, owner, id) ?? notFound("PaymentMethod", id, "payment_method");
}

/** Checks a confirmation and takes its fields over. Refuses with 400 and changes nothing else. */
export function prepare(world: World, actor: Actor, id: string, params: ConfirmIntent): Confirmation {
  const before = wireOf(world.tables.payment_intent, id);
  const method = resolveMethod(world, actor, params) ?? ownMethod(world, before);
  const types = params.payment_method_types ?? (before.automatic_payment_methods === null ? before.payment_method_types : [method.type]);
  const { receipt_email: receipt, setup_future_usage: usage, shipping, capture_method: capture } = params;
  const intent: PaymentIntent = {
    ...before,
    payment_method_types: types,
    payment_method_options: toOptions(types, params.payment_method_options, before.payment_method_options),
    payment_method: method.id,
    ...(receipt === undefined ? {} : { receipt_email: receipt }),
    ...(usage === undefined ? {} : { setup_future_usage: usage }),
    ...(shipping === undefined ? {} : { shipping: shipping === null ? null : toShipping(shipping) }),
    ...(capture === undefined ? {} : { capture_method: capture }),
  };
  needUsable(world, intent, method);
  needCompatible(intent, method.type, isManual(intent, method.type));
  needDetails(intent, method);
  needMandateData(world, method, params);
  needOwnOptions(method.type, params.payment_method_options);
  if (asksForReturn(method.type) && params.return_url === undefined) missing("return_url");
  change(world.tables.payment_intent, id, intent);
  return { intent, method, params };
}

function ownMethod(world: World, { payment_method: id }: PaymentIntent): PaymentMethod {
  if (id !== null) return wireOf(world.tables.payment_method, id);
  const message =
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.";
  return invalid(message, { code: "payment_intent_unexpected_state" });
}

function asksForReturn(type: string): boolean {
  const { next } = traitsOf(type);
  return (next === "redirect" || next === "own") && needsReturnUrl(type);
}

/** A debit is made under a mandate: an old one, or one that the customer accepts now. */
function needMandateData(world: World, { id, type }: PaymentMethod, { mandate, mandate_data: data }: ConfirmIntent): void {
  if (mandate !== undefined && !world.tables.mandate.has(mandate)) notFound("mandate", mandate, "mandate");
  if (traitsOf(type).needsMandate !== true || data != null || mandate !== undefined) return;
  if (instrumentOf(world, id).mandate === undefined) missing("mandate_data");
}

function needOwnOptions(type: string, options: PaymentMethodOptions | undefined): void {
  if (type === "wechat_pay") {
    const { client, app_id: app } = options?.wechat_pay ?? {};
    if (client === undefined) missing("payment_method_options[wechat_pay][client]");
    if (client !== "web" && app === undefined) missing("payment_method_options[wechat_pay][app_id]");
  }
  if (type === "blik") {
    const code = options?.blik?.code;
    if (code === undefined) missing("payment_method_options[blik][code]");
    else if (!/^\d{6}$/.test(code))
      invalid("Invalid BLIK code.", { code: "payment_method_invalid_parameter", param: "payment_method_options[blik][code]" });
  }
  if (type === "customer_balance") {
    const { bank_transfer: transfer, funding_type: funding } = options?.customer_balance ?? {};
    if (funding === undefined) missing("payment_method_options[customer_balance][funding_type]");
    if (transfer === undefined) missing("payment_method_options[customer_balance][bank_transfer][type]");
    else if (transfer.type === "eu_bank_transfer" && transfer.eu_bank_transfer === undefined) {
      missing("payment_method_options[customer_balance][bank_transfer][eu_bank_transfer][country]");
    }
  }
}

/** Carries a confirmation out. Refuses with 402 where the payment is declined at once. */
export function attempt(world: World, actor: Actor, confirmation: Confirmation): PaymentIntent {
  const { method } = confirmation;
  switch (traitsOf(method.type).next) {
    case "card":
      return attemptCard(world, actor, confirmation);
    case "debit":
      return debit(world, actor, confirmation);
    case "verified_debit":
      return instrumentOf(world, method.id).isVerified ? debit(world, actor, confirmation) : askForMicrodeposits(world, actor, confirmation);
    case "bank_transfer":
      return askForFunds(world, actor, confirmation.intent.id, method);
    default:
      return attemptElsewhere(world, actor, confirmation);
  }
}

function attemptCard(world: World, actor: Actor, confirmation: Confirmation): PaymentIntent {
  const { intent, method, params } = confirmation;
  const options = params.payment_method_options?.card;
  const isMoto = options?.moto === true;
  const isOffSession = params.off_session === true || options?.mit_exemption !== undefined;
  const shown: unknown = intent.payment_method_options["card"];
  const requested =
    typeof shown === "object" && shown !== null && "request_three_d_secure" in shown ? String(shown.request_three_d_secure) : "automatic";
  const request = { isOffSession, isMoto, requested, imported: options?.three_d_secure };
  const outcome = authenticate(instrumentOf(world, method.id), request, () => world.ids.uuid());
  return concludeCard(world, actor, confirmation, outcome, { isMoto });
}

function concludeCard(world: World, actor: Actor, confirmation: Confirmation, outcome: AuthenticationOutcome, context: CardContext): PaymentIntent {
  const { intent, method, params } = confirmation;
  switch (outcome.kind) {
    case "decline":
      return decline(world, actor, intent.id, method, toCardDecline(outcome.word));
    case "ask":
      if (params.error_on_requires_action === true) return decline(world, actor, intent.id, method, toCardDecline("authentication_required"));
      return ask(world, actor, confirmation, params.return_url === undefined ? "use_stripe_sdk" : "redirect_to_url");
    case "pass": {
      const declined = nextDecline(world, method.id);
      const whole = { ...context, threeDs: outcome.threeDs };
      return declined === undefined ? succeed(world, actor, intent.id, method, whole) : decline(world, actor, intent.id, method, declined, whole);
    }
  }
}

/** The issuer's refusal of a card, if it refuses. */
export function nextDecline(world: World, method: string): Decline | undefined {
  const word = world.declines.shift() ?? instrumentOf(world, method).card?.decline;
  return word === undefined ? undefined : toCardDecline(word);
}

/** 402 with the intent as it is now. */
function decline(world: World, actor: Actor, id: string, method: PaymentMethod, why: Decline, context: CardContext = {}): never {
  const intent = fail(world, actor, id, method, why, context);
  const error = intent.last_payment_error ?? {};
  return refuse(402, { message: why.message, type: "card_error", ...error, payment_intent: intent, payment_method: method });
}

function ask(world: World, actor: Actor, { intent, method, params }: Confirmation, action: string | undefined): PaymentIntent {
  const context = { id: intent.id, origin: actor.origin, returnUrl: params.return_url };
  const isSdk = action === "use_stripe_sdk";
  const next = isSdk ? { type: action, use_stripe_sdk: { type: "three_d_secure_redirect" } } : toNextActionOf(world, method, action, context);
  world.waiting.set(intent.id, {
    for: "customer",
    paymentMethod: method.id,
    returnUrl: params.return_url,
    tries: 0,
    offSession: params.off_session === true,
  });
  return requireAction(world, actor, intent.id, next);
}

function toNextActionOf(world: World, { type }: PaymentMethod, action: string | undefined, context: Parameters<typeof toNextAction>[2]): Fields {
  return action === undefined ? toNextAction(world, type, context) : toAction(world, action, context);
}

function requireAction(world: World, actor: Actor, id: string, next: Fields): PaymentIntent {
  const wire = change(world.tables.payment_intent, id, { status: "requires_action", next_action: next, last_payment_error: null });
  emit(world, actor, "payment_intent.requires_action", wire);
  return wire;
}

/** A method that was saved for that is charged without its page. */
function attemptElsewhere(world: World, actor: Actor, confirmation: Confirmation): PaymentIntent {
  const { intent, method, params } = confirmation;
  if (params.off_session === true && instrumentOf(world, method.id).isSetUp) return succeed(world, actor, intent.id, method);
  return ask(world, actor, confirmation, undefined);
}

function askForMicrodeposits(world: World, actor: Actor, { intent, method, params }: Confirmation): PaymentIntent {
  const email = method.billing_details.email;
  if (email === null) missing("billing_details[email]");
  const mandate = createMandate(world, actor, method, { data: params.mandate_data ?? undefined, status: "pending" });
  world.waiting.set(intent.id, { for: "microdeposits", paymentMethod: method.id, tries: 0, mandate: mandate.id, offSession: false });
  const context = { id: intent.id, origin: actor.origin, returnUrl: params.return_url };
  return requireAction(world, actor, intent.id, toAction(world, "verify_with_microdeposits", context));
}

function debit(world: World, actor: Actor, { intent, method, params }: Confirmation): PaymentIntent {
  const known = params.mandate ?? (params.mandate_data == null ? instrumentOf(world, method.id).mandate : undefined);
  const singleUse = intent.setup_future_usage === null ? { amount: intent.amount, currency: intent.currency } : undefined;
  const mandate = known ?? createMandate(world, actor, method, { data: params.mandate_data ?? undefined, status: "active", singleUse }).id;
  const wire = startDebit(world, actor, intent.id, method, mandate);
  planDebit(world, intent.id);
  return wire;
}
