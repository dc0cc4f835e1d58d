import type { SimulatorContext, Store } from "@switchyard/testkit";
import type { BluesnapSimulatorCredentials } from "./gate.js";

/** The word of `cardTransactionType` for what a card transaction is now; alt transactions have none. */
export type CardTransactionType = "AUTH_ONLY" | "AUTH_CAPTURE" | "CAPTURE" | "AUTH_REVERSAL" | "REFUND";

/** What an alt transaction was made with, as answers show it. */
export interface AltInstrument {
  readonly method: "ECP" | "SEPA_DD";
  readonly shown: Readonly<Record<string, unknown>>;
}

/** A payment. Amounts in minor units. */
export interface Transaction {
  readonly transactionId: string;
  readonly merchantTransactionId: string;
  readonly currency: string;
  /** What was asked for at first. */
  readonly authorized: number;
  /** What was taken. */
  readonly captured: number;
  /** Asked to be given back. */
  readonly refunded: number;
  readonly cardTransactionType?: Exclude<CardTransactionType, "REFUND"> | undefined;
  /** In capitals; a creation's answer writes it small. */
  readonly processingStatus: "SUCCESS" | "PENDING" | "PENDING_MERCHANT_REVIEW" | "FAIL";
  readonly isExpired: boolean;
  readonly isDisputed: boolean;
  readonly vaultedShopperId: number;
  readonly networkTransactionId?: string | undefined;
  readonly card?: { readonly cardLastFourDigits: string; readonly cardType: string } | undefined;
  readonly alt?: AltInstrument | undefined;
  readonly holder?: Readonly<Record<string, unknown>> | undefined;
  readonly softDescriptor: string;
  /** How 3DS ended, where it was asked for. */
  readonly authResult?: string | undefined;
}

/** Money that goes back. */
export interface Refund {
  readonly refundTransactionId: string;
  readonly transactionId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: "SUCCESS" | "PENDING" | "FAIL";
  readonly reason?: string | undefined;
}

/** What the browser's 3DS came to. */
export interface Authentication {
  readonly threeDSecureReferenceId: string;
  readonly authResult: string;
}

/** A hosted payment fields token. */
export interface FieldsToken {
  readonly token: string;
  readonly endsAt: Date;
  readonly card?: { readonly ccNumber: string; readonly expDate: string } | undefined;
  readonly authentication?: Authentication | undefined;
}

/** An answer that an idempotency key stands for. */
export interface Remembered {
  readonly request: string;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly endsAt: Date;
}

/** The simulator's settings with every default filled in. */
export interface Settings {
  readonly credentials: BluesnapSimulatorCredentials;
  readonly merchantId: string;
  readonly webhookSecret: string | undefined;
  readonly idempotency: boolean;
}

/** Everything that the simulator's parts share. */
export interface World extends SimulatorContext {
  readonly settings: Settings;
  readonly transactions: Store<Transaction>;
  readonly refunds: Store<Refund>;
  readonly tokens: Store<FieldsToken>;
  readonly remembered: Map<string, Remembered>;
  /** What the next card payment is to meet, once. */
  readonly modes: { nextDecline?: string | undefined; nextStatus?: Transaction["processingStatus"] | undefined };
}

/** Replaces what has changed of a transaction. */
export function changeTransaction({ transactions }: World, transactionId: string, changed: Partial<Transaction>): Transaction {
  return transactions.update(transactionId, (current) => ({ ...current, ...changed }));
}

/** A number of ten digits, never given twice. */
export function newNumber({ ids }: World): string {
  return `10${ids.token(8, "0123456789")}`;
}
