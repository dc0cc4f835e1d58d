/**
 * Compares two signatures, or two texts, in a time that depends on their length alone.
 * Compare bytes with bytes: hexadecimal text may come in either case.
 */
export function constantTimeEqual(left: Uint8Array, right: Uint8Array): boolean;
export function constantTimeEqual(left: string, right: string): boolean;
export function constantTimeEqual(left: string | Uint8Array, right: string | Uint8Array): boolean {
  if (left.length !== right.length || typeof left !== typeof right) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= unit(left, i) ^ unit(right, i);
  return difference === 0;
}

function unit(data: string | Uint8Array, index: number): number {
  return typeof data === "string" ? data.charCodeAt(index) : (data[index] ?? 0);
}
