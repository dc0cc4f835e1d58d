import { ObjectSerializer as checkout } from "@adyen/api-library/lib/src/typings/checkout/objectSerializer.js";
import { ObjectSerializer as disputes } from "@adyen/api-library/lib/src/typings/disputes/objectSerializer.js";
import { ObjectSerializer as payout } from "@adyen/api-library/lib/src/typings/payout/objectSerializer.js";
import type { RouterData } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { bodyOf } from "./records.js";
import { REQUESTS } from "./requests.js";

type Json = Readonly<Record<string, unknown>>;
interface Serializer {
  readonly serialize: (data: unknown, type: string, format?: string) => unknown;
}

/** The model that Adyen's own library writes each request with, and that of its payment method. */
const MODELS: readonly (readonly [pattern: RegExp, serializer: Serializer, model: string])[] = [
  [/^(authorize|setup-mandate|repeat-payment|check-payout-eligibility)\./, checkout, "PaymentRequest"],
  [/^complete-authorize\./, checkout, "PaymentDetailsRequest"],
  [/^capture\./, checkout, "PaymentCaptureRequest"],
  [/^void\.payment/, checkout, "PaymentCancelRequest"],
  [/^void\.by-reference/, checkout, "StandalonePaymentCancelRequest"],
  [/^void-post-capture\./, checkout, "PaymentReversalRequest"],
  [/^refund\./, checkout, "PaymentRefundRequest"],
  [/^increment-authorization\./, checkout, "PaymentAmountUpdateRequest"],
  [/^session\./, checkout, "CreateCheckoutSessionRequest"],
  [/^create-order\./, checkout, "CreateOrderRequest"],
  [/^balance\./, checkout, "BalanceCheckRequest"],
  [/^accept-dispute\./, disputes, "AcceptDisputeRequest"],
  [/^defend-dispute\./, disputes, "DefendDisputeRequest"],
  [/^submit-evidence\./, disputes, "SupplyDefenseDocumentRequest"],
  [/^create-payout\./, payout, "StoreDetailAndSubmitRequest"],
  [/^fulfill-payout\.card/, payout, "PayoutRequest"],
  [/^(fulfill-payout\.confirm|cancel-payout)/, payout, "ModifyRequest"],
];

/** What is left of a body once Adyen's library has written it from its models: fields that they lack are gone. */
function asTheLibraryWrites(serializer: Serializer, model: string, body: Json): unknown {
  return JSON.parse(JSON.stringify(serializer.serialize(body, model, "")));
}

const cases = REQUESTS.filter(([name]) => !name.startsWith("revoke-mandate.")).map(([name, data]) => {
  const found = MODELS.find(([pattern]) => pattern.test(name));
  if (found === undefined) throw new Error(`No model of Adyen's library for ${name}.`);
  return [name, found[2], found[1], data] as const;
});

describe("what is sent is what Adyen's own library would send", () => {
  it.each(cases)("%s, as %s", (_, model, serializer, data: RouterData) => {
    const body = bodyOf(data);
    expect(asTheLibraryWrites(serializer, model, body)).toEqual(body);
  });

  it("is a comparison that a strange field fails", () => {
    const body = { merchantAccount: "TestMerchant", reference: "r", amount: { currency: "EUR", value: 1, valu: 2 }, referens: "x" };
    expect(asTheLibraryWrites(checkout, "PaymentCaptureRequest", body)).toEqual({
      merchantAccount: "TestMerchant",
      reference: "r",
      amount: { currency: "EUR", value: 1 },
    });
  });
});
