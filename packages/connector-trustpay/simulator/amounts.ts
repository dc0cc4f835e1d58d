import { CURRENCY_EXPONENT } from "@switchyard/interfaces";

/** Decimals of a currency, by ISO 4217; undefined for a currency that is not known. */
function decimalsOf(currency: string): number | undefined {
  return Object.entries(CURRENCY_EXPONENT).find(([code]) => code === currency)?.[1];
}

/** Major units with exactly the currency's decimals, `"10.50"`, in minor units; undefined for anything else (tech-spec, section 1). */
export function readAmount(amount: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency);
  const [, whole = "", fraction = ""] = /^(0|[1-9]\d{0,12})(?:\.(\d+))?$/.exec(amount) ?? [];
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

/** Minor units as the JSON number of answers and notifications: `10.5`. */
export function toJsonAmount(minor: number, currency: string): number {
  return Number(writeAmount(minor, currency));
}
