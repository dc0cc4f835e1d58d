import { err, ok, type RouterData } from "@switchyard/interfaces";
import { need, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import { fiuuAuth, type FiuuAuth } from "../auth.js";
import type { FiuuRequeryRequest } from "../requests.js";
import type { StatResponse } from "../responses.js";
import { readEcho, toAmount } from "./amounts.js";
import { isFault, readFault } from "./errors.js";
import { toResourceId } from "./payment-result.js";
import { readReturned, type Returned } from "./returned.js";
import { readMeta, usesIndirectRequery } from "./settings.js";
import { md5, needSigned, notUnderstood } from "./signatures.js";
import { mapRequeryStatus, toNextStatus } from "./status.js";

type SyncRecord = RouterData<"PSync">;

/** The form that the browser brought back, where the caller passes it on and Fiuu signed it. */
function returnedOf({ request, connectorAuthType }: SyncRecord): Returned | undefined {
  const { connectorTransactionId: id, encodedData } = request;
  return readReturned(encodedData ?? (id.type === "encoded_data" ? id.data : undefined), fiuuAuth(connectorAuthType).secretKey);
}

function idOf(data: SyncRecord): string | undefined {
  const { connectorTransactionId: id } = data.request;
  return id.type === "connector_transaction_id" ? present(id.id) : returnedOf(data)?.tranID;
}

/** A payment whose id never arrived is found by our reference, for 30 days (tech-spec, section 4.5). */
export function toSyncPath(data: SyncRecord): string {
  if (idOf(data) === undefined) return "RMS/query/q_by_oid.php";
  return usesIndirectRequery(data.connectorMetaData) ? "RMS/q_by_tid.php" : "RMS/API/gate-query/index.php";
}

/** The amount that was asked for at first, which earlier results know. @throws ConnectorError MissingRequiredField */
function toSyncAmount({ request }: SyncRecord): string {
  const known = readMeta(request.connectorMeta).amount;
  return known ?? toAmount(need(request.amount, "amount"), need(request.currency, "currency"));
}

export function toSyncRequest(data: SyncRecord, { merchantId, verifyKey }: FiuuAuth): FiuuRequeryRequest {
  const amount = toSyncAmount(data);
  const txID = idOf(data);
  const id = txID ?? need(data.request.connectorReferenceId, "reference");
  return { ...(txID === undefined ? { oID: id } : { txID }), amount, domain: merchantId, skey: md5(id, merchantId, verifyKey, amount) };
}

/** An answer is signed for the id that was asked with: one about another payment is none. */
function needSignedAnswer({ Amount, Domain, StatCode, VrfKey }: StatResponse, data: SyncRecord): void {
  const id = idOf(data) ?? data.request.connectorReferenceId;
  needSigned(VrfKey, data, ({ secretKey }) => md5(Amount, secretKey, Domain, id, StatCode));
}

/** What a query found. An error says that there is no answer, and nothing of the payment: old ones are not found (tech-spec, trap 12). */
export function toSyncResult(response: StatResponse, { data, http }: ReadContext<"PSync">): FlowResult<"PSync"> {
  if (isFault(response)) return { response: err(readFault(response, http)) };
  const { StatCode, StatName, ProcessorResponseCode, MerchantAdviceCode } = response;
  if (StatCode == null) throw notUnderstood("it has no StatCode");
  if (StatCode === "00" || StatCode === "11") needSignedAnswer(response, data);
  const status = toNextStatus(data.status, mapRequeryStatus(StatCode, StatName), StatName);
  const id = idOf(data) ?? present(response.TranID);
  const brought = returnedOf(data);
  const returned = brought?.tranID === id ? brought : undefined;
  if (status === "failure") {
    // Where FPX failed, only the browser's form knows why.
    const isSilent = present(response.ErrorCode) === undefined && present(response.ErrorDesc) === undefined;
    const fault = isSilent && returned !== undefined ? returned : { error_code: response.ErrorCode, error_desc: response.ErrorDesc };
    const error = readFault({ ...fault, network: { ProcessorResponseCode, MerchantAdviceCode } }, http);
    return { status, response: err({ ...error, attemptStatus: status, ...(id === undefined ? {} : { connectorTransactionId: id }) }) };
  }
  const meta = readMeta(data.request.connectorMeta);
  const token = present(returned?.extra?.token);
  const [currency, captured] = [data.request.currency ?? meta.currency, status === "charged" || meta.captured === true];
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: toResourceId(id),
      connectorStatus: present(StatName) ?? StatCode,
      networkTxnId: present(response.SchemeTransactionID),
      mandateReference: token === undefined ? undefined : { connectorMandateId: token },
      connectorMetadata: { ...meta, amount: toSyncAmount(data), currency, captured },
      echoed: readEcho(response.Amount, response.Currency, currency),
    }),
  };
}
