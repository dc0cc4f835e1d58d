/** An amount of money: whole minor units of a currency (ISO 4217). */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** One of several values that are all as they should be. */
export interface OneOf {
  readonly oneOf: readonly Plain[];
}

type Plain = string | number | boolean | Money | undefined;

/** What a step shows and compares. `undefined` says that there is none. */
export type Value = Plain;

/** What a step expects of a value. */
export type Expected = Plain | OneOf;

export function money(amount: number, currency: string): Money {
  return { amount, currency };
}

export function oneOf(...values: readonly Plain[]): OneOf {
  return { oneOf: values };
}

export function isMoney(value: Expected): value is Money {
  return typeof value === "object" && "amount" in value;
}

export function isOneOf(value: Expected): value is OneOf {
  return typeof value === "object" && "oneOf" in value;
}

/** Whether a value is what was expected. Money is the same only in the same currency. */
export function agrees(expected: Expected, actual: Value): boolean {
  if (isOneOf(expected)) return expected.oneOf.some((each) => agrees(each, actual));
  if (!isMoney(expected)) return expected === actual;
  return actual !== undefined && isMoney(actual) && expected.amount === actual.amount && expected.currency === actual.currency;
}
