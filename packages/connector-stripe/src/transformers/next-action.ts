import type { BankTransferAccount, NextAction, RedirectForm } from "@switchyard/interfaces";
import { redirectTo } from "@switchyard/utils";
import type { NextActionResponse } from "../responses.js";
import { readAmount } from "./amount.js";
import { dateOf } from "./time.js";

type Action = NextActionResponse;
type Code = NonNullable<Action["pix_display_qr_code"]>;
type BankAccount = NonNullable<NonNullable<Action["display_bank_transfer_instructions"]>["financial_addresses"]>[number];

/** What the customer has to do: go somewhere, or something that is no page. */
export interface Steps {
  readonly redirectionData?: RedirectForm | undefined;
  readonly nextAction?: NextAction | undefined;
}

function toQrCode(code: Code | null | undefined): NextAction | undefined {
  if (code == null) return undefined;
  return {
    type: "qr_code_information",
    qrCodeData: code.data ?? undefined,
    imageUrl: code.image_url_png ?? code.image_url_svg ?? undefined,
    qrCodeUrl: code.hosted_instructions_url ?? undefined,
    expiresAt: dateOf(code.expires_at),
  };
}

/** An app on the customer's phone, or a code for it on another screen. */
function toAppOrCode(given: Action["cashapp_handle_redirect_or_display_qr_code"]): Steps {
  if (given == null) return {};
  const nextAction = toQrCode({ ...given.qr_code, hosted_instructions_url: given.hosted_instructions_url });
  return { redirectionData: redirectTo(given.mobile_auth_url), nextAction };
}

function toVoucher(
  given: Action["oxxo_display_details"] | Action["multibanco_display_details"] | Action["konbini_display_details"],
): NextAction | undefined {
  if (given == null) return undefined;
  const { hosted_voucher_url: voucherUrl, expires_at } = given;
  const expires = "expires_after" in given ? (given.expires_after ?? expires_at) : expires_at;
  const reference = "number" in given ? given.number : "reference" in given ? given.reference : undefined;
  return {
    type: "display_voucher_information",
    reference: reference ?? undefined,
    entity: ("entity" in given ? given.entity : undefined) ?? undefined,
    voucherUrl: voucherUrl ?? undefined,
    downloadUrl: ("pdf" in given ? given.pdf : undefined) ?? undefined,
    expiresAt: dateOf(expires),
  };
}

/** An account by the rail that reaches it; what one rail calls differently is told by its own object. */
function toAccount(given: BankAccount): BankTransferAccount {
  const { type, aba, iban, sort_code, spei, swift, zengin } = given;
  const any = aba ?? iban ?? sort_code ?? spei ?? swift ?? zengin;
  return {
    network: type ?? undefined,
    accountHolderName: any?.account_holder_name ?? undefined,
    iban: iban?.iban ?? undefined,
    bic: iban?.bic ?? swift?.swift_code ?? undefined,
    accountNumber: aba?.account_number ?? sort_code?.account_number ?? swift?.account_number ?? zengin?.account_number ?? undefined,
    sortCode: sort_code?.sort_code ?? undefined,
    routingNumber: aba?.routing_number ?? undefined,
    clabe: spei?.clabe ?? undefined,
    bankName: any?.bank_name ?? undefined,
    country: iban?.country ?? undefined,
  };
}

function toBankTransfer(given: Action["display_bank_transfer_instructions"]): NextAction | undefined {
  if (given == null) return undefined;
  return {
    type: "display_bank_transfer_information",
    accounts: (given.financial_addresses ?? []).map(toAccount),
    reference: given.reference ?? undefined,
    amountRemaining: readAmount(given.amount_remaining, given.currency),
    currency: given.currency?.toUpperCase(),
    instructionsUrl: given.hosted_instructions_url ?? undefined,
  };
}

/** The step that Stripe waits for (tech-spec, section 8): to pages the browser goes by GET, without fields. An unknown one leaves the payment waiting, without a form. */
export function toSteps(action: Action | null | undefined): Steps {
  switch (action?.type) {
    case "redirect_to_url":
      return { redirectionData: redirectTo(action.redirect_to_url?.url) };
    case "alipay_handle_redirect":
      return { redirectionData: redirectTo(action.alipay_handle_redirect?.url) };
    case "verify_with_microdeposits":
      return { redirectionData: redirectTo(action.verify_with_microdeposits?.hosted_verification_url) };
    case "cashapp_handle_redirect_or_display_qr_code":
      return toAppOrCode(action.cashapp_handle_redirect_or_display_qr_code);
    case "swish_handle_redirect_or_display_qr_code":
      return toAppOrCode(action.swish_handle_redirect_or_display_qr_code);
    case "upi_handle_redirect_or_display_qr_code":
      return toAppOrCode(action.upi_handle_redirect_or_display_qr_code);
    case "wechat_pay_display_qr_code":
      return { nextAction: toQrCode(action.wechat_pay_display_qr_code) };
    case "pix_display_qr_code":
      return { nextAction: toQrCode(action.pix_display_qr_code) };
    case "promptpay_display_qr_code":
      return { nextAction: toQrCode(action.promptpay_display_qr_code) };
    case "paynow_display_qr_code":
      return { nextAction: toQrCode(action.paynow_display_qr_code) };
    case "klarna_display_qr_code":
      return { nextAction: toQrCode(action.klarna_display_qr_code) };
    case "multibanco_display_details":
      return { nextAction: toVoucher(action.multibanco_display_details) };
    case "oxxo_display_details":
      return { nextAction: toVoucher(action.oxxo_display_details) };
    case "boleto_display_details":
      return { nextAction: toVoucher(action.boleto_display_details) };
    case "konbini_display_details":
      return { nextAction: toVoucher(action.konbini_display_details) };
    case "display_bank_transfer_instructions":
      return { nextAction: toBankTransfer(action.display_bank_transfer_instructions) };
    case "blik_authorize":
    case "card_await_notification":
      return { nextAction: { type: "wait_screen_information" } };
    default:
      return {};
  }
}
