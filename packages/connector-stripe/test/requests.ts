import { applePay, googlePay, networkTransactionCard } from "@switchyard/client";
import { CardExpiry, minorUnit, networkToken, secret, type RouterData } from "@switchyard/interfaces";
import {
  ACCOUNT,
  asked,
  authorize,
  BILLING,
  BROWSER,
  byMandate,
  cancel,
  capture,
  CARD,
  CHARGE,
  CUSTOMER,
  DISPUTE,
  disputed,
  increment,
  METHOD,
  payout,
  payWith,
  record,
  refund,
  repeat,
  setupMandate,
  sync,
  syncRefund,
} from "./records.js";

export const expiry = CardExpiry.of({ month: 3, year: 2030 });
export const APPLE_TOKEN = '{"version":"EC_v1","data":"3+f4oOTwPa6f1UZ6tG","signature":"MIAGCSqG","header":{"transactionId":"0f"}}';
export const GOOGLE_TOKEN = '{"id":"tok_1TestA0000000001","object":"token","type":"card"}';
const decrypted = {
  type: "decrypted",
  number: secret("4111111111111111"),
  expiry,
  cryptogram: secret("AgAAAAAABk4DWZ4C28yUQAAAAAA="),
  eci: "7",
} as const;
export const applePayEncrypted = applePay({
  paymentData: btoa(APPLE_TOKEN),
  paymentMethod: { displayName: "Visa 4242", network: "Visa", type: "debit" },
  transactionIdentifier: "0f",
});
const direct = { type: "stripe_split_payment", chargeType: "direct", applicationFees: minorUnit(50), transferAccountId: ACCOUNT } as const;
const destination = { ...direct, chargeType: "destination", onBehalfOf: ACCOUNT } as const;
const nti = { mandateReferenceId: { type: "network_mandate_id", networkTransactionId: "123456789012345" } } as const;
const kept = { connectorCustomer: CUSTOMER };
const ofAccount = { connectorCustomer: ACCOUNT };

/** Every request that a fixture shows, by the fixture's name. */
export const requests: readonly (readonly [name: string, data: RouterData])[] = [
  ["authorize.card-manual", authorize({ captureMethod: "manual" })],
  [
    "authorize.card-full",
    payWith(
      CARD,
      "USD",
      {
        statementDescriptorSuffix: "ORDER 42",
        requestIncrementalAuthorization: true,
        captureMethod: "manual_multiple",
        metadata: { basket: { id: 7 }, gift: true },
      },
      { description: "Marmalade" },
    ),
  ],
  ["authorize.card-without-return-url", authorize({ routerReturnUrl: undefined })],
  ["authorize.three-ds", authorize({}, { authType: "three_ds" })],
  [
    "authorize.three-ds-imported",
    authorize({
      authenticationData: {
        cavv: secret("AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        eci: "5",
        dsTransactionId: "ds-1",
        messageVersion: "2.2.0",
        transactionStatus: "Y",
      },
    }),
  ],
  ["authorize.card-stored", authorize({ setupFutureUsage: "off_session" }, kept)],
  [
    "authorize.stored-card-on-session",
    authorize({ paymentMethodData: { type: "mandate_payment" }, mandateId: byMandate(), offSession: false }, kept),
  ],
  [
    "authorize.network-transaction-id",
    authorize({
      paymentMethodData: networkTransactionCard({ number: "4242424242424242", expMonth: "03", expYear: "2030" }),
      mandateId: nti,
      offSession: true,
    }),
  ],
  ["authorize.moto", authorize({ paymentChannel: "telephone_order" })],
  ["authorize.google-pay", authorize({ paymentMethodData: googlePay({ token: GOOGLE_TOKEN }) })],
  [
    "authorize.apple-pay",
    authorize({ paymentMethodData: applePayEncrypted }, { paymentMethodToken: { type: "token", token: secret("tok_1TestA0000000001") } }),
  ],
  ["authorize.apple-pay-decrypted", authorize({ paymentMethodData: { type: "wallet", kind: "apple_pay", paymentData: decrypted } })],
  ["authorize.google-pay-decrypted", authorize({ paymentMethodData: { type: "wallet", kind: "google_pay", tokenizationData: decrypted } })],
  [
    "authorize.network-token",
    authorize({
      paymentMethodData: networkToken({
        number: "4111111111111111",
        expMonth: "03",
        expYear: "2030",
        cryptogram: "AgAAAAAABk4DWZ4C28yUQAAAAAA=",
        eci: "05",
        par: "PAR1",
      }),
    }),
  ],
  [
    "authorize.ach",
    payWith({ type: "bank_debit", kind: "ach_bank_debit", accountNumber: secret("000123456789"), routingNumber: secret("110000000") }, "USD"),
  ],
  ["authorize.sepa", payWith({ type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE89370400440532013000") })],
  [
    "authorize.bacs",
    payWith({ type: "bank_debit", kind: "bacs_bank_debit", sortCode: secret("10-88-00"), accountNumber: secret("00012345") }, "GBP"),
  ],
  [
    "authorize.becs",
    payWith({ type: "bank_debit", kind: "becs_bank_debit", bsbNumber: secret("000-000"), accountNumber: secret("000123456") }, "AUD"),
  ],
  ["authorize.ideal", payWith({ type: "bank_redirect", kind: "ideal", bankName: "rabobank" })],
  ["authorize.bancontact", payWith({ type: "bank_redirect", kind: "bancontact_card" })],
  ["authorize.eps", payWith({ type: "bank_redirect", kind: "eps", bankName: "bank_austria" })],
  ["authorize.p24", payWith({ type: "bank_redirect", kind: "przelewy24" }, "PLN")],
  ["authorize.blik", payWith({ type: "bank_redirect", kind: "blik", blikCode: secret("777123") }, "PLN")],
  ["authorize.fpx", payWith({ type: "bank_redirect", kind: "online_banking_fpx", issuer: "maybank" }, "MYR")],
  ["authorize.klarna", payWith({ type: "pay_later", kind: "klarna_redirect" }, "EUR", { statementDescriptor: "Marmalade*Shop" })],
  ["authorize.affirm", payWith({ type: "pay_later", kind: "affirm_redirect" }, "USD")],
  ["authorize.afterpay", payWith({ type: "pay_later", kind: "afterpay_clearpay_redirect" }, "USD")],
  ["authorize.alipay", payWith({ type: "wallet", kind: "ali_pay_redirect" }, "CNY")],
  ["authorize.wechat-pay", payWith({ type: "wallet", kind: "we_chat_pay_qr" }, "CNY")],
  ["authorize.cashapp", payWith({ type: "wallet", kind: "cashapp_qr" }, "USD")],
  ["authorize.paypal", payWith({ type: "wallet", kind: "paypal_redirect" })],
  ["authorize.eu-bank-transfer", payWith({ type: "bank_transfer", kind: "sepa_bank_transfer" }, "EUR", {}, kept)],
  ["authorize.us-bank-transfer", payWith({ type: "bank_transfer", kind: "ach_bank_transfer" }, "USD", {}, kept)],
  ["authorize.multibanco", payWith({ type: "bank_transfer", kind: "multibanco_bank_transfer" })],
  ["authorize.pix", payWith({ type: "bank_transfer", kind: "pix", expiryDate: "2030-01-01T00:00:00Z", cpf: secret("00000000000") }, "BRL")],
  ["authorize.promptpay", payWith({ type: "real_time_payment", kind: "prompt_pay" }, "THB")],
  ["authorize.upi", payWith({ type: "upi", kind: "upi_intent" }, "INR")],
  ["authorize.boleto", payWith({ type: "voucher", kind: "boleto", socialSecurityNumber: secret("00000000000") }, "BRL")],
  ["authorize.oxxo", payWith({ type: "voucher", kind: "oxxo" }, "MXN")],
  ["authorize.konbini", payWith({ type: "voucher", kind: "lawson" }, "JPY")],
  ["authorize.direct-charge", authorize({ splitPayments: direct })],
  ["authorize.destination-charge", authorize({ splitPayments: destination })],
  ["repeat-payment.card", repeat()],
  [
    "repeat-payment.sepa",
    repeat({ currency: "EUR", mandateId: byMandate({ customer: CUSTOMER, type: "sepa_debit" }) }, { connectorCustomer: undefined }),
  ],
  ["setup-mandate.card", setupMandate()],
  [
    "setup-mandate.sepa",
    setupMandate({
      paymentMethodData: { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE89370400440532013000") },
      customerAcceptance: {
        acceptanceType: "online",
        acceptedAt: "2026-08-26T00:00:00Z",
        online: { ipAddress: secret("192.0.2.8"), userAgent: "Agreed/1.0" },
      },
    }),
  ],
  ["sync.payment", sync()],
  ["sync.setup", sync("seti_1TestA0000000001")],
  ["sync.direct-charge", sync(undefined, { connectorMeta: { stripeAccount: ACCOUNT } })],
  ["capture.full", capture()],
  [
    "capture.first-of-two",
    capture({ amountToCapture: minorUnit(400), multipleCaptureData: { captureSequence: 1, captureReference: "capture_1", captureCount: 2 } }),
  ],
  ["capture.direct-charge", capture({ splitPayments: direct })],
  ["void.payment", cancel({ cancellationReason: "requested_by_customer" })],
  ["void.free-text", cancel({ cancellationReason: "the customer changed their mind" })],
  ["void.setup", cancel(asked("seti_1TestA0000000001"))],
  ["increment-authorization.total", increment()],
  ["refund.partial", refund({ reason: "requested_by_customer" })],
  [
    "refund.direct-charge",
    refund({
      splitRefunds: { type: "stripe_split_refund", chargeType: "direct", chargeId: CHARGE, transferAccountId: ACCOUNT, revertPlatformFee: true },
    }),
  ],
  [
    "refund.destination-charge",
    refund({
      splitRefunds: { type: "stripe_split_refund", chargeType: "destination", chargeId: CHARGE, revertPlatformFee: false, revertTransfer: true },
    }),
  ],
  ["refund.by-email", refund({}, { paymentMethodType: "multibanco", address: { billing: BILLING } })],
  ["sync-refund.refund", syncRefund()],
  ["revoke-mandate.method", record("MandateRevoke", { connectorMandateId: METHOD })],
  [
    "create-customer.customer",
    record("CreateConnectorCustomer", {
      customerId: "customer_7",
      name: secret("Jane Doe"),
      email: secret("jane@example.com"),
      phone: secret("+49301234567"),
      description: "Since 1998",
      billingAddress: BILLING,
    }),
  ],
  ["tokenize.card", record("PaymentMethodToken", { paymentMethodData: CARD, currency: "USD" }, { address: { billing: BILLING } })],
  ["tokenize.apple-pay", record("PaymentMethodToken", { paymentMethodData: applePayEncrypted, currency: "USD" })],
  ["session.open", record("Session", { amount: minorUnit(1000), currency: "USD" })],
  ["create-order.open", record("CreateOrder", { amount: minorUnit(1000), currency: "USD", captureMethod: "manual" })],
  [
    "submit-evidence.texts-and-files",
    record("Evidence", {
      ...disputed,
      texts: { customer_name: secret("Jane Doe"), uncategorized_text: secret("They came twice.") },
      files: {
        receipt: { type: "uploaded", providerFileId: "file_1" },
        invoice_showing_distinct_transactions: { type: "uploaded", providerFileId: "file_2" },
      },
    }),
  ],
  ["accept-dispute.close", record("Accept", disputed)],
  ["sync-dispute.dispute", record("DSync", { disputeId: "dispute_1", connectorDisputeId: DISPUTE })],
  [
    "upload-file.png",
    record("Upload", {
      purpose: "dispute_evidence",
      file: secret(new TextEncoder().encode("not really a picture")),
      fileName: "receipt.png",
      fileType: "image/png",
      fileSize: 20,
    }),
  ],
  ["retrieve-file.file", record("Retrieve", { providerFileId: "file_1" })],
  [
    "create-payout-recipient.individual",
    payout(
      "PoRecipient",
      {
        customerDetails: { email: secret("jane@example.com") },
        vendorDetails: {
          vendorDetails: {
            capabilitiesCardPayments: true,
            capabilitiesTransfers: true,
            businessProfileMcc: "5734",
            businessProfileUrl: "https://jane.example",
          },
          individualDetails: {
            firstName: secret("Jane"),
            lastName: secret("Doe"),
            dateOfBirth: secret("1980-02-01"),
            ssnLast4: secret("0000"),
            tosAcceptanceDate: new Date("2026-08-26T00:00:00Z"),
            tosAcceptanceIp: secret("192.0.2.7"),
          },
        },
      },
      {
        address: {
          billing: { address: { line1: secret("1 Main Street"), city: "Austin", state: secret("TX"), zip: secret("78701"), country: "US" } },
        },
      },
    ),
  ],
  [
    "create-payout-recipient-account.ach",
    payout(
      "PoRecipientAccount",
      {
        payoutMethodData: {
          type: "bank",
          bank: {
            type: "ach",
            bankAccountNumber: secret("000123456789"),
            bankRoutingNumber: secret("110000000"),
            accountHolderName: secret("Jane Doe"),
          },
        },
      },
      ofAccount,
    ),
  ],
  ["create-payout.transfer", payout("PoCreate", {}, ofAccount)],
  ["fulfill-payout.instant", payout("PoFulfill", { connectorPayoutId: "tr_1TestA", priority: "instant" }, ofAccount)],
  ["cancel-payout.transfer", payout("PoCancel", { connectorPayoutId: "tr_1TestA" }, ofAccount)],
  ["cancel-payout.payout", payout("PoCancel", { connectorPayoutId: "po_1TestA" }, ofAccount)],
  ["sync-payout.payout", payout("PoSync", { connectorPayoutId: "po_1TestA" }, ofAccount)],
];

export { BROWSER };
