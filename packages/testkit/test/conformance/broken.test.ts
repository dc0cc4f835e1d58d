import { AttemptStatus, secret, type IncomingWebhook } from "@switchyard/interfaces";
import { schema, toV1Connector, z } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { runConformance, type ConformanceProfile } from "../../src/index.js";
import { nodeKit } from "../../src/node.js";
import { acmeProfile, errorFormats, goodWebhooks, makeAcme, payment, paymentStatus, refundStatus, specifications, type Knobs } from "./acme.js";
import { failing } from "./failing.js";

interface Broken {
  readonly name: string;
  readonly knobs: Partial<Knobs>;
  readonly profile?: Partial<ConformanceProfile>;
  /** Sockets are needed to see it. */
  readonly kit?: true;
  /** Every check that must fail, and no other. */
  readonly caught: readonly string[];
  /** So much goes wrong after it that only the checks that name it are listed. */
  readonly cascades?: true;
}

const webhooksThat = (changes: Partial<IncomingWebhook>): IncomingWebhook => ({ ...goodWebhooks, ...changes });
const credit = specifications.paymentMethods.card?.credit;
if (credit === undefined) throw new Error("The reference connector takes credit cards.");

const KNOWN = new Set(["id", "state", "amount", "currency", "holder", "decline_code", "mandate"]);

/** The schema of a payment that refuses what it does not know. */
const strict: Knobs["response"] = () => {
  const loose = payment();
  return Object.assign(Object.create(loose) as typeof loose, {
    safeParse: (value: unknown) => {
      const unknown = Object.keys(value ?? {}).filter((name) => !KNOWN.has(name));
      return loose.safeParse(unknown.length === 0 ? value : undefined);
    },
  });
};

let nonce = 0;

const broken: readonly Broken[] = [
  {
    name: "maps an unknown word to charged",
    knobs: { status: (word) => (paymentStatus.knows(word) ? paymentStatus(word) : AttemptStatus.Charged) },
    caught: ["status-words.Authorize", "status-words.RepeatPayment", "status-words.PSync", "status-words.Capture", "status-words.Void"],
  },
  {
    name: "maps an unknown word to failure",
    knobs: { status: (word) => (paymentStatus.knows(word) ? paymentStatus(word) : AttemptStatus.Failure) },
    caught: ["status-words.Authorize", "status-words.RepeatPayment", "status-words.PSync", "status-words.Capture", "status-words.Void"],
  },
  {
    name: "maps an unknown word of a refund to success",
    knobs: { refund: (word) => (refundStatus.knows(word) ? refundStatus(word) : "success") },
    caught: ["status-words.Execute", "status-words.RSync"],
  },
  {
    name: "crashes on an unknown word",
    knobs: {
      status: (word) => {
        if (!paymentStatus.knows(word)) throw new TypeError(`no such word`);
        return paymentStatus(word);
      },
    },
    caught: ["status-words.Authorize", "status-words.RepeatPayment", "status-words.PSync", "status-words.Capture", "status-words.Void"],
  },
  {
    name: "calls a decline a success",
    knobs: { status: (word) => (word === "declined" ? AttemptStatus.Charged : paymentStatus(word)) },
    caught: ["declines.1"],
  },
  {
    name: "loses the code of a decline",
    knobs: { decline: (_, { statusCode }) => ({ code: "declined", message: "Declined", statusCode, attemptStatus: "failure" }) },
    caught: ["declines.1"],
  },
  {
    name: "prints the whole answer",
    knobs: { response: schema(() => z.record(z.string(), z.unknown())) as unknown as Knobs["response"] },
    caught: ["masking.prints", "masking.answers"],
  },
  { name: "sends money again without a key", knobs: { keys: false }, kit: true, caught: ["faults.money", "idempotency.key", "idempotency.repeat"] },
  {
    name: "declares a flow idempotent that is not",
    knobs: { idempotent: { Authorize: true, Capture: true, Execute: true } },
    kit: true,
    caught: ["faults.money", "idempotency.repeat"],
  },
  { name: "makes a new key for each try", knobs: { key: ({ context }) => context.randomId() }, caught: ["idempotency.key", "idempotency.repeat"] },
  { name: "uses one key for every payment", knobs: { key: ({ data }) => data.flow }, caught: ["flows.refund.multiple", "idempotency.key"] },
  { name: "does not compare echoed amounts", knobs: { echo: false }, caught: ["integrity.echoes", "integrity.result"] },
  {
    name: "puts ids into paths as they are",
    knobs: {
      segment: (literals, ...holes) => String.raw({ raw: literals }, ...holes.map((hole) => (typeof hole === "string" ? hole : hole.expose()))),
    },
    caught: ["flows.sync.reference", "paths.encoded"],
  },
  {
    name: "crashes on an HTML page",
    knobs: { errors: [(http) => ({ tree: undefined, error: { code: String(JSON.parse(http.text)), message: "x", statusCode: http.statusCode } })] },
    caught: ["answers.errors"],
  },
  {
    name: "has an error without a code",
    knobs: {
      errors: [
        (http) => {
          const [read] = errorFormats.map((format) => format(http));
          return read === undefined ? undefined : { ...read, error: { ...read.error, code: "" } };
        },
      ],
    },
    caught: ["answers.errors"],
  },
  {
    name: "says a status of its own for every error",
    knobs: { errors: [() => ({ tree: undefined, error: { code: "x", message: "x", statusCode: 200 } }), ...errorFormats] },
    caught: ["answers.errors"],
  },
  {
    name: "believes a changed webhook",
    knobs: { webhooks: webhooksThat({ verifyWebhookSource: () => Promise.resolve({ verified: true }) }) },
    caught: ["webhooks.tampered", "webhooks.unsigned", "webhooks.wrong-key", "webhooks.no-secret", "webhooks.empty-secret", "webhooks.stale"],
  },
  {
    name: "signs a webhook's body without its time",
    knobs: {
      webhooks: webhooksThat({
        verifyWebhookSource: (request, secrets) =>
          goodWebhooks.verifyWebhookSource(request, secrets, { now: () => new Date(Number(request.headers["x-acme-timestamp"]) * 1000) }),
      }),
    },
    caught: ["webhooks.stale"],
  },
  {
    name: "verifies with the first secret alone",
    knobs: {
      webhooks: webhooksThat({
        verifyWebhookSource: (request, secrets, context) =>
          goodWebhooks.verifyWebhookSource(request, { secrets: secrets?.secrets.slice(0, 1) ?? [] }, context),
      }),
    },
    caught: ["webhooks.rotation"],
  },
  {
    name: "falls back to a default secret",
    knobs: {
      webhooks: webhooksThat({
        verifyWebhookSource: (request, secrets, context) =>
          goodWebhooks.verifyWebhookSource(
            request,
            (secrets?.secrets.length ?? 0) === 0 ? { secrets: [secret("whsec-Bramble-Orchard-5")] } : secrets,
            context,
          ),
      }),
    },
    caught: ["webhooks.no-secret", "webhooks.empty-secret"],
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
    caught: ["webhooks.unknown-event"],
  },
  {
    name: "answers webhooks with an error",
    knobs: { webhooks: webhooksThat({ getWebhookApiResponse: () => ({ status: 500, headers: {}, body: "" }) }) },
    caught: ["webhooks.valid", "webhooks.unknown-event"],
  },
  { name: "declares webhooks and has none", knobs: { webhooks: undefined }, caught: ["declaration.webhooks"] },
  {
    name: "has a secret in a plain header",
    knobs: { headers: ({ key }) => ({ "x-acme-key": key.expose(), accept: "application/json", "x-trace": key.expose() }) },
    caught: ["masking.prints", "credentials.wrapped"],
  },
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
    caught: ["declines.1", "masking.prints"],
  },
  {
    name: "writes to the console",
    knobs: {
      before: () => {
        console.log("a payment");
      },
    },
    caught: ["masking.console"],
  },
  {
    name: "writes to the console when it reads an answer that the first payment does not get",
    knobs: {
      status: (word) => {
        if (word === "voided") console.log("a void");
        return paymentStatus(word);
      },
    },
    caught: ["masking.console"],
  },
  {
    name: "takes credentials of every type",
    knobs: { auth: (auth) => ({ key: "apiKey" in auth ? auth.apiKey : secret("none-at-all") }) },
    caught: ["credentials.types"],
  },
  {
    name: "changes its input",
    knobs: {
      before: (data) => {
        Object.assign(data.request, { seen: true });
      },
    },
    caught: ["purity.inputs"],
  },
  {
    name: "uses the clock",
    knobs: { key: ({ data }) => `${data.connectorRequestReferenceId}-${String(new Date().getUTCFullYear())}` },
    caught: ["purity.surroundings"],
  },
  {
    name: "keeps state between calls",
    knobs: { key: () => String((nonce += 1)) },
    caught: ["idempotency.key", "idempotency.repeat", "doors.agree", "doors.copies", "purity.repeatable"],
  },
  {
    name: "doubles the amount",
    knobs: { amount: (amount) => amount * 2, echo: false },
    caught: [
      "flows.authorize.automatic",
      "flows.authorize.manual",
      "flows.void",
      "flows.repeat-payment",
      "methods.card.credit.automatic",
      "methods.card.debit.automatic",
      "currencies.EUR",
      "currencies.JPY",
      "currencies.BHD",
      "integrity.echoes",
      "integrity.result",
    ],
  },
  {
    name: "converts to major units",
    knobs: { amount: (amount) => Math.round(amount / 100), echo: false },
    caught: ["flows.authorize.automatic", "currencies.EUR", "currencies.JPY", "currencies.BHD"],
    cascades: true,
  },
  {
    name: "declares a capture method that does not work",
    knobs: {
      specifications: {
        ...specifications,
        paymentMethods: {
          card: { ...specifications.paymentMethods.card, credit: { ...credit, supportedCaptureMethods: ["automatic", "manual", "manual_multiple"] } },
        },
      },
    },
    caught: ["flows.capture.multiple", "methods.card.credit.manual_multiple"],
  },
  {
    name: "declares a payment method that does not work",
    knobs: { specifications: { ...specifications, paymentMethods: { ...specifications.paymentMethods, wallet: { paypal: credit } } } },
    profile: { methods: { ...acmeProfile.methods, wallet: { paypal: { paymentMethod: () => ({ type: "wallet", kind: "paypal_redirect" }) } } } },
    caught: ["methods.wallet.paypal.automatic", "methods.wallet.paypal.manual", "refunds.wallet.paypal"],
  },
  {
    name: "declares mandates and reads none",
    knobs: { mandates: false },
    caught: [
      "flows.repeat-payment",
      "mandates.card.debit",
      "flows.declared",
      "status-words.RepeatPayment",
      "answers.errors",
      "answers.unreadable",
      "idempotency.key",
      "idempotency.repeat",
    ],
  },
  {
    name: "declares webhooks that never come",
    knobs: { specifications: { ...specifications, webhookFlows: ["payments", "refunds"] } },
    caught: ["declaration.webhooks"],
  },
  {
    name: "takes any credentials",
    knobs: {
      auth: () => {
        throw new TypeError("apiKey of undefined");
      },
    },
    caught: ["credentials.types"],
    cascades: true,
  },
  { name: "gives an empty id", knobs: { transactionId: () => "" }, caught: ["flows.sync.authorized", "flows.capture", "flows.void"], cascades: true },
  {
    name: "refuses fields that it does not know",
    knobs: { response: strict },
    caught: ["answers.tolerance"],
    cascades: true,
  },
];

/** A whole run over sockets takes a few seconds on a busy machine. */
const TIMEOUT = 60_000;

/** The connector with other flows: what a declaration would have to say. */
function withFlows(change: (flows: Record<string, unknown>) => void): ReturnType<typeof makeAcme> {
  const connector = makeAcme();
  const flows: Record<string, unknown> = { ...connector.flows };
  change(flows);
  const idempotentFlows = connector.facts.idempotentFlows.filter((flow) => Object.hasOwn(flows, flow));
  return { ...connector, flows: flows as unknown as typeof connector.flows, facts: { ...connector.facts, idempotentFlows } };
}

describe("the conformance suite", () => {
  it("passes a connector that is right", { timeout: TIMEOUT }, async () => {
    const report = await runConformance(makeAcme(), acmeProfile, { kit: nodeKit });
    expect(report.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    // What has nothing to look at at Acme is no success.
    expect(report.checks.flatMap(({ id, outcome, reason }) => (outcome === "skipped" ? [`${id}: ${reason ?? ""}`] : []))).toEqual([
      "faults.changes: no such flow is declared",
      "faults.prerequisites: nothing that moves money needs another request first",
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.matrix).toContainEqual({ paymentMethod: "card", paymentMethodType: "credit", feature: "capture:manual", outcome: "passed" });
  });

  it("passes the same connector as one of the first generation", { timeout: TIMEOUT }, async () => {
    expect(await failing(toV1Connector(makeAcme()), acmeProfile)).toEqual([]);
  });

  it.each(broken)("catches a connector that $name", { timeout: TIMEOUT }, async ({ knobs, profile, kit, caught, cascades }) => {
    const failed = await failing(makeAcme(knobs), { ...acmeProfile, ...profile }, kit);
    expect(caught).not.toEqual([]);
    expect(failed).toEqual(cascades === true ? expect.arrayContaining([...caught]) : caught);
  });

  it("catches refunds that are declared without their flow", { timeout: TIMEOUT }, async () => {
    const connector = withFlows((flows) => {
      delete flows["Execute"];
      delete flows["RSync"];
    });
    expect(await failing(connector, acmeProfile)).toEqual(["refunds.card.credit", "refunds.card.debit", "declaration.consistent"]);
  });

  it("catches a flow that nothing exercises, until the profile says why", { timeout: TIMEOUT }, async () => {
    const connector = withFlows((flows) => {
      flows["UpdateMetadata"] = flows["Void"];
    });
    expect(await failing(connector, acmeProfile)).toEqual(["flows.declared", "status-words.UpdateMetadata", "answers.errors", "answers.unreadable"]);
    const excused = { ...acmeProfile, unexercised: { UpdateMetadata: "Acme's simulator keeps no metadata" } };
    expect(await failing(connector, excused)).toEqual([]);
  });

  it("catches a profile that pays with less than is declared", { timeout: TIMEOUT }, async () => {
    const credit = acmeProfile.methods.card?.credit;
    const profile = { ...acmeProfile, methods: { card: credit === undefined ? {} : { credit } } };
    expect(await failing(makeAcme(), profile)).toEqual(expect.arrayContaining(["methods.card.debit.automatic", "declaration.consistent"]));
  });

  it("runs the checks of one rule alone", async () => {
    const { checks } = await runConformance(makeAcme(), acmeProfile, { only: ["paths", "flows.capture"] });
    expect(checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "flows.capture passed",
      "flows.capture.partial passed",
      "paths.encoded passed",
    ]);
  });
});
