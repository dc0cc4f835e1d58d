import fc from "fast-check";
import {
  AttemptStatus,
  AuthenticationType,
  PaymentMethod,
  PaymentMethodType,
  minorUnit,
  secret,
  type AccessToken,
  type AccessTokenFlowData,
  type ConnectorAuthType,
  type ConnectorResponse,
  type DisputesFlowData,
  type FilesFlowData,
  type Flow,
  type FlowTypes,
  type FrmFlowData,
  type MandateRevokeFlowData,
  type PaymentAddress,
  type PaymentFlowData,
  type PayoutFlowData,
  type RefundFlowData,
  type ResourceCommonData,
  type Secret,
} from "../src/index.js";

/** Fields that a record need not have. */
type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** An arbitrary for every field of `T`: a field that is forgotten does not compile. */
type Fields<T> = { readonly [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> };

/** Records whose optional fields are now absent, now `undefined`, now there. */
function records<T extends object>(fields: Fields<T>, required: readonly Exclude<keyof T, OptionalKeys<T>>[]): fc.Arbitrary<T> {
  const needed = new Set<PropertyKey>(required);
  const model = Object.fromEntries(
    Object.entries<fc.Arbitrary<unknown>>(fields).map(([key, arbitrary]) => [
      key,
      needed.has(key) ? arbitrary : fc.option(arbitrary, { nil: undefined }),
    ]),
  );
  // fast-check knows the model as a record of anything; `Fields` has checked it field by field.
  return fc.record(model, { requiredKeys: [...required] as string[] }) as unknown as fc.Arbitrary<T>;
}

const text = fc.string();
const secrets: fc.Arbitrary<Secret> = text.map((value) => secret(value));
const secretThings: fc.Arbitrary<Secret<unknown>> = fc.jsonValue().map((value) => secret<unknown>(value));
const amounts = fc.maxSafeNat().map((value) => minorUnit(value));
const objects: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.dictionary(text, fc.oneof(fc.jsonValue(), secrets));
const texts = fc.dictionary(text, text);
const statuses = fc.constantFrom(...Object.values(AttemptStatus));
const methods = fc.constantFrom(...Object.values(PaymentMethod));
const methodTypes = fc.constantFrom(...Object.values(PaymentMethodType));
const addresses: fc.Arbitrary<PaymentAddress> = fc.record({ billing: fc.record({ email: secrets }, { requiredKeys: [] }) }, { requiredKeys: [] });
const integrityChecks = fc.record({ fieldNames: fc.array(text) });
const rawResponses: fc.Arbitrary<Secret<ConnectorResponse>> = fc
  .record({ statusCode: fc.nat(599), headers: texts, text })
  .map((answer) => secret({ ...answer, body: new TextEncoder().encode(answer.text) }));

const ids = { paymentId: text, attemptId: text };

const commonFields: Fields<ResourceCommonData> = {
  merchantId: text,
  connector: text,
  connectorRequestReferenceId: text,
  connectorMetaData: objects,
  testMode: fc.boolean(),
  tenantId: text,
  merchantAccountId: text,
  accessToken: fc.record<AccessToken>({ token: secrets, expiresIn: fc.nat() }),
  connectorApiVersion: text,
  connectorHttpStatusCode: fc.nat(599),
  externalLatency: fc.nat(),
  rawConnectorResponse: rawResponses,
  connectorResponseHeaders: texts,
};
const COMMON = ["merchantId", "connector", "connectorRequestReferenceId"] as const;

const payments = records<PaymentFlowData>(
  {
    ...commonFields,
    ...ids,
    customerId: text,
    connectorCustomer: text,
    status: statuses,
    paymentMethod: methods,
    paymentMethodType: methodTypes,
    description: text,
    address: addresses,
    authType: fc.constantFrom(...Object.values(AuthenticationType)),
    amountCaptured: amounts,
    amountAuthorized: amounts,
    amountCapturable: amounts,
    sessionToken: secrets,
    referenceId: text,
    paymentMethodToken: secrets.map((token) => ({ type: "token", token }) as const),
    recurringMandatePaymentData: fc.record({ originalPaymentAuthorizedAmount: amounts, mandateMetadata: secretThings }),
    preprocessingId: text,
    paymentMethodBalance: fc.record({ amount: amounts, currency: text }),
    connectorWalletsDetails: secretThings,
    additionalMerchantData: secretThings,
    connectorMandateRequestReferenceId: text,
    connectorResponse: fc.record({ authorizationCode: text, details: objects }),
    integrityCheck: integrityChecks,
    psd2ScaExemptionType: text,
    headerPayload: texts,
  },
  [...COMMON, "paymentId", "attemptId", "status", "paymentMethod", "address", "authType"],
);

const refunds = records<RefundFlowData>(
  {
    ...commonFields,
    ...ids,
    refundId: text,
    connectorRefundId: text,
    customerId: text,
    status: statuses,
    paymentMethod: methods,
    paymentMethodType: methodTypes,
    address: addresses,
    integrityCheck: integrityChecks,
  },
  [...COMMON, "paymentId", "attemptId", "refundId", "status"],
);

const disputes = records<DisputesFlowData>({ ...commonFields, ...ids, disputeId: text, connectorDisputeId: text, paymentMethod: methods }, [
  ...COMMON,
  "paymentId",
  "attemptId",
  "disputeId",
  "connectorDisputeId",
]);

const accessTokens = records<AccessTokenFlowData>(commonFields, COMMON);

const mandateRevocations = records<MandateRevokeFlowData>({ ...commonFields, customerId: text, paymentId: text, connectorMandateId: text }, COMMON);

const payouts = records<PayoutFlowData>(
  { ...commonFields, payoutId: text, attemptId: text, customerId: text, connectorCustomer: text, address: addresses, quoteId: text },
  [...COMMON, "payoutId", "attemptId"],
);

const files = records<FilesFlowData>({ ...commonFields, ...ids, disputeId: text, connectorDisputeId: text }, [...COMMON, "paymentId", "attemptId"]);

const frauds = records<FrmFlowData>(
  {
    ...commonFields,
    ...ids,
    customerId: text,
    status: statuses,
    paymentMethod: methods,
    paymentMethodType: methodTypes,
    address: addresses,
    frmMetadata: secretThings,
  },
  [...COMMON, "paymentId", "attemptId", "status"],
);

/** Resource data of every flow. */
export const RESOURCE_DATA: { readonly [F in Flow]: fc.Arbitrary<FlowTypes[F]["common"]> } = {
  Authorize: payments,
  CompleteAuthorize: payments,
  PSync: payments,
  Capture: payments,
  Void: payments,
  PostCaptureVoid: payments,
  IncrementalAuthorization: payments,
  Session: payments,
  SdkSessionUpdate: payments,
  PostSessionTokens: payments,
  PreProcessing: payments,
  PostProcessing: payments,
  AuthorizeSessionToken: payments,
  PaymentMethodToken: payments,
  CreateConnectorCustomer: payments,
  CreateOrder: payments,
  SetupMandate: payments,
  RepeatPayment: payments,
  MandateRevoke: mandateRevocations,
  Approve: payments,
  Reject: payments,
  Balance: payments,
  CalculateTax: payments,
  UpdateMetadata: payments,
  PreAuthenticate: payments,
  Authenticate: payments,
  PostAuthenticate: payments,
  Execute: refunds,
  RSync: refunds,
  AccessTokenAuth: accessTokens,
  Accept: disputes,
  Defend: disputes,
  Evidence: disputes,
  DSync: disputes,
  Upload: files,
  Retrieve: files,
  PoCreate: payouts,
  PoFulfill: payouts,
  PoCancel: payouts,
  PoQuote: payouts,
  PoRecipient: payouts,
  PoRecipientAccount: payouts,
  PoEligibility: payouts,
  PoSync: payouts,
  Checkout: frauds,
  Sale: frauds,
  Transaction: frauds,
  Fulfillment: frauds,
  RecordReturn: frauds,
  VerifyWebhookSource: accessTokens,
};

/** Credentials of every type. */
export const credentials: fc.Arbitrary<ConnectorAuthType> = fc.oneof(
  fc.constantFrom<ConnectorAuthType>({ type: "NoKey" }, { type: "TemporaryAuth" }),
  fc.record({ type: fc.constant("HeaderKey" as const), apiKey: secrets }),
  fc.record({ type: fc.constant("BodyKey" as const), apiKey: secrets, key1: secrets }),
  fc.record({ type: fc.constant("SignatureKey" as const), apiKey: secrets, key1: secrets, apiSecret: secrets }),
  fc.record({ type: fc.constant("MultiAuthKey" as const), apiKey: secrets, key1: secrets, apiSecret: secrets, key2: secrets }),
  fc.record({ type: fc.constant("CertificateAuth" as const), certificate: secrets, privateKey: secrets }),
  fc.record({
    type: fc.constant("CurrencyAuthKey" as const),
    authKeyMap: fc.record({ GBP: texts.map((keys) => secret<Readonly<Record<string, string>>>(keys)) }, { requiredKeys: [] }),
  }),
);

/** A request or an answer: the conversion looks at neither, so they may be anything, secrets included. */
export const contents: fc.Arbitrary<unknown> = fc.oneof(
  objects,
  fc.record({ ok: fc.boolean(), value: objects, error: objects }, { requiredKeys: ["ok"] }),
  fc.anything(),
);

/** Fields that no type knows, with names that mean something to JavaScript. */
export const strayFields: fc.Arbitrary<readonly (readonly [string, unknown])[]> = fc.array(
  fc.tuple(
    fc.constantFrom("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "toJSON", "valueOf", "length", "0", ""),
    fc.oneof(fc.constant({ polluted: true }), fc.jsonValue()),
  ),
  { maxLength: 4 },
);
