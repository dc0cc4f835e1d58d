import { emit } from "../events.js";
import { toErrorFields, type Decline } from "../methods/declines.js";
import { createMandate, setMandateStatus } from "../methods/mandates.js";
import { attach, changeInstrument, createGeneratedSepaDebit, instrumentOf, markSetUp } from "../methods/payment-methods.js";
import { isDebit } from "../methods/traits.js";
import type { MandateData } from "../params/common.js";
import type { Fields, PaymentMethod, SetupAttempt, SetupIntent } from "../wires.js";
import { change, newId, put, seconds, wireOf, type Actor, type World } from "../world.js";

/** What an attempt to set up is told besides its payment method. */
export interface SetupContext {
  readonly threeDs?: Fields | null | undefined;
  readonly mandateData?: MandateData | undefined;
}

/** A new attempt, which `latest_attempt` names. */
export function putAttempt(
  world: World,
  { owner }: Actor,
  id: string,
  method: PaymentMethod,
  status: string,
  error: Fields | null = null,
  details: Fields = {},
): SetupAttempt {
  const intent = wireOf(world.tables.setup_intent, id);
  const attempt: SetupAttempt = {
    id: newId(world, "setatt_1"),
    object: "setup_attempt",
    application: null,
    created: seconds(world),
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: owner.livemode,
    on_behalf_of: intent.on_behalf_of,
    payment_method: method.id,
    payment_method_details: { type: method.type, [method.type]: details },
    setup_error: error,
    setup_intent: id,
    status,
    usage: intent.usage,
  };
  return put(world.tables.setup_attempt, owner, attempt);
}

function toCardDetails(method: PaymentMethod, threeDs: Fields | null): Fields {
  const card = method["card"];
  const own: Fields = typeof card === "object" && card !== null ? { ...card } : {};
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, wallet } = own;
  const passed =
    typeof checks === "object" && checks !== null
      ? Object.fromEntries(Object.entries(checks).map(([name, value]) => [name, value === "unchecked" ? "pass" : value]))
      : null;
  return { brand, checks: passed, country, exp_month, exp_year, fingerprint, funding, last4, network: brand, three_d_secure: threeDs, wallet };
}

function toBankDetails(type: string, generated: { readonly method: string; readonly mandate: string }): Fields {
  const made = {
    generated_sepa_debit: generated.method,
    generated_sepa_debit_mandate: generated.mandate,
    iban_last4: "3000",
    verified_name: "Jenny Rosen",
  };
  return type === "ideal"
    ? { bank: "ing", bic: "INGBNL2A", ...made }
    : { bank_code: "VAPE", bank_name: "VAN DE PUT & CO", bic: "VAPEBE22", ...made, preferred_language: "en" };
}

/** The payment method is set up. */
export function finishSetup(world: World, actor: Actor, id: string, method: PaymentMethod, context: SetupContext = {}): SetupIntent {
  const intent = wireOf(world.tables.setup_intent, id);
  const isBank = method.type === "ideal" || method.type === "bancontact";
  const { kept, details, mandate } = isBank ? keepBank(world, actor, method) : keepMethod(world, actor, intent, method, context);
  const attempt = putAttempt(world, actor, id, method, "succeeded", null, details);
  if (intent.customer !== null) attach(world, actor, kept, intent.customer);
  else if (isBank) changeInstrument(world, method.id, { isSpent: true });
  world.waiting.delete(id);
  const wire = change(world.tables.setup_intent, id, {
    status: "succeeded",
    last_setup_error: null,
    latest_attempt: attempt.id,
    mandate,
    next_action: null,
    payment_method: method.id,
  });
  emit(world, actor, "setup_intent.succeeded", wire);
  return wire;
}

interface Kept {
  readonly kept: string;
  readonly details: Fields;
  readonly mandate: string | null;
}

function keepBank(world: World, actor: Actor, method: PaymentMethod): Kept {
  const made = createGeneratedSepaDebit(world, actor.owner, method, null, null);
  const mandate = createMandate(world, actor, made, { data: undefined, status: "active" }).id;
  return { kept: made.id, details: toBankDetails(method.type, { method: made.id, mandate }), mandate };
}

function keepMethod(world: World, actor: Actor, intent: SetupIntent, method: PaymentMethod, { threeDs, mandateData }: SetupContext): Kept {
  markSetUp(world, method.id, intent.usage === "off_session");
  const known = instrumentOf(world, method.id).mandate;
  const needsMandate = mandateData !== undefined || method.type !== "card";
  const mandate = known ?? (needsMandate ? createMandate(world, actor, method, { data: mandateData, status: "active" }).id : null);
  if (known !== undefined && wireOf(world.tables.mandate, known).status === "pending") setMandateStatus(world, actor, known, "active");
  return { kept: method.id, details: method.type === "card" ? toCardDetails(method, threeDs ?? null) : {}, mandate };
}

/** The owner of the bank account is known. */
export function verifiedSetup(world: World, actor: Actor, id: string, method: PaymentMethod): SetupIntent {
  if (!isDebit(method.type)) throw new Error(`${method.type} has no microdeposits.`);
  changeInstrument(world, method.id, { isVerified: true });
  return finishSetup(world, actor, id, method);
}

/** The payment method is not set up: back to the start. */
export function failSetup(world: World, actor: Actor, id: string, method: PaymentMethod, decline: Decline): SetupIntent {
  const type = decline.code.endsWith("_authentication_failure") ? "invalid_request_error" : "card_error";
  const error = { ...toErrorFields(decline), payment_method: method, type };
  const details = method.type === "card" ? toCardDetails(method, null) : {};
  const attempt = putAttempt(
    world,
    actor,
    id,
    method,
    "failed",
    error,
    method.type === "ideal" || method.type === "bancontact" ? NO_BANK[method.type] : details,
  );
  world.waiting.delete(id);
  const wire = change(world.tables.setup_intent, id, {
    status: "requires_payment_method",
    last_setup_error: error,
    latest_attempt: attempt.id,
    next_action: null,
    payment_method: null,
  });
  emit(world, actor, "setup_intent.setup_failed", wire);
  return wire;
}

const none = { generated_sepa_debit: null, generated_sepa_debit_mandate: null, iban_last4: null, verified_name: null };

/** What is known of a bank that did not agree. */
export const NO_BANK: Readonly<Record<"bancontact" | "ideal", Fields>> = {
  ideal: { bank: null, bic: null, ...none },
  bancontact: { bank_code: null, bank_name: null, bic: null, ...none, preferred_language: null },
};

/** What an attempt shows while it is under way. */
export function detailsUnderWay(method: PaymentMethod): Fields {
  if (method.type === "ideal" || method.type === "bancontact") return NO_BANK[method.type];
  return method.type === "card" ? toCardDetails(method, null) : {};
}
