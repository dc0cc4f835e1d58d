import { ConnectorError, type PaymentMethodData } from "@switchyard/interfaces";
import { isMultipleCapture } from "./capture-and-mandate.js";

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

/** The error for a value that the processor would refuse. `expected` is in words of ours: the value itself is not told. */
export function invalid(fieldName: string, expected: string): ConnectorError<"InvalidDataFormat"> {
  return new ConnectorError("InvalidDataFormat", { fieldName, expected });
}

/**
 * A text that may not be cut, as a reference that is asked after later: `atMost(reference, 50, "reference", "noon")`.
 * @throws ConnectorError MaxFieldLengthViolated
 */
export function atMost<T extends string | undefined>(text: T, maxLength: number, fieldName: string, connector: string): T {
  if (text === undefined || text.length <= maxLength) return text;
  throw new ConnectorError("MaxFieldLengthViolated", { connector, fieldName, maxLength, receivedLength: text.length });
}

/** For a processor that captures a payment once. @throws ConnectorError NotSupported for one capture of several */
export function needSingleCapture(connector: string, request: Parameters<typeof isMultipleCapture>[0]): void {
  if (isMultipleCapture(request)) throw notSupported(connector, "several captures of one payment");
}
