import { ConnectorError, isSecret, type MaybeSecret } from "@switchyard/interfaces";

/** `nameOf` is asked for the field's name only where something is wrong. */
function encodeSegment(value: MaybeSecret, nameOf: () => string): string {
  const text = isSecret(value) ? value.expose() : value;
  if (text === "") throw new ConnectorError("MissingRequiredField", { fieldName: nameOf() });
  if (text === "." || text === "..") throw new ConnectorError("InvalidDataFormat", { fieldName: nameOf(), expected: "an id, not a relative path" });
  let encoded: string;
  try {
    encoded = encodeURIComponent(text);
  } catch {
    // No cause: an engine's error may quote the text.
    throw new ConnectorError("InvalidDataFormat", { fieldName: nameOf(), expected: "well-formed Unicode text" });
  }
  // Reserved by RFC 3986, section 2.2, yet left alone by encodeURIComponent.
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * One segment of a URL's path, percent-encoded so that nothing in it can reach another segment, the query or the fragment.
 * A Secret is exposed: the segment is part of the URL that is sent.
 *
 * @param fieldName the dotted path of the value in the unified request, for the error
 * @throws ConnectorError MissingRequiredField when it is empty; InvalidDataFormat for `.` and `..` (URL parsers
 *   resolve them even when they are percent-encoded) and for text that is not well-formed Unicode
 */
export function segment(value: MaybeSecret, fieldName = "path segment"): string {
  return encodeSegment(value, () => fieldName);
}

/**
 * A path whose holes are each one {@link segment}: `` path`api/payments/${id}/settlements` ``.
 *
 * @throws ConnectorError as {@link segment}, naming the path with the hole in question: `api/payments/{?}/settlements`
 */
export function path(literals: TemplateStringsArray, ...holes: readonly MaybeSecret[]): string {
  const nameOf = (hole: number) => literals.reduce((whole, literal, i) => `${whole}${i === hole ? "{?}" : "{}"}${literal}`);
  return literals.reduce((whole, literal, i) => `${whole}${encodeSegment(holes[i - 1] ?? "", () => nameOf(i))}${literal}`);
}

/** The segments of a URL's or path's path, still encoded. Empty ones, as a trailing slash makes, do not count. */
function segmentsOf(url: string): readonly string[] {
  const [untilQuery = ""] = url.split(/[?#]/, 1);
  const afterAuthority = untilQuery.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, "");
  return afterAuthority.split("/").filter((part) => part !== "");
}

/**
 * The path segment `n` places from the end of a URL (0 is the last one), decoded once:
 * in the link `…/payments/abc/events` 1 gives `abc`. Takes absolute URLs and bare paths; query and fragment do not count.
 * `undefined` when the path is shorter, or the segment is not valid percent-encoding.
 */
export function pathSegmentFromEnd(url: string, n: number): string | undefined {
  const encoded = segmentsOf(url).at(-1 - n);
  if (encoded === undefined || n < 0) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** The last path segment of a URL, decoded once: the id in a link. As {@link pathSegmentFromEnd}. */
export function lastPathSegment(url: string): string | undefined {
  return pathSegmentFromEnd(url, 0);
}
