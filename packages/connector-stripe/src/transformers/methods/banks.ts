import type { BankNames } from "@switchyard/interfaces";
import { invalid } from "@switchyard/utils";

type BankTable = Readonly<Partial<Record<BankNames, string>>>;

/** The banks of an EPS, iDEAL or Przelewy24 payment that Stripe names as we do. */
const same = (...banks: readonly BankNames[]): BankTable => Object.fromEntries(banks.map((bank) => [bank, bank]));

/** Stripe's names of Austrian banks (Stripe API reference, `payment_method_data.eps.bank`). */
const EPS: BankTable = {
  ...same(
    "arzte_und_apotheker_bank",
    "capital_bank_grawe_gruppe_ag",
    "hypo_bank_burgenland_aktiengesellschaft",
    "raiffeisen_bankengruppe_osterreich",
    "austrian_anadi_bank_ag",
    "bank_austria",
    "bankhaus_carl_spangler",
    "bankhaus_schelhammer_und_schattera_ag",
    "bawag_psk_ag",
    "bks_bank_ag",
    "brull_kallmus_bank_ag",
    "btv_vier_lander_bank",
    "dolomitenbank",
    "easybank_ag",
    "erste_bank_und_sparkassen",
    "hypo_alpeadriabank_international_ag",
    "hypo_noe_lb_fur_niederosterreich_u_wien",
    "hypo_oberosterreich_salzburg_steiermark",
    "hypo_tirol_bank_ag",
    "hypo_vorarlberg_bank_ag",
    "marchfelder_bank",
    "oberbank_ag",
    "schoellerbank_ag",
    "sparda_bank_wien",
    "volksbank_gruppe",
    "volkskreditbank_ag",
    "vr_bank_braunau",
  ),
  osterreichische_arzte_und_apothekerbank: "arzte_und_apotheker_bank",
};

/** Stripe's names of Dutch banks (Stripe API reference, `payment_method_data.ideal.bank`). */
const IDEAL: BankTable = {
  ...same("abn_amro", "asn_bank", "bunq", "handelsbanken", "ing", "knab", "moneyou", "n26", "rabobank", "regiobank", "revolut"),
  ...same("sns_bank", "triodos_bank", "van_lanschot", "yoursafe"),
  nationale_nederlanden: "nn",
};

/** Stripe's names of Polish banks (Stripe API reference, `payment_method_data.p24.bank`). */
const P24: BankTable = {
  ...same("alior_bank", "bank_millennium", "bank_nowy_bfg_sa", "bank_pekao_sa", "banki_spbdzielcze", "blik", "bnp_paribas", "boz"),
  ...same("credit_agricole", "etransfer_pocztowy24", "getin_bank", "inteligo", "mbank_mtransfer", "nest_przelew", "noble_pay"),
  ...same("pbac_z_ipko", "plus_bank", "santander_przelew24", "toyota_bank", "volkswagen_bank"),
  citi: "citi_handlowy",
  envelo_bank: "envelobank",
  idea_bank: "ideabank",
  velo_bank: "velobank",
};

/** Stripe's names of Malaysian banks (Stripe API reference, `payment_method_data.fpx.bank`). */
const FPX: BankTable = {
  ...same("affin_bank", "alliance_bank", "bank_islam", "bank_muamalat", "bank_of_china", "bank_rakyat", "hong_leong_bank", "public_bank"),
  agro_bank: "agrobank",
  am_bank: "ambank",
  bank_simpanan_nasional: "bsn",
  cimb_bank: "cimb",
  hsbc_bank: "hsbc",
  kuwait_finance_house: "kfh",
  maybank: "maybank2u",
  ocbc_bank: "ocbc",
  rhb_bank: "rhb",
  standard_chartered_bank: "standard_chartered",
  uob_bank: "uob",
};

const TABLES = { eps: EPS, ideal: IDEAL, p24: P24, fpx: FPX } as const;

/**
 * Stripe's name of a bank.
 * @throws ConnectorError InvalidDataFormat for a bank that this method does not reach
 */
export function toStripeBank(type: keyof typeof TABLES, bank: BankNames, fieldName = "paymentMethod.bankName"): string {
  const name = TABLES[type][bank];
  if (name === undefined) throw invalid(fieldName, `a bank that Stripe reaches with ${type}`);
  return name;
}
