import { minorUnit, secret, type Flow, type FlowTypes, type RouterData } from "@switchyard/interfaces";
import { bodyText } from "@switchyard/testkit/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureNames, requestFixture } from "./fixtures.js";
import {
  ACCOUNT,
  asked,
  authorize,
  BILLING,
  bodyOf,
  cancel,
  capture,
  CARD,
  CUSTOMER,
  disputed,
  increment,
  METHOD,
  payout,
  payWith,
  record,
  refund,
  repeat,
  setupMandate,
  sync,
  syncRefund,
  wireOf,
} from "./records.js";
import { requests } from "./requests.js";

const refusal = (code: string, details?: object) =>
  expect.objectContaining(details === undefined ? { code } : { code, details: expect.objectContaining(details) as unknown }) as Error;

describe("a request, to the byte", () => {
  it.each(requests)("%s", (name, data) => {
    const { method, path, headers, ...fixture } = requestFixture(name);
    const body = bodyText(fixture);
    expect(wireOf(data)).toEqual({ method, path, headers, ...(body === undefined ? {} : { body }) });
  });
  it("is there for every fixture", () => {
    const webhooks = fixtureNames("request").filter((name) => name.startsWith("webhook."));
    expect(requests.map(([name]) => name).sort()).toEqual(
      fixtureNames("request")
        .filter((name) => !webhooks.includes(name))
        .sort(),
    );
  });
});

describe("every request", () => {
  it.each(requests)("names the version, and a POST its key: %s", (_, data) => {
    const { method, headers } = wireOf(data);
    expect(headers).toMatchObject({ authorization: "Bearer sk_test_x", "stripe-version": "2026-08-26.dahlia" });
    expect(Object.hasOwn(headers, "idempotency-key")).toBe(method === "POST");
  });
  it("has one key for each operation and reference", () => {
    const keyOf = (data: (typeof requests)[number][1]) => wireOf(data).headers["idempotency-key"];
    const flows = new Map(requests.flatMap(([, data]) => (wireOf(data).method === "GET" ? [] : [[data.flow, data] as const])));
    const same = [...flows.values()].map((data) => keyOf({ ...data, connectorRequestReferenceId: "same" }));
    expect(new Set(same).size).toBe(flows.size);
  });
  it("has another key for a capture of another amount or number, and for another total that is held", () => {
    const keyOf = (data: RouterData) => wireOf(data).headers["idempotency-key"];
    const part = (amount: number, captureSequence?: number) =>
      capture({
        amountToCapture: minorUnit(amount),
        multipleCaptureData: captureSequence === undefined ? undefined : { captureSequence, captureReference: "c" },
      });
    const keys = [part(400), part(600), part(400, 1), part(400, 2), part(600, 2)].map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keyOf(part(400, 2))).toBe(keyOf(part(400, 2)));
    const more = increment();
    expect(keyOf({ ...more, request: { ...more.request, totalAmount: minorUnit(1600) } })).not.toBe(keyOf(more));
  });
  it("has a key for each refund, also where several go by the payment's reference", () => {
    const keyOf = (refundId: string, connectorRequestReferenceId: string) =>
      wireOf(refund({ refundId: refundId }, { connectorRequestReferenceId })).headers["idempotency-key"];
    expect(keyOf("r-1", "r-1")).toBe("r-1-refund");
    const keys = [
      keyOf("r-1", "r-1"),
      keyOf("r-2", "r-2"),
      keyOf("r-1", "p"),
      keyOf("r-2", "p"),
      keyOf("p-refund", "p"),
      keyOf("p-refund:r-1", "p-refund:r-1"),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
  it("keeps references apart, in printable ASCII of at most 255", () => {
    const keyOf = (reference: string) => wireOf(authorize({}, { connectorRequestReferenceId: reference })).headers["idempotency-key"] ?? "";
    const reference = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(reference, reference, (one, other) => {
        expect(keyOf(one)).toMatch(/^[\x21-\x7e]{1,255}$/);
        expect(keyOf(one) === keyOf(other)).toBe(one === other);
      }),
    );
    expect(() => keyOf("x".repeat(246))).toThrow(refusal("MaxFieldLengthViolated", { fieldName: "reference", maxLength: 245 }));
    expect(keyOf("x".repeat(245))).toHaveLength(255);
  });
});

describe("amounts", () => {
  const sent = (amount: number, currency: "USD") => bodyOf(authorize({ amount: minorUnit(amount), currency }))["amount"];
  it.each([
    ["USD", 1050, "1050"],
    ["JPY", 1050, "1050"],
    ["CLP", 1050, "1050"],
    // Stripe's table of special cases: "5 UGX is 500".
    ["UGX", 5, "500"],
    ["ISK", 5, "500"],
    // Zero-decimal at Stripe, two decimals in ISO 4217.
    ["MGA", 500, "5"],
    ["KWD", 1050, "1050"],
    ["BHD", 5_120, "5120"],
    ["IQD", 1050, "105"],
  ])("%s %i goes as %s", (currency, amount, wire) => {
    expect(sent(amount, currency as "USD")).toBe(wire);
  });
  it.each([
    ["KWD", 1051],
    ["BHD", 1],
    ["JOD", 999],
    ["OMR", 11],
    ["TND", 1005],
    ["MGA", 501],
  ])("%s %i is refused before it is sent", (currency, amount) => {
    expect(() => sent(amount, currency as "USD")).toThrow(refusal("AmountConversionFailed", { currency }));
  });
  it("of captures, refunds and increments go by the same rule", () => {
    expect(bodyOf(capture({ amountToCapture: minorUnit(5), currency: "ISK" }))["amount_to_capture"]).toBe("500");
    expect(bodyOf(refund({ refundAmount: minorUnit(500), currency: "MGA" }))["amount"]).toBe("5");
    expect(() => bodyOf(refund({ refundAmount: minorUnit(1001), currency: "KWD" }))).toThrow(refusal("AmountConversionFailed"));
  });
});

describe("metadata", () => {
  const sent = (metadata: Readonly<Record<string, unknown>>) => bodyOf(authorize({ metadata }));
  it("are flat texts beside the reference, which is ours alone", () => {
    expect(sent({ a: { b: [1, "x"] }, c: null, order_id: "theirs" })).toMatchObject({
      "metadata[a.b.0]": "1",
      "metadata[a.b.1]": "x",
      "metadata[order_id]": "attempt_123",
    });
    expect(sent({ c: null })).not.toHaveProperty("metadata[c]");
  });
  it("are refused where Stripe would refuse them", () => {
    expect(() => sent({ "a[b]": "x" })).toThrow(refusal("InvalidDataFormat"));
    expect(() => sent({ ["k".repeat(41)]: "x" })).toThrow(refusal("MaxFieldLengthViolated", { maxLength: 40 }));
    expect(() => sent({ a: "x".repeat(501) })).toThrow(refusal("MaxFieldLengthViolated", { fieldName: "metadata.a", maxLength: 500 }));
    expect(() => sent(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${String(at)}`, "x"])))).toThrow(refusal("InvalidDataFormat"));
    expect(() => sent({ a: () => "x" })).toThrow(refusal("InvalidDataFormat", { fieldName: "metadata.a" }));
  });
});

describe("statements", () => {
  it("are a suffix for cards, where a whole descriptor is an error", () => {
    const body = bodyOf(authorize({ statementDescriptor: "A very long name of a shop" }));
    expect(body).not.toHaveProperty("statement_descriptor");
    expect(body["statement_descriptor_suffix"]).toBe("A very long name of a");
    expect(bodyOf(authorize({ statementDescriptor: "WHOLE", statementDescriptorSuffix: "END" }))["statement_descriptor_suffix"]).toBe("END");
  });
  it("lose what Stripe refuses", () => {
    const klarna = { type: "pay_later", kind: "klarna_redirect" } as const;
    expect(bodyOf(payWith(klarna, "EUR", { statementDescriptor: `<"Küche"> * it's` }))["statement_descriptor"]).toBe("Kuche  its");
  });
});

describe("coming back", () => {
  it("needs an address for 3DS and for methods that lead away", () => {
    const nowhere = { routerReturnUrl: undefined, completeAuthorizeUrl: undefined };
    expect(() => wireOf(authorize(nowhere, { authType: "three_ds" }))).toThrow(refusal("MissingRequiredField", { fieldName: "returnUrl" }));
    expect(() => wireOf(payWith({ type: "bank_redirect", kind: "ideal" }, "EUR", nowhere))).toThrow(
      refusal("MissingRequiredField", { fieldName: "returnUrl" }),
    );
  });
  it("without one, a card is declined rather than left with a step that nobody can take", () => {
    expect(bodyOf(authorize({ routerReturnUrl: undefined }))).toMatchObject({ error_on_requires_action: "true" });
    expect(bodyOf(authorize())).not.toHaveProperty("error_on_requires_action");
    expect(bodyOf(repeat())).not.toHaveProperty("error_on_requires_action");
  });
});

describe("several captures", () => {
  const finality = (request: Partial<FlowTypes["Capture"]["request"]>) => bodyOf(capture(request))["final_capture"];
  const part = (captureSequence: number, captureCount?: number) => ({
    multipleCaptureData: { captureSequence, captureReference: "c", captureCount },
  });
  it("keep what is left until the last", () => {
    expect(finality({})).toBeUndefined();
    expect(finality(part(1, 2))).toBe("false");
    expect(finality(part(2, 2))).toBeUndefined();
  });
  it("keep it as well where nobody said which is the last, unless all is taken", () => {
    expect(finality(part(1))).toBe("false");
    expect(finality({ captureMethod: "manual_multiple" })).toBe("false");
    expect(finality({ captureMethod: "manual_multiple", paymentAmount: minorUnit(1001) })).toBe("false");
    expect(finality({ captureMethod: "manual_multiple", paymentAmount: minorUnit(1000) })).toBeUndefined();
  });
});

describe("a direct charge", () => {
  const accountOf = (data: RouterData) => wireOf(data).headers["stripe-account"];
  const connectorMeta = { stripeAccount: ACCOUNT };
  it("is followed up as its account, by what its first answer left", () => {
    const followUps = [
      capture({ connectorMeta }),
      cancel({ connectorMeta }),
      sync(undefined, { connectorMeta }),
      record("IncrementalAuthorization", { ...asked(), totalAmount: minorUnit(1500), currency: "USD", connectorMeta }),
      refund({ connectorMetadata: connectorMeta }),
      syncRefund({ connectorMetadata: connectorMeta }),
    ];
    expect(followUps.map(accountOf)).toEqual(followUps.map(() => ACCOUNT));
    expect([capture(), cancel(), sync(), refund(), syncRefund()].map(accountOf)).toEqual(Array.from({ length: 5 }));
  });
  it("is charged again, and given up, as the account that keeps its method", () => {
    const mandateMetadata = secret<unknown>({ customer: CUSTOMER, type: "card", ...connectorMeta });
    const mandateId = { mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: METHOD, mandateMetadata } } as const;
    expect(accountOf(repeat({ mandateId }))).toBe(ACCOUNT);
    expect(accountOf(record("MandateRevoke", { connectorMandateId: METHOD, mandateMetadata }))).toBe(ACCOUNT);
    expect(accountOf(repeat())).toBeUndefined();
  });
  it("has its customer made, and its token, as the account", () => {
    const splitPayments = { type: "stripe_split_payment", chargeType: "direct", transferAccountId: ACCOUNT } as const;
    // The client makes both of the payment's own request.
    expect(accountOf(record("CreateConnectorCustomer", { splitPayments }))).toBe(ACCOUNT);
    expect(accountOf(record("PaymentMethodToken", { paymentMethodData: CARD, splitPayments }))).toBe(ACCOUNT);
  });
  it("is refunded without a transfer to take back: it made none", () => {
    const splitRefunds = { type: "stripe_split_refund", chargeType: "direct", revertPlatformFee: true, revertTransfer: true } as const;
    const body = bodyOf(refund({ splitRefunds, connectorMetadata: connectorMeta }));
    expect(body).toHaveProperty("refund_application_fee", "true");
    expect(body).not.toHaveProperty("reverse_transfer");
    expect(bodyOf(refund({ splitRefunds: { ...splitRefunds, chargeType: "destination" } }))).toHaveProperty("reverse_transfer", "true");
  });
  it("is no destination charge, which is the platform's own", () => {
    const splitPayments = { type: "stripe_split_payment", chargeType: "destination", transferAccountId: ACCOUNT } as const;
    expect(accountOf(capture({ splitPayments, connectorMeta }))).toBeUndefined();
  });
  it("is disputed at the account that the merchant's metadata name", () => {
    const png = { purpose: "dispute_evidence", file: secret(new Uint8Array(8)), fileName: "a.png", fileType: "image/png", fileSize: 8 } as const;
    const common = { connectorMetaData: connectorMeta };
    const calls = [
      record("DSync", disputed, common),
      record("Accept", disputed, common),
      record("Evidence", { ...disputed, texts: { uncategorized_text: secret("x") } }, common),
      record("Upload", png, common),
      record("Retrieve", { providerFileId: "file_1" }, common),
    ];
    expect(calls.map(accountOf)).toEqual(calls.map(() => ACCOUNT));
    expect(accountOf(record("DSync", disputed))).toBeUndefined();
    // Payouts go by their own account.
    expect(accountOf(payout("PoCreate", {}, { connectorCustomer: ACCOUNT, ...common }))).toBeUndefined();
  });
});

describe("refunds by e-mail", () => {
  it.each(["multibanco", "prompt_pay", "boleto", "oxxo", "family_mart", "lawson", "mini_stop", "seicomart"] as const)(
    "of %s need the address",
    (type) => {
      const common = { paymentMethodType: type, address: { billing: BILLING } };
      expect(bodyOf(refund({}, common))).toMatchObject({ instructions_email: "jane@example.com" });
      expect(() => bodyOf(refund({}, { paymentMethodType: type }))).toThrow(refusal("MissingRequiredField", { fieldName: "billing.email" }));
    },
  );
  it("are the exception: others go back the way that they came", () => {
    expect(bodyOf(refund({}, { paymentMethodType: "ideal", address: { billing: BILLING } }))).not.toHaveProperty("instructions_email");
    expect(bodyOf(refund({}, { address: { billing: BILLING } }))).not.toHaveProperty("instructions_email");
  });
});

describe("closed lists", () => {
  it.each(["duplicate", "fraudulent", "requested_by_customer", "abandoned"])("take the reason %s of a void", (cancellationReason) => {
    expect(bodyOf(cancel({ cancellationReason }))).toEqual({ cancellation_reason: cancellationReason });
  });
  it("leave out any other text", () => {
    expect(bodyOf(cancel({ cancellationReason: "expired" }))).toEqual({});
    expect(bodyOf(cancel({ connectorTransactionId: "seti_1", cancellationReason: "fraudulent" }))).toEqual({});
    expect(bodyOf(refund({ reason: "wrong size" }))).not.toHaveProperty("reason");
    expect(bodyOf(refund({ reason: "abandoned" }))).not.toHaveProperty("reason");
    expect(bodyOf(refund({ reason: "fraudulent" }))).toHaveProperty("reason", "fraudulent");
  });
});

describe("set-ups", () => {
  it("name the method that they are for", () => {
    const iban = { type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE89370400440532013000") } as const;
    expect(bodyOf(setupMandate({ paymentMethodData: iban }))).toMatchObject({ "payment_method_types[0]": "sepa_debit" });
    expect(bodyOf(setupMandate())).toMatchObject({ "payment_method_types[0]": "card" });
  });
  it("take no money", () => {
    expect(() => wireOf(setupMandate({ amount: minorUnit(100) }))).toThrow(refusal("NotSupported"));
  });
});

describe("repeat payments", () => {
  it("name the customer who owns the method, from the caller or from the mandate", () => {
    const mandateId = (mandateMetadata: object) => ({
      mandateReferenceId: { type: "connector_mandate_id", connectorMandateId: "pm_1", mandateMetadata: secret<unknown>(mandateMetadata) } as const,
    });
    expect(bodyOf(repeat({ mandateId: mandateId({ customer: "cus_kept" }) }, { connectorCustomer: undefined }))["customer"]).toBe("cus_kept");
    expect(bodyOf(repeat({ mandateId: mandateId({ customer: "cus_kept" }) }))["customer"]).toBe(CUSTOMER);
    expect(() => wireOf(repeat({}, { connectorCustomer: undefined }))).toThrow(
      refusal("MissingRequiredField", { fieldName: "customer.connectorCustomerId" }),
    );
  });
  it.each([
    ["ideal", "sepa_debit"],
    ["bancontact_card", "sepa_debit"],
    ["sepa", "sepa_debit"],
    ["ach", "us_bank_account"],
    ["google_pay", "card"],
    ["paypal", "paypal"],
  ] as const)("of %s are charged as %s", (paymentMethodType, type) => {
    expect(bodyOf(repeat({}, { paymentMethodType }))["payment_method_types[0]"]).toBe(type);
  });
  it("need the mandate's id, or the network's of an earlier payment", () => {
    expect(() => wireOf(repeat({ mandateId: {} }))).toThrow(refusal("MissingConnectorMandateID"));
  });
});

describe("what is missing or cannot be", () => {
  const missing = <F extends Flow>(flow: F, request: Partial<FlowTypes[F]["request"]>, code: string) => {
    expect(() => wireOf(record(flow, request))).toThrow(refusal(code));
  };
  it("is named before anything is sent", () => {
    missing("PSync", { connectorTransactionId: { type: "no_response_id" } }, "MissingConnectorTransactionID");
    missing("RSync", {}, "MissingConnectorRefundID");
    missing("MandateRevoke", {}, "MissingConnectorMandateID");
    missing("DSync", {}, "MissingRequiredField");
    missing("Evidence", disputed, "MissingRequiredField");
    missing("PoSync", {}, "MissingRequiredField");
  });
  it("is refused: evidence by its bytes, kinds of evidence that Stripe lacks, files of other types and sizes", () => {
    const file = secret(new Uint8Array(8));
    const content = { type: "content", file, fileType: "image/png" } as const;
    expect(() => wireOf(record("Evidence", { ...disputed, files: { receipt: content } }))).toThrow(refusal("NotSupported"));
    const agreement = { type: "uploaded", providerFileId: "file_1" } as const;
    expect(() => wireOf(record("Evidence", { ...disputed, files: { recurring_transaction_agreement: agreement } }))).toThrow(refusal("NotSupported"));
    const upload = { purpose: "dispute_evidence", file, fileName: "a.gif", fileType: "image/gif", fileSize: 8 } as const;
    expect(() => wireOf(record("Upload", upload))).toThrow(refusal("InvalidDataFormat", { fieldName: "fileType" }));
    const large = { ...upload, fileType: "image/png", file: secret(new Uint8Array(5 * 1024 * 1024 + 1)) };
    expect(() => wireOf(record("Upload", large))).toThrow(refusal("MaxFieldLengthViolated", { fieldName: "file" }));
  });
  it("never lets an id out of its segment", () => {
    expect(wireOf(sync("pi_../x?y#z")).path).toBe("v1/payment_intents/pi_..%2Fx%3Fy%23z?expand[0]=latest_charge");
  });
  it("never sends a card's number in the open elsewhere", () => {
    const { headers, path } = wireOf(authorize());
    expect(JSON.stringify([headers, path])).not.toContain(CARD.number.expose());
  });
});
