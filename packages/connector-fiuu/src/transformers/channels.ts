import type { BankNames } from "@switchyard/interfaces";

/** Cards, and the wallets that stand for one. */
export const CARD_CHANNEL = "CREDITAN";
export const DUITNOW_CHANNEL = "RPP_DUITNOWQR";

/** The channel of each bank of FPX (tech-spec, section 4.2). */
export const FPX_CHANNELS: Readonly<Partial<Record<BankNames, string>>> = {
  affin_bank: "FPX_ABB",
  agro_bank: "FPX_AGROBANK",
  alliance_bank: "FPX_ABMB",
  am_bank: "FPX_AMB",
  bank_of_china: "FPX_BOCM",
  bank_islam: "FPX_BIMB",
  bank_muamalat: "FPX_BMMB",
  bank_rakyat: "FPX_BKRM",
  bank_simpanan_nasional: "FPX_BSN",
  hong_leong_bank: "FPX_HLB",
  hsbc_bank: "FPX_HSBC",
  kuwait_finance_house: "FPX_KFH",
  maybank: "FPX_MB2U",
  public_bank: "FPX_PBB",
  rhb_bank: "FPX_RHB",
  standard_chartered_bank: "FPX_SCB",
  uob_bank: "FPX_UOB",
  ocbc_bank: "FPX_OCBC",
  cimb_bank: "FPX_CIMBCLICKS",
};
