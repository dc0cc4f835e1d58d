import type { Fields, PaymentIntent } from "../wires.js";

const address: Fields = {
  city: "South San Francisco",
  country: "US",
  line1: "354 Oyster Point Blvd",
  line2: null,
  postal_code: "94080",
  state: "CA",
};
const holder = { account_holder_address: address, account_holder_name: "Simulator Merchant", bank_address: address };

const iban = (country: string): Fields => ({ ...holder, bic: "SOGEDEFFXXX", country, iban: `${country}11000006440000000001` });

/** The accounts to which a customer transfers, by kind of transfer (tech-spec, section 8). */
function toAddresses(type: string, country: string): readonly Fields[] {
  switch (type) {
    case "us_bank_transfer":
      return [
        {
          aba: {
            ...holder,
            account_number: "11119987600453127",
            account_type: "checking",
            bank_name: "STRIPE TEST BANK",
            routing_number: "999999999",
          },
          supported_networks: ["ach", "domestic_wire_us"],
          type: "aba",
        },
        {
          supported_networks: ["swift"],
          swift: {
            ...holder,
            account_number: "11119987600453127",
            account_type: "checking",
            bank_name: "STRIPE TEST BANK",
            swift_code: "TESTUS99XXX",
          },
          type: "swift",
        },
      ];
    case "gb_bank_transfer":
      return [{ sort_code: { ...holder, account_number: "40005555", sort_code: "200000" }, supported_networks: ["bacs", "fps"], type: "sort_code" }];
    case "jp_bank_transfer":
      return [
        {
          supported_networks: ["zengin"],
          type: "zengin",
          zengin: {
            ...holder,
            account_number: "1234567",
            account_type: "futsu",
            bank_code: "9999",
            bank_name: "TEST",
            branch_code: "999",
            branch_name: "TEST",
          },
        },
      ];
    case "mx_bank_transfer":
      return [
        { spei: { ...holder, bank_code: "002", bank_name: "BANAMEX", clabe: "002180650612345670" }, supported_networks: ["spei"], type: "spei" },
      ];
    default:
      return [{ iban: iban(country), supported_networks: ["sepa"], type: "iban" }];
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** `display_bank_transfer_instructions` without what depends on the money that came. */
export function toBankInstructions(intent: PaymentIntent, hostedUrl: string): Fields {
  const transfer = fieldsOf(fieldsOf(intent.payment_method_options["customer_balance"])["bank_transfer"]);
  const type = typeof transfer["type"] === "string" ? transfer["type"] : "eu_bank_transfer";
  const country = fieldsOf(transfer["eu_bank_transfer"])["country"];
  return {
    currency: intent.currency,
    financial_addresses: toAddresses(type, typeof country === "string" ? country : "DE"),
    hosted_instructions_url: hostedUrl,
    type,
  };
}
