import { describe, expect, expectTypeOf, it } from "vitest";
import { FLOW_EFFECT, type Flow, type FlowTypes } from "../src/index.js";

const PAYMENTS =
  "Authorize CompleteAuthorize PSync Capture Void PostCaptureVoid IncrementalAuthorization Session SdkSessionUpdate PostSessionTokens PreProcessing PostProcessing AuthorizeSessionToken PaymentMethodToken CreateConnectorCustomer CreateOrder SetupMandate RepeatPayment MandateRevoke Approve Reject Balance CalculateTax UpdateMetadata";
const OTHERS =
  "PreAuthenticate Authenticate PostAuthenticate Execute RSync AccessTokenAuth Accept Defend Evidence DSync Upload Retrieve PoCreate PoFulfill PoCancel PoQuote PoRecipient PoRecipientAccount PoEligibility PoSync Checkout Sale Transaction Fulfillment RecordReturn VerifyWebhookSource";
const listed = `${PAYMENTS} ${OTHERS}`.split(" ");

const flowsOf = (effect: string) =>
  Object.entries(FLOW_EFFECT)
    .filter(([, of]) => of === effect)
    .map(([flow]) => flow)
    .sort();

describe("flows", () => {
  it("are those of the design and no others", () => {
    expect(Object.keys(FLOW_EFFECT).sort()).toEqual([...listed].sort());
    expectTypeOf<keyof typeof FLOW_EFFECT>().toEqualTypeOf<Flow>();
  });

  it("have a request, a response and resource data each", () => {
    type Complete = { [F in Flow]: FlowTypes[F] extends { common: object; request: object; response: object } ? never : F }[Flow];
    expectTypeOf<Complete>().toEqualTypeOf<never>();
    expectTypeOf<keyof FlowTypes[Flow]>().toEqualTypeOf<"common" | "request" | "response">();
  });

  it("that may be sent again are the ones that only ask", () => {
    expect(flowsOf("read")).toEqual(
      ["PSync", "RSync", "DSync", "PoSync", "PoQuote", "PoEligibility", "Balance", "CalculateTax", "Retrieve", "VerifyWebhookSource"].sort(),
    );
  });

  it("that move money, or promise to, are sent once", () => {
    expect(flowsOf("money")).toEqual(
      [
        "Authorize",
        "CompleteAuthorize",
        "Capture",
        "Void",
        "PostCaptureVoid",
        "IncrementalAuthorization",
        "SetupMandate",
        "RepeatPayment",
        "Approve",
        "Reject",
        "Execute",
        "Accept",
        "PoCreate",
        "PoFulfill",
        "PoCancel",
      ].sort(),
    );
  });
});
