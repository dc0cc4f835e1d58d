import {
  ConnectorError,
  minorUnit,
  PAYMENT_METHOD_OF_DATA,
  paymentMethodOf,
  paymentMethodTypeOf,
  secret,
  secretEmail,
  type ConnectorAuthType,
  type ConnectorMetadata,
  type Currency,
  type Flow,
  type FlowTypes,
  type MerchantReference,
  type PaymentFlowData,
  type PaymentMethod,
  type PaymentMethodData,
  type PaymentMethodType,
  type ResourceCommonData,
  type RouterData,
  type SplitPaymentsRequest,
} from "@switchyard/interfaces";
import type {
  AuthorizeInput,
  CaptureInput,
  CompleteAuthorizeInput,
  FlowInput,
  IncrementAuthorizationInput,
  PaymentInput,
  RefundInput,
  RepeatPaymentInput,
  RevokeMandateInput,
  SetupMandateInput,
  SyncInput,
  SyncRefundInput,
  VoidInput,
} from "./inputs.js";
import { knownCurrency, needId, needMandateIds, needReference, optionalAmount, toAddress, toBrowserInfo, toMandateIds } from "./read-input.js";

/** What the client adds to every record. */
export interface Surroundings {
  readonly connector: string;
  readonly auth: ConnectorAuthType;
  readonly connectorMetaData?: ConnectorMetadata | undefined;
  readonly testMode: boolean;
  readonly merchantId: string;
  readonly randomId: () => string;
  readonly currencyExponents: Readonly<Partial<Record<Currency, number>>>;
}

function common(around: Surroundings, reference: MerchantReference, merchantId: string | undefined): ResourceCommonData {
  return {
    merchantId: merchantId ?? around.merchantId,
    connector: around.connector,
    connectorRequestReferenceId: reference,
    testMode: around.testMode,
    ...(around.connectorMetaData === undefined ? {} : { connectorMetaData: around.connectorMetaData }),
  };
}

/** Callers name a payment once; our own ids of it are that name until a caller that keeps several says otherwise. */
function ownId(reference: MerchantReference): string {
  return reference;
}

interface PaymentFacts {
  readonly reference: MerchantReference;
  readonly merchantId?: string | undefined;
  readonly status?: PaymentFlowData["status"] | undefined;
  readonly method?: PaymentMethod | undefined;
  readonly methodType?: PaymentMethodType | undefined;
}

function paymentCommon(around: Surroundings, facts: PaymentFacts, input?: Partial<PaymentInput>): PaymentFlowData {
  const billing = toAddress(input?.billing);
  const shipping = toAddress(input?.shipping);
  return {
    ...common(around, facts.reference, facts.merchantId),
    paymentId: ownId(facts.reference),
    attemptId: ownId(facts.reference),
    status: facts.status ?? "started",
    // Follow-ups do not know what the payment was made with, and no processor asks; a card is the record's neutral value.
    paymentMethod: facts.method ?? "card",
    paymentMethodType: facts.methodType,
    address: { ...(billing === undefined ? {} : { billing }), ...(shipping === undefined ? {} : { shipping }) },
    authType: input?.authentication ?? "no_three_ds",
    customerId: input?.customer?.id,
    connectorCustomer: input?.customer?.connectorCustomerId,
    description: input?.description,
  };
}

/** The request fields that all payments share. */
function paymentRequest(around: Surroundings, input: PaymentInput) {
  return {
    amount: minorUnit(input.amount),
    currency: knownCurrency(input.currency, around),
    paymentExperience: input.paymentExperience,
    email: input.customer?.email === undefined ? undefined : secretEmail(input.customer.email),
    customerName: input.customer?.name === undefined ? undefined : secret(input.customer.name),
    customerId: input.customer?.id,
    browserInfo: toBrowserInfo(input.browserInfo),
    routerReturnUrl: input.returnUrl,
    completeAuthorizeUrl: input.completeAuthorizeUrl ?? input.returnUrl,
    webhookUrl: input.webhookUrl,
    statementDescriptor: input.statementDescriptor,
    statementDescriptorSuffix: input.statementDescriptorSuffix,
    metadata: input.metadata,
    merchantOrderReferenceId: input.orderReference,
    orderDetails: input.orderDetails,
    orderCategory: input.orderCategory,
    paymentChannel: input.paymentChannel,
    splitPayments: input.splitPayments,
    enablePartialAuthorization: input.enablePartialAuthorization,
  };
}

/**
 * What the payment is made with, as method, type and data; the caller's type wins over the data's.
 * @throws ConnectorError MissingRequiredField, InvalidDataFormat: callers without types exist
 */
function methodFacts(data: PaymentMethodData | undefined, input: Pick<PaymentInput, "paymentMethodType">) {
  if (data === undefined) throw new ConnectorError("MissingRequiredField", { fieldName: "paymentMethod" });
  if (!Object.hasOwn(PAYMENT_METHOD_OF_DATA, data.type)) {
    throw new ConnectorError("InvalidDataFormat", { fieldName: "paymentMethod.type", expected: "a payment method's data, as card() makes it" });
  }
  return { method: paymentMethodOf(data), methodType: input.paymentMethodType ?? paymentMethodTypeOf(data) };
}

function paymentRecord<F extends "Authorize" | "CompleteAuthorize" | "SetupMandate" | "RepeatPayment">(
  flow: F,
  around: Surroundings,
  input: PaymentInput,
  facts: Omit<PaymentFacts, "reference">,
  request: Omit<FlowTypes[F]["request"], keyof ReturnType<typeof paymentRequest> | "paymentMethodType">,
): RouterData<F> {
  const reference = needReference(input.reference);
  // Both parts of the request are checked; the compiler cannot add them up for a flow that is generic.
  return {
    flow,
    connectorAuthType: around.auth,
    ...paymentCommon(around, { reference, merchantId: input.merchantId, ...facts }, input),
    request: { ...paymentRequest(around, input), paymentMethodType: facts.methodType, ...request },
  } as unknown as RouterData<F>;
}

export function toAuthorizeData(input: AuthorizeInput<unknown>, around: Surroundings): RouterData<"Authorize"> {
  const data: PaymentMethodData = input.paymentMethod;
  return paymentRecord("Authorize", around, input, methodFacts(data, input), {
    paymentMethodData: data,
    captureMethod: input.captureMethod,
    setupFutureUsage: input.setupFutureUsage,
    offSession: input.offSession,
    mandateId: toMandateIds(input.mandate),
    setupMandateDetails: input.setupMandateDetails,
    customerAcceptance: input.customerAcceptance,
    requestIncrementalAuthorization: input.requestIncrementalAuthorization,
    authenticationData: input.authenticationData,
  });
}

export function toSetupMandateData(input: SetupMandateInput<unknown>, around: Surroundings): RouterData<"SetupMandate"> {
  const data: PaymentMethodData = input.paymentMethod;
  return paymentRecord("SetupMandate", around, { ...input, amount: input.amount ?? 0 }, methodFacts(data, input), {
    paymentMethodData: data,
    setupFutureUsage: "off_session",
    offSession: false,
    customerAcceptance: input.customerAcceptance,
    setupMandateDetails: input.setupMandateDetails,
  });
}

export function toRepeatPaymentData(input: RepeatPaymentInput<unknown>, around: Surroundings): RouterData<"RepeatPayment"> {
  const data: PaymentMethodData = { type: "mandate_payment" };
  return paymentRecord("RepeatPayment", around, input, methodFacts(data, input), {
    paymentMethodData: data,
    captureMethod: input.captureMethod,
    offSession: input.offSession ?? true,
    mandateId: needMandateIds(input.mandate),
  });
}

export function toCompleteAuthorizeData(input: CompleteAuthorizeInput<unknown>, around: Surroundings): RouterData<"CompleteAuthorize"> {
  const data: PaymentMethodData | undefined = input.paymentMethod;
  const facts = data === undefined ? { methodType: input.paymentMethodType } : methodFacts(data, input);
  const redirect = input.redirectResponse;
  return paymentRecord(
    "CompleteAuthorize",
    around,
    input,
    { ...facts, status: input.status },
    {
      paymentMethodData: data,
      captureMethod: input.captureMethod,
      setupFutureUsage: input.setupFutureUsage,
      connectorTransactionId: input.connectorTransactionId === "" ? undefined : input.connectorTransactionId,
      connectorMeta: input.connectorMeta,
      redirectResponse:
        redirect === undefined
          ? undefined
          : {
              params: redirect.params === undefined ? undefined : secret(redirect.params),
              payload: redirect.payload === undefined ? undefined : secret(redirect.payload),
            },
    },
  );
}

export function toSyncData(input: SyncInput, around: Surroundings): RouterData<"PSync"> {
  const id = input.connectorTransactionId;
  const reference = input.reference === undefined ? undefined : needReference(input.reference);
  if ((id === undefined || id === "") && reference === undefined) throw new ConnectorError("MissingConnectorTransactionID", {});
  return {
    flow: "PSync",
    connectorAuthType: around.auth,
    ...paymentCommon(around, { reference: reference ?? around.randomId(), merchantId: input.merchantId, status: input.status ?? "pending" }),
    request: {
      connectorTransactionId: id === undefined || id === "" ? { type: "no_response_id" } : { type: "connector_transaction_id", id },
      connectorReferenceId: reference,
      syncType: { type: "single_payment_sync" },
      amount: optionalAmount(input.amount, "amount"),
      currency: input.currency === undefined ? undefined : knownCurrency(input.currency, around),
      captureMethod: input.captureMethod,
      connectorMeta: input.connectorMeta,
      encodedData: input.returned,
      splitPayments: input.splitPayments,
    },
  };
}

/** The record of a request that follows an earlier one: its reference is made up unless given. */
function followUp<F extends "Capture" | "Void" | "PostCaptureVoid" | "IncrementalAuthorization">(
  flow: F,
  around: Surroundings,
  input: {
    readonly reference?: string | undefined;
    readonly merchantId?: string | undefined;
    readonly connectorTransactionId: string;
    readonly connectorMeta?: unknown;
    readonly splitPayments?: SplitPaymentsRequest | undefined;
  },
  status: PaymentFlowData["status"],
  request: Omit<FlowTypes[F]["request"], "connectorTransactionId" | "connectorMeta" | "splitPayments">,
): RouterData<F> {
  const reference = input.reference === undefined ? around.randomId() : needReference(input.reference);
  const connectorTransactionId = needId(input.connectorTransactionId, "MissingConnectorTransactionID");
  return {
    flow,
    connectorAuthType: around.auth,
    ...paymentCommon(around, { reference, merchantId: input.merchantId, status }),
    request: { connectorTransactionId, connectorMeta: input.connectorMeta, splitPayments: input.splitPayments, ...request },
  } as unknown as RouterData<F>;
}

export function toCaptureData(input: CaptureInput, around: Surroundings): RouterData<"Capture"> {
  const sequence = input.sequence;
  return followUp("Capture", around, input, "capture_initiated", {
    amountToCapture: minorUnit(input.amount),
    currency: knownCurrency(input.currency, around),
    paymentAmount: optionalAmount(input.authorizedAmount, "authorizedAmount"),
    captureMethod: input.captureMethod,
    metadata: input.metadata,
    multipleCaptureData:
      sequence === undefined
        ? undefined
        : { captureSequence: sequence.number, captureReference: input.reference ?? "", captureCount: sequence.total },
  });
}

function voidRequest(input: VoidInput, around: Surroundings) {
  return {
    amount: optionalAmount(input.amount, "amount"),
    currency: input.currency === undefined ? undefined : knownCurrency(input.currency, around),
    cancellationReason: input.reason,
  };
}

export function toVoidData(input: VoidInput, around: Surroundings): RouterData<"Void"> {
  return followUp("Void", around, input, "void_initiated", voidRequest(input, around));
}

export function toPostCaptureVoidData(input: VoidInput, around: Surroundings): RouterData<"PostCaptureVoid"> {
  return followUp("PostCaptureVoid", around, input, "void_initiated", voidRequest(input, around));
}

export function toIncrementData(input: IncrementAuthorizationInput, around: Surroundings): RouterData<"IncrementalAuthorization"> {
  return followUp("IncrementalAuthorization", around, input, "authorized", {
    totalAmount: minorUnit(input.totalAmount, "totalAmount"),
    additionalAmount: minorUnit(input.additionalAmount, "additionalAmount"),
    currency: knownCurrency(input.currency, around),
    reason: input.reason,
  });
}

export function toRefundData<F extends "Execute" | "RSync">(flow: F, input: RefundInput | SyncRefundInput, around: Surroundings): RouterData<F> {
  const reference = input.reference === undefined ? around.randomId() : needReference(input.reference);
  const billing = toAddress(input.billing);
  const connectorRefundId = "connectorRefundId" in input ? needId(input.connectorRefundId, "MissingConnectorRefundID") : undefined;
  return {
    flow,
    connectorAuthType: around.auth,
    ...common(around, reference, input.merchantId),
    paymentId: reference,
    attemptId: reference,
    refundId: reference,
    connectorRefundId,
    status: "charged",
    paymentMethodType: input.paymentMethodType,
    ...(billing === undefined ? {} : { address: { billing } }),
    request: {
      refundId: reference,
      connectorTransactionId: needId(input.connectorTransactionId, "MissingConnectorTransactionID"),
      connectorRefundId,
      refundAmount: minorUnit(input.amount),
      currency: knownCurrency(input.currency, around),
      paymentAmount: optionalAmount(input.paymentAmount, "paymentAmount"),
      reason: input.reason,
      connectorMetadata: input.connectorMeta,
      webhookUrl: input.webhookUrl,
      metadata: input.metadata,
      splitPayments: input.splitPayments,
      splitRefunds: input.splitRefunds,
    },
  } as unknown as RouterData<F>;
}

export function toRevokeMandateData(input: RevokeMandateInput, around: Surroundings): RouterData<"MandateRevoke"> {
  const reference = input.reference ?? around.randomId();
  const connectorMandateId = needId(input.connectorMandateId, "MissingConnectorMandateID");
  return {
    flow: "MandateRevoke",
    connectorAuthType: around.auth,
    ...common(around, reference, input.merchantId),
    connectorMandateId,
    customerId: input.customer?.id,
    request: { connectorMandateId, mandateMetadata: input.mandateMetadata },
  };
}

/** The record of a flow without a form of its own. */
export function toFlowData<F extends Flow>(flow: F, input: FlowInput<F>, around: Surroundings): RouterData<F> {
  const reference = input.reference ?? around.randomId();
  return {
    flow,
    connectorAuthType: around.auth,
    ...paymentCommon(around, { reference }),
    refundId: reference,
    ...input.common,
    request: input.request,
  } as unknown as RouterData<F>;
}
