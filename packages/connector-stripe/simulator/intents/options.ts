import type { Fields } from "../wires.js";

/** Fields of `payment_method_options` that are always shown, by type. */
const shown: Readonly<Record<string, Fields>> = {
  afterpay_clearpay: { reference: null },
  bancontact: { preferred_language: "en" },
  boleto: { expires_after_days: 3 },
  card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
  customer_balance: { funding_type: null },
  klarna: { preferred_locale: null },
  link: { persistent_token: null },
  konbini: { confirmation_number: null, expires_after_days: null, expires_at: null, product_description: null },
  oxxo: { expires_after_days: 3 },
  paypal: { preferred_locale: null, reference: null },
  pix: { expires_after_seconds: 14400, expires_at: null },
  swish: { reference: null },
  us_bank_account: { verification_method: "automatic" },
  wechat_pay: { app_id: null, client: null },
};

const setupShown: Readonly<Record<string, Fields>> = {
  card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
  klarna: { currency: null, preferred_locale: null },
  link: { persistent_token: null },
  paypal: { billing_agreement_id: null },
  us_bank_account: { verification_method: "automatic" },
};

/** Fields that are taken and never shown. */
const hidden: ReadonlySet<string> = new Set([
  "cvc_token",
  "mit_exemption",
  "moto",
  "network_token",
  "three_d_secure",
  "code",
  "tos_shown_and_accepted",
  "risk_correlation_id",
  "networks",
  "financial_connections",
]);

function toShown(given: Fields): Fields {
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => !hidden.has(name) && value !== undefined && value !== null));
}

/** `payment_method_options` as an intent shows them: one entry for each of its types. */
export function toOptions(types: readonly string[], given: Fields = {}, before: Fields = {}, isSetup = false): Fields {
  const defaults = isSetup ? setupShown : shown;
  const known = types.filter((type) => !isSetup || Object.hasOwn(setupShown, type));
  return Object.fromEntries(known.map((type) => [type, { ...(defaults[type] ?? {}), ...toFields(before[type]), ...toShown(toFields(given[type])) }]));
}

function toFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
