import { CURRENCY_EXPONENT } from "@switchyard/interfaces";

/** Decimals of a currency, by ISO 4217; undefined for one that is not known. */
export function decimalsOf(currency: string): number | undefined {
  return Object.entries(CURRENCY_EXPONENT).find(([code]) => code === currency)?.[1];
}

/**
 * An amount in major units with exactly the currency's decimals, `"10.50"`, in minor units; undefined for anything else.
 *
 * @param mostDigits how many digits the processor takes before the point
 */
export function readMajorUnits(amount: string, currency: string, mostDigits: number): number | undefined {
  const decimals = decimalsOf(currency);
  const [, whole = "", fraction = ""] = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (decimals === undefined || whole === "" || whole.length > mostDigits || fraction.length !== decimals) return undefined;
  return Number(`${whole}${fraction}`);
}

/** Minor units as text in major units, with all decimals of the currency: `"10.50"`. One that is not known has two. */
export function writeMajorUnits(minor: number, currency: string): string {
  const decimals = decimalsOf(currency) ?? 2;
  if (decimals === 0) return String(minor);
  const digits = String(minor).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Minor units as the JSON number of answers: `10.5`. */
export function toMajorNumber(minor: number, currency: string): number {
  return Number(writeMajorUnits(minor, currency));
}
