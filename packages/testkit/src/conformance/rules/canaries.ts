import { stringsIn } from "../expose.js";
import type { Taken } from "../recording.js";

/** A value that must not be printed, and where it is from. */
export interface Canary {
  readonly path: string;
  readonly value: string;
  readonly pattern: RegExp;
}

const SHORTEST = 5;

/** Finds a value in a text. What is short and all digits, such as a security code, counts where it stands alone. */
export function toPattern(value: string): RegExp {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(/^\d{3,4}$/.test(value) ? `(?<![\\w.:-])${escaped}(?![\\w.:-])` : escaped);
}

function toCanary(path: string, value: string): Canary | undefined {
  const isCode = /^\d{3,4}$/.test(value) && /cvc|cvv|securityCode/i.test(path);
  return isCode || value.length >= SHORTEST ? { path, value, pattern: toPattern(value) } : undefined;
}

/** Every secret that the callers of these journeys gave. */
export function canariesOf(taken: readonly Taken[]): readonly Canary[] {
  const found = new Map<string, Canary>();
  // A declined payment's values mean something to the processor, which says them back.
  for (const { data } of taken.filter(({ journey }) => !journey.id.startsWith("declines.")).flatMap(({ exchanges }) => exchanges)) {
    for (const { path, value, isSecret: hidden } of stringsIn({
      auth: data.connectorAuthType,
      ...data,
      connectorAuthType: undefined,
      response: undefined,
    })) {
      // What a connector keeps with a mandate is made of its own words, and of what the record holds in the clear.
      if (!hidden || /rawConnectorResponse|mandateMetadata/.test(path) || found.has(value)) continue;
      const canary = toCanary(path, value);
      if (canary !== undefined) found.set(value, canary);
    }
  }
  return [...found.values()];
}

/** What a printer gives, or nothing where it throws. */
export function safely(print: () => string | undefined): string {
  try {
    return print() ?? "";
  } catch {
    return "";
  }
}
