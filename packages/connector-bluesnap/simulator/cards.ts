/** Cards and accounts of the sandbox (tech-spec, section 10). Any other card number of 12 to 19 digits is taken. */
export const TestCard = {
  Approved: "4263982640269299",
  ApprovedMastercard: "5425233430109903",
  Declined: "4917484589897107",
  InvalidNumber: "4917484589897106",
  /** Answers a challenge in the browser. */
  Challenge: "4000000000001091",
  ChallengeMastercard: "5200000000001096",
} as const;

const DECLINED: ReadonlySet<string> = new Set([TestCard.Declined, "378282246310005", "6011000991300009", "3530111333300000"]);

/** Routing and account number of accounts that ECP takes. */
export const TestAccount = { Ach: ["011075150", "4099999992"], OtherAch: ["244183602", "15378535"], Iban: "DE09100100101234567893" } as const;

/** The name of the decline that a number meets. */
export function declineOf(number: string): string | undefined {
  if (number === TestCard.InvalidNumber) return "INVALID_CARD_NUMBER";
  return DECLINED.has(number) ? "INCORRECT_INFORMATION" : undefined;
}

/** Whether ECP knows an account. */
export function isKnownAccount(routingNumber: string, accountNumber: string): boolean {
  return [TestAccount.Ach, TestAccount.OtherAch].some(([routing, account]) => routing === routingNumber && account === accountNumber);
}

/** `cardType` by the number's first digits. */
export function cardTypeOf(number: string): string {
  const types: readonly (readonly [RegExp, string])[] = [
    [/^3[47]/, "AMEX"],
    [/^35/, "JCB"],
    [/^3/, "DINERS"],
    [/^(5[1-5]|2[2-7])/, "MASTERCARD"],
    [/^6/, "DISCOVER"],
  ];
  return types.find(([pattern]) => pattern.test(number))?.[1] ?? "VISA";
}
