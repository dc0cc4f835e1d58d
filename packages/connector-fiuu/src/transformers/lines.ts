import { ConnectorError } from "@switchyard/interfaces";
import { parseForm, parseJson } from "@switchyard/utils";

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

/**
 * A notification: a form, or JSON by what it begins with, whatever the content type says. `extraP` may come unencoded and
 * with an `&` in it: it is the last field, so nothing behind it is another field's (tech-spec, section 7.2).
 */
export function decodeNotification(text: string): unknown {
  if (/^\s*\{/.test(text)) return parseJson(text);
  const at = /(?:^|&)extraP=/.exec(text);
  if (at === null) return parseForm(text);
  const [before, extra] = [text.slice(0, at.index), text.slice(at.index + at[0].length)];
  // Encoded, it holds no `&` of its own, and other fields may follow.
  if (!/^\s*[{[]/.test(extra)) return parseForm(text);
  return { ...parseForm(before), extraP: extra };
}
