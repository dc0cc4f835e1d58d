import {
  minorUnit,
  type AuthenticationType,
  type CompleteAuthorizeRedirectResponse,
  type MinorUnit,
  type Secret,
  type SurchargeDetails,
} from "@switchyard/interfaces";
import { need } from "./need.js";

/** Whether the payment asks for 3DS. */
export function isThreeDs(data: { readonly authType: AuthenticationType }): boolean {
  return data.authType === "three_ds";
}

/**
 * What the customer's browser brought back, as fields.
 * @throws ConnectorError MissingRequiredField `redirectResponse.payload`
 */
export function needRedirectPayload(request: {
  readonly redirectResponse?: CompleteAuthorizeRedirectResponse | undefined;
}): Secret<Readonly<Record<string, unknown>>> {
  return need(request.redirectResponse?.payload, "redirectResponse.payload");
}

/** The amount before any surcharge. */
export function originalAmountOf(request: { readonly amount: MinorUnit; readonly surchargeDetails?: SurchargeDetails | undefined }): MinorUnit {
  return request.surchargeDetails?.originalAmount ?? request.amount;
}

/** The surcharge with the tax on it; `undefined` when there is none. */
export function totalSurchargeOf(request: { readonly surchargeDetails?: SurchargeDetails | undefined }): MinorUnit | undefined {
  const details = request.surchargeDetails;
  return details === undefined ? undefined : minorUnit(details.surchargeAmount + details.taxOnSurchargeAmount, "surchargeDetails");
}
