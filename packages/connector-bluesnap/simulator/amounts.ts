import { readMajorUnits, writeMajorUnits } from "@switchyard/testkit";

export { toMajorNumber as toJsonAmount, writeMajorUnits as writeAmount } from "@switchyard/testkit";

/** Text in major units with exactly the currency's decimals, in minor units; undefined for anything else (tech-spec, section 1). */
export function readAmount(amount: string, currency: string): number | undefined {
  return readMajorUnits(amount, currency, 10);
}

/** Minor units as webhooks write them when money goes back: `-1,234.50`. */
export function toReversalAmount(minor: number, currency: string): string {
  const [whole = "", fraction] = writeMajorUnits(minor, currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `-${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
