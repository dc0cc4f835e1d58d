import type { MandateStatus } from "../enums/index.js";

/** What became of a mandate that was to be revoked. */
export interface MandateRevokeResponseData {
  readonly mandateStatus: MandateStatus;
  /** The processor's own status word. */
  readonly connectorStatus?: string | undefined;
  /** The processor's id of this exchange, for its support. */
  readonly connectorResponseReferenceId?: string | undefined;
}
