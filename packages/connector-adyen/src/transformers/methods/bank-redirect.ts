import { billingFullName, need, needBilling, notSupported, present } from "@switchyard/utils";
import type { PaymentRecord } from "../stored.js";
import {
  CZECH_ISSUERS,
  EPS_ISSUERS,
  FPX_ISSUERS,
  needIssuer,
  OPEN_BANKING_UK_ISSUERS,
  POLISH_ISSUERS,
  SLOVAK_ISSUERS,
  THAI_ISSUERS,
} from "./bank-issuers.js";
import { plain, type DataOf, type MethodBody } from "./body.js";

type BankRedirect = DataOf<"bank_redirect">;

const ONLINE_BANKING = {
  online_banking_czech_republic: ["onlineBanking_CZ", CZECH_ISSUERS],
  online_banking_slovakia: ["onlineBanking_SK", SLOVAK_ISSUERS],
  online_banking_poland: ["onlineBanking_PL", POLISH_ISSUERS],
  online_banking_fpx: ["molpay_ebanking_fpx_MY", FPX_ISSUERS],
  online_banking_thailand: ["molpay_ebanking_TH", THAI_ISSUERS],
} as const;

/** Bancontact by card has no security code. */
function toBancontact(method: Extract<BankRedirect, { readonly kind: "bancontact_card" }>, data: PaymentRecord): MethodBody {
  const expiry = need(method.expiry, "paymentMethod.expiry");
  return {
    paymentMethod: {
      type: "scheme",
      brand: "bcmc",
      number: need(method.number, "paymentMethod.number"),
      expiryMonth: expiry.month2,
      expiryYear: expiry.year4,
      holderName: present(method.holderName) ?? billingFullName(data),
    },
  };
}

/** Payments at the shopper's bank. @throws ConnectorError NotSupported, for Giropay and Sofort too: both are closed */
export function toBankRedirect(method: BankRedirect, data: PaymentRecord): MethodBody {
  switch (method.kind) {
    case "bancontact_card":
      return toBancontact(method, data);
    case "blik":
      return { paymentMethod: { type: "blik", blikCode: present(method.blikCode) } };
    case "bizum":
    case "trustly":
      return { ...plain(method.kind), ...(method.kind === "trustly" ? { root: { countryCode: method.country } } : {}) };
    case "ideal":
      // The shopper chooses the bank on iDEAL's own page.
      return plain("ideal");
    case "eps":
      return { paymentMethod: { type: "eps", issuer: needIssuer(EPS_ISSUERS, method.bankName, "paymentMethod.bankName") } };
    case "online_banking_czech_republic":
    case "online_banking_slovakia":
    case "online_banking_poland":
    case "online_banking_fpx":
    case "online_banking_thailand": {
      const [type, issuers] = ONLINE_BANKING[method.kind];
      return { paymentMethod: { type, issuer: needIssuer(issuers, method.issuer, "paymentMethod.issuer") } };
    }
    case "online_banking_finland":
      return plain("ebanking_FI");
    case "open_banking_uk": {
      const issuer = method.issuer === undefined ? undefined : needIssuer(OPEN_BANKING_UK_ISSUERS, method.issuer, "paymentMethod.issuer");
      return { paymentMethod: { type: "paybybank", issuer }, root: { countryCode: method.country ?? needBilling(data, "country") } };
    }
    default:
      throw notSupported("adyen", method);
  }
}
