import { toWholeBytes } from "./bytes.js";

/** What a request's body turned out to be. */
export type JsonBody =
  | { readonly kind: "json"; readonly value: unknown; readonly text: string }
  | { readonly kind: "empty" }
  | { readonly kind: "not_json"; readonly text: string };

/** Reads a body as JSON. It must be valid UTF-8; an empty or blank body is its own case. Never throws for what it reads. */
export async function readJsonBody(request: Request): Promise<JsonBody> {
  const text = decodeStrictly(await toWholeBytes(request));
  if (text === undefined) return { kind: "not_json", text: "" };
  if (text.trim() === "") return { kind: "empty" };
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", value, text };
  } catch {
    return { kind: "not_json", text };
  }
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
