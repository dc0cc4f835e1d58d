import type { AttemptStatus } from "./enums/index.js";
import type { Secret } from "./secret.js";

/** What the processor said when it did not do what was asked: an HTTP error, or a decline inside a success. */
export interface ErrorResponse {
  /** The processor's code; `NO_ERROR_CODE` when it gave none. */
  readonly code: string;
  readonly message: string;
  readonly reason?: string | undefined;
  /** The HTTP status of the answer. */
  readonly statusCode: number;
  /** What this error makes of the attempt. Absent: nothing is known of the payment, as when a query failed. */
  readonly attemptStatus?: AttemptStatus | undefined;
  /**
   * The answer refuses nothing: an earlier request under the same key or reference may still run, or have been acted upon, and this
   * one tells nothing of it. The outcome is unknown.
   */
  readonly isOpen?: true | undefined;
  readonly connectorTransactionId?: string | undefined;
  /** The issuer's or scheme's own decline code, as passed on. */
  readonly networkDeclineCode?: string | undefined;
  /** The scheme's advice on trying again (Mastercard's merchant advice code and the like). */
  readonly networkAdviceCode?: string | undefined;
  readonly networkErrorMessage?: string | undefined;
  /** The processor's id of this exchange, for its support. */
  readonly connectorResponseReferenceId?: string | undefined;
  /** What the connector keeps for later steps. */
  readonly connectorMetadata?: Secret<unknown> | undefined;
}

/** The code and message that stand where the processor gave none. */
export const NO_ERROR_CODE = "No error code";
export const NO_ERROR_MESSAGE = "No error message";
