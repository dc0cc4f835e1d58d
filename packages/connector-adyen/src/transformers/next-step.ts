import { secret, type NextAction, type RedirectForm } from "@switchyard/interfaces";
import { present, readTime, redirectTo } from "@switchyard/utils";
import type { Action } from "../responses.js";
import { readToldAmount } from "./amount.js";

/** What the shopper has to do: go somewhere, or something else. */
export interface NextStep {
  readonly redirectionData?: RedirectForm | undefined;
  readonly nextAction?: NextAction | undefined;
}

/** A redirect by GET goes to the address itself; one by POST sends `data` as a form. */
function toRedirect({ url, method, data }: Action): RedirectForm | undefined {
  if (url == null || !/^https?:/i.test(url)) return undefined;
  if (method?.toUpperCase() !== "POST") return redirectTo(url);
  const fields = Object.entries(data?.expose() ?? {}).flatMap(([name, value]) => (typeof value === "string" ? [[name, secret(value)] as const] : []));
  return { type: "form", endpoint: url, method: "POST", formFields: Object.fromEntries(fields) };
}

/** The whole action, as Adyen's component wants it. */
function toSdkData(action: Action): NextAction {
  const { token, authorisationToken, paymentData, sdkData, data, ...plain } = action;
  const all = {
    ...plain,
    token: token?.expose(),
    authorisationToken: authorisationToken?.expose(),
    paymentData: paymentData?.expose(),
    sdkData: sdkData?.expose(),
    data: data?.expose(),
  };
  return { type: "invoke_sdk_client", sdkData: secret(Object.fromEntries(Object.entries(all).filter(([, value]) => value != null))) };
}

function toBankTransfer(action: Action): NextAction {
  const { reference, totalAmount, instructionsUrl, url } = action;
  const remaining = readToldAmount(totalAmount);
  return {
    type: "display_bank_transfer_information",
    reference: reference ?? undefined,
    amountRemaining: remaining.amount,
    currency: remaining.currency,
    instructionsUrl: instructionsUrl ?? url ?? undefined,
    accounts: [
      {
        accountHolderName: present(action.beneficiary),
        iban: present(action.iban),
        bic: present(action.bic),
        accountNumber: present(action.accountNumber),
        sortCode: present(action.sortCode),
        routingNumber: present(action.routingNumber),
      },
    ],
  };
}

/** The shopper's next step (tech-spec, section 8). An action that nobody listed has no form of ours. */
export function toNextStep(action: Action | null | undefined): NextStep {
  if (action == null) return {};
  switch (action.type) {
    case "redirect":
      return { redirectionData: toRedirect(action) };
    case "threeDS2":
    case "sdk":
    case "wechatpaySDK":
    case "nativeRedirect":
    case "delegatedAuthentication":
      return { nextAction: toSdkData(action) };
    case "qrCode":
      return {
        nextAction: {
          type: "qr_code_information",
          qrCodeData: action.qrCodeData ?? undefined,
          qrCodeUrl: action.url ?? undefined,
          expiresAt: readTime(action.expiresAt),
        },
      };
    case "voucher":
      return {
        nextAction: {
          type: "display_voucher_information",
          reference: action.reference ?? undefined,
          entity: action.entity ?? undefined,
          voucherUrl: action.url ?? undefined,
          downloadUrl: action.downloadUrl ?? undefined,
          instructionsUrl: action.instructionsUrl ?? undefined,
          expiresAt: readTime(action.expiresAt),
        },
      };
    case "bankTransfer":
      return { nextAction: toBankTransfer(action) };
    case "await":
      return { nextAction: { type: "wait_screen_information", displayUntil: readTime(action.expiresAt), pollUrl: action.url ?? undefined } };
    default:
      return {};
  }
}
