import { MockAgent } from "undici";
import { expect, it } from "vitest";
import { undiciTransport } from "../src/undici.js";

const request = { method: "GET", headers: {}, timeout: 5_000, maxResponseBytes: 1_000 } as const;

it.each([
  ["https://acme.example/payments/a%2Fb?x=1&y=%20", "/payments/a%2Fb?x=1&y=%20"],
  ["https://acme.example:443/payments", "/payments"],
  ["HTTPS://ACME.example/payments#part", "/payments"],
  ["https://acme.example", "/"],
])("sends %s to its host and path", async (url, path) => {
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  dispatcher
    .get("https://acme.example")
    .intercept({ path })
    .reply(200, "found", { headers: { "X-Trace": "t" } });
  const result = await undiciTransport({ dispatcher }).send({ ...request, url });
  expect(result).toMatchObject({ type: "response", response: { statusCode: 200, text: "found", headers: { "x-trace": "t" } } });
  await dispatcher.close();
});

it("tells an address that is none from one that may have been reached", async () => {
  expect(await undiciTransport().send({ ...request, url: "nowhere" })).toMatchObject({
    type: "failure",
    reason: "not_sent",
    code: "ERR_INVALID_URL",
  });
});
