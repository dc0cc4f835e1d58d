import { invalid, missing } from "../errors.js";
import { emit } from "../events.js";
import type { PaymentMethodData } from "../params/method-data.js";
import type { BillingDetails, Fields, PaymentMethod } from "../wires.js";
import { change, newId, put, seconds, wireOf, type Actor, type Owner, type World } from "../world.js";
import { toTestAccount } from "./banks.js";
import { readCard, readNamed, toCardInstrument, toCardWire, toFingerprint } from "./card-data.js";
import { PLAIN_INSTRUMENT, type Instrument, type ReadCard } from "./instrument.js";
import { toMetadata } from "./metadata.js";

/** A payment method's fields of its own type, and what is behind it. */
interface Made {
  readonly wire: Fields;
  readonly instrument: Instrument;
}

type Data = Omit<PaymentMethodData, "ip" | "user_agent">;
type Maker = (data: Data, at: string) => Made;

const plain = (wire: Fields = {}): Made => ({ wire, instrument: PLAIN_INSTRUMENT });

function bank(type: string, account: string, wire: Fields, isVerified: boolean): Made {
  const details = { fingerprint: toFingerprint(account), last4: account.slice(-4), ...wire };
  return { wire: details, instrument: { ...PLAIN_INSTRUMENT, account: toTestAccount(type, account), isVerified } };
}

function needDigits(value: string, length: number, param: string, code: string): string {
  if (!new RegExp(`^\\d{${length}}$`).test(value)) invalid(`Invalid ${param}.`, { code, param });
  return value;
}

function makeUsBankAccount({ us_bank_account: given = {} }: Data, at: string): Made {
  const { account_number: account, routing_number: routing, account_holder_type: holder, account_type: kind } = given;
  if (account === undefined) return missing(`${at}[us_bank_account][account_number]`);
  if (routing === undefined) return missing(`${at}[us_bank_account][routing_number]`);
  if (!/^\d{4,17}$/.test(account))
    invalid("Invalid account number.", { code: "account_number_invalid", param: `${at}[us_bank_account][account_number]` });
  needDigits(routing, 9, `${at}[us_bank_account][routing_number]`, "routing_number_invalid");
  const wire = {
    account_holder_type: holder ?? "individual",
    account_type: kind ?? "checking",
    bank_name: "STRIPE TEST BANK",
    financial_connections_account: null,
    networks: { preferred: "ach", supported: ["ach"] },
    routing_number: routing,
    status_details: {},
  };
  return bank("us_bank_account", account, wire, false);
}

function makeSepaDebit({ sepa_debit: given }: Data, at: string): Made {
  if (given === undefined) return missing(`${at}[sepa_debit]`);
  const iban = given.iban.replaceAll(" ", "");
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) invalid("The IBAN you provided is invalid.", { param: `${at}[sepa_debit][iban]` });
  const wire = { bank_code: iban.slice(4, 12), branch_code: "", country: iban.slice(0, 2), generated_from: { charge: null, setup_attempt: null } };
  return bank("sepa_debit", iban, wire, true);
}

function makeBacsDebit({ bacs_debit: given = {} }: Data, at: string): Made {
  const { account_number: account, sort_code: sortCode } = given;
  if (account === undefined) return missing(`${at}[bacs_debit][account_number]`);
  if (sortCode === undefined) return missing(`${at}[bacs_debit][sort_code]`);
  needDigits(sortCode, 6, `${at}[bacs_debit][sort_code]`, "routing_number_invalid");
  needDigits(account, 8, `${at}[bacs_debit][account_number]`, "account_number_invalid");
  return bank("bacs_debit", account, { sort_code: sortCode }, true);
}

function makeBecsDebit({ au_becs_debit: given }: Data, at: string): Made {
  if (given === undefined) return missing(`${at}[au_becs_debit]`);
  needDigits(given.bsb_number.replace("-", ""), 6, `${at}[au_becs_debit][bsb_number]`, "routing_number_invalid");
  return bank("au_becs_debit", given.account_number, { bsb_number: given.bsb_number }, true);
}

const makers: Readonly<Record<string, Maker>> = {
  us_bank_account: makeUsBankAccount,
  sepa_debit: makeSepaDebit,
  bacs_debit: makeBacsDebit,
  au_becs_debit: makeBecsDebit,
  ideal: ({ ideal }) => plain({ bank: ideal?.bank ?? null, bic: null }),
  eps: ({ eps }) => plain({ bank: eps?.bank ?? null }),
  p24: ({ p24 }) => plain({ bank: p24?.bank ?? null }),
  fpx: ({ fpx }, at) => (fpx === undefined ? missing(`${at}[fpx]`) : plain({ account_holder_type: fpx.account_holder_type ?? null, bank: fpx.bank })),
  boleto: ({ boleto }, at) => (boleto === undefined ? missing(`${at}[boleto]`) : plain({ tax_id: boleto.tax_id })),
  klarna: ({ klarna }) => plain({ dob: klarna?.dob ?? null }),
  cashapp: () => plain({ buyer_id: null, cashtag: null }),
  paypal: () => plain({ country: null, payer_email: null, payer_id: null }),
  upi: () => plain({ vpa: null }),
  link: ({ billing_details: billing }) => plain({ email: billing?.email ?? null }),
  naver_pay: ({ naver_pay: given }) => plain({ buyer_id: null, funding: given?.funding ?? "card" }),
};

/** `billing_details` as they are shown: every field, null where nothing was given. */
export function toBillingDetails(given: Data["billing_details"] = {}): BillingDetails {
  const { address } = given;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address ?? {};
  return {
    address: { city, country, line1, line2, postal_code, state },
    email: given.email ?? null,
    name: given.name ?? null,
    phone: given.phone ?? null,
    tax_id: given.tax_id ?? null,
  };
}

/** A new payment method. `at` is the parameter that holds the data, empty for the call's own parameters. */
export function createPaymentMethod(world: World, owner: Owner, data: Data, at: string): PaymentMethod {
  if (data.type === "card") {
    const read = readCard(world, owner, data.card, at === "" ? "card" : `${at}[card]`);
    return putCard(world, owner, read, data);
  }
  const { wire, instrument } = makers[data.type]?.(data, at) ?? plain();
  return putMethod(world, owner, data, wire, instrument);
}

/** A new payment method for `pm_card_visa` and its like; undefined for another id. */
export function createNamedMethod(world: World, owner: Owner, id: string): PaymentMethod | undefined {
  const read = id.startsWith("pm_card_") ? readNamed(world, id) : undefined;
  return read === undefined ? undefined : putCard(world, owner, read, { type: "card" });
}

/** A reusable SEPA debit of the bank account behind an iDEAL or Bancontact payment. */
export function createGeneratedSepaDebit(
  world: World,
  owner: Owner,
  source: PaymentMethod,
  charge: string | null,
  attempt: string | null,
): PaymentMethod {
  const wire = {
    bank_code: "ABNA",
    branch_code: "",
    country: source.type === "ideal" ? "NL" : "BE",
    fingerprint: toFingerprint(source.id),
    generated_from: { charge, setup_attempt: attempt },
    last4: "3000",
  };
  const made = putMethod(world, owner, { type: "sepa_debit" }, wire, { ...PLAIN_INSTRUMENT, account: {}, isVerified: true, isSetUp: true });
  return change(world.tables.payment_method, made.id, { billing_details: source.billing_details });
}

function putCard(world: World, owner: Owner, read: ReadCard, data: Data): PaymentMethod {
  const billing = toBillingDetails(data.billing_details);
  const given = { line1: isGiven(billing.address?.["line1"]), postal_code: isGiven(billing.address?.["postal_code"]) };
  return putMethod(world, owner, data, toCardWire(read, given), toCardInstrument(read, given));
}

const isGiven = (value: unknown): boolean => typeof value === "string" && value !== "";

function putMethod(world: World, owner: Owner, data: Data, details: Fields, instrument: Instrument): PaymentMethod {
  const wire: PaymentMethod = {
    id: newId(world, "pm_1"),
    object: "payment_method",
    allow_redisplay: data.allow_redisplay ?? "unspecified",
    billing_details: toBillingDetails(data.billing_details),
    created: seconds(world),
    customer: null,
    customer_account: null,
    livemode: owner.livemode,
    metadata: toMetadata({}, data.metadata),
    type: data.type,
    [data.type]: details,
  };
  world.instruments.set(wire.id, instrument);
  return put(world.tables.payment_method, owner, wire);
}

/** What is behind a payment method. */
export function instrumentOf(world: World, id: string): Instrument {
  return world.instruments.get(id) ?? PLAIN_INSTRUMENT;
}

/** Replaces what is known of a payment method. */
export function changeInstrument(world: World, id: string, changes: Partial<Instrument>): void {
  world.instruments.set(id, { ...instrumentOf(world, id), ...changes });
}

/** Keeps a payment method for a customer. */
export function attach(world: World, actor: Actor, id: string, customer: string): PaymentMethod {
  const before = wireOf(world.tables.payment_method, id);
  if (before.customer === customer) return before;
  const wire = change(world.tables.payment_method, id, { customer });
  emit(world, actor, "payment_method.attached", wire);
  return wire;
}

/** Takes a payment method from its customer: it cannot be used again. */
export function detach(world: World, actor: Actor, id: string): PaymentMethod {
  const { customer } = wireOf(world.tables.payment_method, id);
  const wire = change(world.tables.payment_method, id, { customer: null });
  changeInstrument(world, id, { isSpent: true });
  emit(world, actor, "payment_method.detached", wire, { customer });
  return wire;
}

/** Notes that a payment method was set up for payments without the customer. */
export function markSetUp(world: World, id: string, isOffSession: boolean): void {
  if (isOffSession) changeInstrument(world, id, { isSetUp: true });
}
