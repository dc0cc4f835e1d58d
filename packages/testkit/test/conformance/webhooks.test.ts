import type { IncomingWebhook } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import type { ConformanceProfile, SentWebhook } from "../../src/index.js";
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
