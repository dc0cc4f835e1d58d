import { ConnectorError } from "@switchyard/interfaces";

function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string" ? error.message : "";
}

/**
 * Whether `error` says that `name` itself is not there, rather than something that it imports in turn.
 * Node, Bun and bundlers say "Cannot find package (or module) 'x'", browsers "Failed to resolve module specifier",
 * Deno that a "Relative import path" is not prefixed.
 */
function isMissing(name: string, error: unknown): boolean {
  const said = /(?:cannot find|could not (?:find|resolve)|failed to resolve|relative import path)(?: [a-z]+)* ["'`]([^"'`]+)["'`]/i.exec(
    messageOf(error),
  );
  return said?.[1] === name;
}

/** Why a connector's package could not be imported, with what to do about it. */
export function toLoadError(id: string, name: string, error: unknown): ConnectorError {
  const reason = isMissing(name, error)
    ? `${name} is not installed. Run: npm i ${name}`
    : `${name} is installed, but importing it fails; see the cause`;
  return new ConnectorError("ProcessingStepFailed", { step: `loading ${id}`, reason }, { cause: error });
}

/** What stands for a connector in its package is none. */
export function toUnusableError(id: string, name: string): ConnectorError {
  const reason = `${name} has no connector of this name. Install a version of it that fits @switchyard/registry`;
  return new ConnectorError("ProcessingStepFailed", { step: `loading ${id}`, reason });
}
