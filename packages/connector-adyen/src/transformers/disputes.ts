import { ConnectorError, err, NO_ERROR_CODE, NO_ERROR_MESSAGE, ok, type DisputeStatus, type RouterData } from "@switchyard/interfaces";
import { encodeBase64, invalid, needField, notSupported, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import type { DisputeRequest } from "../requests.js";
import type { DisputeResponse } from "../responses.js";
import { AFTER } from "./status.js";

type DisputeFlow = "Accept" | "Defend" | "Evidence";

/** The dispute that a request is about, by the one id that it keeps through all its events. */
export function toDisputeRequest(data: RouterData<DisputeFlow>, { merchantAccount }: AdyenAuth): DisputeRequest {
  return { disputePspReference: needField(data.request, "connectorDisputeId"), merchantAccountCode: merchantAccount };
}

/** The reason that is open to every dispute: the documents that were supplied speak (tech-spec, section 4.12). */
export function toDefendRequest(data: RouterData<"Defend">, auth: AdyenAuth): DisputeRequest {
  return { ...toDisputeRequest(data, auth), defenseReasonCode: "SupplyDefenseMaterial" };
}

const MEGABYTE = 1024 * 1024;

/** The files that Adyen takes, and their greatest sizes in bytes (Adyen documentation, "Manage disputes with the API"). */
const LARGEST: Readonly<Record<string, number>> = {
  "application/pdf": 2 * MEGABYTE,
  "image/jpeg": 10 * MEGABYTE,
  "image/jpg": 10 * MEGABYTE,
  "image/tiff": 10 * MEGABYTE,
};

/** @throws ConnectorError InvalidDataFormat */
function checkFile(fieldName: string, contentType: string, bytes: number): void {
  const largest = LARGEST[contentType];
  if (largest !== undefined && bytes > 0 && bytes <= largest) return;
  throw invalid(fieldName, "a PDF of at most 2 MB, or a JPEG or TIFF of at most 10 MB");
}

/** Documents against a dispute. @throws ConnectorError NotSupported for words instead of documents; MissingRequiredField, InvalidDataFormat */
export function toEvidenceRequest(data: RouterData<"Evidence">, auth: AdyenAuth): DisputeRequest {
  const { texts, files } = data.request;
  if (Object.keys(texts ?? {}).length > 0) throw notSupported("adyen", "evidence in words");
  const given = Object.entries(files ?? {});
  if (given.length === 0) throw new ConnectorError("MissingRequiredField", { fieldName: "files" });
  const defenseDocuments = given.map(([kind, file]) => {
    if (file.type === "uploaded") throw notSupported("adyen", "evidence that was uploaded before");
    const fieldName = `files.${kind}`;
    checkFile(fieldName, file.fileType, file.file.expose().byteLength);
    const content = file.file.map((bytes) => encodeBase64(bytes));
    return { content, contentType: file.fileType, defenseDocumentTypeCode: "DefenseMaterial" };
  });
  return { ...toDisputeRequest(data, auth), defenseDocuments };
}

/** Where the dispute stands. Documents alone change nothing: the dispute is challenged when it is defended. */
function statusAfter(data: RouterData<DisputeFlow>): DisputeStatus {
  switch (data.flow) {
    case "Accept":
      return AFTER.accept;
    case "Defend":
      return AFTER.defend;
    case "Evidence":
      return data.request.disputeStatus;
  }
}

/** A dispute service that answers 200 may have refused all the same. */
export function toDisputeResult<F extends DisputeFlow>(response: DisputeResponse, { data, http }: ReadContext<F>): FlowResult<DisputeFlow> {
  const { success, errorMessage } = response.disputeServiceResult;
  if (success) return { response: ok({ disputeStatus: statusAfter(data) }) };
  const message = errorMessage ?? NO_ERROR_MESSAGE;
  return { response: err({ code: NO_ERROR_CODE, message, reason: message, statusCode: http.statusCode }) };
}
