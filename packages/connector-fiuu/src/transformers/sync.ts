import { err, ok, type RouterData } from "@switchyard/interfaces";
import { need, present, resourceIdOf, type FlowResult, type ReadContext } from "@switchyard/utils";
import { fiuuAuth, settingsOf, type FiuuAuth } from "../auth.js";
import type { Notification, StatResponse } from "../responses.js";
import { isSigned, md5, needSigned, resultMessage } from "./signatures.js";
import { mapRequeryStatus, toNextStatus } from "./status.js";
import { isFault, notUnderstood, readEcho, readExtra, readFault, readMeta, readPosted, toAmount, toFailed } from "./wire.js";

type SyncRecord = RouterData<"PSync">;

const idOf = ({ request: { connectorTransactionId: id } }: SyncRecord) => (id.type === "connector_transaction_id" ? present(id.id) : undefined);

/**
 * What the query names: the payment's id, or our reference where no id ever arrived. Never an id that only the browser
 * knows: a customer may bring back the form of another payment, and Fiuu signed that as well.
 */
const askedFor = (data: SyncRecord) => idOf(data) ?? data.request.connectorReferenceId ?? data.connectorRequestReferenceId;

/** A payment whose id never arrived is found by our reference, for 30 days (tech-spec, section 4.5). */
export function toSyncPath(data: SyncRecord): string {
  if (idOf(data) === undefined) return "RMS/query/q_by_oid.php";
  return settingsOf(data).indirectRequery === true ? "RMS/q_by_tid.php" : "RMS/API/gate-query/index.php";
}

/** The amount that was asked for at first, which earlier results know. @throws ConnectorError MissingRequiredField */
function toSyncAmount({ request }: SyncRecord): string {
  return readMeta(request.connectorMeta).amount ?? toAmount(need(request.amount, "amount"), need(request.currency, "currency"));
}

export function toSyncRequest(data: SyncRecord, { merchantId, verifyKey }: FiuuAuth) {
  const [id, amount] = [askedFor(data), toSyncAmount(data)];
  return { [idOf(data) === undefined ? "oID" : "txID"]: id, amount, domain: merchantId, skey: md5(id, merchantId, verifyKey, amount) };
}

/** The form that the browser brought back, where Fiuu signed it and it is about the payment that was found (tech-spec, section 8). */
function readReturned({ request, connectorAuthType }: SyncRecord, id: string | undefined): Notification | undefined {
  const { connectorTransactionId: given, encodedData } = request;
  const form = readPosted(encodedData ?? (given.type === "encoded_data" ? given.data : ""));
  return form.tranID === id && isSigned(form.skey, md5(resultMessage(form, fiuuAuth(connectorAuthType).secretKey))) ? form : undefined;
}

/** What a query found. An error says that there is no answer, and nothing of the payment: old ones are not found (tech-spec, trap 12). */
export function toSyncResult(response: StatResponse, { data, http }: ReadContext<"PSync">): FlowResult<"PSync"> {
  if (isFault(response)) return { response: err(readFault(response, http)) };
  const { StatCode, StatName, Amount, Currency, Domain, VrfKey, ErrorCode: error_code, ErrorDesc: error_desc } = response;
  if (StatCode == null) throw notUnderstood("it has no StatCode");
  // It is signed for what was asked for: an answer about another payment is none.
  if (StatCode === "00" || StatCode === "11") needSigned(VrfKey, data, ({ secretKey }) => md5(Amount, secretKey, Domain, askedFor(data), StatCode));
  const status = toNextStatus(data.status, mapRequeryStatus(StatCode, StatName), StatName);
  const id = idOf(data) ?? present(response.TranID);
  const returned = readReturned(data, id);
  if (status === "failure") {
    // Where FPX failed, only the browser's form knows why.
    const isSilent = present(error_code) === undefined && present(error_desc) === undefined;
    const error = readFault({ ...response, ...(isSilent && returned !== undefined ? returned : { error_code, error_desc }) }, http);
    return toFailed(status, { ...error, connectorTransactionId: id });
  }
  const meta = readMeta(data.request.connectorMeta);
  const token = present(readExtra(returned?.extraP).token);
  const [currency, captured] = [data.request.currency ?? meta.currency, status === "charged" || meta.captured === true];
  return {
    status,
    response: ok({
      type: "transaction",
      resourceId: resourceIdOf(id),
      connectorStatus: present(StatName) ?? StatCode,
      networkTxnId: present(response.SchemeTransactionID),
      mandateReference: token === undefined ? undefined : { connectorMandateId: token },
      connectorMetadata: { ...meta, amount: toSyncAmount(data), currency, captured },
      echoed: readEcho(Amount, Currency, currency),
    }),
  };
}
