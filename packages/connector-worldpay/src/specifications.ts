import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const supportedCaptureMethods = ["automatic", "manual", "sequential_automatic"] as const;

const card = {
  mandates: "supported",
  refunds: "supported",
  supportedCaptureMethods,
  specificFeatures: {
    threeDs: "supported",
    noThreeDs: "supported",
    networkTransactionId: "supported",
    supportedCardNetworks: ["AmericanExpress", "CartesBancaires", "DinersClub", "JCB", "Maestro", "Mastercard", "Visa"],
  },
} as const satisfies PaymentMethodDetails;

const wallet = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods } as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "Worldpay",
    description: "Global acquirer and gateway: cards, Apple Pay and Google Pay through the Access Worldpay Payments API.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: { google_pay: wallet, apple_pay: wallet },
  },
  webhookFlows: ["payments"],
} as const satisfies ConnectorSpecificationData;
