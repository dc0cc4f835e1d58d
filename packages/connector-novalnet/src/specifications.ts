import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const networks = ["AmericanExpress", "CartesBancaires", "DinersClub", "Discover", "Interac", "JCB", "Mastercard", "UnionPay", "Visa"] as const;

const common = {
  mandates: "supported",
  refunds: "supported",
  supportedCaptureMethods: ["automatic", "manual", "sequential_automatic"],
} as const satisfies PaymentMethodDetails;

const card = {
  ...common,
  specificFeatures: { threeDs: "supported", noThreeDs: "supported", networkTransactionId: "supported", supportedCardNetworks: networks },
} as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "Novalnet",
    description: "German payment institution for European merchants: cards, wallets, PayPal and account debits through the Payment API v2.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: { google_pay: common, apple_pay: common, paypal: { ...common, dataKinds: ["paypal_redirect"] } },
    bank_debit: {
      sepa: { ...common, dataKinds: ["sepa_bank_debit"], supportedCurrencies: ["EUR"] },
      ach: { ...common, dataKinds: ["ach_bank_debit"], mandates: "not_supported", supportedCurrencies: ["USD"], supportedCountries: ["US"] },
    },
  },
  webhookFlows: ["payments", "refunds", "disputes"],
} as const satisfies ConnectorSpecificationData;
