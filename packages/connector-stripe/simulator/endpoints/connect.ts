import { invalid, missing, refuse } from "../errors.js";
import { emit } from "../events.js";
import { endpoint, listing, need, retrieve, type Endpoint } from "../http/endpoint.js";
import { readNamed } from "../methods/card-data.js";
import { toMetadata } from "../methods/metadata.js";
import { addExternalAccount, createAccount, tellAccount, toBankFields, type AccountFields, type NewExternalAccount } from "../money/accounts.js";
import { balanceOf } from "../money/balance.js";
import { cancelPayout, createPayout } from "../money/payouts.js";
import { makeTransfer, refundFee, reverseTransfer } from "../money/transfers.js";
import { amount, anyHash, bool, country, currency, email, hash, int, list, metadata, text, word } from "../params/common.js";
import type { Account } from "../wires-connect.js";
import { change, findOwn, type Actor, type World } from "../world.js";
import { z } from "zod";

const accounts = ({ tables }: World) => tables.account;
const transfers = ({ tables }: World) => tables.transfer;
const payouts = ({ tables }: World) => tables.payout;

const bankAccount = hash({
  object: word("bank_account"),
  country: country(),
  currency: currency(),
  account_holder_name: text().optional(),
  account_holder_type: word("company", "individual").optional(),
  account_number: text(),
  routing_number: text().optional(),
});
const externalAccount = z.union([text(), bankAccount]);

const telling = {
  business_profile: anyHash().optional(),
  business_type: word("company", "government_entity", "individual", "non_profit").optional(),
  capabilities: z.record(z.string(), hash({ requested: bool().optional() })).optional(),
  company: anyHash().optional(),
  default_currency: currency().optional(),
  email: email().optional(),
  external_account: externalAccount.optional(),
  individual: anyHash().optional(),
  metadata: metadata().optional(),
  settings: anyHash().optional(),
  tos_acceptance: hash({
    date: int(0).optional(),
    ip: text().optional(),
    service_agreement: text().optional(),
    user_agent: text().optional(),
  }).optional(),
};
type Telling = z.output<z.ZodObject<typeof telling>>;

function toFields({ metadata: labels, external_account: _account, settings: _settings, ...rest }: Telling): AccountFields {
  return { ...rest, metadata: toMetadata({}, labels) };
}

/** A card pays out by token only, as `tok_visa_debit`; a bank account by token or by its number. */
function toExternal(world: World, { owner }: Actor, given: z.output<typeof externalAccount>, account: Account): NewExternalAccount {
  if (typeof given !== "string") {
    return {
      kind: "bank_account",
      country: given.country,
      currency: given.currency,
      last4: given.account_number.slice(-4),
      fields: toBankFields(given),
    };
  }
  const token = findOwn(world.tables.token, owner, given);
  if (token?.used === true) invalid(`You cannot use a Stripe token more than once: ${given}.`, { code: "token_already_used" });
  if (token !== undefined) change(world.tables.token, given, { used: true });
  const card = readNamed(world, given) ?? world.tokenCards.get(given);
  if (token?.bank_account !== undefined) {
    const { last4, currency: money, country: place, ...fields } = token.bank_account;
    return {
      kind: "bank_account",
      country: String(place),
      currency: String(money),
      last4: String(last4),
      fields: { available_payout_methods: ["standard"], ...fields },
    };
  }
  if (card === undefined) return invalid(`No such token: '${given}'`, { code: "resource_missing", param: "external_account" });
  if (card.card.funding !== "debit")
    invalid("Payouts to cards work with debit cards only.", { code: "invalid_card_type", param: "external_account" });
  const { brand, country: place, funding } = card.card;
  const nothing = {
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: null,
    address_line2: null,
    address_state: null,
  };
  const fields = {
    ...nothing,
    address_zip: null,
    address_zip_check: null,
    available_payout_methods: ["standard", "instant"],
    brand: brand.charAt(0).toUpperCase() + brand.slice(1),
    cvc_check: null,
    dynamic_last4: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: card.fingerprint,
    funding,
    name: null,
    regulated_status: "unregulated",
    tokenization_method: null,
  };
  return { kind: "card", country: place, currency: account.default_currency, last4: card.last4, fields };
}

const accountEndpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/accounts", { ...telling, country: country().optional(), type: word("custom", "express", "standard").optional() }, (call) => {
    const { world, actor, params } = call;
    if (actor.owner.account !== world.settings.account) invalid("Only a platform can create accounts.", { code: "platform_account_required" });
    const account = createAccount(world, actor.owner, { ...toFields(params), type: params.type, country: params.country });
    if (params.external_account !== undefined)
      addExternalAccount(world, actor.owner, account.id, toExternal(world, actor, params.external_account, account));
    const wire = need(world, actor, world.tables.account, "account", account.id);
    emit(world, { ...actor, owner: { ...actor.owner, account: account.id } }, "account.updated", wire);
    return wire;
  }),
  listing("/v1/accounts", {}, accounts),
  retrieve("/v1/accounts/:id", "account", accounts),
  endpoint("POST", "/v1/accounts/:id", telling, ({ world, actor, id, params }) => {
    const account = need(world, actor, world.tables.account, "account", id);
    tellAccount(world, id, toFields(params));
    if (params.external_account !== undefined) addExternalAccount(world, actor.owner, id, toExternal(world, actor, params.external_account, account));
    const wire = need(world, actor, world.tables.account, "account", id);
    emit(world, { ...actor, owner: { ...actor.owner, account: id } }, "account.updated", wire);
    return wire;
  }),
  endpoint("DELETE", "/v1/accounts/:id", {}, ({ world, actor, id }) => {
    need(world, actor, world.tables.account, "account", id);
    world.tables.account.delete(id);
    return { id, object: "account", deleted: true };
  }),
  endpoint(
    "POST",
    "/v1/accounts/:id/external_accounts",
    { external_account: externalAccount, default_for_currency: bool().optional(), metadata: metadata().optional() },
    (call) => {
      const { world, actor, id, params } = call;
      const account = need(world, actor, world.tables.account, "account", id);
      const added = addExternalAccount(world, actor.owner, id, toExternal(world, actor, params.external_account, account));
      emit(world, { ...actor, owner: { ...actor.owner, account: id } }, "account.external_account.created", added);
      return added;
    },
  ),
  listing(
    "/v1/accounts/:id/external_accounts",
    { object: word("bank_account", "card").optional() },
    ({ tables }) => tables.external_account,
    (each, { object }, { path }) => each.account === path["id"] && (object === undefined || each.object === object),
  ),
];

function needDestination(world: World, actor: Actor, id: string): void {
  const account = findOwn(world.tables.account, actor.owner, id);
  if (account === undefined)
    refuse(400, { code: "resource_missing", message: `No such destination: '${id}'`, param: "destination", type: "invalid_request_error" });
  if (account.capabilities["transfers"] !== "active") {
    invalid(
      "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments.",
      {
        code: "transfers_not_allowed",
        param: "destination",
      },
    );
  }
}

const transferEndpoints: readonly Endpoint[] = [
  endpoint(
    "POST",
    "/v1/transfers",
    {
      amount: amount().optional(),
      currency: currency(),
      destination: text(),
      description: text().optional(),
      metadata: metadata().optional(),
      source_transaction: text().optional(),
      source_type: word("bank_account", "card", "fpx").optional(),
      transfer_group: text().optional(),
    },
    ({ world, actor, params }) => {
      needDestination(world, actor, params.destination);
      const source =
        params.source_transaction === undefined
          ? undefined
          : need(world, actor, world.tables.charge, "charge", params.source_transaction, "source_transaction");
      const wanted = params.amount ?? source?.amount_captured ?? missing("amount");
      if (source !== undefined && wanted > source.amount_captured - source.amount_refunded)
        invalid("The amount is more than the charge has.", { param: "amount" });
      if (source === undefined && balanceOf(world, actor.owner, params.currency).available < wanted) {
        invalid("You have insufficient available funds in your Stripe account.", { code: "balance_insufficient" });
      }
      return makeTransfer(world, actor, {
        amount: wanted,
        currency: params.currency,
        destination: params.destination,
        description: params.description ?? null,
        metadata: toMetadata({}, params.metadata),
        source: source?.id ?? null,
        group: params.transfer_group ?? source?.transfer_group ?? null,
        sourceType: params.source_type ?? "card",
      });
    },
  ),
  listing(
    "/v1/transfers",
    { destination: text().optional(), transfer_group: text().optional() },
    transfers,
    (transfer, wanted) =>
      (wanted.destination === undefined || transfer.destination === wanted.destination) &&
      (wanted.transfer_group === undefined || transfer.transfer_group === wanted.transfer_group),
  ),
  retrieve("/v1/transfers/:id", "transfer", transfers),
  endpoint("POST", "/v1/transfers/:id", { description: text().optional(), metadata: metadata().optional() }, ({ world, actor, id, params }) => {
    const transfer = need(world, actor, world.tables.transfer, "transfer", id);
    const { description = transfer.description } = params;
    const wire = change(world.tables.transfer, id, { description, metadata: toMetadata(transfer.metadata, params.metadata) });
    emit(world, actor, "transfer.updated", wire);
    return wire;
  }),
  endpoint(
    "POST",
    "/v1/transfers/:id/reversals",
    { amount: amount().optional(), description: text().optional(), metadata: metadata().optional(), refund_application_fee: bool().optional() },
    ({ world, actor, id, params }) => {
      const transfer = need(world, actor, world.tables.transfer, "transfer", id);
      const wanted = params.amount ?? transfer.amount - transfer.amount_reversed;
      if (wanted === 0) invalid(`Transfer ${id} is already fully reversed.`);
      if (balanceOf(world, { ...actor.owner, account: transfer.destination }, transfer.currency).available < wanted) {
        invalid("The connected account does not have enough money for this reversal.", { code: "balance_insufficient" });
      }
      return reverseTransfer(world, actor, id, wanted, { metadata: toMetadata({}, params.metadata) });
    },
  ),
  listing(
    "/v1/transfers/:id/reversals",
    {},
    ({ tables }) => tables.transfer_reversal,
    (reversal, _, { path }) => reversal.transfer === path["id"],
  ),
  listing(
    "/v1/application_fees",
    { charge: text().optional() },
    ({ tables }) => tables.application_fee,
    (fee, { charge }) => charge === undefined || fee.charge === charge,
  ),
  retrieve("/v1/application_fees/:id", "application fee", ({ tables }) => tables.application_fee),
  endpoint(
    "POST",
    "/v1/application_fees/:id/refunds",
    { amount: amount().optional(), metadata: metadata().optional() },
    ({ world, actor, id, params }) => {
      const fee = need(world, actor, world.tables.application_fee, "application fee", id);
      const wanted = params.amount ?? fee.amount - fee.amount_refunded;
      if (wanted === 0) invalid(`Application fee ${id} has already been refunded.`);
      return refundFee(world, id, wanted, toMetadata({}, params.metadata));
    },
  ),
];

function toBalanceEntry(currencies: readonly string[], pick: (currency: string) => number) {
  return currencies.map((money) => ({ amount: pick(money), currency: money, source_types: { card: pick(money) } }));
}

const payoutEndpoints: readonly Endpoint[] = [
  endpoint(
    "POST",
    "/v1/payouts",
    {
      amount: amount(),
      currency: currency(),
      description: text().optional(),
      destination: text().optional(),
      metadata: metadata().optional(),
      method: word("instant", "standard").optional(),
      source_type: word("bank_account", "card", "fpx").optional(),
      statement_descriptor: text(22).optional(),
    },
    ({ world, actor, params }) =>
      createPayout(world, actor, {
        amount: params.amount,
        currency: params.currency,
        method: params.method ?? "standard",
        description: params.description ?? null,
        descriptor: params.statement_descriptor ?? null,
        destination: params.destination,
        metadata: toMetadata({}, params.metadata),
      }),
  ),
  listing(
    "/v1/payouts",
    { destination: text().optional(), status: text().optional() },
    payouts,
    (payout, wanted) =>
      (wanted.destination === undefined || payout.destination === wanted.destination) &&
      (wanted.status === undefined || payout.status === wanted.status),
  ),
  retrieve("/v1/payouts/:id", "payout", payouts),
  endpoint("POST", "/v1/payouts/:id", { metadata: metadata().optional() }, ({ world, actor, id, params }) => {
    const payout = need(world, actor, world.tables.payout, "payout", id);
    const wire = change(world.tables.payout, id, { metadata: toMetadata(payout.metadata, params.metadata) });
    emit(world, actor, "payout.updated", wire);
    return wire;
  }),
  endpoint("POST", "/v1/payouts/:id/cancel", {}, ({ world, actor, id }) =>
    cancelPayout(world, actor, need(world, actor, world.tables.payout, "payout", id)),
  ),
  endpoint("GET", "/v1/balance", {}, ({ world, actor: { owner } }) => {
    const home = world.tables.account.get(owner.account)?.wire.default_currency ?? "usd";
    const used = Array.from(world.balances.keys(), (name) => name.split(" ")).flatMap(([account, mode, money = ""]) =>
      account === owner.account && mode === String(owner.livemode) ? [money] : [],
    );
    const currencies = [...new Set([home, ...used])];
    return {
      object: "balance",
      available: toBalanceEntry(currencies, (money) => balanceOf(world, owner, money).available),
      livemode: owner.livemode,
      pending: toBalanceEntry(currencies, (money) => balanceOf(world, owner, money).pending),
    };
  }),
];

/** Connected accounts, transfers, fees, payouts and the balance. */
export const connectEndpoints: readonly Endpoint[] = [...accountEndpoints, ...transferEndpoints, ...payoutEndpoints];

/** Types of events in a list call. */
export const eventFilters = { type: text().optional(), types: list(text()).optional(), delivery_success: bool().optional() };
