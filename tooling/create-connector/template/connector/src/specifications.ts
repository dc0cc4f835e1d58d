import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const card = {
  mandates: "not_supported",
  // #if Execute
  refunds: "supported",
  // #else
  refunds: "not_supported",
  // #end
  // #if Capture
  supportedCaptureMethods: ["automatic", "manual", "sequential_automatic"],
  // #else
  supportedCaptureMethods: ["automatic", "sequential_automatic"],
  // #end
  specificFeatures: {
    threeDs: "not_supported",
    noThreeDs: "supported",
    supportedCardNetworks: ["AmericanExpress", "Mastercard", "Visa"],
  },
} as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "$displayName",
    description: "Payments by card through $displayName.",
    connectorType: "payment_gateway",
  },
  paymentMethods: { card: { credit: card, debit: card } },
  // #if Execute
  webhookFlows: ["payments", "refunds"],
  // #else
  webhookFlows: ["payments"],
  // #end
} as const satisfies ConnectorSpecificationData;
