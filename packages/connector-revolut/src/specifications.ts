import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const common = {
  mandates: "not_supported",
  refunds: "supported",
  supportedCaptureMethods: ["automatic", "manual", "sequential_automatic"],
} as const satisfies PaymentMethodDetails;

const stored = { ...common, mandates: "supported" } as const satisfies PaymentMethodDetails;

const card = {
  ...stored,
  specificFeatures: { threeDs: "supported", noThreeDs: "supported", supportedCardNetworks: ["AmericanExpress", "Maestro", "Mastercard", "Visa"] },
} as const satisfies PaymentMethodDetails;

const atOnce = ["automatic", "sequential_automatic"] as const;

export const specifications = {
  about: {
    displayName: "Revolut",
    description: "Acquiring for Revolut Business merchants: cards, wallets, Revolut Pay, SEPA and bank payments on Revolut's own page.",
    connectorType: "payment_gateway",
  },
  // The buyer chooses on Revolut's page: what the request names is what the merchant expects.
  paymentMethods: {
    card: { credit: card, debit: card },
    // For merchants that never see a card number.
    card_redirect: { card_redirect: stored },
    wallet: {
      apple_pay: { ...common, dataKinds: ["apple_pay", "apple_pay_redirect"] },
      google_pay: { ...common, dataKinds: ["google_pay", "google_pay_redirect"] },
      revolut_pay: stored,
    },
    // A saved direct debit is listed, and cannot be charged through the API (tech-spec, section 4.8).
    bank_debit: { sepa: { ...common, supportedCaptureMethods: atOnce, dataKinds: ["sepa_bank_debit"], supportedCurrencies: ["EUR"] } },
    open_banking: { open_banking_pis: { ...common, supportedCaptureMethods: atOnce } },
  },
  webhookFlows: ["payments", "disputes"],
} as const satisfies ConnectorSpecificationData;
