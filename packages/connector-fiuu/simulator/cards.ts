import type { Outcome } from "./world.js";

/** Cards and amounts that decide an outcome (tech-spec, section 10). Amounts in hundredths. */
export const Magic = {
  /** CVV of a card whose issuer asks for 3DS although it was to be skipped. */
  ThreeDsCvv: "444",
  /** Declined with CC_05. */
  DeclinedCard: "4000000000000002",
  InsufficientFunds: 51_51,
  Expired: 54_54,
  /** Pending at first; approved when the simulator settles. */
  Undecided: 22_22,
  /** The last two digits of a refund that the bank rejects. */
  RejectedRefundEnding: 11,
} as const;

const declined = (code: string, desc: string): Outcome => ({ approved: false, code, desc });

/** What the issuer says to a card payment. */
export function decide(number: string, amount: number): Outcome {
  if (number === Magic.DeclinedCard) return declined("CC_05", "Do not honour");
  if (amount === Magic.InsufficientFunds) return declined("CC_51", "Insufficient funds");
  if (amount === Magic.Expired) return declined("CC_54", "Expired card");
  return { approved: true };
}

/** What is said of a customer who turns back at the bank or at the issuer's page. */
export function refusedByCustomer(channel: string): Outcome {
  return channel.startsWith("FPX_")
    ? declined("FPX_1A", "Buyer session timeout at internet banking login page")
    : declined("3001", "3DS authentication failed");
}
