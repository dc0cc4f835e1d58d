import type { ConnectorSpecificationData, PaymentMethodDetails } from "@switchyard/interfaces";

const AT_ONCE = ["automatic", "sequential_automatic"] as const;
const LATER = ["automatic", "manual", "sequential_automatic"] as const;
const IN_PARTS = ["automatic", "manual", "manual_multiple", "sequential_automatic"] as const;

/** Whose money is taken at once, or held first, or captured in several parts (tech-spec, section 9). */
const atOnce = { mandates: "not_supported", refunds: "supported", supportedCaptureMethods: AT_ONCE } as const satisfies PaymentMethodDetails;
const later = { ...atOnce, supportedCaptureMethods: LATER } as const satisfies PaymentMethodDetails;
const inParts = { ...atOnce, supportedCaptureMethods: IN_PARTS } as const satisfies PaymentMethodDetails;
/** Slips, virtual accounts and prepaid codes: what was paid so is not given back the same way. */
const slip = { ...atOnce, refunds: "not_supported" } as const satisfies PaymentMethodDetails;
const stored = { mandates: "supported" } as const;

const card = {
  ...inParts,
  ...stored,
  specificFeatures: {
    threeDs: "supported",
    noThreeDs: "supported",
    networkTransactionId: "supported",
    networkToken: "supported",
    supportedCardNetworks: [
      "AmericanExpress",
      "CartesBancaires",
      "DinersClub",
      "Discover",
      "Interac",
      "JCB",
      "Maestro",
      "Mastercard",
      "UnionPay",
      "Visa",
    ],
  },
} as const satisfies PaymentMethodDetails;

export const specifications = {
  about: {
    displayName: "Adyen",
    description: "Global acquirer and gateway: cards, wallets, bank payments, pay later, vouchers, disputes and payouts through Checkout v71.",
    connectorType: "payment_gateway",
  },
  paymentMethods: {
    card: { credit: card, debit: card },
    card_redirect: { knet: slip, benefit: slip, momo_atm: slip },
    wallet: {
      apple_pay: { ...inParts, ...stored },
      google_pay: { ...inParts, ...stored },
      samsung_pay: later,
      paypal: { ...inParts, ...stored, dataKinds: ["paypal_redirect"] },
      amazon_pay: { ...later, dataKinds: ["amazon_pay"] },
      cashapp: { ...later, dataKinds: ["cashapp_qr"] },
      ali_pay: { ...atOnce, dataKinds: ["ali_pay_redirect"] },
      ali_pay_hk: { ...atOnce, dataKinds: ["ali_pay_hk_redirect"] },
      we_chat_pay: { ...atOnce, dataKinds: ["we_chat_pay_redirect", "we_chat_pay_qr"] },
      gcash: { ...atOnce, dataKinds: ["gcash_redirect"] },
      dana: { ...atOnce, dataKinds: ["dana_redirect"] },
      go_pay: { ...atOnce, dataKinds: ["go_pay_redirect"] },
      kakao_pay: { ...atOnce, dataKinds: ["kakao_pay_redirect"] },
      momo: { ...atOnce, dataKinds: ["momo_redirect"] },
      touch_n_go: { ...atOnce, dataKinds: ["touch_n_go_redirect"] },
      mb_way: { ...atOnce, dataKinds: ["mb_way_redirect"] },
      mobile_pay: { ...inParts, dataKinds: ["mobile_pay_redirect"] },
      vipps: { ...inParts, ...stored, dataKinds: ["vipps_redirect"] },
      swish: { ...atOnce, dataKinds: ["swish_qr"] },
      twint: { ...later, ...stored, dataKinds: ["twint_redirect"] },
    },
    pay_later: {
      klarna: { ...later, ...stored, dataKinds: ["klarna_redirect"] },
      affirm: { ...inParts, dataKinds: ["affirm_redirect"] },
      afterpay_clearpay: { ...inParts, dataKinds: ["afterpay_clearpay_redirect"] },
      alma: { ...later, dataKinds: ["alma_redirect"] },
      walley: { ...later, dataKinds: ["walley_redirect"] },
      atome: { ...atOnce, dataKinds: ["atome_redirect"] },
      pay_bright: { ...atOnce, dataKinds: ["pay_bright_redirect"] },
    },
    bank_redirect: {
      bancontact_card: { ...atOnce, ...stored },
      ideal: { ...atOnce, ...stored },
      eps: atOnce,
      trustly: atOnce,
      blik: atOnce,
      bizum: atOnce,
      online_banking_czech_republic: atOnce,
      online_banking_finland: atOnce,
      online_banking_fpx: atOnce,
      online_banking_poland: atOnce,
      online_banking_slovakia: atOnce,
      online_banking_thailand: atOnce,
      open_banking_uk: atOnce,
    },
    bank_debit: {
      ach: { ...later, ...stored, dataKinds: ["ach_bank_debit"], supportedCurrencies: ["USD"] },
      sepa: { ...inParts, ...stored, dataKinds: ["sepa_bank_debit"], supportedCurrencies: ["EUR"] },
      bacs: { ...later, ...stored, dataKinds: ["bacs_bank_debit"], supportedCurrencies: ["GBP"] },
    },
    bank_transfer: {
      pix: atOnce,
      multibanco: { ...slip, dataKinds: ["multibanco_bank_transfer"] },
      sepa_bank_transfer: slip,
      permata_bank_transfer: slip,
      bca_bank_transfer: slip,
      bni_va: { ...slip, dataKinds: ["bni_va_bank_transfer"] },
      bri_va: { ...slip, dataKinds: ["bri_va_bank_transfer"] },
      cimb_va: { ...slip, dataKinds: ["cimb_va_bank_transfer"] },
      danamon_va: { ...slip, dataKinds: ["danamon_va_bank_transfer"] },
      mandiri_va: { ...slip, dataKinds: ["mandiri_va_bank_transfer"] },
    },
    voucher: {
      boleto: slip,
      oxxo: slip,
      alfamart: slip,
      indomaret: slip,
      seven_eleven: slip,
      lawson: slip,
      mini_stop: slip,
      family_mart: slip,
      seicomart: slip,
      pay_easy: slip,
    },
    gift_card: { givex: later, pay_safe_card: slip },
  },
  webhookFlows: ["payments", "refunds", "disputes", "mandates", "payouts"],
} as const satisfies ConnectorSpecificationData;
