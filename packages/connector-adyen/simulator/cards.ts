import type { Instrument } from "./world.js";

/** How a test card authenticates. */
interface TestCardTraits {
  readonly brand: string;
  readonly isEnrolled: boolean;
  readonly cvc?: string;
}

const plain = (brand: string, cvc = "737"): TestCardTraits => ({ brand, isEnrolled: false, cvc });
const enrolled = (brand: string, cvc = "737"): TestCardTraits => ({ brand, isEnrolled: true, cvc });

/** Cards of Adyen's test platform (tech-spec, section 10.2). Expiry 03/2030; any other expiry or CVC is refused. */
const testCards: Readonly<Record<string, TestCardTraits>> = {
  "4111111111111111": plain("visa"),
  "4988438843884305": plain("visa"),
  "5555444433331111": plain("mc"),
  "5555555555554444": plain("mc"),
  "5577000055770004": plain("mc"),
  "5101180000000007": plain("mc"),
  "370000000000002": plain("amex", "7373"),
  "6011111111111117": plain("discover"),
  "3569990010095841": plain("jcb"),
  "36006666333344": plain("diners"),
  "6243030000000001": plain("cup"),
  "4917610000000000": enrolled("visa"),
  "5454545454545454": enrolled("mc"),
  "371449635398431": enrolled("amex", "7373"),
  "6703444444444449": { brand: "bcmc", isEnrolled: true },
  "4871049999999910": { brand: "bcmc", isEnrolled: true },
  "4035501428146300": enrolled("cartebancaire"),
};

/** What test cards have in common. */
export const TEST_EXPIRY = { month: "03", year: "2030" } as const;

/** A few test cards by what they are for; every card of the test platform is known. None of it is a secret. */
export const TestCard = {
  Visa: "4111111111111111",
  Mastercard: "5555444433331111",
  Amex: "370000000000002",
  /** Authenticates with 3DS. */
  EnrolledVisa: "4917610000000000",
  EnrolledMastercard: "5454545454545454",
  /** Bancontact: authenticates with 3DS, has no CVC. */
  Bancontact: "6703444444444449",
} as const;

const brandsByPrefix: readonly (readonly [RegExp, string])[] = [
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mc"],
  [/^3[47]/, "amex"],
  [/^3(0|6|8)/, "diners"],
  [/^35/, "jcb"],
  [/^62/, "cup"],
  [/^6(011|4[4-9]|5)/, "discover"],
  [/^(50|5[6-9]|6[37])/, "maestro"],
];

/** The brand of a card number: `visa`, `mc` … */
export function brandOf(number: string): string {
  return testCards[number]?.brand ?? brandsByPrefix.find(([prefix]) => prefix.test(number))?.[1] ?? "card";
}

/** Whether 3DS knows the card. */
export function isEnrolled(number: string): boolean {
  return testCards[number]?.isEnrolled === true;
}

/** Luhn's check: every second digit from the right counts twice, and the sum ends in zero. */
export function passesLuhn(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = Array.from(digits).reduceRight((total, digit, index) => {
    const weighted = Number(digit) * ((digits.length - index) % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

/** What is wrong with a test card's expiry or CVC, as the code of the refusal; nothing for a card of nobody's list. */
export function testCardFault({ number, expiry, cvc }: Instrument): number | undefined {
  const traits = number === undefined ? undefined : testCards[number];
  if (traits === undefined) return undefined;
  if (expiry !== undefined && expiry !== `${TEST_EXPIRY.month}/${TEST_EXPIRY.year}`) return 6;
  return cvc === undefined || traits.cvc === undefined || cvc === traits.cvc ? undefined : 24;
}

/** Test values are encrypted by a prefix: `test_4111111111111111` (tech-spec, section 10.2). */
export function decryptTestValue(encrypted: string | undefined): string | undefined {
  return encrypted?.startsWith("test_") === true ? encrypted.slice("test_".length) : undefined;
}
