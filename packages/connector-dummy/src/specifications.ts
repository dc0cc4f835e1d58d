import type { CardSpecificFeatures, ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const supportedCaptureMethods = ["automatic", "sequential_automatic", "manual", "manual_multiple"] as const;

const cardFeatures = {
  threeDs: "supported",
  noThreeDs: "supported",
  supportedCardNetworks: ["AmericanExpress", "DinersClub", "Discover", "JCB", "Maestro", "Mastercard", "Visa"],
} as const satisfies CardSpecificFeatures;

const card = {
  mandates: "supported",
  refunds: "supported",
  supportedCaptureMethods,
  specificFeatures: cardFeatures,
} as const satisfies PaymentMethodDetails;

const googlePay = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods } as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "Dummy",
    description: "Takes no money: a connector for tests and demos, whose processor is the simulator that comes with it.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: { google_pay: googlePay },
  },
  webhookFlows: ["payments", "refunds"],
} as const satisfies ConnectorSpecificationData;
