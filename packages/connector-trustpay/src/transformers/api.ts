import type { RouterData } from "@switchyard/interfaces";

/** The record of a payment that begins. */
export type PaymentRecord = RouterData<"Authorize" | "SetupMandate" | "RepeatPayment">;

/** What every result of a payment leaves in `connectorMetadata`: an id alone does not say which API to ask (tech-spec, section 4.5). */
export interface PaymentMark {
  readonly api: "tpgw" | "aapi";
  /** The card may be charged again: the payment's id is then a mandate's as well. */
  readonly recurring?: true;
}

/** The mark as the caller gives it back: refunds and queries call it by two names. */
function markOf({ request }: RouterData): Partial<Readonly<Record<keyof PaymentMark, unknown>>> {
  const given = "connectorMeta" in request ? request.connectorMeta : "connectorMetadata" in request ? request.connectorMetadata : undefined;
  return typeof given === "object" && given !== null ? given : {};
}

const isBankMethod = (method: string | undefined) => method === "bank_redirect" || method === "bank_transfer";

/** Whether a record belongs to AAPI: by what is paid with, by the payment's mark, or by the method that the caller's record names. */
export function isBank(data: RouterData): boolean {
  const { request } = data;
  if (data.flow === "AccessTokenAuth") return true;
  if ("paymentMethodData" in request && request.paymentMethodData !== undefined) return isBankMethod(request.paymentMethodData.type);
  const { api } = markOf(data);
  if (api !== undefined) return api === "aapi";
  return "paymentMethod" in data && isBankMethod(data.paymentMethod);
}

/** Whether what is paid with is to be stored, or was when the payment was made. A stored card is not stored again. */
export function stores(data: RouterData): boolean {
  if (data.flow !== "Authorize") return data.flow === "SetupMandate" || (data.flow === "PSync" && markOf(data).recurring === true);
  return data.request.setupFutureUsage === "off_session" && data.request.paymentMethodData.type !== "mandate_payment";
}
