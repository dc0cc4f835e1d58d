import { ConnectorError } from "@switchyard/interfaces";
import { connectorMandateIdOf, isAutoCapture, notImplemented, notSupported } from "@switchyard/utils";
import { toBankDebit } from "./bank-debit.js";
import { toBankRedirect } from "./bank-redirect.js";
import { toBankTransfer, toRealTimePayment, toUpi, toVoucher } from "./bank-transfer.js";
import { toCard, toCardByNetworkTransactionId, toNetworkTokenByTransactionId, toNetworkTokenPayment } from "./card.js";
import { factsOf, type MethodRecord, type PaymentRecord, type StripeMethod } from "./method.js";
import { toPayLater } from "./pay-later.js";
import { toStoredMethod } from "./stored.js";
import { toWallet } from "./wallet.js";

/**
 * What a payment is made with.
 * @throws ConnectorError NotImplemented, NotSupported for what Stripe or this connector does not take; MissingRequiredField
 */
export function toStripeMethod(data: MethodRecord): StripeMethod {
  const { paymentMethodData: method } = data.request;
  switch (method.type) {
    case "card":
      return toCard(method, data);
    case "card_details_for_network_transaction_id":
      return toCardByNetworkTransactionId(method, data);
    case "network_token":
      return toNetworkTokenPayment(method, undefined, data);
    case "network_token_details_for_network_transaction_id":
    case "decrypted_wallet_token_details_for_network_transaction_id":
      return toNetworkTokenByTransactionId(method, data);
    case "wallet":
      return toWallet(method, data);
    case "pay_later":
      return toPayLater(method, data);
    case "bank_debit":
      return toBankDebit(method, data);
    case "bank_redirect":
      return toBankRedirect(method, data);
    case "bank_transfer":
      return toBankTransfer(method, data);
    case "real_time_payment":
      return toRealTimePayment(method, data);
    case "upi":
      return toUpi(method, data);
    case "voucher":
      return toVoucher(method, data);
    case "mandate_payment":
      if (data.flow !== "PaymentMethodToken") return toStoredMethod(data);
      throw notSupported("stripe", method);
    default:
      throw notImplemented("stripe", method);
  }
}

/** Refuses what the type cannot do before Stripe does (tech-spec, section 9). */
function needPossible(type: StripeMethod["type"], data: PaymentRecord): void {
  const facts = factsOf(type);
  const { captureMethod, setupFutureUsage } = data.request;
  if (!isAutoCapture(data) && !facts.holds) {
    throw new ConnectorError("CaptureMethodNotSupported", { connector: "stripe", captureMethod: captureMethod ?? "manual" });
  }
  // iDEAL and Bancontact can be charged again, as SEPA debits, only without the customer.
  if (setupFutureUsage !== undefined && !facts.stores.includes(setupFutureUsage)) {
    throw notSupported("stripe", `setupFutureUsage ${setupFutureUsage} with ${type}`);
  }
}

/** As {@link toStripeMethod}, of a payment: with what was made of it before, and only if the type can do what is asked. */
export function toPaymentMethod(data: PaymentRecord): StripeMethod {
  const token = data.paymentMethodToken?.type === "token" ? data.paymentMethodToken.token.expose() : undefined;
  const isStored = token?.startsWith("pm_") === true && connectorMandateIdOf(data.request) === undefined;
  const method: StripeMethod = isStored ? { ...toStripeMethod(data), stored: token } : toStripeMethod(data);
  needPossible(method.type, data);
  return method;
}
