import type { ConnectorSpecificationData, FeatureStatus, PaymentMethodDetails } from "@switchyard/interfaces";

const atOnce = ["automatic", "sequential_automatic"] as const;
const heldOnce = ["automatic", "manual", "sequential_automatic"] as const;

const card = {
  mandates: "supported",
  refunds: "supported",
  // Several captures need Stripe's approval of the account (tech-spec, section 4.3).
  supportedCaptureMethods: [...heldOnce, "manual_multiple"],
  specificFeatures: {
    threeDs: "supported",
    noThreeDs: "supported",
    networkTransactionId: "supported",
    networkToken: "supported",
    supportedCardNetworks: ["AmericanExpress", "CartesBancaires", "DinersClub", "Discover", "JCB", "Mastercard", "UnionPay", "Visa"],
  },
} as const satisfies PaymentMethodDetails;

const details = <const Kind extends string, const Capture extends typeof atOnce | typeof heldOnce, const Mandates extends FeatureStatus>(
  dataKinds: readonly Kind[],
  supportedCaptureMethods: Capture,
  mandates: Mandates,
) => ({ dataKinds, mandates, refunds: "supported", supportedCaptureMethods }) as const;

/** Held first and taken later, or at once (tech-spec, section 9). */
const held = <const Kind extends string>(...kinds: readonly Kind[]) => details(kinds, heldOnce, "not_supported");
const heldAndStored = <const Kind extends string>(...kinds: readonly Kind[]) => details(kinds, heldOnce, "supported");
/** Taken at once alone. */
const direct = <const Kind extends string>(...kinds: readonly Kind[]) => details(kinds, atOnce, "not_supported");
const directAndStored = <const Kind extends string>(...kinds: readonly Kind[]) => details(kinds, atOnce, "supported");

export const specifications = {
  about: {
    displayName: "Stripe",
    description: "Global payment processor: cards, wallets, bank debits, redirects and transfers, pay later, vouchers; disputes, payouts, Connect.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    wallet: {
      apple_pay: heldAndStored("apple_pay"),
      google_pay: heldAndStored("google_pay"),
      ali_pay: directAndStored("ali_pay_redirect"),
      amazon_pay: heldAndStored("amazon_pay_redirect"),
      cashapp: heldAndStored("cashapp_qr"),
      kakao_pay: heldAndStored("kakao_pay_redirect"),
      mobile_pay: held("mobile_pay_redirect"),
      paypal: heldAndStored("paypal_redirect"),
      revolut_pay: heldAndStored("revolut_pay"),
      swish: direct("swish_qr"),
      twint: directAndStored("twint_redirect"),
      we_chat_pay: direct("we_chat_pay_qr"),
    },
    pay_later: {
      affirm: held("affirm_redirect"),
      afterpay_clearpay: held("afterpay_clearpay_redirect"),
      alma: held("alma_redirect"),
      klarna: heldAndStored("klarna_redirect"),
    },
    bank_redirect: {
      bancontact_card: directAndStored("bancontact_card"),
      blik: direct("blik"),
      eps: direct("eps"),
      ideal: directAndStored("ideal"),
      online_banking_fpx: direct("online_banking_fpx"),
      przelewy24: direct("przelewy24"),
    },
    bank_debit: {
      ach: directAndStored("ach_bank_debit"),
      bacs: directAndStored("bacs_bank_debit"),
      becs: directAndStored("becs_bank_debit"),
      sepa: directAndStored("sepa_bank_debit"),
    },
    bank_transfer: {
      ach: direct("ach_bank_transfer"),
      bacs: direct("bacs_bank_transfer"),
      multibanco: direct("multibanco_bank_transfer"),
      pix: direct("pix"),
      sepa_bank_transfer: direct("sepa_bank_transfer"),
    },
    real_time_payment: { prompt_pay: direct("prompt_pay") },
    upi: { upi_intent: direct("upi_intent"), upi_qr: direct("upi_qr") },
    voucher: {
      boleto: direct("boleto"),
      family_mart: direct("family_mart"),
      lawson: direct("lawson"),
      mini_stop: direct("mini_stop"),
      oxxo: direct("oxxo"),
      seicomart: direct("seicomart"),
    },
  },
  webhookFlows: ["payments", "refunds", "disputes", "mandates", "payouts"],
} as const satisfies ConnectorSpecificationData;
