import * as nodeCrypto from "node:crypto";
import { secret, type ParsedWebhook } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { defineWebhooks, header, hmac, idString, parseForm, rsa, schema, z } from "../src/index.js";
import { NOW, VERIFIED, unverified, request } from "./webhook-samples.js";

describe("a declaration of webhooks", () => {
  const read = ({ id, type }: { id: string; type: string }): ParsedWebhook => ({
    event: type === "captured" ? "payment_intent_capture_success" : "event_not_supported",
    connectorEvent: type,
    ...(id === "none" ? {} : { reference: { type: "payment", by: "connector_transaction_id", id }, resource: { id } }),
  });
  const body = schema(() => z.object({ id: idString(), type: z.string() }));
  const verify = hmac("SHA-256", { signature: header("x-signature"), key: "hex" });
  const webhooks = defineWebhooks({ connector: "acme", verify, schema: body, read });
  const unsigned = defineWebhooks({ connector: "acme", schema: body, read });
  const context = { now: () => NOW };
  const captured = request('{"id":90071992547409931,"type":"captured"}');
  const hidden = secret("00ff");

  it("verifies with any one of several secrets", async () => {
    const signed = await webhooks.signTestPayload(captured.body, hidden, context);
    const all = (...secrets: string[]) =>
      webhooks.verifyWebhookSource({ ...captured, headers: signed.headers }, { secrets: secrets.map((each) => secret(each)) }, context);
    for (const secrets of [["00ff"], ["aa", "00ff"], ["00ff", "aa"], ["", "not hex", "00ff"]]) expect(await all(...secrets)).toEqual(VERIFIED);
    expect(await all()).toEqual(unverified("no_secret"));
    expect(await all("", "")).toEqual(unverified("no_secret"));
    for (const secrets of [
      ["", "not hex"],
      ["not hex", ""],
    ])
      expect(await all(...secrets)).toEqual(unverified("secret_invalid"));
    for (const secrets of [["aa", "not hex", ""], ["", "not hex", "aa"], ["aa"]])
      expect(await all(...secrets)).toEqual(unverified("signature_mismatch"));
  });

  it("verifies nothing without secrets, and nothing without a recipe", async () => {
    expect(await webhooks.verifyWebhookSource(captured, undefined, context)).toEqual(unverified("no_secret"));
    expect(await unsigned.verifyWebhookSource(captured, { secrets: [hidden] }, context)).toEqual(unverified("no_recipe"));
    await expect(unsigned.signTestPayload(captured.body, hidden, context)).rejects.toMatchObject({
      code: "NotSupported",
      details: { connector: "acme" },
    });
  });

  it("verifies an rsa webhook with the second key when the first cannot be read", async () => {
    const pair = nodeCrypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
    const keyed = defineWebhooks({ connector: "acme", verify: rsa("SHA-256", { signature: header("x-signature") }), schema: body, read });
    const signed = { ...captured, headers: { "x-signature": nodeCrypto.sign("sha256", captured.body, pair.privateKey).toString("base64") } };
    const pem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(await keyed.verifyWebhookSource(signed, { secrets: [secret("rotated away"), secret(pem)] }, context)).toEqual(VERIFIED);
  });

  it("reads event, reference and resource, each by its own call and all by one", () => {
    const reference = { type: "payment", by: "connector_transaction_id", id: "90071992547409931" };
    expect(webhooks.parseWebhook(captured)).toEqual({
      event: "payment_intent_capture_success",
      eventClass: "payments",
      connectorEvent: "captured",
      reference,
      resource: { id: "90071992547409931" },
    });
    expect(webhooks.getWebhookEventType(captured)).toBe("payment_intent_capture_success");
    expect(webhooks.getWebhookObjectReferenceId(captured)).toEqual(reference);
    expect(webhooks.getWebhookResourceObject(captured)).toEqual({ id: "90071992547409931" });
  });

  it("names an event that nobody listed as not supported, and throws for what it does not refer to", () => {
    const other = request('{"id":"none","type":"brand new"}');
    expect(webhooks.getWebhookEventType(other)).toBe("event_not_supported");
    expect(() => webhooks.getWebhookObjectReferenceId(other)).toThrow(expect.objectContaining({ code: "WebhookReferenceIdNotFound" }));
    expect(() => webhooks.getWebhookResourceObject(other)).toThrow(expect.objectContaining({ code: "WebhookResourceObjectNotFound" }));
  });

  it("keeps the class that the reader gave, and finds it where the reader gave none", () => {
    const classed = (eventClass: ParsedWebhook["eventClass"]) =>
      defineWebhooks({ connector: "acme", schema: body, read: (value) => ({ ...read(value), eventClass }) }).parseWebhook(captured).eventClass;
    expect([classed("refunds"), classed(undefined)]).toEqual(["refunds", "payments"]);
  });

  it.each(["", "canary", '{"canary":', "[]", "null", '{"id":"canary"}', '{"type":"captured"}'])("cannot decode %j, and does not quote it", (text) => {
    const parses = [webhooks, defineWebhooks({ connector: "acme", schema: body, read, decode: (given) => JSON.parse(given) as unknown })];
    for (const each of parses) {
      let thrown: unknown;
      try {
        each.parseWebhook(request(text));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ code: "WebhookBodyDecodingFailed" });
      const { message, cause } = thrown as Error;
      expect(`${message} ${cause instanceof Error ? cause.message : JSON.stringify(cause)}`).not.toContain("canary");
    }
  });

  it("reads a body that is no JSON by its own decoder", () => {
    const form = defineWebhooks({ connector: "acme", schema: body, read, decode: parseForm });
    expect(form.getWebhookEventType(request("id=1&type=captured"))).toBe("payment_intent_capture_success");
  });

  it("answers what the processor wants to hear", () => {
    expect([webhooks.getWebhookApiResponse(captured, true).status, webhooks.getWebhookApiResponse(captured, false).status]).toEqual([200, 400]);
    const answer = { status: 202, headers: { "content-type": "text/plain" }, body: "[accepted]" };
    const own = defineWebhooks({ connector: "acme", schema: body, read, answer: () => answer });
    expect(own.getWebhookApiResponse(captured, true)).toBe(answer);
  });
});
