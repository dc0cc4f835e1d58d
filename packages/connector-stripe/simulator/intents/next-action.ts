import { addDuration, type Duration } from "@switchyard/testkit";
import type { Fields, PaymentIntent } from "../wires.js";
import type { World } from "../world.js";
import { toBankInstructions } from "./bank-instructions.js";

/** Paths of the pages that a customer's browser sees: Stripe's, the issuer's or the method's in reality. */
export const PagePath = {
  /** `?intent=` names the payment: two buttons, authorize and fail. */
  Authenticate: "/simulator/authenticate",
  Decision: "/simulator/authenticate/decision",
  /** Where microdeposits are typed in. */
  Microdeposits: "/simulator/microdeposits",
} as const;

/** What an intent's action is made for. */
export interface ActionContext {
  readonly id: string;
  readonly origin: string;
  readonly returnUrl: string | undefined;
}

/** The page on which the customer authorizes or fails. */
export function pageUrl({ id, origin }: ActionContext): string {
  return `${origin}${PagePath.Authenticate}?intent=${id}`;
}

function inSeconds({ clock }: World, after: Duration): number {
  return Math.floor(addDuration(clock.now(), after).getTime() / 1000);
}

type Builder = (world: World, context: ActionContext) => Fields;

const qrImages = (url: string): Fields => ({ image_url_png: `${url}&image=png`, image_url_svg: `${url}&image=svg` });

const scannable: Builder = (_world, context) => ({
  data: pageUrl(context),
  hosted_instructions_url: pageUrl(context),
  ...qrImages(pageUrl(context)),
});

/** The body of each action, by its type. */
const builders: Readonly<Record<string, Builder>> = {
  redirect_to_url: (_world, context) => ({ return_url: context.returnUrl ?? null, url: pageUrl(context) }),
  alipay_handle_redirect: (_world, context) => ({
    native_data: null,
    native_url: null,
    return_url: context.returnUrl ?? null,
    url: pageUrl(context),
  }),
  cashapp_handle_redirect_or_display_qr_code: (world, context) => ({
    hosted_instructions_url: pageUrl(context),
    mobile_auth_url: pageUrl(context),
    qr_code: { expires_at: inSeconds(world, { minutes: 5 }), ...qrImages(pageUrl(context)) },
  }),
  wechat_pay_display_qr_code: (_world, context) => ({
    data: `weixin://wxpay/bizpayurl?pr=${context.id.slice(-8)}`,
    hosted_instructions_url: pageUrl(context),
    image_data_url: "data:image/png;base64,iVBORw0KGgo=",
    ...qrImages(pageUrl(context)),
  }),
  multibanco_display_details: (world, context) => ({
    entity: "12345",
    expires_at: inSeconds(world, { days: 7 }),
    hosted_voucher_url: pageUrl(context),
    reference: world.ids.token(9, "0123456789"),
  }),
  oxxo_display_details: (world, context) => ({
    expires_after: inSeconds(world, { days: 3 }),
    hosted_voucher_url: pageUrl(context),
    number: world.ids.token(32, "0123456789"),
  }),
  boleto_display_details: (world, context) => ({
    expires_at: inSeconds(world, { days: 3 }),
    hosted_voucher_url: pageUrl(context),
    number: world.ids.token(47, "0123456789"),
    pdf: `${pageUrl(context)}&image=pdf`,
  }),
  konbini_display_details: (world, context) => ({
    expires_at: inSeconds(world, { days: 3 }),
    hosted_voucher_url: pageUrl(context),
    stores: { familymart: null, lawson: { confirmation_number: "01234567890", payment_code: "123456" }, ministop: null, seicomart: null },
  }),
  pix_display_qr_code: (world, context) => ({ ...scannable(world, context), expires_at: inSeconds(world, { hours: 4 }) }),
  paynow_display_qr_code: scannable,
  promptpay_display_qr_code: scannable,
  swish_handle_redirect_or_display_qr_code: (_world, context) => ({
    hosted_instructions_url: pageUrl(context),
    mobile_auth_url: pageUrl(context),
    qr_code: { data: pageUrl(context), ...qrImages(pageUrl(context)) },
  }),
  upi_handle_redirect_or_display_qr_code: (world, context) => ({
    hosted_instructions_url: pageUrl(context),
    qr_code: { expires_at: inSeconds(world, { minutes: 10 }), ...qrImages(pageUrl(context)) },
  }),
  blik_authorize: () => ({}),
  verify_with_microdeposits: (world, context) => ({
    arrival_date: inSeconds(world, { days: 2 }),
    hosted_verification_url: `${context.origin}${PagePath.Microdeposits}?intent=${context.id}`,
    microdeposit_type: "amounts",
  }),
};

/** Action types of methods that do not just redirect. */
const ownActions: Readonly<Record<string, string>> = {
  alipay: "alipay_handle_redirect",
  cashapp: "cashapp_handle_redirect_or_display_qr_code",
  wechat_pay: "wechat_pay_display_qr_code",
  blik: "blik_authorize",
  multibanco: "multibanco_display_details",
  oxxo: "oxxo_display_details",
  boleto: "boleto_display_details",
  konbini: "konbini_display_details",
  pix: "pix_display_qr_code",
  paynow: "paynow_display_qr_code",
  promptpay: "promptpay_display_qr_code",
  swish: "swish_handle_redirect_or_display_qr_code",
  upi: "upi_handle_redirect_or_display_qr_code",
};

/** `next_action` of a payment by this method (tech-spec, section 8). */
export function toNextAction(world: World, method: string, context: ActionContext): Fields {
  return toAction(world, ownActions[method] ?? "redirect_to_url", context);
}

/** `next_action` of a given type. */
export function toAction(world: World, type: string, context: ActionContext): Fields {
  const build = builders[type];
  if (build === undefined) throw new Error(`There is no action ${type}.`);
  return { type, [type]: build(world, context) };
}

/** `next_action` of a bank transfer. */
export function toTransferAction(world: World, intent: PaymentIntent, context: ActionContext, remaining: number): Fields {
  const type = "display_bank_transfer_instructions";
  return {
    type,
    [type]: { ...toBankInstructions(intent, pageUrl(context)), amount_remaining: remaining, reference: intent.id.slice(-8).toUpperCase() },
  };
}

/** Whether the customer needs a way back: a page of the method's that leads to `return_url`. */
export function needsReturnUrl(method: string): boolean {
  const action = ownActions[method] ?? "redirect_to_url";
  return action === "redirect_to_url" || action === "alipay_handle_redirect" || method === "cashapp";
}
