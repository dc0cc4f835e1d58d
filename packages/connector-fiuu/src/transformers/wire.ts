import {
  ConnectorError,
  CURRENCY_EXPONENT,
  err,
  NO_ERROR_CODE,
  NO_ERROR_MESSAGE,
  type AttemptStatus,
  type ConnectorResponse,
  type Currency,
  type EchoedAmount,
  type ErrorResponse,
  type MinorUnit,
} from "@switchyard/interfaces";
import { StringMajorUnitForConnector as amounts, parseForm, parseJson, present, readAs, tryParseJson, tryReadAmount } from "@switchyard/utils";
import { extraData, notification, paymentMeta, type Notification } from "../responses.js";
import { OPEN } from "./status.js";

type Text = string | null | undefined;

/** Two decimals whatever ISO 4217 says: `ns{10,2}` of the Direct Server API (tech-spec, section 1). */
export const FIUU_EXPONENTS = Object.fromEntries(
  Object.entries(CURRENCY_EXPONENT).flatMap(([currency, decimals]) => (decimals === 2 ? [] : [[currency, 2]])),
);

/** `27.60`; `10000.00` for VND. This very text is signed. @throws ConnectorError AmountConversionFailed for a third decimal */
export const toAmount = (amount: MinorUnit, currency: Currency): string => amounts.convert(amount, currency, FIUU_EXPONENTS);

/**
 * Amount and currency as Fiuu wrote them; without a currency of its own it is the one that was asked for. Old accounts write RM
 * (tech-spec, section 1). What can be no amount of that currency is none.
 */
export function readEcho(amount: Text, word: Text, asked?: string): EchoedAmount {
  const upper = present(word)?.trim().toUpperCase();
  const currency = upper === "RM" ? "MYR" : upper;
  const converter = { convertBack: (text: string, of: Currency) => amounts.convertBack(text, of, FIUU_EXPONENTS) };
  return { amount: tryReadAmount(amount, currency ?? asked, converter), currency };
}

const LINE = /^\s*([A-Za-z0-9]\w*)\s*(?:=|:(?=\s|$))\s*(.*?)\s*$/g;

/**
 * `Key=Value` or `Key: Value`, one to a line; or JSON, by what it begins with. Headers say too little (tech-spec, section 4.5).
 * Of repeated keys the last wins.
 * @throws ConnectorError ResponseDeserializationFailed
 */
export function decodeLines(text: string): unknown {
  if (/^\s*[{[]/.test(text)) return parseJson(text);
  const found = text.split(/\r?\n/).flatMap((line) => [...line.matchAll(LINE)]);
  if (found.length === 0) throw new ConnectorError("ResponseDeserializationFailed", { reason: "the body has no lines of keys and values" });
  return Object.fromEntries(found.map(([, key = "", value = ""]) => [key, value]));
}

/**
 * What Fiuu or the browser posts: a form, or JSON by what it begins with, whatever the content type says. `extraP` may come
 * unencoded and with an `&` in it: it is the last field, so nothing behind it is another field's (tech-spec, section 7.2).
 */
export function decodePosted(text: string): unknown {
  if (/^\s*\{/.test(text)) return tryParseJson(text);
  // Encoded, it holds no `&` of its own, and other fields may follow.
  const [, before = "", extraP] = /^(|.*?&)extraP=(\s*[{[].*)$/s.exec(text) ?? [];
  return extraP === undefined ? parseForm(text) : { ...parseForm(before), extraP };
}

/** The fields of what was posted; none where it is not readable. */
export const readPosted = (text: string): Notification => readAs(notification, decodePosted(text)) ?? {};

/** `extraP` is an object, the same as JSON text, `[]`, or nothing (tech-spec, section 4.3). */
export const readExtra = (extraP: unknown) => readAs(extraData, typeof extraP === "string" ? tryParseJson(extraP) : extraP) ?? {};

/** What an earlier result of the payment left as `connectorMeta`; nothing where the caller kept nothing. */
export const readMeta = (connectorMeta: unknown) => readAs(paymentMeta, connectorMeta) ?? {};

/** Where codes and words of a failure are found. An empty text is no code (tech-spec, section 6). */
type Fault = Partial<Record<"error_code" | "error_desc" | "ProcessorResponseCode" | "MerchantAdviceCode", Text>>;

/** Whether an answer is an error in the place of what was asked for. */
export const isFault = ({ error_code }: Fault): boolean => present(error_code) !== undefined;

/** A failure in Fiuu's words. The issuer's own code stands by itself, or behind `CC_`. */
export function readFault(fault: Fault, { statusCode }: ConnectorResponse): ErrorResponse {
  const code = present(fault.error_code) ?? NO_ERROR_CODE;
  const description = present(fault.error_desc);
  const message = description ?? NO_ERROR_MESSAGE;
  const networkDeclineCode = present(fault.ProcessorResponseCode) ?? /^CC_(\w+)$/.exec(code)?.[1];
  const networkErrorMessage = networkDeclineCode === undefined ? undefined : description;
  const networkAdviceCode = present(fault.MerchantAdviceCode);
  const isOpen = OPEN.has(code) ? true : undefined;
  return { code, message, reason: message, statusCode, isOpen, networkDeclineCode, networkErrorMessage, networkAdviceCode };
}

/** The result that is an error, with what it makes of the payment. */
export function toFailed(status: AttemptStatus, error: ErrorResponse) {
  return { status, response: err({ ...error, attemptStatus: status }) };
}

/** The answer is none: half of it, or something else. */
export const notUnderstood = (reason: string) => new ConnectorError("ResponseHandlingFailed", { connector: "fiuu", reason });
