import type { FilePurpose } from "../enums/index.js";
import type { ConnectorDisputeId, DisputeId } from "../ids.js";
import type { Secret } from "../secret.js";

/** Upload: give the processor a file, such as evidence in a dispute. */
export interface UploadFileRequestData {
  readonly purpose: FilePurpose;
  readonly file: Secret<Uint8Array>;
  readonly fileName: string;
  /** The media type: `application/pdf`. */
  readonly fileType: string;
  /** Bytes. */
  readonly fileSize: number;
  readonly disputeId?: DisputeId | undefined;
  readonly connectorDisputeId?: ConnectorDisputeId | undefined;
}

/** A file that the processor took. */
export interface UploadFileResponse {
  /** The processor's id of the file: Evidence and Retrieve name it. */
  readonly providerFileId: string;
}

/** Retrieve: get a file back from the processor. */
export interface RetrieveFileRequestData {
  readonly providerFileId: string;
  readonly connectorDisputeId?: ConnectorDisputeId | undefined;
}

/** A file that the processor gave back. */
export interface RetrieveFileResponse {
  readonly file: Secret<Uint8Array>;
  /** The media type, where the processor tells it. */
  readonly fileType?: string | undefined;
}
