import type { ConnectorSpecificationData } from "@switchyard/interfaces";

const common = { mandates: "supported", refunds: "supported", supportedCaptureMethods: ["automatic", "manual", "sequential_automatic"] } as const;

const card = {
  ...common,
  // A payment may ask for no 3DS; noon decides (tech-spec, section 8).
  specificFeatures: { threeDs: "supported", noThreeDs: "supported", supportedCardNetworks: ["AmericanExpress", "JCB", "Mastercard", "Visa"] },
} as const;

export const specifications = {
  about: {
    displayName: "noon payments",
    description: "Payment gateway of the noon group for the United Arab Emirates, Saudi Arabia and Egypt: cards, Apple Pay, Google Pay and PayPal.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: { apple_pay: common, google_pay: common, paypal: { ...common, mandates: "not_supported", dataKinds: ["paypal_redirect"] } },
  },
  webhookFlows: ["payments"],
} as const satisfies ConnectorSpecificationData;
