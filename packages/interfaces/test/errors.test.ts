import { inspect } from "node:util";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ConnectorError, isConnectorError, type AnyConnectorError, type ConnectorErrorCode, type ConnectorErrorDetails } from "../src/index.js";

/** Details of every code: with the least that its type asks for, and with everything. */
const DETAILS: { readonly [C in ConnectorErrorCode]: readonly [least: ConnectorErrorDetails[C], most: Required<ConnectorErrorDetails[C]>] } = {
  FailedToObtainAuthType: [{}, { connector: "Acme", expected: ["HeaderKey", "BodyKey"], received: "NoKey" }],
  MissingRequiredField: [{ fieldName: "card.cvc" }, { fieldName: "card.cvc" }],
  MissingRequiredFields: [{ fieldNames: ["email"] }, { fieldNames: ["email", "card.cvc"] }],
  InvalidDataFormat: [{ fieldName: "card.number" }, { fieldName: "card.number", expected: "digits" }],
  InvalidConnectorConfig: [{ config: "metadata.entity" }, { config: "metadata.entity", expected: "text" }],
  NotImplemented: [
    { connector: "Acme", message: "The wallet paypal" },
    { connector: "Acme", message: "The wallet paypal" },
  ],
  NotSupported: [
    { connector: "Acme", message: "The wallet paypal" },
    { connector: "Acme", message: "The wallet paypal" },
  ],
  FlowNotSupported: [
    { flow: "Void", connector: "Acme" },
    { flow: "Void", connector: "Acme" },
  ],
  CaptureMethodNotSupported: [
    { captureMethod: "scheduled", connector: "Acme" },
    { captureMethod: "scheduled", connector: "Acme" },
  ],
  CurrencyNotSupported: [{ currency: "XYZ" }, { currency: "XYZ", connector: "Acme" }],
  MaxFieldLengthViolated: [
    { fieldName: "email", connector: "Acme", maxLength: 0, receivedLength: 1 },
    { fieldName: "email", connector: "Acme", maxLength: 9, receivedLength: 10 },
  ],
  AmountConversionFailed: [{ reason: "it is too large" }, { currency: "GBP", reason: "it is too large" }],
  ParsingFailed: [{ what: "the date" }, { what: "the date" }],
  RequestEncodingFailed: [{ what: "a cycle" }, { what: "a cycle" }],
  ResponseDeserializationFailed: [{}, { connector: "Acme", reason: "the body is empty" }],
  ResponseHandlingFailed: [{ reason: "it has no id" }, { connector: "Acme", reason: "it has no id" }],
  UnexpectedResponseError: [{ reason: "it has no id" }, { connector: "Acme", reason: "it has no id" }],
  ProcessingStepFailed: [{ step: "CreateOrder" }, { step: "CreateOrder", reason: "it was refused" }],
  MissingConnectorTransactionID: [{}, {}],
  MissingConnectorRefundID: [{}, {}],
  MissingConnectorMandateID: [{}, {}],
  MissingConnectorMandateMetadata: [{}, {}],
  NoConnectorMetaData: [{}, {}],
  MandatePaymentDataMismatch: [{ fields: ["currency"] }, { fields: ["currency", "amount"] }],
  InvalidWallet: [{ what: "paypal" }, { what: "paypal" }],
  InvalidWalletToken: [{ walletName: "Google Pay" }, { walletName: "Google Pay" }],
  MissingApplePayTokenData: [{}, {}],
  MismatchedPaymentData: [{}, {}],
  WebhooksNotImplemented: [{ connector: "Acme" }, { connector: "Acme" }],
  WebhookSourceVerificationFailed: [{}, { reason: "signature_mismatch" }],
  WebhookSignatureNotFound: [{}, { where: "header signature" }],
  WebhookVerificationSecretNotFound: [{}, {}],
  WebhookVerificationSecretInvalid: [{}, { expected: "hexadecimal text" }],
  WebhookBodyDecodingFailed: [{}, { reason: "it is empty" }],
  WebhookEventTypeNotFound: [{}, {}],
  WebhookReferenceIdNotFound: [{}, {}],
  WebhookResourceObjectNotFound: [{}, {}],
  WebhookResponseEncodingFailed: [{}, {}],
  DateFormattingFailed: [{}, {}],
  SurchargeNotSupported: [{ connector: "Acme" }, { connector: "Acme" }],
  RequestFailed: [{ reason: "timeout" }, { reason: "timeout", flow: "AccessTokenAuth" }],
  SpecificationVersionNotSupported: [
    { version: "2", upgrade: "@switchyard/client" },
    { version: "2", upgrade: "@switchyard/client" },
  ],
};

const LISTED =
  "FailedToObtainAuthType, MissingRequiredField, MissingRequiredFields, InvalidDataFormat, InvalidConnectorConfig, NotImplemented, NotSupported, FlowNotSupported, CaptureMethodNotSupported, CurrencyNotSupported, MaxFieldLengthViolated, AmountConversionFailed, ParsingFailed, RequestEncodingFailed, ResponseDeserializationFailed, ResponseHandlingFailed, UnexpectedResponseError, ProcessingStepFailed, MissingConnectorTransactionID, MissingConnectorRefundID, MissingConnectorMandateID, MissingConnectorMandateMetadata, NoConnectorMetaData, MandatePaymentDataMismatch, InvalidWallet, InvalidWalletToken, MissingApplePayTokenData, MismatchedPaymentData, WebhooksNotImplemented, WebhookSourceVerificationFailed, WebhookSignatureNotFound, WebhookVerificationSecretNotFound, WebhookVerificationSecretInvalid, WebhookBodyDecodingFailed, WebhookEventTypeNotFound, WebhookReferenceIdNotFound, WebhookResourceObjectNotFound, WebhookResponseEncodingFailed, DateFormattingFailed, SurchargeNotSupported";

const codes = Object.keys(DETAILS) as ConnectorErrorCode[];
const errorsOf = (code: ConnectorErrorCode) => DETAILS[code].map((details) => new ConnectorError(code, details));

describe("connector errors", () => {
  it("have every code of the design", () => {
    expect(codes).toEqual(expect.arrayContaining(LISTED.split(", ")));
  });

  it.each(codes)("say a full sentence for %s, with and without the details that may be absent", (code) => {
    for (const { message } of errorsOf(code)) {
      expect(message).toMatch(/^[A-Z][^.]* .*[^.:,;\s]\.$/s);
      expect(message).not.toMatch(/undefined|null|NaN|\[object|\s{2}|\s[.,:;]|:\.|\(\)/);
    }
  });

  it.each(codes)("name in the message of %s every detail that names something of the request", (code) => {
    const [, error] = errorsOf(code);
    for (const key of ["fieldName", "fieldNames", "fields", "flow", "captureMethod", "currency", "config", "step", "walletName", "what", "upgrade"]) {
      const detail: unknown = error === undefined ? undefined : Reflect.get(error.details, key);
      for (const name of [detail].flat()) if (typeof name === "string") expect(error?.message).toContain(name);
    }
  });

  it("keep code, details and cause, and are errors", () => {
    const cause = new Error("inner");
    const error = new ConnectorError("MissingRequiredField", { fieldName: "card.cvc" }, { cause });
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.details, error.cause]).toEqual([
      "ConnectorError",
      "MissingRequiredField",
      { fieldName: "card.cvc" },
      cause,
    ]);
    expect(inspect(error)).toContain("[cause]: Error: inner");
    expect(Object.keys(new ConnectorError("DateFormattingFailed", {}))).not.toContain("cause");
  });

  it("narrow their details by their code", () => {
    const error: unknown = new ConnectorError("InvalidDataFormat", { fieldName: "amount" });
    const fieldName = isConnectorError(error) && error.code === "InvalidDataFormat" ? error.details.fieldName : undefined;
    expect(fieldName).toBe("amount");
    expectTypeOf<Extract<AnyConnectorError, { code: "InvalidDataFormat" }>["details"]>().toEqualTypeOf<ConnectorErrorDetails["InvalidDataFormat"]>();
    // @ts-expect-error: this code needs the name of a field
    expect(new ConnectorError("InvalidDataFormat", {}).code).toBe("InvalidDataFormat");
  });
});
