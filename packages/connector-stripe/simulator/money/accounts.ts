import type { ConnectedAccountSeed } from "../settings.js";
import type { Fields, Metadata } from "../wires.js";
import type { Account, ExternalAccount } from "../wires-connect.js";
import { toFingerprint } from "../methods/card-data.js";
import { change, newId, put, seconds, wireOf, type Owner, type World } from "../world.js";

/** What a platform told of an account. */
export interface AccountFields {
  readonly type?: string | undefined;
  readonly country?: string | undefined;
  readonly email?: string | undefined;
  readonly default_currency?: string | undefined;
  readonly business_type?: string | undefined;
  readonly business_profile?: Fields | undefined;
  readonly capabilities?: Readonly<Record<string, { readonly requested?: boolean | undefined } | undefined>> | undefined;
  readonly individual?: Fields | undefined;
  readonly company?: Fields | undefined;
  readonly tos_acceptance?: Fields | undefined;
  readonly metadata?: Metadata | undefined;
}

const currencies: Readonly<Record<string, string>> = {
  US: "usd",
  GB: "gbp",
  AU: "aud",
  CA: "cad",
  JP: "jpy",
  CH: "chf",
  SE: "sek",
  DK: "dkk",
  NO: "nok",
  PL: "pln",
  MX: "mxn",
  SG: "sgd",
  HK: "hkd",
  NZ: "nzd",
  BR: "brl",
  IN: "inr",
};

/** What an individual must tell; a company tells its name and address. */
const INDIVIDUAL = ["first_name", "last_name", "dob", "address"] as const;
const COMPANY = ["name", "address"] as const;

/** What is still to be told before the account may be paid and may pay out (tech-spec, section 4.16). */
function toDue(account: Account, individual: Fields, company: Fields): readonly string[] {
  const { business_profile: profile, tos_acceptance: tos, business_type: kind } = account;
  const due = (name: string, value: unknown): readonly string[] => (value == null || value === "" ? [name] : []);
  return [
    ...due("business_profile.mcc", profile["mcc"]),
    ...due("business_profile.url", profile["url"] ?? profile["product_description"]),
    ...due("business_type", kind),
    ...due("external_account", account.external_accounts.data[0]),
    ...due("tos_acceptance.date", tos["date"]),
    ...due("tos_acceptance.ip", tos["ip"]),
    ...(kind === "company"
      ? COMPANY.flatMap((name) => due(`company.${name}`, company[name]))
      : INDIVIDUAL.flatMap((name) => due(`individual.${name}`, individual[name]))),
  ];
}

const emptyProfile = {
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const noRequirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

const settings = {
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_payments: { statement_descriptor_prefix: null, statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null },
  dashboard: { display_name: null, timezone: "Etc/UTC" },
  payments: {
    statement_descriptor: null,
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  payouts: { debit_negative_balances: false, schedule: { delay_days: 2, interval: "manual" }, statement_descriptor: null },
};

/** A new connected account of the platform, as far as it was told of. */
export function createAccount(world: World, owner: Owner, given: AccountFields, id = newId(world, "acct_1", 16)): Account {
  const country = given.country ?? "US";
  const account: Account = {
    id,
    object: "account",
    business_profile: emptyProfile,
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    country,
    created: seconds(world),
    default_currency: given.default_currency ?? currencies[country] ?? "eur",
    details_submitted: false,
    email: null,
    external_accounts: { object: "list", data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    future_requirements: noRequirements,
    metadata: {},
    payouts_enabled: false,
    requirements: noRequirements,
    settings,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: given.type ?? "standard",
  };
  put(world.tables.account, owner, account);
  return tellAccount(world, id, given);
}

/** Adds what the platform tells, and switches on what that allows. */
export function tellAccount(world: World, id: string, given: AccountFields): Account {
  const before = wireOf(world.tables.account, id);
  const told = world.accountDetails.get(id) ?? { individual: {}, company: {} };
  const details = { individual: { ...told.individual, ...given.individual }, company: { ...told.company, ...given.company } };
  world.accountDetails.set(id, details);
  const asked = Object.entries(given.capabilities ?? {}).filter(([, capability]) => capability?.requested === true);
  const account: Account = {
    ...before,
    ...(given.email === undefined ? {} : { email: given.email }),
    ...(given.business_type === undefined ? {} : { business_type: given.business_type }),
    business_profile: { ...before.business_profile, ...given.business_profile },
    tos_acceptance: { ...before.tos_acceptance, ...given.tos_acceptance },
    capabilities: { ...before.capabilities, ...Object.fromEntries(asked.map(([name]) => [name, "inactive" as const])) },
    metadata: { ...before.metadata, ...given.metadata },
  };
  const due = toDue(account, details.individual, details.company);
  const isReady = due.length === 0;
  return change(world.tables.account, id, {
    ...account,
    capabilities: Object.fromEntries(Object.keys(account.capabilities).map((name) => [name, isReady ? "active" : "inactive"])),
    charges_enabled: isReady && account.capabilities["card_payments"] !== undefined,
    payouts_enabled: isReady,
    details_submitted: due.every((name) => name === "external_account"),
    requirements: {
      ...noRequirements,
      currently_due: due,
      eventually_due: due,
      past_due: due,
      disabled_reason: isReady ? null : "requirements.past_due",
    },
  });
}

/** A bank account or card to be added. */
export interface NewExternalAccount {
  readonly kind: "bank_account" | "card";
  readonly country: string;
  readonly currency: string;
  readonly last4: string;
  readonly fields: Fields;
}

/** Adds a bank account or card to which an account pays out. */
export function addExternalAccount(world: World, owner: Owner, account: string, added: NewExternalAccount): ExternalAccount {
  const { kind, country, currency, last4, fields } = added;
  const before = wireOf(world.tables.account, account);
  const wire: ExternalAccount = {
    ...fields,
    id: newId(world, kind === "card" ? "card_1" : "ba_1"),
    object: kind,
    account,
    country,
    currency,
    default_for_currency: !before.external_accounts.data.some((each) => each.currency === currency),
    last4,
    metadata: {},
  };
  put(world.tables.external_account, owner, wire);
  change(world.tables.account, account, { external_accounts: { ...before.external_accounts, data: [...before.external_accounts.data, wire] } });
  tellAccount(world, account, {});
  return wire;
}

/** Fields of a bank account. */
export function toBankFields(given: {
  readonly account_number: string;
  readonly account_holder_name?: string | undefined;
  readonly account_holder_type?: string | undefined;
  readonly routing_number?: string | undefined;
}): Fields {
  return {
    account_holder_name: given.account_holder_name ?? null,
    account_holder_type: given.account_holder_type ?? null,
    account_type: null,
    available_payout_methods: ["standard", "instant"],
    bank_name: "STRIPE TEST BANK",
    fingerprint: toFingerprint(given.account_number),
    future_requirements: null,
    requirements: null,
    routing_number: given.routing_number ?? null,
    status: "new",
  };
}

/** A connected account that is ready to be paid. */
export function seedAccount(world: World, { id, country = "US", currency }: ConnectedAccountSeed): string {
  const owner: Owner = { account: world.settings.account, livemode: false };
  const account = createAccount(
    world,
    owner,
    {
      type: "custom",
      country,
      ...(currency === undefined ? {} : { default_currency: currency.toLowerCase() }),
      email: "seller@example.com",
      business_type: "individual",
      business_profile: { mcc: "5734", url: "https://seller.example" },
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      individual: { first_name: "Jenny", last_name: "Rosen", dob: { day: 1, month: 1, year: 1990 }, address: { line1: "1 Main Street" } },
      tos_acceptance: { date: seconds(world), ip: "203.0.113.1" },
    },
    id,
  );
  const fields = toBankFields({ account_number: "000123456789", routing_number: "110000000" });
  addExternalAccount(world, owner, account.id, { kind: "bank_account", country, currency: account.default_currency, last4: "6789", fields });
  return account.id;
}
