import { describe, expect, it } from "vitest";
import { ADYEN_SIMULATOR_DEFAULTS } from "../simulator/index.js";
import { EventCode, sign, toSigned, toSignedText } from "../simulator/index.js";
import type { WebhookItem } from "../simulator/index.js";
import { createAdyenSimulator, HELD, items, MERCHANT, modify, paid, pay, told } from "./simulator-requests.js";

const KEY = ADYEN_SIMULATOR_DEFAULTS.webhookSecret;

describe("a signature", () => {
  it.each([
    ["7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true", "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="],
    ["QFQTPCQ8HXSKGK82::TestMerchant:attempt_123:1000:EUR:AUTHORISATION:true", "l/hAQZfbk2TYE7Q+38f9nI0syZIpXgeKtJT0qOrgKkk="],
    ["JLCMPCQ8HXSKGK82:QFQTPCQ8HXSKGK82:TestMerchant:refund_456:400:EUR:REFUND:true", "tH7W6ONfGzRsAT/PeCfcfdIWZPcehe8YdqfTMzVW5U4="],
    ["DZ4DPSHB4WD2WN82:QFQTPCQ8HXSKGK82:TestMerchant:attempt_123:1000:EUR:CHARGEBACK:true", "uF+1dSYrzI45j+v2KrkvzKyZfJ1cCcBXwaLbrb1AaAY="],
  ])("of %s is Adyen's", (message, signature) => {
    expect(sign(KEY, message)).toBe(signature);
  });

  it("is made of an item, absent values being empty", () => {
    const item: WebhookItem = {
      amount: { currency: "EUR", value: 400 },
      eventCode: "REFUND",
      eventDate: "2026-11-21T10:05:00+01:00",
      merchantAccountCode: "TestMerchant",
      merchantReference: "refund_456",
      originalReference: "QFQTPCQ8HXSKGK82",
      pspReference: "JLCMPCQ8HXSKGK82",
      success: "true",
    };
    expect(toSigned(KEY, item).additionalData?.["hmacSignature"]).toBe("tH7W6ONfGzRsAT/PeCfcfdIWZPcehe8YdqfTMzVW5U4=");
    const { originalReference: _original, ...bare } = item;
    expect(toSignedText(bare)).toBe("JLCMPCQ8HXSKGK82::TestMerchant:refund_456:400:EUR:REFUND:true");
  });

  it("needs a key in hex", () => {
    expect(() => sign("no hex", "text")).toThrow(RangeError);
  });
});

describe("webhooks", () => {
  it("are signed item by item, and not by header", async () => {
    const simulator = createAdyenSimulator();
    await modify(simulator, await paid(simulator), "refunds");
    simulator.controls.settle();
    for (const item of await items(simulator)) {
      expect(item.additionalData["hmacSignature"]).toBe(sign(KEY, toSignedText(item as unknown as WebhookItem)));
      expect(item.eventDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00$/);
    }
    const [first] = simulator.webhooks.events;
    const request = await simulator.webhooks.toRequest(first?.id ?? "");
    expect(request.headers.has("hmacsignature")).toBe(false);
    expect(await request.json()).toMatchObject({ live: "false" });
  });

  it("about tokens are signed as a whole, by header", async () => {
    const simulator = createAdyenSimulator({ tokenWebhooks: "tokenization" });
    await pay(simulator, { storePaymentMethod: true, shopperReference: "cus_1", recurringProcessingModel: "CardOnFile" });
    const event = simulator.webhooks.events.find(({ type }) => type === "recurring.token.created");
    const request = await simulator.webhooks.toRequest(event?.id ?? "");
    expect(request.headers.get("hmacsignature")).toBe(sign(KEY, event?.rawBody ?? ""));
    expect(await request.json()).toMatchObject({
      environment: "test",
      type: "recurring.token.created",
      data: { merchantAccount: MERCHANT, shopperReference: "cus_1", type: "visa", operation: "created" },
    });
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000"]);
  });

  it("come several in one message when that is asked for", async () => {
    const simulator = createAdyenSimulator();
    const psp = await paid(simulator, HELD);
    await modify(simulator, psp, "captures");
    await modify(simulator, psp, "refunds");
    const before = simulator.webhooks.events.length;
    simulator.controls.inOneMessage(() => {
      simulator.controls.settle();
    });
    expect(simulator.webhooks.events).toHaveLength(before + 1);
    expect((await told(simulator)).slice(-2)).toEqual(["CAPTURE true 1000", "REFUND true 1000"]);
  });

  it("are delivered, and again until they are accepted", async () => {
    const simulator = createAdyenSimulator();
    await pay(simulator);
    await simulator.webhooks.deliver(() => new Response("[accepted]", { status: 500 }));
    expect(simulator.webhooks.pending).toHaveLength(1);
    const again = simulator.webhooks.events[0]?.id ?? "";
    expect(await simulator.webhooks.redeliver(again, () => new Response("[accepted]"))).toMatchObject({ accepted: true, attempt: 2 });
    expect(simulator.webhooks.pending).toHaveLength(0);
  });

  it.each(Object.values(EventCode))("can be made of any event: %s", async (eventCode) => {
    const simulator = createAdyenSimulator();
    const pspReference = "QFQTPCQ8HXSKGK82";
    const more = eventCode === EventCode.RecurringContract ? { originalPsp: pspReference } : {};
    simulator.controls.announce({ eventCode, pspReference, merchantReference: "order-1", amount: { currency: "EUR", value: 1000 }, ...more });
    expect(await told(simulator)).toEqual([`${eventCode} true 1000`]);
  });

  it("tell of automatic captures where the account has it so", async () => {
    const simulator = createAdyenSimulator({ captureWebhooks: true });
    await pay(simulator);
    expect(await told(simulator)).toEqual(["AUTHORISATION true 1000", "CAPTURE true 1000"]);
  });
});
