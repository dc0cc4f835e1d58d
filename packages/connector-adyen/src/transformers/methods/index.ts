import { connectorMandateOf, notSupported } from "@switchyard/utils";
import type { PaymentRecord } from "../stored.js";
import { checkDebitCurrency, toBankDebit } from "./bank-debit.js";
import { toBankRedirect } from "./bank-redirect.js";
import { toBankTransfer } from "./bank-transfer.js";
import { plain, type MethodBody } from "./body.js";
import { toCard, toCardOfEarlierPayment, toNetworkToken, toStoredMethod } from "./card.js";
import { toGiftCard } from "./gift-card.js";
import { toPayLater } from "./pay-later.js";
import { toVoucher } from "./voucher.js";
import { toWallet } from "./wallet.js";

const CARD_REDIRECTS = { knet: "knet", benefit: "benefit", momo_atm: "momo_atm" } as const;

/**
 * What the payment is made with (tech-spec, section 4.2).
 * @throws ConnectorError NotSupported, CurrencyNotSupported for what Adyen does not take
 */
export function toMethodBody(data: PaymentRecord): MethodBody {
  const body = toBody(data);
  checkDebitCurrency(body, data);
  return body;
}

function toBody(data: PaymentRecord): MethodBody {
  const method = data.request.paymentMethodData;
  switch (method.type) {
    case "card":
      return connectorMandateOf(data.request) === undefined ? toCard(method, data) : toStoredMethod(data);
    case "card_details_for_network_transaction_id":
    case "network_token_details_for_network_transaction_id":
    case "decrypted_wallet_token_details_for_network_transaction_id":
      return toCardOfEarlierPayment(method, data);
    case "network_token":
      return toNetworkToken(method, data);
    case "mandate_payment":
    case "card_token":
      return toStoredMethod(data);
    case "wallet":
      return toWallet(method, data);
    case "pay_later":
      return toPayLater(method, data);
    case "bank_redirect":
      return toBankRedirect(method, data);
    case "bank_debit":
      return toBankDebit(method, data);
    case "bank_transfer":
      return toBankTransfer(method, data);
    case "voucher":
      return toVoucher(method, data);
    case "gift_card":
      return toGiftCard(method);
    case "card_redirect":
      if (method.kind === "card_redirect") throw notSupported("adyen", method);
      return plain(CARD_REDIRECTS[method.kind]);
    default:
      throw notSupported("adyen", method);
  }
}
