import { AttemptStatus, secret, type IncomingWebhook } from "@switchyard/interfaces";
import { defineWebhooks, errorFormat, header, hmac, json, schema, z } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { runConformance, type ConformanceProfile } from "../../src/index.js";
import { nodeKit } from "../../src/node.js";
import { acmeProfile, errorFormats, goodWebhooks, makeAcme, paymentStatus, refundStatus, specifications, type Knobs } from "./acme.js";

/** Ids of the checks that fail. */
async function failing(connector: Parameters<typeof runConformance>[0], profile: ConformanceProfile, kit = false): Promise<readonly string[]> {
  const report = await runConformance(connector, profile, kit ? { kit: nodeKit } : {});
  if (process.env["SHOW_REASONS"] !== undefined) for (const each of report.checks) if (each.outcome === "failed") console.log(each.id, each.reason);
  return report.checks.filter(({ outcome }) => outcome === "failed").map(({ id }) => id);
}

interface Broken {
  readonly name: string;
  readonly knobs: Partial<Knobs>;
  readonly profile?: Partial<ConformanceProfile>;
  /** Sockets are needed to see it. */
  readonly kit?: true;
  /** Every check that must fail, and no other. */
  readonly caught: readonly string[];
}

const webhooksThat = (changes: Partial<IncomingWebhook>): IncomingWebhook => ({ ...goodWebhooks, ...changes });
const credit = specifications.paymentMethods.card?.credit;
if (credit === undefined) throw new Error("The reference connector takes credit cards.");

let nonce = 0;

const broken: readonly Broken[] = [
  {
    name: "maps an unknown word to charged",
    knobs: { status: (word) => (paymentStatus.knows(word) ? paymentStatus(word) : AttemptStatus.Charged) },
    caught: [],
  },
  { name: "maps an unknown word to failure", knobs: { status: (word) => (paymentStatus.knows(word) ? paymentStatus(word) : AttemptStatus.Failure) }, caught: [] },
  { name: "maps an unknown word of a refund to success", knobs: { refund: (word) => (refundStatus.knows(word) ? refundStatus(word) : "success") }, caught: [] },
  {
    name: "crashes on an unknown word",
    knobs: {
      status: (word) => {
        if (!paymentStatus.knows(word)) throw new TypeError(`no such word`);
        return paymentStatus(word);
      },
    },
    caught: [],
  },
  { name: "calls a decline a success", knobs: { status: (word) => (word === "declined" ? AttemptStatus.Charged : paymentStatus(word)) }, caught: [] },
  { name: "loses the code of a decline", knobs: { decline: (_, { statusCode }) => ({ code: "declined", message: "Declined", statusCode, attemptStatus: "failure" }) }, caught: [] },
  {
    name: "prints the whole answer",
    knobs: { response: schema(() => z.record(z.string(), z.unknown())) as unknown as Knobs["response"] },
    caught: [],
  },
  { name: "sends money again without a key", knobs: { keys: false }, kit: true, caught: [] },
  { name: "declares a flow idempotent that is not", knobs: { idempotent: { Authorize: true, Capture: true, Execute: true } }, kit: true, caught: [] },
  { name: "makes a new key for each try", knobs: { key: ({ context }) => context.randomId() }, caught: [] },
  { name: "uses one key for every payment", knobs: { key: ({ data }) => data.flow }, caught: [] },
  { name: "does not compare echoed amounts", knobs: { echo: false }, caught: [] },
  { name: "puts ids into paths as they are", knobs: { segment: (literals, ...holes) => String.raw({ raw: literals }, ...holes.map((hole) => (typeof hole === "string" ? hole : hole.expose()))) }, caught: [] },
  {
    name: "crashes on an HTML page",
    knobs: { errors: [(http) => ({ tree: undefined, error: { code: String(JSON.parse(http.text)), message: "x", statusCode: http.statusCode } })] },
    caught: [],
  },
  {
    name: "has an error without a code",
    knobs: {
      errors: [errorFormat({ schema: schema(() => z.object({ error: z.object({ message: z.string() }) })), read: ({ error }, { statusCode }) => ({ code: "", message: error.message, statusCode }) })],
    },
    caught: [],
  },
  { name: "says a status of its own for every error", knobs: { errors: [() => ({ tree: undefined, error: { code: "x", message: "x", statusCode: 200 } }), ...errorFormats] }, caught: [] },
  { name: "believes a changed webhook", knobs: { webhooks: webhooksThat({ verifyWebhookSource: () => Promise.resolve({ verified: true }) }) }, caught: [] },
  {
    name: "signs a webhook's body without its time",
    knobs: {
      webhooks: webhooksThat({
        verifyWebhookSource: (request, secrets) => goodWebhooks.verifyWebhookSource(request, secrets, { now: () => new Date(Number(request.headers["x-acme-timestamp"]) * 1000) }),
      }),
    },
    caught: [],
  },
  {
    name: "verifies with the first secret alone",
    knobs: {
      webhooks: webhooksThat({ verifyWebhookSource: (request, secrets, context) => goodWebhooks.verifyWebhookSource(request, { secrets: secrets?.secrets.slice(0, 1) ?? [] }, context) }),
    },
    caught: [],
  },
  {
    name: "falls back to a default secret",
    knobs: {
      webhooks: webhooksThat({
        verifyWebhookSource: (request, secrets, context) =>
          goodWebhooks.verifyWebhookSource(request, (secrets?.secrets.length ?? 0) === 0 ? { secrets: [secret("whsec-Bramble-Orchard-5")] } : secrets, context),
      }),
    },
    caught: [],
  },
  {
    name: "takes an unknown event for a success",
    knobs: {
      webhooks: webhooksThat({
        parseWebhook(request) {
          const parsed = goodWebhooks.parseWebhook(request);
          return parsed.event === "event_not_supported" ? { ...parsed, event: "payment_intent_success", eventClass: "payments" } : parsed;
        },
      }),
    },
    caught: [],
  },
  { name: "answers webhooks with an error", knobs: { webhooks: webhooksThat({ getWebhookApiResponse: () => ({ status: 500, headers: {}, body: "" }) }) }, caught: [] },
  { name: "declares webhooks and has none", knobs: { webhooks: undefined }, caught: [] },
  { name: "has a secret in a plain header", knobs: { headers: ({ key }) => ({ "x-acme-key": key.expose(), accept: "application/json", "x-trace": key.expose() }) }, caught: [] },
  {
    name: "quotes the card in an error",
    knobs: {
      holder: ({ data }) => {
        const method = data.request.paymentMethodData;
        if (method.type !== "card") return undefined;
        if (method.holderName?.expose() === "Declina Poor") throw new Error(`not ${method.number.expose()}`);
        return method.holderName;
      },
    },
    caught: [],
  },
  { name: "writes to the console", knobs: { before: () => { console.log("a payment"); } }, caught: [] },
  {
    name: "changes its input",
    knobs: {
      before: (data) => {
        Object.assign(data.request, { seen: true });
      },
    },
    caught: [],
  },
  { name: "uses the clock", knobs: { key: ({ data }) => `${data.connectorRequestReferenceId}-${String(new Date().getUTCFullYear())}` }, caught: [] },
  { name: "keeps state between calls", knobs: { key: () => String((nonce += 1)) }, caught: [] },
  { name: "doubles the amount", knobs: { amount: (amount) => amount * 2, echo: false }, caught: [] },
  { name: "converts to major units", knobs: { amount: (amount) => Math.round(amount / 100), echo: false }, caught: [] },
  {
    name: "declares a capture method that does not work",
    knobs: { specifications: { ...specifications, paymentMethods: { card: { ...specifications.paymentMethods.card, credit: { ...credit, supportedCaptureMethods: ["automatic", "manual", "manual_multiple"] } } } } },
    caught: [],
  },
  {
    name: "declares a payment method that does not work",
    knobs: { specifications: { ...specifications, paymentMethods: { ...specifications.paymentMethods, wallet: { paypal: credit } } } },
    profile: { methods: { ...acmeProfile.methods, wallet: { paypal: { paymentMethod: () => ({ type: "wallet", kind: "paypal_redirect" }) } } } },
    caught: [],
  },
  {
    name: "declares a mandate that does not work",
    knobs: { specifications: { ...specifications, paymentMethods: { card: { credit: { ...credit, mandates: "supported" }, debit: { ...credit, mandates: "supported" } } } }, },
    profile: { methods: { card: { ...acmeProfile.methods.card, credit: acmeProfile.methods.card?.debit ?? { paymentMethod: () => ({ type: "mandate_payment" }) } } } },
    caught: [],
  },
  {
    name: "declares webhooks that never come",
    knobs: { specifications: { ...specifications, webhookFlows: ["payments", "refunds"] } },
    caught: [],
  },
  { name: "takes any credentials", knobs: { auth: () => { throw new TypeError("apiKey of undefined"); } }, caught: [] },
  { name: "gives an empty id", knobs: { transactionId: () => "" }, caught: [] },
  {
    name: "refuses fields that it does not know",
    knobs: { response: schema(() => z.strictObject({ id: z.string(), state: z.string(), amount: z.number(), currency: z.string(), holder: z.string(), decline_code: z.optional(z.string()), mandate: z.optional(z.string()) })) as unknown as Knobs["response"] },
    caught: [],
  },
];

describe("the conformance suite", () => {
  it("passes a connector that is right", async () => {
    expect(await failing(makeAcme(), acmeProfile, true)).toEqual([]);
  });

  it.each(broken)("catches a connector that $name", async ({ knobs, profile, kit, caught }) => {
    expect(await failing(makeAcme(knobs), { ...acmeProfile, ...profile }, kit)).toEqual(caught);
  });
});
void [defineWebhooks, header, hmac, json];
