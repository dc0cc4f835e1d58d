import { refuse } from "@switchyard/testkit";
import { accessDenied, wrongHeader } from "./answers.js";
import type { World } from "./world.js";

const VERSION_HEADER = "WP-Api-Version";
const VERSION = "2024-06-01";
const JSON_TYPE = "application/json";

/** Media types of the APIs that version by media type. */
export const MediaType = {
  Tokens: "application/vnd.worldpay.tokens-v3.hal+json",
  CardPayments: "application/vnd.worldpay.payments-v7+json",
  Queries: "application/vnd.worldpay.payment-queries-v1.hal+json",
} as const;
export type MediaType = (typeof MediaType)[keyof typeof MediaType];

/** HTTP Basic, compared to the letter: base64 of the UTF-8 text with its padding. */
export function needCredentials({ settings }: World, request: Request): void {
  const expected = `${settings.username}:${settings.password}`;
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(expected)));
  const [scheme, given, ...rest] = (request.headers.get("authorization") ?? "").split(" ");
  if (scheme?.toLowerCase() !== "basic" || given !== base64 || rest.length > 0) refuse(accessDenied());
}

/** The headers of the Payments API. */
export function needPaymentsHeaders({ headers, method }: Request): void {
  const version = headers.get(VERSION_HEADER);
  if (version === null) refuse(wrongHeader(406, "headerIsMissing", VERSION_HEADER));
  if (version !== VERSION) refuse(wrongHeader(406, "headerHasInvalidValue", VERSION_HEADER));
  if (!accepts(headers, JSON_TYPE)) refuse(wrongHeader(406, "headerIsMissing", "Accept"));
  if (method === "POST" && typeOf(headers) !== JSON_TYPE) refuse(wrongHeader(415, "headerHasInvalidValue", "Content-Type"));
}

/** The headers of an API that versions by media type, where the version header of the Payments API is out of place. */
export function needMediaType({ headers, method }: Request, mediaType: MediaType): void {
  if (headers.has(VERSION_HEADER)) refuse(wrongHeader(406, "headerHasInvalidValue", VERSION_HEADER));
  if (!accepts(headers, mediaType)) refuse(wrongHeader(406, "unsupportedAcceptHeader", "Accept"));
  const type = typeOf(headers);
  if (type === undefined ? method === "POST" : type !== mediaType) {
    refuse(wrongHeader(415, "unsupportedContentType", "Content-Type"));
  }
}

/** Named in so many words: a wildcard names no version. */
function accepts(headers: Headers, type: string): boolean {
  return (headers.get("accept") ?? "").split(",").some((range) => mediaTypeIn(range) === type);
}

function typeOf(headers: Headers): string | undefined {
  const value = headers.get("content-type");
  return value === null ? undefined : mediaTypeIn(value);
}

function mediaTypeIn(value: string): string {
  return (value.split(";")[0] ?? "").trim().toLowerCase();
}
