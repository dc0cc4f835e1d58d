import { applePay, card, CardExpiry, googlePay, secret, type KindData, type PaymentMethodData, type RedirectForm } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile, MethodProfile } from "@switchyard/testkit";
import { TEST_EXPIRY, TestCard } from "./cards.js";
import type { Decision } from "./world.js";

/** What decides the shopper's steps of a processor. */
export type DecideStep = (token: string, decision: Decision) => { readonly returnUrl: string };

/** A card of the test platform, whose CVC and expiry are the only ones that it takes. */
export function testCard(number: string, holderName = "Ottoline Fairweather"): () => PaymentMethodData {
  return () => card({ number, expMonth: TEST_EXPIRY.month, expYear: TEST_EXPIRY.year, cvc: "737", holderName });
}

/** A gift card whose balance covers every payment of the suite. */
export const GIFT_CARD = "6036280000000000000";

/** The form's own address names the step. */
function tokenOf(redirection: RedirectForm): string {
  const query = redirection.type === "form" ? new URL(redirection.endpoint).searchParams : new URLSearchParams();
  const token = query.get("MD") ?? query.get("token");
  if (token === null) throw new Error("The redirect leads to no page of the simulator.");
  return token;
}

/** Goes where the payment leads, decides there, and comes back with the query of the return URL. */
export function browseWith(decideOf: (processor: Parameters<Browse>[0]) => DecideStep, decision: Decision): Browse {
  return (processor, redirection) => ({ params: new URL(decideOf(processor)(tokenOf(redirection), decision).returnUrl).search.slice(1) });
}

const applePayToken = () =>
  applePay({
    paymentData: {
      version: "EC_v1",
      data: "Vb7Gingerbread+Lighthouse",
      signature: "MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglg",
      header: { ephemeralPublicKey: "MFkwEwYHKoZIzj0CAQYI", publicKeyHash: "LbsUwAT6w1JV9tFXocU813TCHks", transactionId: "c9f2a7" },
    },
    paymentMethod: { displayName: "Visa 1111", network: "Visa", type: "debit" },
  });

const googlePayToken = () =>
  googlePay({
    token: JSON.stringify({ protocolVersion: "ECv2", signature: "MEUCIQDTrustworthyTeapot", signedMessage: '{"encryptedMessage":"Zq9Lemonade"}' }),
  });

const samsungPay = {
  type: "wallet",
  kind: "samsung_pay",
  cardBrand: "visa",
  cardLastFourDigits: "1111",
  tokenData: { type: "S", version: "100", data: secret("eyJhbGciOiJSU0ExXzUiLCJ0eXAiOiJKT1NFIn0.Marmalade") },
} as const satisfies KindData;

/** A method that leads the shopper to a page. */
type Leads = (data: KindData) => MethodProfile;
const made = (data: KindData): MethodProfile => ({ paymentMethod: () => data });

/** Adyen's document wants, under a method's own type, what it was first paid with, although the stored id is there. */
const notRepeated = "with a stored id, the document still wants what the method was paid with at first: not settled which type a charge names";

/** One entry for every payment method that the connector declares. `leads` is for those whose shopper goes to a page and comes back. */
export function methodProfiles(browse: Browse): ConformanceProfile["methods"] {
  const leads: Leads = (data) => ({ ...made(data), browse });
  const wallet = (kind: Extract<KindData, { type: "wallet" }>["kind"]) => ({ type: "wallet", kind }) as KindData;
  const voucher = (kind: Extract<KindData, { type: "voucher" }>["kind"]) => made({ type: "voucher", kind });
  const transfer = (kind: Extract<KindData, { type: "bank_transfer" }>["kind"]) => made({ type: "bank_transfer", kind });
  const later = (kind: Extract<KindData, { type: "pay_later" }>["kind"]) => leads({ type: "pay_later", kind } as KindData);
  const holder = secret("Wilhelmina Saltmarsh");
  return {
    card: { credit: { paymentMethod: testCard(TestCard.Visa) }, debit: { paymentMethod: testCard(TestCard.Mastercard) } },
    card_redirect: {
      knet: leads({ type: "card_redirect", kind: "knet" }),
      benefit: leads({ type: "card_redirect", kind: "benefit" }),
      momo_atm: leads({ type: "card_redirect", kind: "momo_atm" }),
    },
    wallet: {
      apple_pay: { paymentMethod: applePayToken },
      google_pay: { paymentMethod: googlePayToken },
      samsung_pay: made(samsungPay),
      paypal: leads(wallet("paypal_redirect")),
      amazon_pay: made({ type: "wallet", kind: "amazon_pay", checkoutSessionId: secret("bb9c1bd0-teacosy-4c04") }),
      cashapp: leads(wallet("cashapp_qr")),
      ali_pay: leads(wallet("ali_pay_redirect")),
      ali_pay_hk: leads(wallet("ali_pay_hk_redirect")),
      we_chat_pay: leads(wallet("we_chat_pay_redirect")),
      gcash: leads(wallet("gcash_redirect")),
      dana: leads(wallet("dana_redirect")),
      go_pay: leads(wallet("go_pay_redirect")),
      kakao_pay: leads(wallet("kakao_pay_redirect")),
      momo: leads(wallet("momo_redirect")),
      touch_n_go: leads(wallet("touch_n_go_redirect")),
      mb_way: made(wallet("mb_way_redirect")),
      mobile_pay: leads(wallet("mobile_pay_redirect")),
      vipps: { ...made(wallet("vipps_redirect")), notRepeated },
      swish: made(wallet("swish_qr")),
      twint: leads(wallet("twint_redirect")),
    },
    pay_later: {
      klarna: { ...later("klarna_redirect"), notRepeated },
      affirm: later("affirm_redirect"),
      afterpay_clearpay: later("afterpay_clearpay_redirect"),
      alma: later("alma_redirect"),
      walley: later("walley_redirect"),
      atome: later("atome_redirect"),
      pay_bright: later("pay_bright_redirect"),
    },
    bank_redirect: {
      bancontact_card: {
        ...made({
          type: "bank_redirect",
          kind: "bancontact_card",
          number: secret(TestCard.Bancontact),
          expiry: CardExpiry.of(TEST_EXPIRY),
          holderName: holder,
        }),
        notRepeated: "charged as a direct debit by one reading of Adyen's documentation, as a card by the other: not settled",
      },
      ideal: leads({ type: "bank_redirect", kind: "ideal" }),
      eps: leads({ type: "bank_redirect", kind: "eps", bankName: "bawag_psk_ag" }),
      trustly: leads({ type: "bank_redirect", kind: "trustly", country: "SE" }),
      blik: made({ type: "bank_redirect", kind: "blik", blikCode: secret("777987") }),
      bizum: leads({ type: "bank_redirect", kind: "bizum" }),
      online_banking_czech_republic: leads({ type: "bank_redirect", kind: "online_banking_czech_republic", issuer: "komercni_banka" }),
      online_banking_finland: leads({ type: "bank_redirect", kind: "online_banking_finland" }),
      online_banking_fpx: leads({ type: "bank_redirect", kind: "online_banking_fpx", issuer: "maybank" }),
      online_banking_poland: leads({ type: "bank_redirect", kind: "online_banking_poland", issuer: "m_bank" }),
      online_banking_slovakia: leads({ type: "bank_redirect", kind: "online_banking_slovakia", issuer: "tatra_pay" }),
      online_banking_thailand: leads({ type: "bank_redirect", kind: "online_banking_thailand", issuer: "bangkok_bank" }),
      open_banking_uk: leads({ type: "bank_redirect", kind: "open_banking_uk", issuer: "open_bank_success" }),
    },
    bank_debit: {
      ach: {
        ...made({
          type: "bank_debit",
          kind: "ach_bank_debit",
          accountNumber: secret("123456789"),
          routingNumber: secret("121000358"),
          bankAccountHolderName: holder,
          bankHolderType: "personal",
          bankType: "checking",
        }),
        currency: "USD",
      },
      sepa: made({ type: "bank_debit", kind: "sepa_bank_debit", iban: secret("NL13TEST0123456789"), bankAccountHolderName: secret("A. Klaassen") }),
      bacs: {
        ...made({
          type: "bank_debit",
          kind: "bacs_bank_debit",
          accountNumber: secret("40308669"),
          sortCode: secret("560036"),
          bankAccountHolderName: holder,
        }),
        currency: "GBP",
      },
    },
    bank_transfer: {
      pix: made({ type: "bank_transfer", kind: "pix", cpf: secret("56861752509") }),
      multibanco: transfer("multibanco_bank_transfer"),
      sepa_bank_transfer: transfer("sepa_bank_transfer"),
      permata_bank_transfer: transfer("permata_bank_transfer"),
      bca_bank_transfer: transfer("bca_bank_transfer"),
      bni_va: transfer("bni_va_bank_transfer"),
      bri_va: transfer("bri_va_bank_transfer"),
      cimb_va: transfer("cimb_va_bank_transfer"),
      danamon_va: transfer("danamon_va_bank_transfer"),
      mandiri_va: transfer("mandiri_va_bank_transfer"),
    },
    voucher: {
      boleto: made({ type: "voucher", kind: "boleto", socialSecurityNumber: secret("56861752509") }),
      oxxo: voucher("oxxo"),
      alfamart: voucher("alfamart"),
      indomaret: voucher("indomaret"),
      seven_eleven: voucher("seven_eleven"),
      lawson: voucher("lawson"),
      mini_stop: voucher("mini_stop"),
      family_mart: voucher("family_mart"),
      seicomart: voucher("seicomart"),
      pay_easy: voucher("pay_easy"),
    },
    gift_card: {
      givex: made({ type: "gift_card", kind: "givex", number: secret(GIFT_CARD), cvc: secret("737") }),
      pay_safe_card: leads({ type: "gift_card", kind: "pay_safe_card" }),
    },
  };
}
