/** Whether the payment asks for 3DS. Processors may still apply or skip it by their own rules. */
export const AuthenticationType = {
  /** If the card is enrolled; liability for fraud moves to the issuer. */
  ThreeDs: "three_ds",
  /** Liability for fraud stays with the merchant. */
  NoThreeDs: "no_three_ds",
} as const;
/** One of {@link AuthenticationType}. */
export type AuthenticationType = (typeof AuthenticationType)[keyof typeof AuthenticationType];

/** Where an authentication of its own (outside of a payment) stands. */
export const AuthenticationStatus = {
  Started: "started",
  Pending: "pending",
  Success: "success",
  Failed: "failed",
} as const;
/** One of {@link AuthenticationStatus}. */
export type AuthenticationStatus = (typeof AuthenticationStatus)[keyof typeof AuthenticationStatus];

/** How the issuer authenticated the customer. */
export const DecoupledAuthenticationType = {
  Challenge: "challenge",
  Frictionless: "frictionless",
} as const;
/** One of {@link DecoupledAuthenticationType}. */
export type DecoupledAuthenticationType = (typeof DecoupledAuthenticationType)[keyof typeof DecoupledAuthenticationType];

/** The outcome of a 3DS authentication: `transStatus` of EMV 3DS, in its own letters. */
export const TransactionStatus = {
  /** Authenticated. */
  Success: "Y",
  /** Not authenticated: do not authorize. */
  Failure: "N",
  /** Could not be performed, for a technical or other reason. */
  VerificationNotPerformed: "U",
  /** Attempted: not authenticated, but there is proof of the attempt. */
  NotVerified: "A",
  /** The issuer rejects it and asks not to authorize. */
  Rejected: "R",
  /** The customer must be challenged. */
  ChallengeRequired: "C",
  /** The challenge happens outside of the payment. */
  ChallengeRequiredDecoupledAuthentication: "D",
  /** For information: the challenge preference is acknowledged. */
  InformationOnly: "I",
} as const;
/** One of {@link TransactionStatus}. */
export type TransactionStatus = (typeof TransactionStatus)[keyof typeof TransactionStatus];

/** Whether the 3DS method (device data collection) ran: `threeDSCompInd` of EMV 3DS. */
export const ThreeDsCompletionIndicator = {
  Success: "Y",
  Failure: "N",
  /** The issuer has no 3DS method. */
  NotAvailable: "U",
} as const;
/** One of {@link ThreeDsCompletionIndicator}. */
export type ThreeDsCompletionIndicator = (typeof ThreeDsCompletionIndicator)[keyof typeof ThreeDsCompletionIndicator];

/** Whether a 3DS authentication is for a payment or for a card alone. */
export const MessageCategory = {
  Payment: "payment",
  NonPayment: "non_payment",
} as const;
/** One of {@link MessageCategory}. */
export type MessageCategory = (typeof MessageCategory)[keyof typeof MessageCategory];

/** Where a 3DS authentication starts. The letters are those of EMV 3DS and Hyperswitch. */
export const DeviceChannel = {
  App: "APP",
  Browser: "BRW",
} as const;
/** One of {@link DeviceChannel}. */
export type DeviceChannel = (typeof DeviceChannel)[keyof typeof DeviceChannel];

/** The exemption from strong customer authentication that the merchant asks for. */
export const ScaExemptionType = {
  LowValue: "low_value",
  TransactionRiskAnalysis: "transaction_risk_analysis",
} as const;
/** One of {@link ScaExemptionType}. */
export type ScaExemptionType = (typeof ScaExemptionType)[keyof typeof ScaExemptionType];

/** The exemption from strong customer authentication (PSD2) that was applied. */
export const ExemptionIndicator = {
  LowValue: "low_value",
  SecureCorporatePayment: "secure_corporate_payment",
  TrustedListing: "trusted_listing",
  TransactionRiskAssessment: "transaction_risk_assessment",
  ThreeDsOutage: "three_ds_outage",
  ScaDelegation: "sca_delegation",
  OutOfScaScope: "out_of_sca_scope",
  Other: "other",
  LowRiskProgram: "low_risk_program",
  RecurringOperation: "recurring_operation",
} as const;
/** One of {@link ExemptionIndicator}. */
export type ExemptionIndicator = (typeof ExemptionIndicator)[keyof typeof ExemptionIndicator];

/** The algorithm that made an authentication value (CAVV), by the code of the card scheme. */
export const CavvAlgorithm = {
  /** Reserved or unspecified. */
  Zero: "00",
  /** HMAC. */
  One: "01",
  /** RSA. */
  Two: "02",
  /** Elliptic curve. */
  Three: "03",
  /** The scheme's own. */
  Four: "04",
  /** Custom. */
  A: "A",
} as const;
/** One of {@link CavvAlgorithm}. */
export type CavvAlgorithm = (typeof CavvAlgorithm)[keyof typeof CavvAlgorithm];
