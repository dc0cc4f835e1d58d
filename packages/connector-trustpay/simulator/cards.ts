/** Cards of the sandbox. Any other number of 12 to 19 digits is charged. */
export const TestCard = {
  Approved: "4200000000000000",
  /** Answers with a challenge. */
  ThreeDs: "4200000000000067",
  Declined: "4000000000000342",
} as const;

/** Dotted codes that the simulator answers with, and their texts. */
export const PaymentStatus = {
  Paid: "000.000.000",
  Pending: "000.200.000",
  Declined: "800.100.152",
  AuthenticationFailed: "100.380.401",
  CannotRefund: "700.400.200",
} as const;
export type PaymentStatus = (typeof PaymentStatus)[keyof typeof PaymentStatus];

const texts: Readonly<Record<string, string>> = {
  [PaymentStatus.Paid]: "Request successfully processed",
  [PaymentStatus.Pending]: "Transaction pending",
  [PaymentStatus.Declined]: "Transaction declined by authorization system",
  [PaymentStatus.AuthenticationFailed]: "User authentication failed",
  [PaymentStatus.CannotRefund]: "Cannot refund (refund volume exceeded or tx reversed or invalid workflow)",
};

/** `paymentDescription`. */
export function describeStatus(paymentStatus: string | null): string | null {
  return paymentStatus === null ? null : (texts[paymentStatus] ?? "Unknown");
}
