/** Leaves out what is not known: an absent field says more than an undefined one. */
export function known<T extends object>(fields: T): T {
  const told: Partial<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) told[key] = value;
  }
  // Every field that is left out may be: that is what undefined in it says.
  return told as T;
}
