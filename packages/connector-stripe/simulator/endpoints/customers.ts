import { invalid, missing, notFound } from "../errors.js";
import { emit } from "../events.js";
import { endpoint, listing, need, retrieve, type Call, type Endpoint } from "../http/endpoint.js";
import { fundCash } from "../intents/funding.js";
import { toFullAddress, toShipping } from "../methods/address.js";
import { readNumber, toCardWire, toFingerprint } from "../methods/card-data.js";
import { attach, createNamedMethod, createPaymentMethod, detach, instrumentOf, toBillingDetails } from "../methods/payment-methods.js";
import { toMetadata } from "../methods/metadata.js";
import type { ReadCard } from "../methods/instrument.js";
import { address, amount, currency, email, hash, list, metadata, shipping, text, unsettable, word } from "../params/common.js";
import { paymentMethodParams, paymentMethodUpdate, tokenParams } from "../params/method-data.js";
import type { Customer, Fields, PaymentMethod } from "../wires.js";
import type { Token } from "../wires-connect.js";
import { change, newId, put, seconds, type Actor, type World } from "../world.js";

const customers = ({ tables }: World) => tables.customer;
const methods = ({ tables }: World) => tables.payment_method;

const customerParams = {
  address: unsettable(address()).optional(),
  description: unsettable(text()).optional(),
  email: unsettable(email()).optional(),
  metadata: metadata().optional(),
  name: unsettable(text(256)).optional(),
  phone: unsettable(text(20)).optional(),
  preferred_locales: list(text()).optional(),
  shipping: unsettable(shipping()).optional(),
  tax_exempt: unsettable(word("exempt", "none", "reverse")).optional(),
  invoice_settings: hash({ default_payment_method: unsettable(text()).optional() }).optional(),
};

function customerOf({ world, actor }: Pick<Call<unknown>, "actor" | "world">, id: string, param = "id"): Customer {
  return need(world, actor, world.tables.customer, "customer", id, param);
}

function isOf(method: PaymentMethod, customer: string, type: string | undefined): boolean {
  return method.customer === customer && (type === undefined || method.type === type);
}

const customerEndpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/customers", { ...customerParams, payment_method: text().optional() }, ({ world, actor, params }) => {
    const customer: Customer = {
      id: newId(world, "cus_", 14),
      object: "customer",
      address: params.address == null ? null : toFullAddress(params.address),
      balance: 0,
      created: seconds(world),
      currency: null,
      default_source: null,
      delinquent: false,
      description: params.description ?? null,
      discount: null,
      email: params.email ?? null,
      invoice_prefix: world.ids.token(8, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"),
      invoice_settings: {
        custom_fields: null,
        default_payment_method: params.invoice_settings?.default_payment_method ?? null,
        footer: null,
        rendering_options: null,
      },
      livemode: actor.owner.livemode,
      metadata: toMetadata({}, params.metadata),
      name: params.name ?? null,
      next_invoice_sequence: 1,
      phone: params.phone ?? null,
      preferred_locales: params.preferred_locales ?? [],
      shipping: params.shipping == null ? null : toShipping(params.shipping),
      tax_exempt: params.tax_exempt ?? "none",
      test_clock: null,
    };
    const method = params.payment_method === undefined ? undefined : needMethod(world, actor, params.payment_method);
    put(world.tables.customer, actor.owner, customer);
    emit(world, actor, "customer.created", customer);
    if (method !== undefined) attach(world, actor, method.id, customer.id);
    return customer;
  }),
  listing(
    "/v1/customers",
    { email: text().optional() },
    customers,
    (customer, wanted) => wanted.email === undefined || customer.email === wanted.email,
  ),
  endpoint("GET", "/v1/customers/:id", {}, (call) => {
    return call.world.deletedCustomers.has(call.id) ? { id: call.id, object: "customer", deleted: true } : customerOf(call, call.id);
  }),
  endpoint("POST", "/v1/customers/:id", customerParams, (call) => {
    const customer = customerOf(call, call.id);
    const { metadata: labels, address: place, invoice_settings: invoices, shipping: parcel, ...rest } = call.params;
    const given = Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== undefined && name !== "expand"));
    const wire = change(call.world.tables.customer, call.id, {
      ...given,
      metadata: toMetadata(customer.metadata, labels),
      ...(place === undefined ? {} : { address: place === null ? null : toFullAddress(place) }),
      ...(parcel === undefined ? {} : { shipping: parcel === null ? null : toShipping(parcel) }),
      ...(invoices === undefined ? {} : { invoice_settings: { ...customer.invoice_settings, ...invoices } }),
    });
    emit(call.world, call.actor, "customer.updated", wire);
    return wire;
  }),
  endpoint("DELETE", "/v1/customers/:id", {}, (call) => {
    const customer = customerOf(call, call.id);
    call.world.tables.customer.delete(call.id);
    call.world.deletedCustomers.add(call.id);
    for (const { wire } of call.world.tables.payment_method.values()) if (wire.customer === call.id) detach(call.world, call.actor, wire.id);
    emit(call.world, call.actor, "customer.deleted", customer);
    return { id: call.id, object: "customer", deleted: true };
  }),
  listing("/v1/customers/:id/payment_methods", { type: text().optional() }, methods, (method, { type }, { path }) =>
    isOf(method, path["id"] ?? "", type),
  ),
  endpoint("GET", "/v1/customers/:customer/payment_methods/:id", {}, (call) => {
    const method = need(call.world, call.actor, call.world.tables.payment_method, "PaymentMethod", call.id);
    return method.customer === call.path["customer"] ? method : notFound("PaymentMethod", call.id, "payment_method");
  }),
  endpoint(
    "POST",
    "/v1/test_helpers/customers/:id/fund_cash_balance",
    { amount: amount(), currency: currency(), reference: text().optional() },
    (call) => {
      customerOf(call, call.id);
      return fundCash(call.world, call.actor, call.id, call.params.amount, call.params.currency, call.params.reference ?? null);
    },
  ),
];

function needMethod(world: World, actor: Actor, id: string): PaymentMethod {
  return createNamedMethod(world, actor.owner, id) ?? need(world, actor, world.tables.payment_method, "PaymentMethod", id, "payment_method");
}

const methodEndpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/payment_methods", paymentMethodParams, ({ world, actor, params }) => createPaymentMethod(world, actor.owner, params, "")),
  listing("/v1/payment_methods", { customer: text().optional(), type: text().optional() }, methods, (method, { customer, type }) =>
    customer === undefined ? type === undefined || method.type === type : isOf(method, customer, type),
  ),
  endpoint("GET", "/v1/payment_methods/:id", {}, ({ world, actor, id }) => needMethod(world, actor, id)),
  endpoint("POST", "/v1/payment_methods/:id", paymentMethodUpdate, ({ world, actor, id, params }) => {
    const method = need(world, actor, world.tables.payment_method, "PaymentMethod", id);
    const { billing_details: billing, metadata: labels } = params;
    const own: unknown = method[method.type];
    const changed = method.type === "card" ? params.card : method.type === "us_bank_account" ? params.us_bank_account : undefined;
    const wire = change<Fields>(world.tables.payment_method, id, {
      ...(billing === undefined ? {} : { billing_details: { ...method.billing_details, ...toBillingDetails(billing) } }),
      ...(params.allow_redisplay === undefined ? {} : { allow_redisplay: params.allow_redisplay }),
      ...(changed === undefined || typeof own !== "object" ? {} : { [method.type]: { ...own, ...changed } }),
      metadata: toMetadata(method.metadata, labels),
    });
    emit(world, actor, "payment_method.updated", wire);
    return wire;
  }),
  endpoint("POST", "/v1/payment_methods/:id/attach", { customer: text() }, ({ world, actor, id, params }) => {
    const method = needMethod(world, actor, id);
    need(world, actor, world.tables.customer, "customer", params.customer, "customer");
    if (instrumentOf(world, method.id).isSpent) {
      invalid(
        "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
        {
          code: "payment_method_unexpected_state",
        },
      );
    }
    if (method.customer !== null && method.customer !== params.customer) {
      invalid("The payment method you provided has already been attached to a customer.", { code: "payment_method_unexpected_state" });
    }
    return attach(world, actor, method.id, params.customer);
  }),
  endpoint("POST", "/v1/payment_methods/:id/detach", {}, ({ world, actor, id }) => {
    const method = need(world, actor, world.tables.payment_method, "PaymentMethod", id);
    if (method.customer === null) {
      invalid("The payment method you provided is not attached to a customer so detachment is impossible.", {
        code: "payment_method_unexpected_state",
      });
    }
    return detach(world, actor, id);
  }),
];

function toTokenCard(world: World, read: ReadCard, kind: string | null, name: string | null): Fields {
  const { brand, country, exp_month, exp_year, fingerprint, funding, last4, networks, regulated_status } = toCardWire(read, {
    line1: false,
    postal_code: false,
  });
  const place = { address_city: null, address_country: null, address_line1: null, address_line1_check: null, address_line2: null };
  return {
    id: newId(world, "card_1"),
    object: "card",
    ...place,
    address_state: null,
    address_zip: null,
    address_zip_check: null,
    brand: typeof brand === "string" ? brand.charAt(0).toUpperCase() + brand.slice(1) : "Unknown",
    country,
    cvc_check: read.hasCvc ? "unchecked" : null,
    dynamic_last4: null,
    exp_month,
    exp_year,
    fingerprint,
    funding,
    last4,
    metadata: {},
    name,
    networks,
    regulated_status,
    tokenization_method: kind,
  };
}

function putCardToken(world: World, actor: Actor, read: ReadCard, kind: string | null, name: string | null): Token {
  const token = put(world.tables.token, actor.owner, {
    id: newId(world, "tok_1"),
    object: "token",
    card: toTokenCard(world, read, kind, name),
    client_ip: null,
    created: seconds(world),
    livemode: actor.owner.livemode,
    type: "card",
    used: false,
  });
  world.tokenCards.set(token.id, read);
  return token;
}

/** Apple Pay's data is opaque here: it stands for a card that pays. */
function readApplePay(world: World, data: string, name: string | undefined): ReadCard {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return invalid("Your Apple Pay payment data could not be read.", { param: "pk_token" });
  }
  if (typeof parsed !== "object" || parsed === null) return invalid("Your Apple Pay payment data could not be read.", { param: "pk_token" });
  const last4 = /(\d{4})\s*$/.exec(name ?? "")?.[1] ?? "4242";
  const read = readNumber(world, { number: "4242424242424242", exp_month: 12, exp_year: world.clock.now().getUTCFullYear() + 4 });
  return { ...read, last4, wallet: { apple_pay: {}, dynamic_last4: last4, type: "apple_pay" } };
}

const tokenEndpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/tokens", tokenParams, ({ world, actor, params }) => {
    const { bank_account: bank, card, pk_token: applePay } = params;
    if (applePay !== undefined) return putCardToken(world, actor, readApplePay(world, applePay, params.pk_token_instrument_name), "apple_pay", null);
    if (card !== undefined) {
      const kind = card.tokenization_method ?? null;
      if (kind !== null && card.cryptogram === undefined) missing("card[cryptogram]");
      if (kind === null && !world.settings.features.rawCardData)
        invalid("Sending credit card numbers directly to the Stripe API is generally unsafe.");
      const wallet =
        kind === null
          ? null
          : {
              [kind === "apple_pay" ? "apple_pay" : "google_pay"]: {},
              dynamic_last4: card.number.slice(-4),
              type: kind === "apple_pay" ? "apple_pay" : "google_pay",
            };
      return putCardToken(world, actor, readNumber(world, card, wallet), kind, card.name ?? null);
    }
    if (bank === undefined) return missing("card");
    return put(world.tables.token, actor.owner, {
      id: newId(world, "btok_1"),
      object: "token",
      bank_account: {
        id: newId(world, "ba_1"),
        object: "bank_account",
        account_holder_name: bank.account_holder_name ?? null,
        account_holder_type: bank.account_holder_type ?? null,
        account_type: null,
        bank_name: "STRIPE TEST BANK",
        country: bank.country,
        currency: (bank.currency ?? "usd").toLowerCase(),
        fingerprint: toFingerprint(bank.account_number),
        last4: bank.account_number.slice(-4),
        routing_number: bank.routing_number ?? null,
        status: "new",
      },
      client_ip: null,
      created: seconds(world),
      livemode: actor.owner.livemode,
      type: "bank_account",
      used: false,
    });
  }),
  retrieve("/v1/tokens/:id", "token", ({ tables }) => tables.token, "token"),
];

/** Customers, payment methods and tokens. */
export const customerSideEndpoints: readonly Endpoint[] = [...customerEndpoints, ...methodEndpoints, ...tokenEndpoints];
