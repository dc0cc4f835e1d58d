import { notSupported } from "@switchyard/utils";
import { plain, type DataOf, type MethodBody } from "./body.js";

/** Prepaid cards and codes. @throws ConnectorError NotSupported */
export function toGiftCard(card: DataOf<"gift_card">): MethodBody {
  switch (card.kind) {
    case "givex":
      return { paymentMethod: { type: "giftcard", brand: "givex", number: card.number, cvc: card.cvc } };
    case "pay_safe_card":
      return plain("paysafecard");
    default:
      throw notSupported("adyen", card);
  }
}
