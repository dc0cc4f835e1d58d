import { needEmail, notSupported } from "@switchyard/utils";
import { needShopperName, toShopperName } from "../address.js";
import type { PaymentRecord } from "../stored.js";
import { plain, type DataOf, type MethodBody } from "./body.js";

/** Virtual accounts of Indonesian banks, which Doku keeps. */
const DOKU = {
  permata_bank_transfer: "doku_permata_lite_atm",
  bca_bank_transfer: "doku_bca_va",
  bni_va_bank_transfer: "doku_bni_va",
  bri_va_bank_transfer: "doku_bri_va",
  cimb_va_bank_transfer: "doku_cimb_va",
  danamon_va_bank_transfer: "doku_danamon_va",
  mandiri_va_bank_transfer: "doku_mandiri_va",
} as const;

/** A payment by Doku, which wants to know who pays. */
export function toDoku(type: string, data: PaymentRecord): MethodBody {
  return { paymentMethod: { type, ...needShopperName(data), shopperEmail: needEmail(data) } };
}

/** Transfers that the shopper makes. @throws ConnectorError NotSupported; MissingRequiredField */
export function toBankTransfer(transfer: DataOf<"bank_transfer">, data: PaymentRecord): MethodBody {
  switch (transfer.kind) {
    case "pix":
      return {
        ...plain("pix"),
        root: {
          shopperName: toShopperName(data),
          socialSecurityNumber: transfer.cpf ?? transfer.cnpj,
          sessionValidity: transfer.expiryDate,
        },
      };
    case "multibanco_bank_transfer":
      return plain("multibanco");
    case "sepa_bank_transfer":
      return plain("bankTransfer_IBAN");
    case "permata_bank_transfer":
    case "bca_bank_transfer":
    case "bni_va_bank_transfer":
    case "bri_va_bank_transfer":
    case "cimb_va_bank_transfer":
    case "danamon_va_bank_transfer":
    case "mandiri_va_bank_transfer":
      return toDoku(DOKU[transfer.kind], data);
    default:
      throw notSupported("adyen", transfer);
  }
}
