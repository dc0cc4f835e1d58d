import { ConnectorError, type PaymentMethodData } from "@switchyard/interfaces";

/** The name of a payment method for messages, such as `card` or `wallet.paypal_redirect`. Never any of its values. */
export function paymentMethodName(data: PaymentMethodData): string {
  return "kind" in data ? `${data.type}.${data.kind}` : data.type;
}

/** The error for a payment method that the processor may take but this connector does not: `throw notImplemented("worldpay", data)`. */
export function notImplemented(connector: string, data: PaymentMethodData): ConnectorError<"NotImplemented"> {
  return new ConnectorError("NotImplemented", { connector, message: paymentMethodName(data) });
}

/**
 * The error for what the processor does not take: a payment method, or anything else in words of ours (`a mandate with wallet.paypal_sdk`).
 * Pass no text of the caller's: the message is logged.
 */
export function notSupported(connector: string, what: PaymentMethodData | string): ConnectorError<"NotSupported"> {
  return new ConnectorError("NotSupported", { connector, message: typeof what === "string" ? what : paymentMethodName(what) });
}
