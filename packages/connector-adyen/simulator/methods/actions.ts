import type { Action } from "../answers.js";
import type { Payment } from "../world.js";
import { NextStep } from "./catalogue.js";

/** What the shopper's pages are called. */
export const PagePath = {
  /** The issuer's page of 3DS: `MD` names the step. */
  ThreeDs: "/checkoutshopper/threeDS/redirect",
  /** A bank's or wallet's page, a code to scan, a voucher: `token` names the step. */
  Pay: "/checkoutshopper/pay",
  /** What a native 3DS2 component does. */
  Native: "/checkoutshopper/threeDS2",
  /** A hosted session. */
  Session: "/checkoutshopper/session",
  /** Where the buttons of all these lead. */
  Decision: "/checkoutshopper/decision",
} as const;
export type PagePath = (typeof PagePath)[keyof typeof PagePath];

/** `paymentData` of a step: it names the step when it comes back. */
export function toPaymentData(token: string): string {
  return `Ab02b4c0!${token}`;
}

/** `IdentifyShopper` or `ChallengeShopper` of native 3DS2. */
export function toNativeAction(subtype: "fingerprint" | "challenge", token: string): Action {
  return {
    type: "threeDS2",
    subtype,
    paymentMethodType: "scheme",
    token,
    paymentData: toPaymentData(token),
    authorisationToken: `Ab02b4c0!auth${token}`,
  };
}

/** To the issuer's page: by GET, or with a form in the manner of 3DS1. */
export function toThreeDsAction(origin: string, token: string, { returnUrl, redirectToIssuerMethod = "GET" }: Payment["order"]): Action {
  const action = { type: "redirect", paymentMethodType: "scheme", method: redirectToIssuerMethod };
  if (redirectToIssuerMethod === "POST")
    return { ...action, url: origin + PagePath.ThreeDs, data: { MD: token, PaReq: "eNpVUttu", TermUrl: returnUrl } };
  return { ...action, url: `${origin}${PagePath.ThreeDs}?MD=${encodeURIComponent(token)}` };
}

interface ActionMaker {
  readonly resultCode: string;
  readonly make: (payment: Payment, url: string, token: string) => Action;
}

const DAY = 86_400_000;

/** What each next step looks like (tech-spec, section 8). */
const makers: Readonly<Partial<Record<NextStep, ActionMaker>>> = {
  [NextStep.Redirect]: { resultCode: "RedirectShopper", make: (_payment, url) => ({ type: "redirect", method: "GET", url }) },
  [NextStep.QrCode]: {
    resultCode: "Pending",
    make: ({ instrument, currency, requested }, url, token) => ({
      type: "qrCode",
      qrCodeData: `${instrument.type}:${currency}${requested}:${token}`,
      paymentData: toPaymentData(token),
      url,
    }),
  },
  [NextStep.Voucher]: {
    resultCode: "PresentToShopper",
    make: ({ pspReference, currency, requested, order, instrument }, url) => ({
      type: "voucher",
      reference: pspReference.replace(/\D/g, "7"),
      merchantName: order.merchantAccount,
      initialAmount: { currency, value: requested },
      totalAmount: { currency, value: requested },
      instructionsUrl: url,
      url,
      ...(/^(boleto|oxxo)/.test(instrument.type) ? { downloadUrl: url } : {}),
      ...(instrument.type === "multibanco" ? { entity: "12101" } : {}),
    }),
  },
  [NextStep.BankTransfer]: {
    resultCode: "Received",
    make: ({ pspReference, currency, requested, order }) => ({
      type: "bankTransfer",
      beneficiary: order.merchantAccount,
      iban: "NL13TEST0123456789",
      bic: "TESTNL2A",
      reference: pspReference,
      totalAmount: { currency, value: requested },
    }),
  },
  [NextStep.Await]: { resultCode: "Pending", make: (_payment, _url, token) => ({ type: "await", paymentData: toPaymentData(token) }) },
  [NextStep.Sdk]: {
    resultCode: "Pending",
    make: ({ instrument }, _url, token) => ({
      type: instrument.type === "wechatpaySDK" ? "wechatpaySDK" : "sdk",
      sdkData: { token },
      paymentData: toPaymentData(token),
    }),
  },
};

/** The action of a step that is not 3DS, with the result code that goes with it. `now` dates what expires. */
export function toMethodAction(payment: Payment, next: NextStep, origin: string, token: string, now: Date): { resultCode: string; action: Action } {
  const maker = makers[next];
  if (maker === undefined) throw new Error(`The step ${next} has no action.`);
  const url = `${origin}${PagePath.Pay}?token=${encodeURIComponent(token)}`;
  const expiresAt = `${new Date(now.getTime() + DAY).toISOString().slice(0, 19)}Z`;
  const expires = next === NextStep.QrCode || next === NextStep.Voucher ? { expiresAt: payment.order.sessionValidity ?? expiresAt } : {};
  return { resultCode: maker.resultCode, action: { ...maker.make(payment, url, token), ...expires, paymentMethodType: payment.instrument.type } };
}
