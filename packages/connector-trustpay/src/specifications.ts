import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

// Nothing is held first: a purchase takes the money (tech-spec, section 4.1).
const supportedCaptureMethods = ["automatic", "sequential_automatic"] as const;

const card = {
  mandates: "supported",
  refunds: "supported",
  supportedCaptureMethods,
  specificFeatures: { threeDs: "supported", noThreeDs: "supported", networkToken: "supported", supportedCardNetworks: ["Mastercard", "Visa"] },
} as const satisfies PaymentMethodDetails;

const rest = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods } as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "TrustPay",
    description: "European payment institution: cards, Apple Pay, Google Pay, bank redirects and bank transfers.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: {
      apple_pay: { ...rest, dataKinds: ["apple_pay_third_party_sdk", "apple_pay"] },
      google_pay: { ...rest, dataKinds: ["google_pay_third_party_sdk"] },
    },
    bank_redirect: { eps: rest, giropay: rest, ideal: rest, sofort: rest, blik: rest },
    bank_transfer: { sepa_bank_transfer: rest, instant_bank_transfer: rest, instant_bank_transfer_finland: rest, instant_bank_transfer_poland: rest },
  },
  webhookFlows: ["payments", "refunds", "disputes"],
} as const satisfies ConnectorSpecificationData;
