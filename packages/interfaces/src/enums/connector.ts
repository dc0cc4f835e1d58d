/** Which of its systems a processor is asked at. */
export const Environment = {
  Sandbox: "sandbox",
  Production: "production",
} as const;
/** One of {@link Environment}. */
export type Environment = (typeof Environment)[keyof typeof Environment];

/** What kind of service a connector reaches. */
export const ConnectorType = {
  /** Acquirers, gateways, pay later. */
  PaymentProcessor: "payment_processor",
  /** Value-added services: fraud, currency conversion. */
  PaymentVas: "payment_vas",
  /** Accounting, billing, invoicing. */
  FinOperations: "fin_operations",
  /** Inventory, customer records, know-your-customer. */
  FizOperations: "fiz_operations",
  /** Card schemes. */
  Networks: "networks",
  BankingEntities: "banking_entities",
  NonBankingFinance: "non_banking_finance",
  PayoutProcessor: "payout_processor",
  /** Verification of bank accounts and the like. */
  PaymentMethodAuth: "payment_method_auth",
  /** 3DS servers. */
  AuthenticationProcessor: "authentication_processor",
  TaxProcessor: "tax_processor",
  /** Subscriptions and invoices. */
  BillingProcessor: "billing_processor",
  VaultProcessor: "vault_processor",
} as const;
/** One of {@link ConnectorType}. */
export type ConnectorType = (typeof ConnectorType)[keyof typeof ConnectorType];

/** What a connector is in the chain of a payment. */
export const PaymentConnectorCategory = {
  PaymentGateway: "payment_gateway",
  AlternativePaymentMethod: "alternative_payment_method",
  BankAcquirer: "bank_acquirer",
  PayoutProcessor: "payout_processor",
  AuthenticationProvider: "authentication_provider",
  FraudAndRiskManagementProvider: "fraud_and_risk_management_provider",
  TaxCalculationProvider: "tax_calculation_provider",
  RevenueGrowthManagementPlatform: "revenue_growth_management_platform",
} as const;
/** One of {@link PaymentConnectorCategory}. */
export type PaymentConnectorCategory = (typeof PaymentConnectorCategory)[keyof typeof PaymentConnectorCategory];

/** How far a connector is proven. */
export const ConnectorIntegrationStatus = {
  /** In production. */
  Live: "live",
  /** Tested in full against the processor's sandbox. */
  Sandbox: "sandbox",
  /** Tested in part against the processor's sandbox. */
  Beta: "beta",
  /** Written from the processor's documentation, not tested against it. */
  Alpha: "alpha",
} as const;
/** One of {@link ConnectorIntegrationStatus}. */
export type ConnectorIntegrationStatus = (typeof ConnectorIntegrationStatus)[keyof typeof ConnectorIntegrationStatus];

/** Whether a connector supports a feature. */
export const FeatureStatus = {
  NotSupported: "not_supported",
  Supported: "supported",
} as const;
/** One of {@link FeatureStatus}. */
export type FeatureStatus = (typeof FeatureStatus)[keyof typeof FeatureStatus];

/** What an uploaded file is for. */
export const FilePurpose = {
  DisputeEvidence: "dispute_evidence",
} as const;
/** One of {@link FilePurpose}. */
export type FilePurpose = (typeof FilePurpose)[keyof typeof FilePurpose];

/** Who keeps an uploaded file: the caller itself, or a processor. */
export const FileUploadProvider = {
  Router: "router",
  Stripe: "stripe",
  Checkout: "checkout",
  Worldpayvantiv: "worldpayvantiv",
} as const;
/** One of {@link FileUploadProvider}. */
export type FileUploadProvider = (typeof FileUploadProvider)[keyof typeof FileUploadProvider];
