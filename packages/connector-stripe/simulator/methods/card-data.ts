import { invalid, missing, notFound, refuse } from "../errors.js";
import type { CardData } from "../params/method-data.js";
import type { Fields } from "../wires.js";
import { change, findOwn, type Owner, type World } from "../world.js";
import { hasCheckDigit, numberBehind, toTestCard, type TestCard } from "./cards.js";
import { PLAIN_INSTRUMENT, type Instrument, type ReadCard } from "./instrument.js";

const RAW_CARD =
  "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using.";

function refuseCard(code: string, message: string, param: string): never {
  return refuse(402, { code, message, param, type: "card_error" });
}

/** Four digits, two digits in this century. */
function toFullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

/** Refuses a month or year that is no card's: 402, as the whole call. */
function needExpiry(world: World, month: number, year: number): void {
  const now = world.clock.now();
  if (month < 1 || month > 12) refuseCard("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  const [full, current] = [toFullYear(year), now.getUTCFullYear()];
  if (full < current || full > current + 50) refuseCard("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  if (full === current && month < now.getUTCMonth() + 1) refuseCard("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
}

function needCvc(cvc: string | undefined, { brand }: TestCard): void {
  if (cvc === undefined) return;
  const isRight = /^\d+$/.test(cvc) && (cvc.length === 3 || (brand === "amex" && cvc.length === 4));
  if (!isRight) refuseCard("invalid_cvc", "Your card's security code is invalid.", "cvc");
}

/** The same text for the same number, from which the number cannot be read. */
export function toFingerprint(text: string): string {
  let state = 0x811c9dc5;
  const next = (): number => {
    for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
    return state;
  };
  return Array.from({ length: 16 }, () => "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".charAt(next() % 56)).join("");
}

/** A card by its number; refuses what is no card with 402. */
export function readNumber(
  world: World,
  given: { readonly number: string; readonly exp_month: number; readonly exp_year: number; readonly cvc?: string | undefined },
  wallet: Fields | null = null,
): ReadCard {
  const number = given.number.replace(/[\s-]/g, "");
  if (!/^\d{12,19}$/.test(number) || !hasCheckDigit(number)) refuseCard("incorrect_number", "Your card number is incorrect.", "number");
  needExpiry(world, given.exp_month, given.exp_year);
  const card = toTestCard(number);
  needCvc(given.cvc, card);
  return {
    card,
    last4: number.slice(-4),
    fingerprint: toFingerprint(number),
    expMonth: given.exp_month,
    expYear: toFullYear(given.exp_year),
    hasCvc: given.cvc !== undefined,
    wallet,
    preferred: null,
  };
}

/** The card behind `pm_card_visa` or `tok_visa`; undefined for another id. */
export function readNamed(world: World, id: string): ReadCard | undefined {
  const number = numberBehind(id);
  return number === undefined
    ? undefined
    : readNumber(world, { number, exp_month: 12, exp_year: world.clock.now().getUTCFullYear() + 4, cvc: "123" });
}

/** `payment_method_data[card]` and its like. `at` is the parameter that holds it. */
export function readCard(world: World, owner: Owner, data: CardData | undefined, at: string): ReadCard {
  const preferred = data?.networks?.preferred ?? null;
  if (data?.token !== undefined) return { ...readToken(world, owner, data.token, `${at}[token]`), preferred };
  if (data?.network_token !== undefined) return { ...readNetworkToken(world, data.network_token, data.last4), preferred };
  const { number, exp_month, exp_year, cvc } = data ?? {};
  if (number === undefined) return missing(`${at}[number]`);
  if (exp_month === undefined) return missing(`${at}[exp_month]`);
  if (exp_year === undefined) return missing(`${at}[exp_year]`);
  if (!world.settings.features.rawCardData) refuse(402, { message: RAW_CARD, type: "card_error" });
  return { ...readNumber(world, { number, exp_month, exp_year, cvc }), preferred };
}

/** A token is good once; those with a name are always there. */
function readToken(world: World, owner: Owner, id: string, param: string): ReadCard {
  const named = readNamed(world, id);
  if (named !== undefined) return named;
  const token = findOwn(world.tables.token, owner, id);
  if (token?.type !== "card") return notFound("token", id, param);
  if (token.used) invalid(`You cannot use a Stripe token more than once: ${id}.`, { code: "token_already_used" });
  change(world.tables.token, id, { used: true });
  const read = world.tokenCards.get(id);
  if (read === undefined) throw new Error("A card token has its card.");
  return read;
}

/** What a wallet decrypted, or a network token: its number decides the outcome like a card's. */
function readNetworkToken(world: World, token: NonNullable<CardData["network_token"]>, last4: string | undefined): ReadCard {
  const read = readNumber(world, token);
  const kind = token.tokenization_method;
  const wallet =
    kind === undefined
      ? null
      : kind === "apple_pay"
        ? { apple_pay: {}, dynamic_last4: read.last4, type: "apple_pay" }
        : { dynamic_last4: read.last4, google_pay: {}, type: "google_pay" };
  return { ...read, last4: last4 ?? read.last4, hasCvc: false, wallet };
}

/** What stands under `card` of a payment method. */
export function toCardWire(read: ReadCard, { line1, postal_code }: { readonly line1: boolean; readonly postal_code: boolean }): Fields {
  const { brand, country, funding } = read.card;
  return {
    brand,
    checks: {
      address_line1_check: line1 ? "unchecked" : null,
      address_postal_code_check: postal_code ? "unchecked" : null,
      cvc_check: read.hasCvc ? "unchecked" : null,
    },
    country,
    display_brand: brand === "amex" ? "american_express" : brand,
    exp_month: read.expMonth,
    exp_year: read.expYear,
    fingerprint: read.fingerprint,
    funding,
    generated_from: null,
    last4: read.last4,
    networks: { available: [brand], preferred: read.preferred },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: brand !== "amex" },
    wallet: read.wallet,
  };
}

/** The instrument of a card. */
export function toCardInstrument(read: ReadCard, given: { readonly line1: boolean; readonly postal_code: boolean }): Instrument {
  // A wallet has authenticated its holder already.
  const card: TestCard = read.wallet === null ? read.card : { ...read.card, authentication: "none" };
  return { ...PLAIN_INSTRUMENT, card, given: { cvc: read.hasCvc, ...given } };
}
