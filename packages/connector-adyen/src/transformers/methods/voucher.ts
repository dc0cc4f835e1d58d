import { need, needEmail, notSupported } from "@switchyard/utils";
import { needBillingAddress, needShopperName, needTelephoneNumber } from "../address.js";
import type { PaymentRecord } from "../stored.js";
import { toDoku } from "./bank-transfer.js";
import { plain, type DataOf, type MethodBody } from "./body.js";

/** Japanese convenience stores and machines, which Econtext serves. */
const ECONTEXT = {
  seven_eleven: "econtext_seven_eleven",
  lawson: "econtext_stores",
  mini_stop: "econtext_stores",
  family_mart: "econtext_stores",
  seicomart: "econtext_stores",
  pay_easy: "econtext_atm",
} as const;

/** Slips that the shopper pays in a shop or at a bank. @throws ConnectorError NotSupported; MissingRequiredField */
export function toVoucher(voucher: DataOf<"voucher">, data: PaymentRecord): MethodBody {
  switch (voucher.kind) {
    case "boleto":
      return {
        ...plain("boletobancario"),
        root: {
          socialSecurityNumber: need(voucher.socialSecurityNumber, "paymentMethod.socialSecurityNumber"),
          shopperName: needShopperName(data),
          billingAddress: needBillingAddress(data),
        },
      };
    case "oxxo":
      return { ...plain("oxxo"), root: { shopperName: needShopperName(data), shopperEmail: needEmail(data) } };
    case "alfamart":
      return toDoku("doku_alfamart", data);
    case "indomaret":
      return toDoku("doku_indomaret", data);
    case "seven_eleven":
    case "lawson":
    case "mini_stop":
    case "family_mart":
    case "seicomart":
    case "pay_easy":
      return {
        paymentMethod: {
          type: ECONTEXT[voucher.kind],
          ...needShopperName(data),
          shopperEmail: needEmail(data),
          telephoneNumber: needTelephoneNumber(data),
        },
      };
    default:
      throw notSupported("adyen", voucher);
  }
}
