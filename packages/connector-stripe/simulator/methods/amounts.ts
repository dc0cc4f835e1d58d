import { invalid } from "../errors.js";

/** Smallest amounts in minor units (tech-spec, section 1.1). Other currencies: the equal of 0.50 USD, which nobody checks here. */
const smallest: readonly (readonly [amount: number, currencies: string])[] = [
  [50, "usd ars aud brl cad chf cop eur idr ils inr nzd php rub sgd zar jpy krw"],
  [30, "gbp"],
  [200, "aed myr pln ron"],
  [250, "dkk"],
  [300, "nok sek"],
  [400, "hkd"],
  [1000, "mxn thb"],
  [1500, "czk"],
  [17500, "huf"],
];

const minimums = new Map(smallest.flatMap(([amount, currencies]) => currencies.split(" ").map((currency) => [currency, amount] as const)));
const wholeUnits: ReadonlySet<string> = new Set(["isk", "ugx"]);
const threeDecimals: ReadonlySet<string> = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);
const noDecimals: ReadonlySet<string> = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));

/** Refuses an amount that Stripe does not charge (tech-spec, section 1.1). */
export function needChargeable(amount: number, currency: string, types: readonly string[]): void {
  const param = "amount";
  if (amount < 1) invalid("This value must be greater than or equal to 1.", { code: "parameter_invalid_integer", param });
  const isIdeal = types.length === 1 && types[0] === "ideal";
  if (!isIdeal && amount < (minimums.get(currency) ?? 1)) {
    invalid(`Amount must be at least ${formatAmount(minimums.get(currency) ?? 1, currency)}`, { code: "amount_too_small", param });
  }
  const digits = types.length === 1 && types[0] !== "card" ? (currency === "idr" ? 12 : currency === "cop" ? 10 : currency === "inr" ? 9 : 8) : 12;
  if (String(amount).length > digits) invalid("Amount is too large.", { code: "amount_too_large", param });
  if (threeDecimals.has(currency) && amount % 10 !== 0) {
    invalid(`Invalid amount: the last digit of an amount in ${currency} must be 0.`, { code: "invalid_charge_amount", param });
  }
  if (wholeUnits.has(currency) && amount % 100 !== 0) {
    invalid(`Invalid amount: an amount in ${currency} must be divisible by 100.`, { code: "invalid_charge_amount_no_decimal_compatible", param });
  }
}

/** An amount as Stripe writes it in messages: `$5.00 usd` is `$5.00` for dollars, `5.00 eur` otherwise. */
export function formatAmount(amount: number, currency: string): string {
  const decimals = noDecimals.has(currency) ? 0 : threeDecimals.has(currency) ? 3 : 2;
  const digits = String(amount).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const written = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return currency === "usd" ? `$${written}` : `${written} ${currency}`;
}
