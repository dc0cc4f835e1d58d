import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as enums from "../src/enums/index.js";
import {
  AttemptStatus,
  BankNames,
  CanadianProvince,
  CaptureMethod,
  CardNetwork,
  COUNTRIES,
  CountryAlpha2,
  Currency,
  CURRENCY_EXPONENT,
  CURRENCY_NUMERIC,
  EVENT_CLASS_OF,
  EventClass,
  IncomingWebhookEvent,
  PAYMENT_METHOD_OF_TYPE,
  PaymentMethod,
  PaymentMethodType,
  RefundStatus,
  UsState,
  WEBHOOK_FLOW_OF,
  WebhookFlow,
  attemptStatusIsTerminal,
  countryFromAlpha3,
  countryFromNumeric,
  readCanadianProvince,
  readUsState,
} from "../src/enums/index.js";
import type { CountryAlpha3, PaymentMethodTypeOf } from "../src/enums/index.js";

/** The way serde writes a Rust name in snake_case: every capital letter starts a word. */
function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => (at > 0 ? "_" : "") + letter.toLowerCase());
}

const sorted = (values: Iterable<string>): string[] => [...values].sort();

describe("names and values", () => {
  // Enums whose wire values belong to a scheme, a processor or a standard, not to snake_case.
  const otherwise = new Set([
    "AdyenSplitType",
    "CanadianProvince",
    "CardNetwork",
    "CavvAlgorithm",
    "CountryAlpha2",
    "Currency",
    "DeviceChannel",
    "DocumentKind",
    "FulfillmentStatus",
    "GooglePayAuthMethod",
    "GooglePayCardFundingSource",
    "PayoutEntityType",
    "RefundMethod",
    "SamsungPayCardBrand",
    "ThreeDsCompletionIndicator",
    "TransactionStatus",
    "UpiSource",
    "UsState",
  ]);
  const tables = Object.entries(enums).filter(([name, value]) => typeof value === "object" && /^[A-Z][a-z]/.test(name));

  it.each(tables)("gives every name of %s a value of its own", (_name, table) => {
    const values = Object.values(table);
    expect(values.length).toBeGreaterThan(0);
    expect(new Set(values).size).toBe(values.length);
  });

  it.each(tables.filter(([name]) => !otherwise.has(name)))("writes %s in snake_case", (name, table) => {
    const exceptions = new Map(
      name === "PaymentMethodType"
        ? [
            ["ClassicReward", "classic"],
            ["SepaGuaranteedDebit", "sepa_guarenteed_debit"],
          ]
        : [],
    );
    for (const [key, value] of Object.entries(table)) {
      expect(value).toBe(exceptions.get(key) ?? toSnakeCase(key));
    }
  });

  it("writes card networks in PascalCase, as Hyperswitch does", () => {
    expect(CardNetwork.AmericanExpress).toBe("AmericanExpress");
    for (const [key, value] of Object.entries(CardNetwork)) expect(value).toBe(key);
  });

  it("splits every capital of a bank's name, as Hyperswitch does", () => {
    expect(BankNames.BlikPSP).toBe("blik_p_s_p");
    expect(BankNames.Bank99Ag).toBe("bank99_ag");
    expect(BankNames.BankPEKAOSA).not.toBe(BankNames.BankPekaoSa);
  });
});

describe("statuses", () => {
  it("has every attempt status of the design and no other", () => {
    const listed =
      "started, authentication_failed, router_declined, authentication_pending, authentication_successful, authorized, authorization_failed, charged, authorizing, cod_initiated, voided, voided_post_charge, void_initiated, capture_initiated, capture_failed, void_failed, auto_refunded, partial_charged, partially_authorized, partial_charged_and_chargeable, unresolved, pending, failure, payment_method_awaited, confirmation_awaited, device_data_collection_pending, integrity_failure, expired";
    expect(sorted(Object.values(AttemptStatus))).toEqual(sorted(listed.split(", ")));
  });

  it("has every refund status and capture method of the design and no other", () => {
    expect(sorted(Object.values(RefundStatus))).toEqual(sorted(["success", "failure", "pending", "manual_review", "transaction_failure"]));
    expect(sorted(Object.values(CaptureMethod))).toEqual(sorted(["automatic", "manual", "manual_multiple", "scheduled", "sequential_automatic"]));
  });

  it("keeps syncing an attempt that can still move, and only such a one", () => {
    const terminal = Object.values(AttemptStatus).filter(attemptStatusIsTerminal);
    expect(sorted(terminal)).toEqual([
      "auto_refunded",
      "capture_failed",
      "charged",
      "expired",
      "failure",
      "partial_charged",
      "router_declined",
      "void_failed",
      "voided",
      "voided_post_charge",
    ]);
  });
});

describe("payment methods", () => {
  it("gives every payment method type a family, and every family a type", () => {
    expect(sorted(Object.keys(PAYMENT_METHOD_OF_TYPE))).toEqual(sorted(Object.values(PaymentMethodType)));
    expect(sorted(new Set(Object.values(PAYMENT_METHOD_OF_TYPE)))).toEqual(sorted(Object.values(PaymentMethod)));
  });

  it("knows the 116 types and 16 families of Hyperswitch", () => {
    expect(Object.keys(PaymentMethodType)).toHaveLength(116);
    expect(Object.keys(PaymentMethod)).toHaveLength(16);
  });

  it("puts well-known types into their families", () => {
    expect(PAYMENT_METHOD_OF_TYPE).toMatchObject({
      credit: "card",
      google_pay: "wallet",
      klarna: "pay_later",
      ideal: "bank_redirect",
      pix: "bank_transfer",
      ach: "bank_debit",
      sepa: "bank_debit",
      sepa_bank_transfer: "bank_transfer",
      upi_intent: "upi",
      boleto: "voucher",
      knet: "card_redirect",
      open_banking_pis: "open_banking",
      direct_carrier_billing: "mobile_payment",
      classic: "reward",
      pay_safe_card: "gift_card",
    });
  });

  it("is usable at type level", () => {
    expectTypeOf<(typeof PAYMENT_METHOD_OF_TYPE)["google_pay"]>().toEqualTypeOf<"wallet">();
    expectTypeOf<PaymentMethodTypeOf<"upi">>().toEqualTypeOf<"upi_collect" | "upi_intent" | "upi_qr">();
  });
});

describe("currencies", () => {
  const currencies = Object.values(Currency);

  it("gives every currency an exponent and a three-digit number", () => {
    expect(Object.keys(CURRENCY_EXPONENT)).toEqual(currencies);
    expect(Object.keys(CURRENCY_NUMERIC)).toEqual(currencies);
    for (const currency of currencies) {
      expect(currency).toMatch(/^[A-Z]{3}$/);
      expect([0, 2, 3, 4]).toContain(CURRENCY_EXPONENT[currency]);
      expect(CURRENCY_NUMERIC[currency]).toMatch(/^\d{3}$/);
    }
  });

  it("shares no number between currencies, but for XCG, which took that of ANG", () => {
    const shared = currencies.filter((currency) =>
      currencies.some((other) => other !== currency && CURRENCY_NUMERIC[other] === CURRENCY_NUMERIC[currency]),
    );
    expect(shared).toEqual(["ANG", "XCG"]);
  });

  it("counts the minor unit of every currency by ISO 4217", () => {
    const withExponent = (exponent: number): string => currencies.filter((currency) => CURRENCY_EXPONENT[currency] === exponent).join(" ");
    expect(withExponent(0)).toBe("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");
    expect(withExponent(3)).toBe("BHD IQD JOD KWD LYD OMR TND");
    expect(withExponent(4)).toBe("CLF UYW");
    expect(CURRENCY_EXPONENT).toMatchObject({
      GBP: 2,
      USD: 2,
      EUR: 2,
      MGA: 2,
      MRU: 2,
      IRR: 2,
      HUF: 2,
    });
  });

  it("numbers well-known currencies by ISO 4217", () => {
    expect(CURRENCY_NUMERIC).toMatchObject({
      GBP: "826",
      USD: "840",
      EUR: "978",
      ALL: "008",
      CLF: "990",
    });
  });

  it("has no metals, funds or test codes", () => {
    for (const code of ["XXX", "XTS", "XAU", "XAG", "XDR", "CHE", "COU", "MXV", "USN", "UYI"]) {
      expect(currencies).not.toContain(code);
    }
  });
});

describe("countries", () => {
  const codes = Object.values(CountryAlpha2);

  it("knows the 249 countries of ISO 3166-1", () => {
    expect(codes).toHaveLength(249);
    expect(Object.keys(COUNTRIES)).toEqual(codes);
    for (const code of codes) expect(code).toMatch(/^[A-Z]{2}$/);
  });

  it("gives every country its own alpha-3 code, number and name", () => {
    const rows = Object.values(COUNTRIES);
    for (const row of rows) {
      expect(row.alpha3).toMatch(/^[A-Z]{3}$/);
      expect(row.numeric).toMatch(/^\d{3}$/);
    }
    for (const key of ["alpha3", "numeric", "name"] as const) {
      expect(new Set(rows.map((row) => row[key])).size).toBe(249);
    }
  });

  it("finds every country again by its alpha-3 code and number, leading zeros or not", () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), (code) => {
        const { alpha3, numeric } = COUNTRIES[code];
        expect(countryFromAlpha3(alpha3)).toBe(code);
        expect(countryFromNumeric(numeric)).toBe(code);
        expect(countryFromNumeric(Number(numeric))).toBe(code);
        expect(countryFromNumeric(String(Number(numeric)))).toBe(code);
      }),
    );
  });

  it("finds nothing for a code that no country has", () => {
    for (const code of ["XKX", "gbr", "GB", "", "__proto__"]) expect(countryFromAlpha3(code)).toBeUndefined();
    for (const code of ["", "000", "999", -4, Number.NaN, 8.5]) expect(countryFromNumeric(code)).toBeUndefined();
  });

  it("knows a few by heart", () => {
    expect(COUNTRIES.GB).toMatchObject({ alpha3: "GBR", numeric: "826" });
    expect(COUNTRIES.AF.numeric).toBe("004");
    expect(COUNTRIES.CZ.name).toBe("Czechia");
    expect(countryFromNumeric(276)).toBe("DE");
    expectTypeOf<"USA">().toExtend<CountryAlpha3>();
    expectTypeOf(countryFromAlpha3("USA")).toEqualTypeOf<CountryAlpha2>();
  });
});

describe("states and provinces", () => {
  it("has 50 states, the District of Columbia, 5 territories and 3 associated states", () => {
    expect(Object.keys(UsState)).toHaveLength(59);
    expect(UsState["District of Columbia"]).toBe("DC");
    expect(UsState["Puerto Rico"]).toBe("PR");
    expect(Object.keys(CanadianProvince)).toHaveLength(13);
  });

  it("reads a state from its name or abbreviation in any case", () => {
    expect(readUsState(" new york")).toBe("NY");
    expect(readUsState("ca")).toBe("CA");
    expect(readUsState("Ontario")).toBeUndefined();
    expect(readUsState("")).toBeUndefined();
    expect(readCanadianProvince("ONTARIO")).toBe("ON");
    expect(readCanadianProvince("qc")).toBe("QC");
  });
});

describe("webhook events", () => {
  const events = Object.values(IncomingWebhookEvent);

  it("gives every event a flow, and every flow an event", () => {
    expect(Object.keys(WEBHOOK_FLOW_OF)).toEqual(events);
    expect(sorted(new Set(Object.values(WEBHOOK_FLOW_OF)))).toEqual(sorted(Object.values(WebhookFlow)));
  });

  it("gives every class an event, and an event the class that its name begins with", () => {
    expect(Object.keys(EVENT_CLASS_OF)).toEqual(events);
    for (const eventClass of Object.values(EventClass)) expect(Object.values(EVENT_CLASS_OF)).toContain(eventClass);
    for (const event of events) {
      const prefix = /^(payment|refund|dispute|mandate|payout)_/.exec(event)?.[1];
      if (prefix !== undefined) expect(EVENT_CLASS_OF[event]).toBe(`${prefix}s`);
    }
  });

  it("puts an unknown event into no class, and only answers it", () => {
    expect(EVENT_CLASS_OF.event_not_supported).toBeUndefined();
    expect(WEBHOOK_FLOW_OF.event_not_supported).toBe("return_response");
  });
});
