import type { ConnectorTransactionId, RedirectForm, ResponseId } from "@switchyard/interfaces";
import { present } from "../accessors/index.js";

/** The processor's id of a payment as an answer gives it, if it gives one. */
export function resourceIdOf(id: ConnectorTransactionId | null | undefined): ResponseId {
  const given = present(id);
  return given === undefined ? { type: "no_response_id" } : { type: "connector_transaction_id", id: given };
}

/** A page that the buyer's browser is sent to, without fields; `undefined` where an answer names none. */
export function redirectTo(url: string | null | undefined, method: "GET" | "POST" = "GET"): RedirectForm | undefined {
  const endpoint = present(url);
  return endpoint === undefined ? undefined : { type: "form", endpoint, method, formFields: {} };
}

/** A time as an answer writes it, ISO 8601 with its offset; digits past the millisecond do not count. `undefined` where it is none. */
export function readTime(text: string | null | undefined): Date | undefined {
  const time = new Date((text ?? "").replace(/(\.\d{3})\d+/, "$1"));
  return Number.isNaN(time.getTime()) ? undefined : time;
}
