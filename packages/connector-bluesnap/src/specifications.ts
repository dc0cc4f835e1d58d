import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const brands = ["AmericanExpress", "CartesBancaires", "DinersClub", "Discover", "JCB", "Maestro", "Mastercard", "RuPay", "UnionPay", "Visa"] as const;
const supportedCaptureMethods = ["automatic", "manual", "sequential_automatic"] as const;
const wallet = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods } as const satisfies PaymentMethodDetails;

const card = {
  ...wallet,
  specificFeatures: { threeDs: "supported", noThreeDs: "supported", networkTransactionId: "supported", supportedCardNetworks: brands },
} as const satisfies PaymentMethodDetails;

/** Nothing is held of a bank account. */
const debit = { ...wallet, supportedCaptureMethods: ["automatic"] } as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "BlueSnap",
    description: "Global gateway and acquirer: cards, Apple Pay, Google Pay, ACH and SEPA Direct Debit.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: { apple_pay: wallet, google_pay: wallet },
    bank_debit: { ach: { ...debit, dataKinds: ["ach_bank_debit"] }, sepa: { ...debit, dataKinds: ["sepa_bank_debit"] } },
  },
  webhookFlows: ["payments", "refunds", "disputes"],
} as const satisfies ConnectorSpecificationData;
