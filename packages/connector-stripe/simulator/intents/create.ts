import { invalid, refuse } from "../errors.js";
import { emit } from "../events.js";
import { need } from "../http/endpoint.js";
import { needChargeable } from "../methods/amounts.js";
import { toShipping } from "../methods/address.js";
import { toMetadata } from "../methods/metadata.js";
import { METHOD_TYPES } from "../methods/traits.js";
import type { ConfirmIntent, CreateIntent, UpdateIntent } from "../params/intents.js";
import type { PaymentIntent } from "../wires.js";
import { change, newId, put, seconds, wireOf, type Actor, type World } from "../world.js";
import { needUsable } from "./compatibility.js";
import { attempt, prepare, resolveMethod } from "./confirm.js";
import { toOptions } from "./options.js";

/** Refuses types that are unknown or closed. */
export function needTypes(types: readonly string[]): void {
  const strange = types.find((type) => !METHOD_TYPES.includes(type));
  if (strange === undefined) return;
  const message = `The payment method type "${strange}" is invalid. Please ensure the provided type is activated in your dashboard and your account is enabled for any preview features that you are trying to use.`;
  invalid(message, { param: "payment_method_types" });
}

/** `POST /v1/payment_intents`. What is refused with 400 leaves nothing behind; a declined payment leaves its intent. */
export function createIntent(world: World, actor: Actor, params: CreateIntent): PaymentIntent {
  needNoContradiction(params);
  const types = params.payment_method_types ?? params.allowed_payment_method_types ?? ["card"];
  needTypes(types);
  needChargeable(params.amount, params.currency, types);
  needConnect(world, actor, params);
  if (params.customer !== undefined) need(world, actor, world.tables.customer, "customer", params.customer, "customer");
  const intent = put(world.tables.payment_intent, actor.owner, toIntent(world, actor, params, types));
  try {
    return params.confirm === true ? createAndConfirm(world, actor, intent, params) : createOnly(world, actor, intent, params);
  } catch (error) {
    // Nothing of it was told or charged.
    if (wireOf(world.tables.payment_intent, intent.id).status === "requires_payment_method" && !isTold(world, intent.id)) {
      world.tables.payment_intent.delete(intent.id);
    }
    throw error;
  }
}

function isTold(world: World, id: string): boolean {
  return world.tables.event.values().some(({ wire }) => wire.type === "payment_intent.created" && wire.data.object["id"] === id);
}

function createAndConfirm(world: World, actor: Actor, intent: PaymentIntent, params: CreateIntent): PaymentIntent {
  const confirmation = prepare(world, actor, intent.id, params);
  emit(world, actor, "payment_intent.created", { ...wireOf(world.tables.payment_intent, intent.id), status: "requires_confirmation" });
  return attempt(world, actor, confirmation);
}

function createOnly(world: World, actor: Actor, intent: PaymentIntent, params: CreateIntent): PaymentIntent {
  const method = resolveMethod(world, actor, params);
  if (method !== undefined) needUsable(world, intent, method);
  const wire =
    method === undefined ? intent : change(world.tables.payment_intent, intent.id, { payment_method: method.id, status: "requires_confirmation" });
  emit(world, actor, "payment_intent.created", wire);
  return wire;
}

function needNoContradiction(params: CreateIntent): void {
  if (params.automatic_payment_methods?.enabled === true && params.payment_method_types !== undefined) {
    const message = "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.";
    invalid(message, { code: "parameters_exclusive", param: "payment_method_types" });
  }
  const confirming = ["off_session", "error_on_requires_action", "mandate_data", "mandate", "return_url"] as const;
  const early = params.confirm === true ? undefined : confirming.find((name) => params[name] !== undefined);
  if (early !== undefined) invalid(`You can only pass ${early} when confirm is true.`, { param: early });
}

function needConnect(world: World, actor: Actor, { transfer_data: transfer, application_fee_amount: fee, amount }: CreateIntent): void {
  const isDirect = actor.owner.account !== world.settings.account;
  if (transfer !== undefined && world.tables.account.get(transfer.destination) === undefined) {
    refuse(400, {
      code: "resource_missing",
      message: `No such destination: '${transfer.destination}'`,
      param: "transfer_data[destination]",
      type: "invalid_request_error",
    });
  }
  if (fee != null && transfer === undefined && !isDirect) {
    invalid(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      {
        param: "application_fee_amount",
      },
    );
  }
  if (fee != null && fee > amount) invalid("Application fees cannot be greater than the amount.", { param: "application_fee_amount" });
}

function toIntent(world: World, { owner }: Actor, params: CreateIntent, types: readonly string[]): PaymentIntent {
  const id = newId(world, "pi_3");
  const isAutomatic = params.automatic_payment_methods?.enabled === true;
  const { transfer_data: transfer } = params;
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: params.application_fee_amount ?? null,
    automatic_payment_methods: isAutomatic ? { allow_redirects: params.automatic_payment_methods?.allow_redirects ?? "always", enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    // What Stripe takes where nothing is said.
    capture_method: params.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${world.ids.token(25)}`,
    confirmation_method: params.confirmation_method ?? "automatic",
    created: seconds(world),
    currency: params.currency,
    customer: params.customer ?? null,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: owner.livemode,
    managed_payments: null,
    metadata: toMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: toOptions(types, params.payment_method_options),
    payment_method_types: types,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping == null ? null : toShipping(params.shipping),
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_data:
      transfer === undefined ? null : { destination: transfer.destination, ...(transfer.amount === undefined ? {} : { amount: transfer.amount }) },
    transfer_group: params.transfer_group ?? null,
  };
}

/** Ends a call that the intent's state does not allow. `verb` as in "You cannot confirm this PaymentIntent". */
export function refuseState(intent: PaymentIntent, message: string): never {
  return invalid(message, { code: "payment_intent_unexpected_state", payment_intent: intent });
}

const OPEN: readonly string[] = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** `POST /v1/payment_intents/{id}/confirm`. */
export function confirmIntent(world: World, actor: Actor, intent: PaymentIntent, params: ConfirmIntent): PaymentIntent {
  if (!OPEN.includes(intent.status)) {
    const message = `You cannot confirm this PaymentIntent because it has already ${intent.status === "succeeded" ? "succeeded after being previously confirmed" : `a status of ${intent.status}`}.`;
    refuseState(intent, message);
  }
  return attempt(world, actor, prepare(world, actor, intent.id, params));
}

/** `POST /v1/payment_intents/{id}`. */
export function updateIntent(world: World, actor: Actor, intent: PaymentIntent, params: UpdateIntent): PaymentIntent {
  const {
    metadata,
    payment_method: _id,
    payment_method_data: _data,
    payment_method_options: options,
    shipping,
    transfer_data: transfer,
    ...rest
  } = params;
  const isOpen = OPEN.includes(intent.status);
  const needsOpen = ["amount", "currency", "payment_method", "payment_method_data", "capture_method", "setup_future_usage", "customer"] as const;
  const refused = isOpen ? undefined : needsOpen.find((name) => params[name] !== undefined);
  if (refused !== undefined) {
    refuseState(
      intent,
      `This PaymentIntent's ${refused} could not be updated because it has a status of ${intent.status}. You may only update the ${refused} of a PaymentIntent with one of the following statuses: ${OPEN.join(", ")}.`,
    );
  }
  if (params.customer !== undefined) need(world, actor, world.tables.customer, "customer", params.customer, "customer");
  const types = params.payment_method_types ?? intent.payment_method_types;
  needTypes(types);
  needChargeable(params.amount ?? intent.amount, params.currency ?? intent.currency, types);
  const method = resolveMethod(world, actor, params);
  if (method !== undefined) needUsable(world, { customer: params.customer ?? intent.customer }, method);
  const given = Object.fromEntries(Object.entries(rest).filter(([name, value]) => name !== "expand" && value !== undefined));
  return change(world.tables.payment_intent, intent.id, {
    ...given,
    ...(shipping === undefined ? {} : { shipping: shipping === null ? null : toShipping(shipping) }),
    metadata: toMetadata(intent.metadata, metadata),
    payment_method_options: toOptions(types, options, intent.payment_method_options),
    ...(transfer?.amount === undefined || intent.transfer_data === null
      ? {}
      : { transfer_data: { ...intent.transfer_data, amount: transfer.amount } }),
    ...(method === undefined ? {} : { payment_method: method.id, status: "requires_confirmation" as const, next_action: null }),
  });
}
