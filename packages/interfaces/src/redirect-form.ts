import type { HttpMethod } from "./http.js";
import type { MaybeSecret } from "./secret.js";

/** A form that the customer's browser submits. */
export interface FormRedirect {
  readonly type: "form";
  readonly endpoint: string;
  readonly method: Extract<HttpMethod, "GET" | "POST">;
  readonly formFields: Readonly<Record<string, MaybeSecret>>;
}

/** A page that the processor sent whole. */
export interface HtmlRedirect {
  readonly type: "html";
  readonly html: MaybeSecret;
}

/**
 * Worldpay's device data collection: a form in a hidden frame, whose answer comes back as a window message.
 * The page then submits `collectionReference` to the return URL.
 */
export interface WorldpayDdcRedirect {
  readonly type: "worldpay_ddc";
  readonly endpoint: string;
  readonly method: "POST";
  readonly formFields: Readonly<Record<string, MaybeSecret>>;
  /** The name of the message's field that holds the collection's id. */
  readonly collectionId: string;
  /** Where the page takes the result: the URL that goes on with the payment. */
  readonly returnUrl: string;
}

/** What the customer's browser has to do next. */
export type RedirectForm = FormRedirect | HtmlRedirect | WorldpayDdcRedirect;
