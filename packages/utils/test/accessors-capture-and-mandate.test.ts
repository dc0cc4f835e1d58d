import { describe, expect, it } from "vitest";
import { CaptureMethod, minorUnit, secret, type MandateReferenceId } from "@switchyard/interfaces";
import {
  connectorMandateIdOf,
  connectorMandateOf,
  isAutoCapture,
  isCustomerInitiatedMandate,
  isMandatePayment,
  isMerchantInitiatedMandatePayment,
  isMultipleCapture,
  mandateAmountOf,
  needConnectorMandateId,
  needConnectorRefundId,
  needConnectorTransactionId,
  needMandateMetadata,
  needOriginalPayment,
  networkTransactionIdOf,
} from "../src/accessors/capture-and-mandate.js";
import { isThreeDs, needRedirectPayload, originalAmountOf, totalSurchargeOf } from "../src/accessors/request.js";

const code = (name: string) => expect.objectContaining({ code: name }) as unknown;

describe("the capture method", () => {
  const data = (captureMethod: CaptureMethod | undefined) => ({ connector: "worldpay", request: { captureMethod } });

  it.each([
    ["automatic", true],
    ["sequential_automatic", true],
    [undefined, true],
    ["manual", false],
    ["manual_multiple", false],
  ] as const)("%s captures at once: %s", (captureMethod, atOnce) => {
    expect(isAutoCapture(data(captureMethod))).toBe(atOnce);
  });

  it("must not be scheduled", () => {
    expect(() => isAutoCapture(data("scheduled"))).toThrow(
      expect.objectContaining({ code: "CaptureMethodNotSupported", details: { captureMethod: "scheduled", connector: "worldpay" } }),
    );
  });

  it("is decided for every method there is", () => {
    for (const captureMethod of Object.values(CaptureMethod)) {
      if (captureMethod !== "scheduled") expect(typeof isAutoCapture(data(captureMethod))).toBe("boolean");
    }
  });

  it("says apart whether there are several captures", () => {
    expect(isMultipleCapture({ multipleCaptureData: { captureSequence: 1 } })).toBe(true);
    expect(isMultipleCapture({})).toBe(false);
  });
});

describe("the processor's ids", () => {
  it("are read from a request", () => {
    expect(needConnectorTransactionId("pay_1")).toBe("pay_1");
    expect(needConnectorTransactionId({ type: "connector_transaction_id", id: "pay_1" })).toBe("pay_1");
    expect(needConnectorRefundId({ connectorRefundId: "ref_1" })).toBe("ref_1");
  });

  it.each([undefined, "", { type: "no_response_id" }, { type: "encoded_data", data: "x" }, { type: "connector_transaction_id", id: "" }] as const)(
    "lack that of the payment: %o",
    (id) => {
      expect(() => needConnectorTransactionId(id)).toThrow(code("MissingConnectorTransactionID"));
    },
  );

  it.each([{}, { connectorRefundId: "" }])("lack that of the refund: %o", (request) => {
    expect(() => needConnectorRefundId(request)).toThrow(code("MissingConnectorRefundID"));
  });
});

describe("a mandate", () => {
  const under = (mandateReferenceId: MandateReferenceId) => ({ mandateId: { mandateReferenceId } });
  const own = under({ type: "connector_mandate_id", connectorMandateId: "man_1", mandateMetadata: secret({ href: "x" }) });
  const network = under({ type: "network_mandate_id", networkTransactionId: "nti_1" });
  const acceptance = { customerAcceptance: { acceptanceType: "online" } } as const;

  it("is set up by a customer who agrees to later charges", () => {
    expect(isCustomerInitiatedMandate({ ...acceptance, setupFutureUsage: "off_session" })).toBe(true);
    expect(isCustomerInitiatedMandate({ setupMandateDetails: {}, setupFutureUsage: "off_session" })).toBe(true);
    expect(isCustomerInitiatedMandate({ ...acceptance, setupFutureUsage: "on_session" })).toBe(false);
    expect(isCustomerInitiatedMandate(acceptance)).toBe(false);
    expect(isCustomerInitiatedMandate({ setupFutureUsage: "off_session" })).toBe(false);
  });

  it("concerns payments that set it up and those made under it", () => {
    expect(isMandatePayment({ ...acceptance, setupFutureUsage: "off_session" })).toBe(true);
    expect(isMandatePayment(own)).toBe(true);
    expect(isMandatePayment(network)).toBe(true);
    expect(isMandatePayment({ mandateId: { mandateId: "our_own" } })).toBe(false);
    expect(isMandatePayment({})).toBe(false);
  });

  it("is charged by the merchant unless the customer is there", () => {
    expect(isMerchantInitiatedMandatePayment({ ...own, offSession: true })).toBe(true);
    expect(isMerchantInitiatedMandatePayment(own)).toBe(true);
    expect(isMerchantInitiatedMandatePayment({ ...own, offSession: false })).toBe(false);
    expect(isMerchantInitiatedMandatePayment({ offSession: true })).toBe(false);
  });

  it("is referred to by the processor's id or by the scheme's", () => {
    expect(needConnectorMandateId(own)).toBe("man_1");
    expect(connectorMandateOf(own)?.connectorMandateId).toBe("man_1");
    expect(networkTransactionIdOf(own)).toBeUndefined();
    expect(networkTransactionIdOf(network)).toBe("nti_1");
    expect(networkTransactionIdOf(under({ type: "network_token_with_nti", networkTransactionId: "nti_2" }))).toBe("nti_2");
    expect(connectorMandateIdOf(network)).toBeUndefined();
  });

  it("is revoked by the processor's id, not by ours", () => {
    expect(needConnectorMandateId({ mandateId: "our_own", connectorMandateId: "man_1" })).toBe("man_1");
    expect(() => needConnectorMandateId({ mandateId: "our_own" })).toThrow(code("MissingConnectorMandateID"));
  });

  it.each([{}, network, { connectorMandateId: "" }, under({ type: "connector_mandate_id", connectorMandateId: "" })])(
    "lacks the processor's id: %o",
    (request) => {
      expect(() => needConnectorMandateId(request)).toThrow(code("MissingConnectorMandateID"));
    },
  );

  it("may need what its set-up left", () => {
    expect(needMandateMetadata(own).expose()).toEqual({ href: "x" });
    expect(() => needMandateMetadata(network)).toThrow(code("MissingConnectorMandateMetadata"));
  });

  it("states the amount that was agreed", () => {
    const amount = { amount: minorUnit(1000), currency: "GBP" } as const;
    expect(mandateAmountOf({ setupMandateDetails: { mandateType: { type: "single_use", amount } } })).toBe(amount);
    expect(mandateAmountOf({})).toBeUndefined();
    expect(() => mandateAmountOf({ setupMandateDetails: {} })).toThrow(
      expect.objectContaining({ details: { fieldName: "setupMandateDetails.mandateType" } }),
    );
    expect(() => mandateAmountOf({ setupMandateDetails: { mandateType: { type: "multi_use" } } })).toThrow(
      expect.objectContaining({ details: { fieldName: "setupMandateDetails.mandateType.amount" } }),
    );
  });

  it("remembers its first payment", () => {
    const first = { originalPaymentAuthorizedAmount: minorUnit(500), originalPaymentAuthorizedCurrency: "EUR" } as const;
    expect(needOriginalPayment({ recurringMandatePaymentData: first })).toEqual({ amount: 500, currency: "EUR" });
    expect(() => needOriginalPayment({ recurringMandatePaymentData: { originalPaymentAuthorizedCurrency: "EUR" } })).toThrow(
      expect.objectContaining({ details: { fieldName: "recurringMandatePaymentData.originalPaymentAuthorizedAmount" } }),
    );
    expect(() => needOriginalPayment({})).toThrow(code("MissingRequiredFields"));
  });
});

describe("a request", () => {
  it("may ask for 3DS", () => {
    expect(isThreeDs({ authType: "three_ds" })).toBe(true);
    expect(isThreeDs({ authType: "no_three_ds" })).toBe(false);
  });

  it("carries what the browser brought back", () => {
    expect(needRedirectPayload({ redirectResponse: { payload: secret({ collectionReference: "c" }) } }).expose()).toEqual({
      collectionReference: "c",
    });
    expect(() => needRedirectPayload({ redirectResponse: { params: secret("a=b") } })).toThrow(
      expect.objectContaining({ details: { fieldName: "redirectResponse.payload" } }),
    );
  });

  it("tells the amount from its surcharge", () => {
    const surchargeDetails = { surchargeAmount: minorUnit(30), taxOnSurchargeAmount: minorUnit(6), originalAmount: minorUnit(1000) };
    expect(originalAmountOf({ amount: minorUnit(1036), surchargeDetails })).toBe(1000);
    expect(originalAmountOf({ amount: minorUnit(1036) })).toBe(1036);
    expect(totalSurchargeOf({ surchargeDetails })).toBe(36);
    expect(totalSurchargeOf({})).toBeUndefined();
  });
});
