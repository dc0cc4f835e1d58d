import type { Duration } from "@switchyard/testkit";

/** What a test bank account does once it is debited (tech-spec, section 10.2). */
export interface TestAccount {
  /** `toDebitFailure` of this code; absent where the debit succeeds. */
  readonly failure?: string;
  /** How long the debit takes whatever the settings say. */
  readonly after?: Duration;
  readonly disputed?: boolean;
  /** The debit never ends. */
  readonly isStuck?: boolean;
  readonly microdepositsFail?: boolean;
  /** What happens to the mandate. */
  readonly mandate?: "inactive" | "refused";
}

const later: Duration = { minutes: 3 };

const ach: Readonly<Record<string, TestAccount>> = {
  "000123456789": {},
  "000111111113": { failure: "account_closed" },
  "000111111116": { failure: "no_account" },
  "000222222227": { failure: "insufficient_funds" },
  "000333333335": { failure: "debit_not_authorized" },
  "000444444440": { failure: "invalid_currency" },
  "000555555559": { disputed: true },
  "000000000009": { isStuck: true },
  "000666666661": { microdepositsFail: true },
};

const sepa: Readonly<Record<string, TestAccount>> = {
  DE89370400440532013000: {},
  DE62370400440532013001: { failure: "debit_failed" },
  DE08370400440532013003: { after: later },
  DE78370400440532013004: { failure: "debit_failed", after: later },
  DE35370400440532013002: { disputed: true },
  DE65370400440002222227: { failure: "insufficient_funds" },
};

const bacs: Readonly<Record<string, TestAccount>> = {
  "00012345": {},
  "90012345": { after: later },
  "33333335": { failure: "debit_not_authorized", mandate: "inactive" },
  "22222227": { failure: "insufficient_funds" },
  "55555559": { disputed: true },
  "00033333": { failure: "debit_not_authorized", mandate: "refused" },
};

const becs: Readonly<Record<string, TestAccount>> = {
  "000123456": {},
  "111111113": { failure: "account_closed" },
  "222222227": { failure: "refer_to_customer" },
  "333333335": { failure: "debit_not_authorized" },
};

const tables: Readonly<Record<string, Readonly<Record<string, TestAccount>>>> = {
  us_bank_account: ach,
  sepa_debit: sepa,
  bacs_debit: bacs,
  au_becs_debit: becs,
};

/** The account of a number or IBAN. One that is no test account is debited without trouble. */
export function toTestAccount(type: string, account: string): TestAccount {
  return tables[type]?.[account] ?? {};
}

/** The routing number, sort code or BSB that the test accounts of a type have. */
export const TEST_BANK = { us_bank_account: "110000000", bacs_debit: "108800", au_becs_debit: "000000" } as const;
