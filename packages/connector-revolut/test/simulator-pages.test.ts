import { createTestClock } from "@switchyard/testkit";
import { serve } from "@switchyard/testkit/node";
import { describe, expect, it } from "vitest";
import { createRevolutSimulator, REVOLUT_SIMULATOR_DEFAULTS, TestCard } from "../simulator/index.js";

const HEADERS = {
  authorization: `Bearer ${REVOLUT_SIMULATOR_DEFAULTS.credentials.secretApiKey}`,
  "revolut-api-version": "2024-09-01",
  "content-type": "application/json",
};
const BODY = JSON.stringify({ amount: 5_000, currency: "GBP", redirect_url: "https://shop.example/back" });

describe("the page, over HTTP", () => {
  it("declines, accepts, and sends the browser on with nothing added", async () => {
    const simulator = createRevolutSimulator();
    const server = await serve((request) => simulator.fetch(request));
    try {
      const made = await fetch(`${server.url}/api/orders`, { method: "POST", headers: HEADERS, body: BODY });
      const { checkout_url } = (await made.json()) as { readonly checkout_url: string };
      expect(await (await fetch(checkout_url)).text()).toContain('name="card_number"');
      const submit = (fields: Record<string, string>) =>
        fetch(checkout_url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
      const card = { method: "card", expiry: "12/30", cvv: "123" };
      expect(await (await submit({ ...card, card_number: "4111111111111112" })).text()).toContain("not valid");
      expect(await (await submit({ ...card, card_number: TestCard.Declined })).text()).toContain("declined");
      const paid = await submit({ ...card, card_number: TestCard.Visa });
      expect([paid.status, paid.headers.get("location")]).toEqual([303, "https://shop.example/back"]);
      expect((await fetch(checkout_url)).status).toBe(404);
    } finally {
      await server.close();
    }
  });
});

describe("deliveries", () => {
  it("try four times, ten minutes apart, and take a redirect for received", async () => {
    const clock = createTestClock();
    const simulator = createRevolutSimulator({ clock });
    const made = await simulator.fetch(
      new Request("https://sandbox-merchant.revolut.com/api/orders", { method: "POST", headers: HEADERS, body: BODY }),
    );
    simulator.controls.expire(((await made.json()) as { readonly id: string }).id);
    for (const status of [500, 404, 500]) {
      expect(await simulator.webhooks.deliver(() => new Response(null, { status }))).toMatchObject([{ accepted: false, status }]);
      clock.advance({ minutes: 9 });
      expect(await simulator.webhooks.deliver(() => new Response())).toEqual([]);
      clock.advance({ minutes: 1 });
    }
    expect(await simulator.webhooks.deliver(() => new Response(null, { status: 302 }))).toMatchObject([{ accepted: true, attempt: 4 }]);
  });
});
