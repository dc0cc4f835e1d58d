import { ConnectorError, type RouterData } from "@switchyard/interfaces";
import { keptText, needConnectorTransactionId, notSupported, path, present } from "@switchyard/utils";

/** What the browser brought of device data collection: a form-encoded text, or fields. */
function readCollectionReference({ request }: RouterData<"CompleteAuthorize">): string | undefined {
  const { params, payload } = request.redirectResponse ?? {};
  return present(new URLSearchParams(params?.expose() ?? "").get("collectionReference")) ?? keptText(payload, "collectionReference");
}

/**
 * The step that is next, by the payment's status. A device-data form that is submitted twice must not start the challenge
 * step early: its reference is refused in that state (tech-spec, section 4.9).
 * @throws ConnectorError ProcessingStepFailed, NotSupported
 */
export function toStepPath(data: RouterData<"CompleteAuthorize">): string {
  const id = needConnectorTransactionId(data.request.connectorTransactionId);
  if (data.status === "device_data_collection_pending") return path`api/payments/${id}/3dsDeviceData`;
  if (data.status !== "authentication_pending") {
    throw new ConnectorError("ProcessingStepFailed", { step: "CompleteAuthorize", reason: `invalid payment status: ${data.status}` });
  }
  if (readCollectionReference(data) !== undefined) throw notSupported("worldpay", "collectionReference in the status authentication_pending");
  return path`api/payments/${id}/3dsChallenges`;
}

/** The collection's reference; without one Worldpay goes on, with more challenges. */
export function toStepRequest(data: RouterData<"CompleteAuthorize">): { readonly collectionReference?: string | undefined } {
  return data.status === "device_data_collection_pending" ? { collectionReference: readCollectionReference(data) } : {};
}
