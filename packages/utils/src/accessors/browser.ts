import type { BrowserInformation } from "@switchyard/interfaces";
import { need, needAll, present, type Present } from "./need.js";

/** Any router data whose request knows the customer's browser. */
export interface WithBrowserInfo {
  readonly request: { readonly browserInfo?: BrowserInformation | undefined };
}
/** The name of a field of the customer's browser. */
export type BrowserField = keyof BrowserInformation;

/** A field of the customer's browser, where it is there: `optionalBrowserInfo(data, "language")`. */
export function optionalBrowserInfo<F extends BrowserField>(data: WithBrowserInfo, field: F): NonNullable<BrowserInformation[F]> | undefined {
  return present(data.request.browserInfo?.[field]);
}

/**
 * A field of the customer's browser that the processor requires: `needBrowserInfo(data, "userAgent")`.
 * @throws ConnectorError MissingRequiredField, for example `browserInfo.userAgent`
 */
export function needBrowserInfo<F extends BrowserField>(data: WithBrowserInfo, field: F): NonNullable<BrowserInformation[F]> {
  return need(data.request.browserInfo?.[field], `browserInfo.${field}`);
}

/**
 * Several required fields of the customer's browser, as 3DS wants them.
 * @throws ConnectorError MissingRequiredField or MissingRequiredFields, naming all that are missing
 */
export function needBrowserFields<F extends BrowserField>(data: WithBrowserInfo, ...fields: readonly F[]): Present<Pick<BrowserInformation, F>> {
  const given = data.request.browserInfo;
  needAll(Object.fromEntries(fields.map((field) => [`browserInfo.${field}`, given?.[field]])));
  // Each was just seen to be there; fromEntries forgets the names of its keys.
  return Object.fromEntries(fields.map((field) => [field, given?.[field]])) as Present<Pick<BrowserInformation, F>>;
}
