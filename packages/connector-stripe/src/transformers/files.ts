import { ConnectorError, ok, secret, type ConnectorResponse, type RequestContent, type RouterData } from "@switchyard/interfaces";
import { invalid, multipart, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { CreatedResponse } from "../responses.js";

const FILE_TYPES: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "application/pdf"]);
const MOST_BYTES = 5 * 1024 * 1024;

/** Only what the reference has of letters and digits: two requests of one reference have the same bytes. */
function toBoundary(reference: string): string {
  return `switchyard-${reference.replace(/\W/g, "-").slice(0, 48)}`;
}

/**
 * The body of an upload (tech-spec, section 4.15).
 * @throws ConnectorError InvalidDataFormat for a type that Stripe does not take, MaxFieldLengthViolated beyond 5 MB
 */
export function toUploadRequest({ request, connectorRequestReferenceId }: RouterData<"Upload">): RequestContent {
  const { file, fileName, fileType, purpose } = request;
  if (!FILE_TYPES.has(fileType)) throw invalid("fileType", `one of ${[...FILE_TYPES].join(", ")}`);
  const receivedLength = file.expose().length;
  if (receivedLength > MOST_BYTES) {
    throw new ConnectorError("MaxFieldLengthViolated", { fieldName: "file", connector: "stripe", maxLength: MOST_BYTES, receivedLength });
  }
  const part = { filename: fileName, contentType: fileType, content: file };
  return multipart({ purpose, file: part }, { boundary: toBoundary(connectorRequestReferenceId) });
}

export function toUploadResult({ id }: CreatedResponse): FlowResult<"Upload"> {
  return { response: ok({ providerFileId: id }) };
}

/**
 * The bytes of a file. What is text is no file that Stripe keeps for disputes, but a page or an error.
 * @throws ConnectorError ResponseDeserializationFailed
 */
export function readFile({ body, headers }: ConnectorResponse): Uint8Array {
  const type = headers["content-type"] ?? "";
  if (!/^(text\/|application\/json)/i.test(type)) return body;
  throw new ConnectorError("ResponseDeserializationFailed", { connector: "stripe", reason: "the answer is no file" });
}

/** The file's bytes, as they came. */
export function toRetrieveResult(file: Uint8Array, { http }: ReadContext<"Retrieve">): FlowResult<"Retrieve"> {
  return { response: ok({ file: secret(file), fileType: http.headers["content-type"] }) };
}
