import { Code, fail, InventedCode } from "./answers.js";
import { needShape } from "./gate.js";
import { paymentData, type PaymentRequest } from "./schemas.js";
import type { ShownData, World } from "./world.js";

/** Card numbers with a meaning: the first two are Novalnet's, the declined ones this simulator's own (tech-spec, section 10). */
export const TestCard = {
  Approved: "4200000000000000",
  ThreeDs: "4000000000001091",
  Restricted: "4000000000000002",
  InsufficientFunds: "4000000000009995",
} as const;

/** Novalnet's test account. */
export const TEST_IBAN = "DE24300209002411761956";

/** A payment that the issuer or the bank refuses. */
export interface Decline {
  readonly code: number;
  readonly text: string;
}

const DECLINES: ReadonlyMap<string, Decline> = new Map([
  [TestCard.Restricted, { code: InventedCode.RestrictedCard, text: "Restricted card" }],
  [TestCard.InsufficientFunds, { code: InventedCode.InsufficientFunds, text: "Insufficient funds or credit limit exceeded" }],
]);

/** What a payment is made with. */
export interface Instrument {
  readonly data: ShownData;
  readonly decline?: Decline | undefined;
  /** The customer has to go to another page first. */
  readonly redirects: boolean;
}

interface CardFields {
  readonly card_number: string;
  readonly card_expiry_month: string;
  readonly card_expiry_year: string;
  readonly card_holder?: string | undefined;
}

/** First six and last four; month and year are numbers here, unlike in requests. */
function toShownCard(card: CardFields, { ids }: World): ShownData {
  return {
    card_brand: card.card_number.startsWith("5") ? "MASTERCARD" : "VISA",
    card_expiry_month: Number(card.card_expiry_month),
    card_expiry_year: Number(card.card_expiry_year),
    card_number: `${card.card_number.slice(0, 6)}******${card.card_number.slice(-4)}`,
    ...(card.card_holder === undefined ? {} : { card_holder: card.card_holder }),
    cc_3d: 0,
    scheme_tid: ids.next("MCS"),
  };
}

/** ISO 13616: the number of an account carries its own check. */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = Array.from(`${iban.slice(4)}${iban.slice(0, 4)}`, (character) => parseInt(character, 36).toString()).join("");
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

type Reader = (request: PaymentRequest["transaction"], world: World) => Instrument;

function readCard({ payment_data: data, enforce_3d: enforce }: PaymentRequest["transaction"], world: World): Instrument {
  if (typeof data === "object" && data !== null && "scheme_tid" in data) {
    const card = needShape(paymentData.earlierCard, data, "$.transaction.payment_data");
    return { data: toShownCard(card, world), decline: DECLINES.get(card.card_number), redirects: false };
  }
  const card = needShape(paymentData.card, data, "$.transaction.payment_data");
  const redirects = enforce === 1 || card.card_number === TestCard.ThreeDs;
  return { data: toShownCard(card, world), decline: DECLINES.get(card.card_number), redirects };
}

function readWallet({ payment_data: data, enforce_3d: enforce, payment_type: type }: PaymentRequest["transaction"]): Instrument {
  needShape(paymentData.wallet, data, "$.transaction.payment_data");
  return { data: {}, redirects: type === "GOOGLEPAY" && enforce === 1 };
}

function readPaypal({ payment_data: data }: PaymentRequest["transaction"], { ids }: World): Instrument {
  if (data !== undefined && data !== null) fail(InventedCode.InvalidRequest, "$.transaction.payment_data is not valid: unknown_field");
  return { data: { paypal_account: "buyer@example.org", paypal_transaction_id: ids.next("PAYPAL") }, redirects: true };
}

function readSepa({ payment_data: data }: PaymentRequest["transaction"]): Instrument {
  const { iban } = needShape(paymentData.sepa, data, "$.transaction.payment_data");
  const decline = isIban(iban) ? undefined : { code: Code.SepaRefused, text: "The payment was refused in validation" };
  return { data: { iban: `${iban.slice(0, 4)}**************${iban.slice(-4)}` }, decline, redirects: false };
}

function readAch({ payment_data: data }: PaymentRequest["transaction"]): Instrument {
  needShape(paymentData.ach, data, "$.transaction.payment_data");
  return { data: {}, redirects: false };
}

/** A guaranteed debit needs to know who pays: where they live, and when they were born. */
function readGuaranteed({ customer, transaction }: PaymentRequest): Instrument {
  if (!["DE", "AT", "CH"].includes(customer.billing?.country_code ?? "")) fail(Code.CountryNotAllowed, "The billing country is not allowed");
  if (customer.birth_date === undefined) fail(Code.BirthDate, "The birth date is missing");
  return readSepa(transaction);
}

const READERS: Readonly<Record<string, Reader>> = {
  CREDITCARD: readCard,
  GOOGLEPAY: readWallet,
  APPLEPAY: readWallet,
  PAYPAL: readPaypal,
  DIRECT_DEBIT_SEPA: readSepa,
  DIRECT_DEBIT_ACH: readAch,
};

/** Debits and purchases on account: updated while they wait, cancelled until they are settled. */
export const IS_DEBIT: ReadonlySet<string> = new Set(["DIRECT_DEBIT_SEPA", "GUARANTEED_DIRECT_DEBIT_SEPA"]);
export const UPDATABLE: ReadonlySet<string> = new Set([...IS_DEBIT, "DIRECT_DEBIT_ACH"]);

/** The one currency of an account debit (tech-spec, section 9). */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ["DIRECT_DEBIT_SEPA", "EUR"],
  ["GUARANTEED_DIRECT_DEBIT_SEPA", "EUR"],
  ["DIRECT_DEBIT_ACH", "USD"],
]);

/** What a payment is made with, checked field by field; refuses what Novalnet would. */
export function readInstrument(world: World, request: PaymentRequest): Instrument {
  const { transaction } = request;
  const { payment_type: type, payment_data: data } = transaction;
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined && type !== "GUARANTEED_DIRECT_DEBIT_SEPA") return fail(Code.UnknownPaymentType, "The payment type is not known");
  if ((CURRENCIES.get(type) ?? transaction.currency) !== transaction.currency) fail(InventedCode.WrongCurrency, "The currency is not valid");
  if (typeof data === "object" && data !== null && "token" in data) {
    const stored = world.tokens.get(needShape(paymentData.token, data, "$.transaction.payment_data").token);
    // A token belongs to the payment type that it was made with.
    if (stored?.paymentType !== type) return fail(InventedCode.UnknownToken, "The token is not valid");
    return { data: stored.data, redirects: false };
  }
  return reader?.(transaction, world) ?? readGuaranteed(request);
}
