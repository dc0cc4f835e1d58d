import type { Metadata } from "../wires.js";

/** Metadata after a change: an empty text removes a key, null removes all, undefined changes nothing. */
export function toMetadata(before: Metadata, changes: Metadata | null | undefined): Metadata {
  if (changes === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ""));
}
