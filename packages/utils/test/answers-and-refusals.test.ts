import { secret, type WebhookContext } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import {
  atMost,
  defineWebhooks,
  encodeUtf8,
  header,
  hmac,
  invalid,
  keptText,
  keptWithMandate,
  needSingleCapture,
  readAs,
  readTime,
  redirectTo,
  resourceIdOf,
  schema,
  StringMajorUnitForConnector,
  tryParseJson,
  tryReadAmount,
  unlessEmpty,
  z,
} from "../src/index.js";

describe("what an earlier answer left", () => {
  it.each([{ type: "card" }, secret({ type: "card" })])("is a text under its name: %o", (kept) => {
    expect(keptText(kept, "type")).toBe("card");
  });

  it.each([undefined, null, "card", 7, {}, { type: 7 }, { type: " " }, [], secret(undefined)])("is nothing in %o", (kept) => {
    expect(keptText(kept, "type")).toBeUndefined();
  });

  it("is never what every object has", () => {
    expect(keptText(Object.create({ type: "inherited" }), "type")).toBeUndefined();
    expect(keptText({}, "toString")).toBeUndefined();
  });

  it("is found with the mandate", () => {
    const mandateReferenceId = { type: "connector_mandate_id", connectorMandateId: "m-1", mandateMetadata: secret({ customer: "c-1" }) } as const;
    expect(keptWithMandate({ mandateId: { mandateReferenceId } }, "customer")).toBe("c-1");
    expect(keptWithMandate({}, "customer")).toBeUndefined();
  });
});

describe("what is refused", () => {
  it("names the field and what was expected", () => {
    expect(invalid("reference", "letters")).toMatchObject({ code: "InvalidDataFormat", details: { fieldName: "reference", expected: "letters" } });
  });

  it("is a text that is too long, and no other", () => {
    expect(["12345", undefined].map((text) => atMost(text, 5, "reference", "noon"))).toEqual(["12345", undefined]);
    const details = { connector: "noon", fieldName: "reference", maxLength: 5, receivedLength: 6 };
    expect(() => atMost("123456", 5, "reference", "noon")).toThrow(expect.objectContaining({ code: "MaxFieldLengthViolated", details }));
  });

  it("is one capture of several", () => {
    const check = (request: { multipleCaptureData?: object }) => () => {
      needSingleCapture("noon", request);
    };
    expect(check({ multipleCaptureData: {} })).toThrow(expect.objectContaining({ code: "NotSupported" }));
    expect(check({})).not.toThrow();
  });

  it("is no record without anything in it", () => {
    expect(unlessEmpty({ city: undefined, zip: undefined })).toBeUndefined();
    const address = { city: undefined, zip: "1" };
    expect(unlessEmpty(address)).toBe(address);
  });
});

describe("an answer", () => {
  it("has an id or none", () => {
    expect(resourceIdOf("t-1")).toEqual({ type: "connector_transaction_id", id: "t-1" });
    expect([resourceIdOf(null), resourceIdOf(""), resourceIdOf(undefined)]).toEqual(Array(3).fill({ type: "no_response_id" }));
  });

  it("sends the buyer to a page or nowhere", () => {
    expect(redirectTo("https://pay.test/1")).toEqual({ type: "form", endpoint: "https://pay.test/1", method: "GET", formFields: {} });
    expect(redirectTo("https://pay.test/1", "POST")).toMatchObject({ method: "POST" });
    expect([redirectTo(null), redirectTo("")]).toEqual([undefined, undefined]);
  });

  it.each(["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.0000000Z", "2026-11-21T12:00:00.000999+02:00"])("has a time: %s", (time) => {
    expect(readTime(time)?.toISOString()).toBe("2026-11-21T10:00:00.000Z");
  });

  it.each([undefined, null, "", "yesterday", "2026-13-01T00:00:00Z"])("has no time: %s", (time) => {
    expect(readTime(time)).toBeUndefined();
  });

  it("has fields of one kind by their names", () => {
    const answer = schema(() => z.object({ ...z.each(z.text, "status", "reason"), amount: z.amount(), id: z.string() }));
    expect(readAs(answer, { id: "1", status: null, amount: 10.5, other: true })).toEqual({ id: "1", status: null, amount: 10.5 });
    expect(readAs(answer, { id: "1", reason: 7 })).toBeUndefined();
    expect(readAs(answer, "text")).toBeUndefined();
  });

  it("may be no JSON, and an amount none of its currency", () => {
    expect([tryParseJson('{"a":1}'), tryParseJson("<html>"), tryParseJson("")]).toEqual([{ a: 1 }, undefined, undefined]);
    const read = (amount: string | undefined, currency: string | undefined) => tryReadAmount(amount, currency, StringMajorUnitForConnector);
    expect([read("10.50", "eur"), read("10.505", "EUR"), read("x", "EUR"), read("1", "XXZ"), read(undefined, "EUR"), read("1", undefined)]).toEqual([
      1050,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a secret that the credentials hold", () => {
  const body = encodeUtf8("{}");
  const webhooks = defineWebhooks({
    connector: "sample",
    verify: hmac("SHA-256", { signature: header("x-signature"), message: ({ rawBody }) => rawBody }),
    secretOf: (auth) => (auth.type === "BodyKey" ? auth.key1 : undefined),
    schema: schema(() => z.unknown()),
    read: () => ({ event: "event_not_supported", connectorEvent: "test", resource: {} }),
  });
  const now = () => new Date(0);
  const own: WebhookContext = { now, auth: { type: "BodyKey", apiKey: secret("key"), key1: secret("own") } };
  const requestSignedWith = async (key: string) => {
    const { headers } = await webhooks.signTestPayload(body, secret(key), { now });
    return { method: "POST", url: "", headers, body };
  };

  it("stands in for a call that brings none", async () => {
    const request = await requestSignedWith("own");
    await expect(webhooks.verifyWebhookSource(request, undefined, own)).resolves.toMatchObject({ verified: true });
    await expect(webhooks.verifyWebhookSource(request, { secrets: [] }, own)).resolves.toMatchObject({ verified: true });
    await expect(webhooks.verifyWebhookSource(request, undefined, { now })).resolves.toMatchObject({ verified: false, reason: "no_secret" });
  });

  it("never stands beside one that the call brings", async () => {
    const request = await requestSignedWith("own");
    await expect(webhooks.verifyWebhookSource(request, { secrets: [secret("other")] }, own)).resolves.toMatchObject({ verified: false });
  });
});
