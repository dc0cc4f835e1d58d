/** An error that its message explains: printed without a stack. */
export function expected(message) {
  return Object.assign(new Error(message), { expected: true });
}
