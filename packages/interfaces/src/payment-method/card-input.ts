import { ConnectorError } from "../errors.js";
import { isSecret, secret, secretCardNumber, type MaybeSecret, type Secret } from "../secret.js";

/** The text that a caller gave, wrapped or not. Its value never goes into an error. */
function readText(value: MaybeSecret, fieldName: string, expected: string): string {
  const exposed: unknown = isSecret(value) ? value.expose() : value;
  if (exposed === undefined || exposed === null) throw new ConnectorError("MissingRequiredField", { fieldName });
  if (typeof exposed !== "string") throw new ConnectorError("InvalidDataFormat", { fieldName, expected });
  return exposed;
}

/** Luhn's check: every second digit from the right counts twice, and the sum ends in zero. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** What vaults give as aliases: printable ASCII without blanks. */
const ALIAS = /^[\x21-\x7e]{1,255}$/;

const NUMBER = "8 to 19 digits with a valid check digit, or a vault's alias with `alias: true`";
const CVC = "3 or 4 digits";

/** The number without blanks and hyphens; an alias as it is. */
export function readNumber(value: MaybeSecret, alias: boolean | undefined, fieldName: string): Secret {
  const text = readText(value, fieldName, NUMBER);
  if (alias === true) {
    if (!ALIAS.test(text)) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "a vault's alias: printable ASCII without blanks" });
    return secretCardNumber(text);
  }
  const digits = text.replace(/[\s-]/g, "");
  if (!/^\d{8,19}$/.test(digits) || !passesLuhn(digits)) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: NUMBER });
  return secretCardNumber(digits);
}

/** A security code, or a vault's alias of it. */
export function readCvc(value: MaybeSecret, alias: boolean | undefined, fieldName: string): Secret {
  const text = readText(value, fieldName, CVC);
  if (!(alias === true ? ALIAS : /^\d{3,4}$/).test(text)) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: CVC });
  return secret(text);
}

/** Any text, as a secret. */
export function readSecret(value: MaybeSecret, fieldName: string): Secret {
  return secret(readText(value, fieldName, "text"));
}
