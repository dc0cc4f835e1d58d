import { CURRENCY_EXPONENT } from "@switchyard/interfaces";

/** Decimals of a currency, by ISO 4217 (tech-spec, section 1); undefined for one that is not known. */
function decimalsOf(currency: string): number | undefined {
  return Object.entries(CURRENCY_EXPONENT).find(([code]) => code === currency)?.[1];
}

/** Text in major units with exactly the currency's decimals, in minor units; undefined for anything else. */
export function readAmount(amount: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency);
  const [, whole = "", fraction = ""] = /^(0|[1-9]\d{0,9})(?:\.(\d+))?$/.exec(amount) ?? [];
  if (decimals === undefined || whole === "" || fraction.length !== decimals) return undefined;
  return Number(`${whole}${fraction}`);
}

/** Minor units as text in major units. */
export function writeAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency) ?? 2;
  if (decimals === 0) return String(minor);
  const digits = String(minor).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Minor units as the JSON number of answers: `10.5`. */
export function toJsonAmount(minor: number, currency: string): number {
  return Number(writeAmount(minor, currency));
}

/** Minor units as webhooks write them when money goes back: `-1,234.50`. */
export function toReversalAmount(minor: number, currency: string): string {
  const [whole = "", fraction] = writeAmount(minor, currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `-${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
