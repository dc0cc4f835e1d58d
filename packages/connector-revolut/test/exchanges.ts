import { secret } from "@switchyard/interfaces";
import { CARD, CUSTOMER, dispute, EVIDENCE, file, mandate, METHOD, order, ORDER, payment, REFUND, type Client } from "./wire.js";

/** The requests, in their order; the answers to them; the call; what must come of it. */
export type Exchange = readonly [
  requests: readonly string[],
  answers: readonly string[],
  call: (payments: Client) => Promise<unknown>,
  expected: object,
];

const refund = { ...payment, reference: "ref_1", amount: 100, currency: "GBP", reason: "Returned" } as const;
const repeat = { reference: "renewal-1", amount: 500, currency: "GBP", mandate } as const;
const browserInfo = { timeZone: -180, colorDepth: 24, screenWidth: 1920, screenHeight: 1080, javaEnabled: false } as const;
const redirection = { type: "form", method: "GET", formFields: {} };
const request = { amount: 500, currency: "GBP", captureMethod: "manual" } as never;

export const exchanges: readonly Exchange[] = [
  [
    ["authorize.manual"],
    ["authorize.pending"],
    (client) => client.authorize(order),
    {
      status: "authentication_pending",
      outcome: "accepted",
      connectorTransactionId: ORDER,
      connectorStatus: "pending",
      connectorResponseReferenceId: "pay_att_1",
      redirection: { ...redirection, endpoint: "https://checkout.revolut.com/payment-link/0adc0e3c-ab44-4f33-bcc0-534ded7354ce" },
    },
  ],
  [
    ["authorize.three-ds-card"],
    ["authorize.pending"],
    (client) =>
      client.authorize({
        reference: "pay_att_1",
        amount: 500,
        currency: "GBP",
        authentication: "three_ds",
        captureMethod: "manual",
        requestIncrementalAuthorization: true,
        billing: { address: { firstName: "Sherlock", lastName: "Holmes" }, phone: { number: "2079460958", countryCode: "+44" }, email: "a@b.co" },
        metadata: { parcel: "blue", weight: 3 },
        statementDescriptorSuffix: "Tea*pot\\s and saucers, large",
        paymentMethod: CARD,
      }),
    { status: "authentication_pending" },
  ],
  [
    ["authorize.stored"],
    ["authorize.pending"],
    (client) =>
      client.authorize({
        ...order,
        shipping: undefined,
        captureMethod: "automatic",
        customer: { connectorCustomerId: CUSTOMER, name: "Not sent" },
        setupFutureUsage: "off_session",
      }),
    { status: "authentication_pending", nextAction: { type: "invoke_sdk_client" } },
  ],
  [
    ["sync.by-id"],
    ["sync.declined-then-captured"],
    (client) => client.sync({ ...payment, amount: 500, currency: "GBP" }),
    {
      status: "charged",
      connectorStatus: "completed",
      amountCaptured: 500,
      networkTransactionId: "116386192839472",
      connectorResponse: {
        authorizationCode: "231078",
        avsResult: "n_a",
        cvcResult: "match",
        cardNetwork: "visa",
        cardLastFour: "5709",
        cardBin: "492942",
        cardFunding: "debit",
        cardIssuingCountry: "GB",
        threeDs: { version: "2", eci: "05", status: "verified" },
      },
    },
  ],
  [
    ["sync.by-reference"],
    ["sync.listed"],
    (client) => client.sync({ reference: "pay_att_1", amount: 500, currency: "GBP" }),
    { status: "charged", connectorTransactionId: ORDER },
  ],
  [
    ["capture.partial"],
    ["capture.completed"],
    (client) => client.capture({ ...payment, reference: "capture-1", amount: 300, currency: "GBP" }),
    { status: "partial_charged", outcome: "accepted", connectorTransactionId: ORDER, amountCaptured: 300 },
  ],
  [["void.order"], ["void.cancelled"], (client) => client.void(payment), { status: "voided", connectorTransactionId: ORDER }],
  [["refund.partial"], ["refund.processing"], (client) => client.refund(refund), { status: "pending", connectorRefundId: REFUND }],
  [
    ["sync-refund.refund"],
    ["sync-refund.completed"],
    (client) => client.syncRefund({ ...refund, connectorRefundId: REFUND }),
    { status: "success", connectorRefundId: REFUND },
  ],
  [
    ["increment-authorization.total"],
    ["increment-authorization.processing"],
    (client) => client.incrementAuthorization({ ...payment, reference: "CHG-67890", totalAmount: 600, additionalAmount: 50, currency: "GBP" }),
    { ok: true, value: { status: "processing", connectorAuthorizationId: ORDER, connectorStatus: "processing" } },
  ],
  [
    ["update-metadata.pairs"],
    ["update-metadata.updated"],
    (client) => client.updateMetadata({ request: { ...payment, metadata: { parcel: "blue" } } }),
    { ok: true, value: { status: "success" } },
  ],
  [
    ["create-order.order"],
    ["create-order.created"],
    (client) => client.createOrder({ reference: "pay_att_1", request }),
    { ok: true, value: { type: "create_order", orderId: ORDER } },
  ],
  [
    ["session.widget"],
    ["session.created"],
    (client) => client.session({ reference: "pay_att_1", request }),
    { ok: true, value: { type: "session", sessionToken: { walletName: "connector", connector: "revolut" } } },
  ],
  [
    ["repeat-payment.order", "repeat-payment.merchant"],
    ["create-order.created", "repeat-payment.passed"],
    (client) => client.repeatPayment(repeat),
    { status: "pending", outcome: "accepted", connectorTransactionId: ORDER, connectorStatus: "authorisation_passed" },
  ],
  [
    ["repeat-payment.order", "repeat-payment.customer"],
    ["create-order.created", "repeat-payment.challenge"],
    (client) => client.repeatPayment({ ...repeat, offSession: false, browserInfo }),
    { status: "authentication_pending", redirection: { ...redirection, endpoint: "https://acs.issuer.example/challenge?id=7" } },
  ],
  [
    ["revoke-mandate.saved"],
    ["revoke-mandate.deleted"],
    (client) => client.revokeMandate({ connectorMandateId: METHOD, mandateMetadata: mandate.mandateMetadata }),
    { ok: true, value: { mandateStatus: "revoked" } },
  ],
  [
    ["create-customer.customer"],
    ["create-customer.created"],
    (client) => client.createCustomer({ request: { email: secret("a@b.co"), name: secret("Sherlock Holmes"), phone: secret("+442079460958") } }),
    { ok: true, value: { type: "connector_customer", connectorCustomerId: CUSTOMER } },
  ],
  [
    ["sync-dispute.dispute"],
    ["sync-dispute.open"],
    (client) => client.syncDispute({ request: dispute }),
    {
      ok: true,
      value: {
        disputeStatus: "dispute_opened",
        stage: "dispute",
        connectorStatus: "needs_response",
        connectorDisputeId: dispute.connectorDisputeId,
        amount: 300,
        currency: "GBP",
        connectorReasonCode: "10.4",
        challengeRequiredBy: new Date("2025-03-25T08:30:00Z"),
        objectReferenceId: { type: "payment", by: "connector_transaction_id", id: ORDER },
      },
    },
  ],
  [
    ["accept-dispute.dispute"],
    ["accept-dispute.accepted"],
    (client) => client.acceptDispute({ request: { ...dispute, disputeStatus: "dispute_opened" } }),
    { ok: true, value: { disputeStatus: "dispute_accepted" } },
  ],
  [
    ["upload-file.evidence"],
    ["upload-file.uploaded"],
    (client) => client.uploadFile({ reference: "file 1", request: file }),
    { ok: true, value: { providerFileId: EVIDENCE } },
  ],
  [
    ["submit-evidence.delivered"],
    ["submit-evidence.challenged"],
    (client) =>
      client.submitEvidence({
        request: {
          ...dispute,
          disputeStatus: "dispute_opened",
          files: { shipping_documentation: { type: "uploaded", providerFileId: EVIDENCE } },
          texts: { shipping_date: secret("2025-03-01"), uncategorized_text: secret("Signed for by the customer.") },
        },
      }),
    { ok: true, value: { disputeStatus: "dispute_challenged" } },
  ],
];
