import { readMajorUnits } from "@switchyard/testkit";

export { toMajorNumber as toJsonAmount, writeMajorUnits as writeAmount } from "@switchyard/testkit";

/** Major units with exactly the currency's decimals, `"10.50"`, in minor units; undefined for anything else (tech-spec, section 1). */
export function readAmount(amount: string, currency: string): number | undefined {
  return readMajorUnits(amount, currency, 13);
}
