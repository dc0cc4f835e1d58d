import type { BankNames } from "@switchyard/interfaces";
import { invalid, need } from "@switchyard/utils";

/** A bank's id at Adyen, by our name of it. Where Adyen publishes no list, as observed in Hyperswitch's connector. */
type Issuers = Readonly<Partial<Record<BankNames, string>>>;

/** The banks of EPS: ids of Adyen's test environment and of its live one are the same. */
export const EPS_ISSUERS: Issuers = {
  bank_austria: "e6819e7a-f663-414b-92ec-cf7c82d2f4e5",
  bawag_psk_ag: "ba7199cc-f057-42f2-9856-2378abf21638",
  dolomitenbank: "d5d5b133-1c0d-4c08-b2be-3c9b116dc326",
  easybank_ag: "eff103e6-843d-48b7-a6e6-fbd88f511b11",
  erste_bank_und_sparkassen: "3fdc41fc-3d3d-4ee3-a1fe-cd79cfd58ea3",
  hypo_tirol_bank_ag: "6765e225-a0dc-4481-9666-e26303d4f221",
  posojilnica_bank_e_gen: "65ef4682-4944-499f-828f-5d74ad288376",
  raiffeisen_bankengruppe_osterreich: "ee9fc487-ebe0-486c-8101-17dce5141a67",
  schoellerbank_ag: "1190c4d1-b37a-487e-9355-e0a067f54a9f",
  sparda_bank_wien: "8b0bfeea-fbb0-4337-b3a1-0e25c0f060fc",
  volksbank_gruppe: "e2e97aaa-de4c-4e18-9431-d99790773433",
  volkskreditbank_ag: "4a0a975b-0594-4b40-9068-39f77b3a91f9",
};

export const CZECH_ISSUERS: Issuers = { komercni_banka: "kb", ceska_sporitelna: "cs" };

export const SLOVAK_ISSUERS: Issuers = { e_platby_v_u_b: "vub", postova_banka: "posto", sporo_pay: "sporo", tatra_pay: "tatra", viamo: "viamo" };

export const POLISH_ISSUERS: Issuers = {
  blik_p_s_p: "154",
  place_z_i_p_k_o: "31",
  m_bank: "243",
  pay_with_i_n_g: "112",
  santander_przelew24: "20",
  bank_p_e_k_a_o_s_a: "65",
  bank_millennium: "85",
  pay_with_alior_bank: "88",
  banki_spoldzielcze: "143",
  pay_with_inteligo: "26",
  b_n_p_paribas_poland: "33",
  bank_nowy_s_a: "144",
  credit_agricole: "45",
  pay_with_b_o_s: "99",
  pay_with_citi_handlowy: "119",
  pay_with_plus_bank: "131",
  toyota_bank: "64",
  velo_bank: "153",
  e_transfer_pocztowy24: "141",
};

export const FPX_ISSUERS: Issuers = {
  affin_bank: "fpx_abb",
  agro_bank: "fpx_agrobank",
  alliance_bank: "fpx_abmb",
  am_bank: "fpx_amb",
  bank_islam: "fpx_bimb",
  bank_muamalat: "fpx_bmmb",
  bank_rakyat: "fpx_bkrm",
  bank_simpanan_nasional: "fpx_bsn",
  cimb_bank: "fpx_cimbclicks",
  hong_leong_bank: "fpx_hlb",
  hsbc_bank: "fpx_hsbc",
  kuwait_finance_house: "fpx_kfh",
  maybank: "fpx_mb2u",
  ocbc_bank: "fpx_ocbc",
  public_bank: "fpx_pbb",
  rhb_bank: "fpx_rhb",
  standard_chartered_bank: "fpx_scb",
  uob_bank: "fpx_uob",
};

export const THAI_ISSUERS: Issuers = {
  bangkok_bank: "molpay_bangkokbank",
  krungsri_bank: "molpay_krungsribank",
  krung_thai_bank: "molpay_krungthaibank",
  the_siam_commercial_bank: "molpay_siamcommercialbank",
  kasikorn_bank: "molpay_kbank",
};

/** The first three are Adyen's test banks. */
export const OPEN_BANKING_UK_ISSUERS: Issuers = {
  open_bank_success: "uk-test-open-banking-redirect",
  open_bank_failure: "uk-test-open-banking-redirect-failed",
  open_bank_cancelled: "uk-test-open-banking-redirect-cancelled",
  aib: "uk-aib-oauth2",
  bank_of_scotland: "uk-bankofscotland-oauth2",
  barclays: "uk-barclays-oauth2",
  danske_bank: "uk-danskebank-oauth2",
  first_direct: "uk-firstdirect-oauth2",
  first_trust: "uk-firsttrust-oauth2",
  halifax: "uk-halifax-oauth2",
  hsbc_bank: "uk-hsbc-oauth2",
  lloyds: "uk-lloyds-oauth2",
  monzo: "uk-monzo-oauth2",
  nat_west: "uk-natwest-oauth2",
  nationwide_bank: "uk-nationwide-oauth2",
  revolut: "uk-revolut-oauth2",
  royal_bank_of_scotland: "uk-rbs-oauth2",
  santander_przelew24: "uk-santander-oauth2",
  starling: "uk-starling-oauth2",
  tsb_bank: "uk-tsb-oauth2",
  tesco_bank: "uk-tesco-oauth2",
  ulster_bank: "uk-ulster-oauth2",
};

/** @throws ConnectorError MissingRequiredField without a bank, InvalidDataFormat for one that this method does not reach */
export function needIssuer(issuers: Issuers, bank: BankNames | undefined, fieldName: "paymentMethod.issuer" | "paymentMethod.bankName"): string {
  const issuer = issuers[need(bank, fieldName)];
  if (issuer !== undefined) return issuer;
  throw invalid(fieldName, "a bank that this payment method reaches at Adyen");
}
