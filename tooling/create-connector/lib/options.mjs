import { parseArgs } from "node:util";
import { refuse } from "./refusal.mjs";
import { namesOf } from "./names.mjs";

/** Authentication: which of the neutral shapes holds the credentials, and the processor's words for its parts. */
export const AUTH = {
  "header-key": { type: "HeaderKey", fields: { api_key: "apiKey" }, about: "a key in the Authorization header" },
  "body-key": { type: "BodyKey", fields: { key1: "username", api_key: "password" }, about: "user name and password (HTTP Basic)" },
  "signature-key": {
    type: "SignatureKey",
    fields: { key1: "username", api_key: "password", api_secret: "account" },
    about: "user name, password and an account",
  },
  "multi-auth-key": {
    type: "MultiAuthKey",
    fields: { key1: "username", api_key: "password", api_secret: "account", key2: "terminal" },
    about: "user name, password, account and terminal",
  },
};

/** How amounts are written on the wire. */
export const AMOUNT_UNIT = {
  minor: { converter: "MinorUnit", currencyUnit: "Minor", json: 1050, text: "1050", about: "1050" },
  "string-minor": { converter: "StringMinorUnit", currencyUnit: "Minor", json: "1050", text: "1050", about: '"1050"' },
  "string-major": { converter: "StringMajorUnit", currencyUnit: "Base", json: "10.50", text: "10.50", about: '"10.50"' },
  "float-major": { converter: "FloatMajorUnit", currencyUnit: "Base", json: 10.5, text: "10.5", about: "10.5" },
};

/** How request bodies are written. Answers are JSON. */
export const CONTENT_TYPE = {
  json: { encode: "json", mediaType: "application/json", about: "application/json" },
  form: { encode: "form", mediaType: "application/x-www-form-urlencoded", about: "application/x-www-form-urlencoded" },
};

/** How the source of a webhook is proven. */
export const WEBHOOK = {
  "hmac-sha256-header": { about: "HMAC-SHA-256 of the raw body, in a header" },
  "hmac-sha256-timestamp": { about: "HMAC-SHA-256 of timestamp and raw body, in headers" },
  "hmac-sha512-header": { about: "HMAC-SHA-512 of the raw body, in a header" },
  "md5-body": { about: "MD5 of fields and the secret, in the body" },
  none: { about: "nothing is signed: no webhook is ever verified" },
};

/** The flows that the template has, each with the flows that it makes no sense without. */
export const FLOWS = { Authorize: [], PSync: [], Capture: ["Authorize"], Void: ["Capture"], Execute: ["Authorize"], RSync: ["Execute"] };

const flags = {
  "display-name": { type: "string" },
  "production-url": { type: "string" },
  auth: { type: "string" },
  "amount-unit": { type: "string" },
  "content-type": { type: "string" },
  webhook: { type: "string" },
  flows: { type: "string" },
  dir: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  "no-install": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
};

const list = (choices) => Object.entries(choices).map(([name, { about }]) => `      ${name.padEnd(24)}${about}`);

/** What `--help` prints. */
export const HELP = [
  "Makes a connector package: a working connector, a simulator of its processor, tests and documents.",
  "",
  "  pnpm add-connector <name> <sandbox-url> [options]             inside the Switchyard workspace",
  "  npm create @switchyard/connector <name> <sandbox-url> -- …    anywhere else",
  "",
  "  --display-name <text>     how the processor writes its name",
  "  --production-url <url>    unless given, an address that never resolves: nothing can be charged by mistake",
  "  --auth <choice>           (header-key)",
  ...list(AUTH),
  "  --amount-unit <choice>    how 10.50 GBP is written (minor)",
  ...list(AMOUNT_UNIT),
  "  --content-type <choice>   of requests (json)",
  ...list(CONTENT_TYPE),
  "  --webhook <choice>        (hmac-sha256-header)",
  ...list(WEBHOOK),
  `  --flows <list>            (${Object.keys(FLOWS).join(",")})`,
  "  --dir <folder>            where to make it, outside of a workspace (connector-<name>)",
  "  --no-install              do not link the new package",
  "  --dry-run                 say what would be written, and write nothing",
  "  -h, --help                this page",
  "",
].join("\n");

/** Reads the command line. What is not given is absent, so that it may be asked for. */
export function readArguments(argv) {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: flags, allowPositionals: true, strict: true });
  } catch (error) {
    return refuse(`${error.message.split(". ")[0]}. See --help.`);
  }
  const { values, positionals } = parsed;
  if (positionals.length > 2) refuse(`Too much: ${positionals.slice(2).join(" ")}. A name and a sandbox URL are all that has no flag.`);
  return { name: positionals[0], sandboxUrl: positionals[1], ...values };
}

function choiceOf(flag, value, choices) {
  if (Object.hasOwn(choices, value)) return value;
  return refuse(`--${flag} ${value} is not known. There are: ${Object.keys(choices).join(", ")}.`);
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function urlOf(what, text, { loopback }) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return refuse(`The ${what} is no URL: ${text}`);
  if (url.protocol === "http:" && !(loopback && LOOPBACK.has(url.hostname))) {
    refuse(`The ${what} must begin with https://, as card data go there: ${text}`);
  }
  if (url.username !== "" || url.password !== "") refuse(`The ${what} must hold no credentials: they are no part of a package.`);
  if (url.search !== "" || url.hash !== "") refuse(`The ${what} must end with its path, without ? and #: ${text}`);
  if (!/^[\w./~%:[\]-]+$/.test(url.href)) refuse(`The ${what} has characters in its path that no processor uses: ${text}`);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

function flowsOf(text) {
  const known = Object.keys(FLOWS);
  const asked = new Set(
    text
      .split(",")
      .map((flow) => flow.trim())
      .filter((flow) => flow !== ""),
  );
  for (const flow of asked) {
    if (!known.includes(flow)) {
      refuse(
        `--flows ${flow} is not known here. There are: ${known.join(", ")}. Any other flow is added by hand: docs/guides/adding-a-connector.md.`,
      );
    }
  }
  if (!asked.has("Authorize")) refuse("--flows must have Authorize: without it there is nothing to sync, capture or refund.");
  for (const flow of asked) {
    const missing = FLOWS[flow].find((needed) => !asked.has(needed));
    if (missing !== undefined) refuse(`--flows ${flow} needs ${missing}.`);
  }
  return known.filter((flow) => asked.has(flow));
}

function displayNameOf(text) {
  if (/^[\p{L}\p{N}][\p{L}\p{N} .&'+-]{0,59}$/u.test(text)) return text.trim();
  return refuse(`--display-name must begin with a letter or digit and hold letters, digits, spaces and . & ' + - only: ${text}`);
}

/** The answers that the template is filled in with, checked. */
export function optionsOf(given, today) {
  if (given.name === undefined || given.sandboxUrl === undefined)
    refuse("A name and a sandbox URL are needed: add-connector acmepay https://api.sandbox.acmepay.test/");
  const names = namesOf(given.name);
  return {
    names,
    displayName: displayNameOf(given["display-name"] ?? names.pascal),
    sandboxUrl: urlOf("sandbox URL", given.sandboxUrl, { loopback: true }),
    // The top-level domain "invalid" never resolves (RFC 2606): until the address is known, nothing can be charged.
    productionUrl: urlOf("production URL", given["production-url"] ?? `https://${names.kebab}.invalid/`, { loopback: false }),
    productionUrlIsKnown: given["production-url"] !== undefined,
    auth: choiceOf("auth", given.auth ?? "header-key", AUTH),
    amountUnit: choiceOf("amount-unit", given["amount-unit"] ?? "minor", AMOUNT_UNIT),
    contentType: choiceOf("content-type", given["content-type"] ?? "json", CONTENT_TYPE),
    webhook: choiceOf("webhook", given.webhook ?? "hmac-sha256-header", WEBHOOK),
    flows: flowsOf(given.flows ?? Object.keys(FLOWS).join(",")),
    today,
  };
}
