import type { CardNetwork, PaymentMethodData } from "@switchyard/interfaces";
import type { PaymentMethodObject, PaymentsRequest } from "../../requests.js";

/** What a payment method makes of the request: its own object, and the fields at the root that it cannot do without. */
export interface MethodBody {
  readonly paymentMethod: PaymentMethodObject;
  readonly root?: Partial<PaymentsRequest> | undefined;
}

/** The data of one family of payment methods. */
export type DataOf<Type extends PaymentMethodData["type"]> = Extract<PaymentMethodData, { readonly type: Type }>;

/** A method of which Adyen wants no more than its name. */
export function plain(type: string): MethodBody {
  return { paymentMethod: { type } };
}

/** Adyen's names of card networks (Adyen documentation, "Card brands"). */
export const CARD_BRANDS: Readonly<Record<CardNetwork, string>> = {
  Visa: "visa",
  Mastercard: "mc",
  AmericanExpress: "amex",
  JCB: "jcb",
  DinersClub: "diners",
  Discover: "discover",
  CartesBancaires: "cartebancaire",
  UnionPay: "cup",
  Interac: "interac_card",
  RuPay: "rupay",
  Maestro: "maestro",
  Star: "star",
  Pulse: "pulse",
  Accel: "accel",
  Nyce: "nyce",
};
