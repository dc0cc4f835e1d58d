import {
  ConnectorError,
  COUNTRIES,
  CountryAlpha2,
  countryFromAlpha3,
  countryFromNumeric,
  readCanadianProvince,
  readUsState,
  type CanadianProvince,
  type CountryAlpha3,
  type CountryNumeric,
  type UsState,
} from "@switchyard/interfaces";
import { toAscii } from "./names.js";

/** The ISO 3166-1 alpha-3 code of a country: `GB` gives `GBR`. */
export function toCountryAlpha3(country: CountryAlpha2): CountryAlpha3 {
  return COUNTRIES[country].alpha3;
}

/** The ISO 3166-1 numeric code of a country, three digits: `GB` gives `"826"`, `AF` gives `"004"`. */
export function toCountryNumeric(country: CountryAlpha2): CountryNumeric {
  return COUNTRIES[country].numeric;
}

/** The English short name of a country by ISO 3166-1. */
export function toCountryName(country: CountryAlpha2): string {
  return COUNTRIES[country].name;
}

function isCountryAlpha2(text: string): text is CountryAlpha2 {
  return Object.hasOwn(CountryAlpha2, text);
}

/** The country that a two-letter, three-letter or numeric code names, in any case; `undefined` when none does. */
export function readCountry(code: string): CountryAlpha2 | undefined {
  const text = code.trim().toUpperCase();
  if (isCountryAlpha2(text)) return text;
  return /^\d{1,3}$/.test(text) ? countryFromNumeric(text) : countryFromAlpha3(text);
}

/**
 * As {@link readCountry}.
 * @throws ConnectorError InvalidDataFormat naming `fieldName`
 */
export function toCountryAlpha2(code: string, fieldName = "billing.address.country"): CountryAlpha2 {
  const country = readCountry(code);
  if (country === undefined) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "an ISO 3166-1 country code" });
  return country;
}

/** Names in use for states besides the official ones, in lower case. */
const US_ALIASES: Readonly<Record<string, UsState>> = {
  columbia: "DC",
  "washington dc": "DC",
  "washington d.c.": "DC",
  micronesia: "FM",
  "us virgin islands": "VI",
  "u.s. virgin islands": "VI",
};

const CANADIAN_ALIASES: Readonly<Record<string, CanadianProvince>> = {
  newfoundland: "NL",
  labrador: "NL",
  pei: "PE",
  "yukon territory": "YT",
};

/** Spelled as the tables spell: no accents, one space between words, `and` for `&`, no country in front. */
function normaliseSubdivision(text: string, country: "US" | "CA"): string {
  const plain = toAscii(text)
    .trim()
    .replace(/\s*&\s*/g, " and ")
    .replace(/[\s,]+/g, " ");
  return plain.replace(new RegExp(`^${country}-`, "i"), "");
}

/**
 * The two-letter code of a US state, district or territory, from its code (`ca`, `US-CA`) or its name, in any case.
 * @throws ConnectorError InvalidDataFormat naming `fieldName`
 */
export function toUsStateCode(state: string, fieldName = "billing.address.state"): UsState {
  const text = normaliseSubdivision(state, "US");
  const code = readUsState(text) ?? ownValue(US_ALIASES, text.toLowerCase());
  if (code === undefined) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "a US state" });
  return code;
}

/**
 * The two-letter code of a Canadian province or territory, from its code (`on`, `CA-ON`) or its name, in any case.
 * @throws ConnectorError InvalidDataFormat naming `fieldName`
 */
export function toCanadianProvinceCode(province: string, fieldName = "billing.address.state"): CanadianProvince {
  const text = normaliseSubdivision(province, "CA");
  const code = readCanadianProvince(text) ?? ownValue(CANADIAN_ALIASES, text.toLowerCase());
  if (code === undefined) throw new ConnectorError("InvalidDataFormat", { fieldName, expected: "a Canadian province" });
  return code;
}

/**
 * The state as processors want it: a two-letter code in the United States and Canada, as the caller wrote it elsewhere.
 * @throws ConnectorError InvalidDataFormat naming `fieldName` when a US or Canadian state is not known
 */
export function toStateCode(country: CountryAlpha2 | undefined, state: string, fieldName = "billing.address.state"): string {
  if (country === "US") return toUsStateCode(state, fieldName);
  if (country === "CA") return toCanadianProvinceCode(state, fieldName);
  return state;
}

function ownValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
