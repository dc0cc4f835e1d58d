import { ConnectorError, isConnectorError } from "@switchyard/interfaces";
import { parseForm, parseJson, type LazySchema } from "@switchyard/utils";
import { extraData, notification, type ExtraData, type Notification } from "../responses.js";

const LINE = /^\s*([A-Za-z0-9]\w*)\s*(?:=|:(?=\s|$))\s*(.*?)\s*$/;

/**
 * `Key=Value` or `Key: Value`, one to a line; or JSON, by what it begins with. Headers say too little (tech-spec, section 4.5).
 * Of repeated keys the last wins.
 * @throws ConnectorError ResponseDeserializationFailed
 */
export function decodeLines(text: string): unknown {
  if (/^\s*[{[]/.test(text)) return parseJson(text);
  const found = text.split(/\r?\n/).flatMap((line) => {
    const [, key, value] = LINE.exec(line) ?? [];
    return key === undefined ? [] : [[key, value ?? ""] as const];
  });
  if (found.length === 0) throw new ConnectorError("ResponseDeserializationFailed", { reason: "the body has no lines of keys and values" });
  return Object.fromEntries(found);
}

/** JSON, or `undefined` where it is none. */
function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (isConnectorError(error)) return undefined;
    throw error;
  }
}

/**
 * What Fiuu or the browser posts: a form, or JSON by what it begins with, whatever the content type says. `extraP` may come
 * unencoded and with an `&` in it: it is the last field, so nothing behind it is another field's (tech-spec, section 7.2).
 */
export function decodePosted(text: string): unknown {
  if (/^\s*\{/.test(text)) return readJson(text);
  // Encoded, it holds no `&` of its own, and other fields may follow.
  const [, before = "", extraP] = /^(|.*?&)extraP=(\s*[{[].*)$/s.exec(text) ?? [];
  return extraP === undefined ? parseForm(text) : { ...parseForm(before), extraP };
}

/** What a schema finds in a value; nothing where it does not fit. */
export function readPart<T extends object>(part: LazySchema<T>, value: unknown): Partial<T> {
  const parsed = part().safeParse(value);
  return parsed.success ? parsed.data : {};
}

/** The fields of what was posted; none where it is not readable. */
export function readPosted(text: string): Notification {
  return readPart(notification, decodePosted(text));
}

/** `extraP` is an object, the same as JSON text, `[]`, or nothing (tech-spec, section 4.3). */
export function readExtra(extraP: unknown): ExtraData {
  return readPart(extraData, typeof extraP === "string" ? readJson(extraP) : extraP);
}
