import { networkTransactionCard } from "@switchyard/client";
import { applePay, googlePay, minorUnit, secret, type RouterData } from "@switchyard/interfaces";
import {
  authorize,
  BROWSER,
  cancel,
  capture,
  complete,
  CUSTOMER,
  DISPUTE,
  increment,
  known,
  record,
  refund,
  repeat,
  reverse,
  revoke,
  RETURN,
  setupMandate,
} from "./records.js";

const THREE_DS = { authType: "three_ds" } as const;
const splits = {
  type: "adyen_split_payment",
  store: "store_1",
  splitItems: [
    { splitType: "BalanceAccount", amount: minorUnit(900), account: "BA00000000000000000000001", reference: "split_1" },
    { splitType: "Commission", amount: minorUnit(100), reference: "split_2", description: "fee" },
  ],
} as const;
const giftCard = { type: "gift_card", kind: "givex", number: secret("6036280000000000000"), cvc: secret("737") } as const;
const receiver = {
  payoutId: "payout_1",
  amount: minorUnit(2000),
  sourceCurrency: "EUR",
  destinationCurrency: "EUR",
  entityType: "Individual",
  customerDetails: { customerId: "customer-1", name: secret("Jane Doe"), email: secret("j@example.com") },
  metadata: { nationality: "NL", date_of_birth: "1990-01-31" },
} as const;
const bank = {
  type: "bank",
  bank: { type: "sepa", iban: secret("NL13TEST0123456789"), accountHolderName: secret("A. Klaassen"), bankCountryCode: "NL" },
} as const;
const payoutCard = {
  type: "card",
  cardNumber: secret("4111111111111111"),
  expiryMonth: secret("3"),
  expiryYear: secret("30"),
  cardHolderName: secret("Jane Doe"),
} as const;
const document = { type: "content", file: secret(new TextEncoder().encode("%PDF-1.7")), fileType: "application/pdf" } as const;
const withReturn = { connectorMetaData: { return_url: RETURN.routerReturnUrl } } as const;

/** A record for every wire fixture of a request, by the fixture's name. */
export const REQUESTS: readonly (readonly [string, RouterData])[] = [
  ["authorize.card", authorize()],
  [
    "authorize.card-manual-three-ds",
    known(
      {
        captureMethod: "manual",
        merchantOrderReferenceId: "order-42",
        statementDescriptor: "Café Zürich",
        metadata: { cart: "c1", device_fingerprint: "df", store: "store_9", "riskdata.skipRisk": "true" },
      },
      THREE_DS,
    ),
  ],
  ["authorize.native-three-ds", known({ paymentExperience: "invoke_sdk_client" }, THREE_DS)],
  ["authorize.moto", authorize({ paymentChannel: "telephone_order", browserInfo: BROWSER }, THREE_DS)],
  ["authorize.splits", authorize({ splitPayments: splits })],
  [
    "authorize.network-transaction-id",
    authorize({
      paymentMethodData: networkTransactionCard({ number: "4111111111111111", expMonth: "03", expYear: "2030", holderName: "Jane Doe" }),
      mandateId: { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "858435661128555" } },
      offSession: true,
    }),
  ],
  ["authorize.google-pay", authorize({ paymentMethodData: googlePay({ token: '{"signature":"MEQ","protocolVersion":"ECv1"}' }) })],
  ["authorize.apple-pay", authorize({ paymentMethodData: applePay({ paymentData: '{"version":"EC_v1"}' }) })],
  ["authorize.klarna", known({ paymentMethodData: { type: "pay_later", kind: "klarna_redirect" } })],
  ["authorize.stores-card", authorize({ setupFutureUsage: "off_session", ...CUSTOMER })],
  ["setup-mandate.card", setupMandate()],
  ["repeat-payment.token", repeat()],
  ["repeat-payment.on-session", repeat({ offSession: false })],
  ["complete-authorize.redirect-result", complete({ params: secret("shop=1&redirectResult=X6XtfGC3%21Y%3D%3D") })],
  ["complete-authorize.three-ds-one", complete({ params: secret("MD=md%2B1&PaRes=eNpV%3D") })],
  [
    "complete-authorize.native",
    complete({ payload: secret({ details: { threeDSResult: "eyJ0cmFucyI6IlkifQ==" } }) }, { connectorMeta: { paymentData: "Ab02b4c0!pd" } }),
  ],
  ["capture.full", capture()],
  ["capture.one-of-two", capture({ amountToCapture: minorUnit(400), multipleCaptureData: { captureSequence: 1, captureReference: "cap_1_of_2" } })],
  ["void.payment", cancel()],
  ["void.by-reference", cancel({ connectorTransactionId: "attempt_123", connectorMeta: { paymentReference: "attempt_123" } })],
  ["void-post-capture.payment", reverse()],
  ["refund.partial", refund({ reason: "customer_request" })],
  ["increment-authorization.payment", increment()],
  ["revoke-mandate.token", revoke()],
  [
    "session.drop-in",
    record("Session", { amount: minorUnit(1000), currency: "EUR", country: "NL", routerReturnUrl: RETURN.routerReturnUrl }, CUSTOMER),
  ],
  ["create-order.gift-card", record("CreateOrder", { amount: minorUnit(1000), currency: "EUR" })],
  ["balance.gift-card", record("Balance", { paymentMethodData: giftCard, amount: minorUnit(1000), currency: "EUR" })],
  ["accept-dispute.dispute", record("Accept", { ...DISPUTE, disputeStatus: "dispute_opened" })],
  ["defend-dispute.dispute", record("Defend", DISPUTE)],
  ["submit-evidence.receipt", record("Evidence", { ...DISPUTE, disputeStatus: "dispute_opened", files: { receipt: document } })],
  ["check-payout-eligibility.card", record("PoEligibility", { ...receiver, payoutMethodData: payoutCard }, withReturn)],
  ["create-payout.iban", record("PoCreate", { ...receiver, payoutMethodData: bank })],
  [
    "create-payout.paypal",
    record("PoCreate", {
      ...receiver,
      entityType: "Company",
      payoutMethodData: { type: "wallet", wallet: { type: "paypal", receiver: { type: "email", email: secret("p@example.com") } } },
    }),
  ],
  ["fulfill-payout.confirm", record("PoFulfill", { ...receiver, connectorPayoutId: "PAYOUTQ8HXSKGK82" })],
  ["fulfill-payout.card", record("PoFulfill", { ...receiver, payoutMethodData: payoutCard })],
  ["cancel-payout.decline", record("PoCancel", { ...receiver, connectorPayoutId: "PAYOUTQ8HXSKGK82" })],
];
