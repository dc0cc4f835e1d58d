/** The value of a field that the next step cannot do without. @throws Error that names it */
export function needValue<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}
