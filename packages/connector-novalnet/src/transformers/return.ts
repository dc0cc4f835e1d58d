import { ConnectorError, type RouterData } from "@switchyard/interfaces";
import { constantTimeEqual, decodeHex, digest, keptText, need, needConnectorTransactionId, present } from "@switchyard/utils";
import type { NovalnetAuth } from "../auth.js";

/** The key from its last character to its first, as every checksum has it. */
export function reversed(key: string): string {
  return Array.from(key).reverse().join("");
}

function refuse(reason: string): never {
  throw new ConnectorError("ProcessingStepFailed", { step: "return", reason });
}

/**
 * The transaction that the customer's browser brought, proven by its checksum: anybody may write a transaction id, of a
 * payment that somebody else made, into an address (tech-spec, section 8).
 * @throws ConnectorError MissingRequiredField without the transaction secret; ProcessingStepFailed when the checksum is another
 */
function needProvenTid(query: URLSearchParams, connectorMeta: unknown, { accessKey }: NovalnetAuth): string {
  const [tid = "", status = "", checksum = ""] = ["tid", "status", "checksum"].map((name) => query.get(name) ?? "");
  const txnSecret = need(keptText(connectorMeta, "txnSecret"), "connectorMeta.txnSecret");
  const given = decodeHex(checksum);
  const proof = digest("SHA-256", `${tid}${txnSecret}${status}${reversed(accessKey.expose())}`);
  if (given === undefined || !constantTimeEqual(given, proof)) refuse("the checksum of the return does not match");
  return tid;
}

/** The query string, with or without its question mark; or the fields of it. */
function readQuery({ redirectResponse }: RouterData<"CompleteAuthorize">["request"]): URLSearchParams {
  const { params, payload } = redirectResponse ?? {};
  if (params !== undefined) return new URLSearchParams(params.expose());
  const fields = Object.entries(payload?.expose() ?? {}).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return new URLSearchParams(fields);
}

/** The transaction that a customer came back from; where the browser brought none, the one that is known. */
export function toReturnedTid({ request }: RouterData<"CompleteAuthorize">, auth: NovalnetAuth): string {
  const query = readQuery(request);
  if (query.has("tid")) return needProvenTid(query, request.connectorMeta, auth);
  return present(request.connectorTransactionId) ?? refuse("the browser brought no tid: the payment still waits for its customer");
}

/** The transaction to ask after: of a return that was handed over as it came, else the one that is known. */
export function toSyncTid({ request }: RouterData<"PSync">, auth: NovalnetAuth): string {
  const { connectorTransactionId: id, encodedData } = request;
  const query = new URLSearchParams(encodedData ?? (id.type === "encoded_data" ? id.data : ""));
  return query.has("tid") ? needProvenTid(query, request.connectorMeta, auth) : needConnectorTransactionId(id);
}
