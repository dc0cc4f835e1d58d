import type { ConnectorSpecificationData } from "@switchyard/interfaces";

const supportedCaptureMethods = ["automatic", "manual", "sequential_automatic"] as const;

const card = {
  mandates: "supported",
  refunds: "supported",
  supportedCaptureMethods,
  specificFeatures: {
    threeDs: "supported",
    noThreeDs: "supported",
    networkTransactionId: "supported",
    supportedCardNetworks: ["Visa", "Mastercard", "JCB", "DinersClub", "UnionPay", "Discover"],
  },
} as const;

const wallet = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods } as const;

/** Paid at once or not at all. A refund names the account that it goes to, in its metadata. */
const account = { ...wallet, supportedCaptureMethods: ["automatic", "sequential_automatic"] } as const;

export const specifications = {
  about: {
    displayName: "Fiuu",
    description: "South-East Asian payment gateway (formerly Razer Merchant Services and MOLPay): cards, wallets, FPX and DuitNow.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: { google_pay: wallet, apple_pay: wallet },
    bank_redirect: { online_banking_fpx: account },
    real_time_payment: { duit_now: account },
  },
  webhookFlows: ["payments", "refunds"],
} as const satisfies ConnectorSpecificationData;
