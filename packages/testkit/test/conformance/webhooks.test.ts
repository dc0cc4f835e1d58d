import type { IncomingWebhook } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { digest, encodeHex } from "@switchyard/utils";
import type { ConformanceProfile, SentWebhook, Simulator } from "../../src/index.js";
import { ACME, createAcmeSimulator } from "./acme-simulator.js";
import { acmeProfile, bodyWebhooks, makeAcme, unsignedWebhooks } from "./acme.js";
import { failing } from "./failing.js";

/** A whole run takes a second or two on a busy machine. */
const TIMEOUT = 60_000;

const keys = { secret: ACME.secret, otherSecret: ACME.otherSecret };
/** Of a connector that does not refuse what it cannot believe: the caller asks the processor. */
const ofWebhooks = (webhooks: IncomingWebhook, profile: ConformanceProfile) =>
  failing({ ...makeAcme({ webhooks }), isWebhookSourceVerificationMandatory: () => false }, profile);

describe("webhooks that nothing proves", () => {
  const profile: ConformanceProfile = { ...acmeProfile, start: () => ({ simulator: createAcmeSimulator("none") }) };
  const notBelieved = { verified: false, reason: "no_recipe" } as const;

  it("pass when they are never believed", { timeout: TIMEOUT }, async () => {
    expect(await ofWebhooks(unsignedWebhooks, profile)).toEqual([]);
  });

  it("pass when they are refused, where belief is required", { timeout: TIMEOUT }, async () => {
    expect(await failing(makeAcme({ webhooks: unsignedWebhooks }), profile)).toEqual([]);
  });

  const wrong: readonly (readonly [name: string, verify: IncomingWebhook["verifyWebhookSource"], caught: readonly string[]])[] = [
    [
      "without a secret",
      (_, secrets) => Promise.resolve((secrets?.secrets.length ?? 0) === 0 ? { verified: true } : notBelieved),
      ["webhooks.no-secret", "webhooks.empty-secret"],
    ],
    [
      "under several secrets",
      (_, secrets) => Promise.resolve((secrets?.secrets.length ?? 0) > 1 ? { verified: true } : notBelieved),
      ["webhooks.rotation"],
    ],
    [
      "of one type",
      (request) => Promise.resolve(new TextDecoder().decode(request.body).includes("payment.captured") ? notBelieved : { verified: true }),
      [
        "webhooks.valid",
        "webhooks.tampered",
        "webhooks.unsigned",
        "webhooks.wrong-key",
        "webhooks.no-secret",
        "webhooks.empty-secret",
        "webhooks.rotation",
        "webhooks.unknown-event",
      ],
    ],
    [
      "or blames the secret",
      (_, { secrets } = { secrets: [] }) => Promise.resolve(secrets.length === 0 ? { verified: false, reason: "no_secret" } : notBelieved),
      ["webhooks.no-secret", "webhooks.empty-secret"],
    ],
  ];
  it.each(wrong)("are caught when the connector believes them %s", { timeout: TIMEOUT }, async (_, verifyWebhookSource, caught) => {
    expect(await ofWebhooks({ ...unsignedWebhooks, verifyWebhookSource }, profile)).toEqual(caught);
  });

  it("are caught when they do not say what to ask about", { timeout: TIMEOUT }, async () => {
    const silent: IncomingWebhook = {
      ...unsignedWebhooks,
      parseWebhook: (request) => ({ ...unsignedWebhooks.parseWebhook(request), reference: undefined }),
    };
    expect(await ofWebhooks(silent, profile)).toEqual(["webhooks.valid"]);
  });

  it("are caught when the processor signs them", { timeout: TIMEOUT }, async () => {
    expect(await ofWebhooks(unsignedWebhooks, acmeProfile)).toEqual(["webhooks.valid"]);
  });
});

describe("webhooks whose signature stands in the body", () => {
  function unsign(sent: SentWebhook): SentWebhook {
    const { signature: _, ...event } = JSON.parse(new TextDecoder().decode(sent.body)) as Record<string, unknown>;
    return { ...sent, body: new TextEncoder().encode(JSON.stringify(event)) };
  }
  const start = () => ({ simulator: createAcmeSimulator("body") });
  const profile: ConformanceProfile = { ...acmeProfile, start, webhooks: { ...keys, unsign } };

  it("pass when the profile says how it is removed", { timeout: TIMEOUT }, async () => {
    expect(await ofWebhooks(bodyWebhooks, profile)).toEqual([]);
  });

  it("are caught when the profile does not", { timeout: TIMEOUT }, async () => {
    expect(await ofWebhooks(bodyWebhooks, { ...profile, webhooks: keys })).toEqual(["webhooks.unsigned"]);
  });

  it("are caught when the connector believes them without it", { timeout: TIMEOUT }, async () => {
    const credulous: IncomingWebhook = {
      ...bodyWebhooks,
      async verifyWebhookSource(...given) {
        const result = await bodyWebhooks.verifyWebhookSource(...given);
        return !result.verified && result.reason === "signature_missing" ? { verified: true } : result;
      },
    };
    expect(await ofWebhooks(credulous, profile)).toEqual(["webhooks.unsigned"]);
  });

  it("are caught when the connector has no recipe for it", { timeout: TIMEOUT }, async () => {
    expect(await ofWebhooks(unsignedWebhooks, profile)).toEqual(["webhooks.valid"]);
  });
});

describe("webhooks that hold several events", () => {
  type Json = Readonly<Record<string, unknown>>;
  const toBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const itemsOf = (body: Uint8Array): readonly Json[] => (JSON.parse(new TextDecoder().decode(body)) as { readonly items: readonly Json[] }).items;

  /** Beside each event, one that nobody knows, with a signature of its own. */
  function withNote(event: Json): Json {
    const { id, currency } = event["payment"] as Json;
    const [own, type] = [`${String(event["id"])}-note`, "payment.noted"];
    const signature = encodeHex(digest("MD5", [own, type, id, currency, ACME.secret].join("/")));
    return { items: [event, { ...event, id: own, type, signature }] };
  }

  function start(): ReturnType<ConformanceProfile["start"]> {
    const simulator = createAcmeSimulator("body");
    const { webhooks: own } = simulator;
    const bodyOf = (rawBody: Uint8Array) => toBytes(withNote(JSON.parse(new TextDecoder().decode(rawBody)) as Json));
    const webhooks: Simulator["webhooks"] = {
      ...own,
      get events() {
        return own.events.map((each) => ({ ...each, rawBody: bodyOf(each.rawBody) }));
      },
      async toRequest(id, url) {
        const request = await own.toRequest(id, url);
        return new Request(request.url, { method: "POST", headers: request.headers, body: bodyOf(await request.bytes()) });
      },
    };
    return { simulator: { ...simulator, webhooks } };
  }

  const unsign = (sent: SentWebhook): SentWebhook => ({
    ...sent,
    body: toBytes({ items: itemsOf(sent.body).map(({ signature: _, ...item }) => item) }),
  });
  const several: IncomingWebhook = {
    ...bodyWebhooks,
    splitWebhook(request) {
      try {
        return itemsOf(request.body).map((item) => ({ ...request, body: toBytes(item) }));
      } catch {
        return [request];
      }
    },
  };
  const profile: ConformanceProfile = { ...acmeProfile, start, webhooks: { ...keys, unsign } };

  it("pass when each event is read by itself", { timeout: TIMEOUT }, async () => {
    expect(await ofWebhooks(several, profile)).toEqual([]);
  });

  it("are caught when one of them is believed for the others", { timeout: TIMEOUT }, async () => {
    const credulous: IncomingWebhook = {
      ...several,
      async verifyWebhookSource(request, ...given) {
        const isNote = new TextDecoder().decode(request.body).includes("payment.noted");
        return isNote ? { verified: true } : several.verifyWebhookSource(request, ...given);
      },
    };
    expect(await ofWebhooks(credulous, profile)).toEqual([
      "webhooks.tampered",
      "webhooks.unsigned",
      "webhooks.wrong-key",
      "webhooks.no-secret",
      "webhooks.empty-secret",
    ]);
  });

  it("are caught when an event that nobody knows is taken for one that is", { timeout: TIMEOUT }, async () => {
    const guessing: IncomingWebhook = {
      ...several,
      parseWebhook(request) {
        const parsed = several.parseWebhook(request);
        return parsed.event === "event_not_supported" ? { ...parsed, event: "payment_intent_failure" } : parsed;
      },
    };
    expect(await ofWebhooks(guessing, profile)).toContain("webhooks.unknown-event");
  });
});
