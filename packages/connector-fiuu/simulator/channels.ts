/** The card channel that the simulated merchant has. */
export const CARD_CHANNEL = "CREDITAN";
export const QR_CHANNEL = "RPP_DUITNOWQR";

/** Banks of FPX, each with its code for refunds (tech-spec, section 4.2). */
export const FPX_BANKS: Readonly<Record<string, string>> = {
  FPX_ABB: "PHBMMYKL",
  FPX_AGROBANK: "AGOBMYK1",
  FPX_ABMB: "MFBBMYKL",
  FPX_AMB: "ARBKMYKL",
  FPX_BOCM: "BKCHMYKL",
  FPX_BIMB: "BIMBMYKL",
  FPX_BMMB: "BMMBMYKL",
  FPX_BKRM: "BKRMMYK1",
  FPX_BSN: "BSNAMYK1",
  FPX_HLB: "HLBBMYKL",
  FPX_HSBC: "HBMBMYKL",
  FPX_KFH: "KFHOMYKL",
  FPX_MB2U: "MBBEMYKL",
  FPX_PBB: "PBBEMYKL",
  FPX_RHB: "RHBBMYKL",
  FPX_SCB: "SCBLMYKX",
  FPX_UOB: "UOVBMYKL",
  FPX_OCBC: "OCBCMYKL",
  FPX_CIMBCLICKS: "CIBBMYKL",
};

export function isKnownChannel(channel: string): boolean {
  return channel === CARD_CHANNEL || channel === QR_CHANNEL || Object.hasOwn(FPX_BANKS, channel);
}
