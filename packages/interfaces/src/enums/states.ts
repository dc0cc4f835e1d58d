/**
 * States of the United States by name, with their two-letter postal abbreviation: the 50 states,
 * the District of Columbia, the territories, and the freely associated states of the US mail.
 */
export const UsState = {
  Alabama: "AL",
  Alaska: "AK",
  "American Samoa": "AS",
  Arizona: "AZ",
  Arkansas: "AR",
  California: "CA",
  Colorado: "CO",
  Connecticut: "CT",
  Delaware: "DE",
  "District of Columbia": "DC",
  "Federated States of Micronesia": "FM",
  Florida: "FL",
  Georgia: "GA",
  Guam: "GU",
  Hawaii: "HI",
  Idaho: "ID",
  Illinois: "IL",
  Indiana: "IN",
  Iowa: "IA",
  Kansas: "KS",
  Kentucky: "KY",
  Louisiana: "LA",
  Maine: "ME",
  "Marshall Islands": "MH",
  Maryland: "MD",
  Massachusetts: "MA",
  Michigan: "MI",
  Minnesota: "MN",
  Mississippi: "MS",
  Missouri: "MO",
  Montana: "MT",
  Nebraska: "NE",
  Nevada: "NV",
  "New Hampshire": "NH",
  "New Jersey": "NJ",
  "New Mexico": "NM",
  "New York": "NY",
  "North Carolina": "NC",
  "North Dakota": "ND",
  "Northern Mariana Islands": "MP",
  Ohio: "OH",
  Oklahoma: "OK",
  Oregon: "OR",
  Palau: "PW",
  Pennsylvania: "PA",
  "Puerto Rico": "PR",
  "Rhode Island": "RI",
  "South Carolina": "SC",
  "South Dakota": "SD",
  Tennessee: "TN",
  Texas: "TX",
  Utah: "UT",
  Vermont: "VT",
  "Virgin Islands": "VI",
  Virginia: "VA",
  Washington: "WA",
  "West Virginia": "WV",
  Wisconsin: "WI",
  Wyoming: "WY",
} as const;
/** The abbreviation of one of {@link UsState}, for example `"CA"`. */
export type UsState = (typeof UsState)[keyof typeof UsState];

/** Provinces and territories of Canada by name, with their two-letter postal abbreviation. */
export const CanadianProvince = {
  Alberta: "AB",
  "British Columbia": "BC",
  Manitoba: "MB",
  "New Brunswick": "NB",
  "Newfoundland and Labrador": "NL",
  "Northwest Territories": "NT",
  "Nova Scotia": "NS",
  Nunavut: "NU",
  Ontario: "ON",
  "Prince Edward Island": "PE",
  Quebec: "QC",
  Saskatchewan: "SK",
  Yukon: "YT",
} as const;
/** The abbreviation of one of {@link CanadianProvince}, for example `"ON"`. */
export type CanadianProvince = (typeof CanadianProvince)[keyof typeof CanadianProvince];

function readSubdivision<T extends string>(table: Readonly<Record<string, T>>, text: string): T | undefined {
  const wanted = text.trim().toLowerCase();
  for (const [name, code] of Object.entries(table)) {
    if (name.toLowerCase() === wanted || code.toLowerCase() === wanted) return code;
  }
  return undefined;
}

/** The US state that a customer's text names ("California", "ca", " CA "), or `undefined`. */
export function readUsState(text: string): UsState | undefined {
  return readSubdivision(UsState, text);
}

/** The Canadian province that a customer's text names ("Ontario", "on"), or `undefined`. */
export function readCanadianProvince(text: string): CanadianProvince | undefined {
  return readSubdivision(CanadianProvince, text);
}
