import { createClient, type WebhookResult, type WebhookSecretInput } from "@switchyard/client";
import { isConnectorError, type SignedWebhook } from "@switchyard/interfaces";
import { check, demand, describe, Findings, needed } from "../check.js";
import { fingerprint } from "../expose.js";
import type { Recording, SentWebhook } from "../recording.js";
import { leavesOf } from "../tree.js";
import { UNKNOWN_WORD } from "./status-words.js";
import type { Rule } from "./rule.js";

const SAMPLED_POSITIONS = 48;
const DAY = 86_400_000;
const NEUTRAL: ReadonlySet<string> = new Set(["pending", "unresolved", "processing", "manual_review", "started", "authorizing"]);

/** The first webhook of each type; all of one type are read the same way. */
async function sentOf(recording: Recording): Promise<readonly SentWebhook[]> {
  const first = new Map<string, SentWebhook>();
  for (const sent of (await recording.all()).flatMap(({ webhooks }) => webhooks)) {
    const key = sent.type ?? fingerprint(Object.keys(sent.headers));
    if (!first.has(key)) first.set(key, sent);
  }
  const found = [...first.values()];
  demand(found.length > 0, "the simulator sent no webhook on any journey");
  return found;
}

interface Inbox {
  handle(sent: Pick<SentWebhook, "headers" | "body">, secrets?: WebhookSecretInput): Promise<WebhookResult>;
  sign(body: Uint8Array, secret: string): Promise<SignedWebhook | undefined>;
}

/** The client's own webhook calls, at a moment. */
function inboxOf({ connector, profile }: Recording, now: Date): Inbox {
  const secret = needed(profile.webhooks, "the profile's webhooks").secret;
  const client = createClient(connector, { auth: profile.auth, environment: "sandbox", metadata: profile.metadata, runtime: { now: () => now } });
  return {
    handle: ({ headers, body }, secrets = { secret }) =>
      client.webhooks.handle({ method: "POST", url: "https://merchant.test/webhooks", headers, body }, secrets),
    sign: (body, key) =>
      client.webhooks.signTestPayload(body, { secret: key }).catch((error: unknown) => {
        if (isConnectorError(error) && error.code === "NotSupported") return undefined;
        throw error;
      }),
  };
}

function momentOf({ profile }: Recording): Date {
  return profile.start().simulator.clock.now();
}

/** An event without a proof of its source says what to ask about, at most. */
function needNoAuthority(findings: Findings, what: string, result: WebhookResult): void {
  if (!findings.that(!result.verified, `${what} is verified`)) return;
  findings.that(!("details" in result) && !("resource" in result), `${what} is not verified, and carries details`);
  findings.that(result.next === "sync" || result.next === "refuse", `${what} is not verified, and is to be ${result.next}ed`);
}

async function checkValid(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = inboxOf(recording, momentOf(recording));
  for (const sent of await sentOf(recording)) {
    const what = `the webhook ${sent.type ?? ""}`;
    const result = await inbox.handle(sent);
    findings.that(result.verified, () => `${what} of the simulator is not verified: ${result.verified ? "" : result.reason}`);
    findings.that(result.answer.status >= 200 && result.answer.status < 300, `${what} is answered with ${String(result.answer.status)}`);
    if (!result.verified) continue;
    findings.that(result.connectorEvent !== "", `${what} has lost the processor's own name of the event`);
    findings.that(result.reference !== undefined || result.next === "acknowledge", `${what} does not say what it is about`);
    findings.that(result.eventId !== undefined, `${what} has no event id to tell redeliveries by`);
    const again = await inbox.handle(sent);
    findings.that(fingerprint(again) === fingerprint(result), `${what} reads differently the second time`);
  }
  findings.settle();
}

/** Every sampled byte of the body changed, one at a time; and of every header. */
async function checkTampered(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = inboxOf(recording, momentOf(recording));
  for (const sent of await sentOf(recording)) {
    const truth = fingerprint({ ...(await inbox.handle(sent)), raw: undefined });
    const step = Math.max(1, Math.floor(sent.body.length / SAMPLED_POSITIONS));
    for (let at = 0; at < sent.body.length; at += step) {
      const body = Uint8Array.from(sent.body);
      body[at] = (body[at] ?? 0) ^ 0x01;
      const result = await inbox.handle({ ...sent, body }).catch((error: unknown) => error);
      const what = `the webhook ${sent.type ?? ""} with its byte ${String(at)} changed`;
      if (result instanceof Error) findings.that(isConnectorError(result), () => `${what} throws ${describe(result)}`);
      else {
        const handled = result as WebhookResult;
        // A byte that is not signed may change only if nobody reads it.
        if (handled.verified) findings.that(fingerprint({ ...handled, raw: undefined }) === truth, `${what} is verified, and reads differently`);
        else needNoAuthority(findings, what, handled);
      }
    }
  }
  findings.settle();
}

async function checkUnproven(
  recording: Recording,
  makeSecrets: () => WebhookSecretInput,
  change: (sent: SentWebhook) => SentWebhook,
  what: string,
): Promise<void> {
  const findings = new Findings();
  const inbox = inboxOf(recording, momentOf(recording));
  for (const sent of await sentOf(recording)) {
    needNoAuthority(findings, `the webhook ${sent.type ?? ""} ${what}`, await inbox.handle(change(sent), makeSecrets()));
  }
  findings.settle();
}

const unsigned = (sent: SentWebhook): SentWebhook => ({ ...sent, headers: { "content-type": sent.headers["content-type"] ?? "application/json" } });
const asSent = (sent: SentWebhook): SentWebhook => sent;

async function checkRotation(recording: Recording): Promise<void> {
  const findings = new Findings();
  const { secret, otherSecret } = needed(recording.profile.webhooks, "the profile's webhooks");
  const inbox = inboxOf(recording, momentOf(recording));
  for (const sent of await sentOf(recording)) {
    for (const secrets of [
      [otherSecret, secret],
      [secret, otherSecret],
      ["", secret],
    ]) {
      findings.that(
        (await inbox.handle(sent, { secret: secrets })).verified,
        `the webhook ${sent.type ?? ""} is not verified with several secrets, one of which is right`,
      );
    }
  }
  findings.settle();
}

/** A recipe whose signature depends on the time refuses what is a day old. */
async function checkStale(recording: Recording): Promise<void> {
  const { secret } = needed(recording.profile.webhooks, "the profile's webhooks");
  const now = momentOf(recording);
  const later = new Date(now.getTime() + DAY);
  const [sent] = await sentOf(recording);
  const { body } = needed(sent, "a webhook");
  const [today, tomorrow] = [await inboxOf(recording, now).sign(body, secret), await inboxOf(recording, later).sign(body, secret)];
  if (today === undefined || fingerprint(today) === fingerprint(tomorrow)) return;
  const findings = new Findings();
  needNoAuthority(
    findings,
    "a webhook that is a day old",
    await inboxOf(recording, later).handle({ headers: today.headers, body: Uint8Array.from(today.body) }),
  );
  findings.settle();
}

/** Positions whose word decides the event: an unknown word there is acknowledged, and claims nothing. */
async function checkUnknownEvents(recording: Recording): Promise<void> {
  const findings = new Findings();
  const { secret } = needed(recording.profile.webhooks, "the profile's webhooks");
  const webhooks = needed(recording.connector.webhooks, "the connector's webhooks");
  const inbox = inboxOf(recording, momentOf(recording));
  const read = (body: Uint8Array) => webhooks.parseWebhook({ method: "POST", url: "", headers: {}, body });
  let positions = 0;
  const every = await sentOf(recording);
  const words = new Set(every.flatMap(({ body }) => leavesOf(new TextDecoder().decode(body)).map(({ value }) => value)));
  for (const sent of every) {
    const text = new TextDecoder().decode(sent.body);
    const { event } = read(sent.body);
    for (const leaf of leavesOf(text).filter(({ kind, value }) => kind === "string" && value.length <= 64)) {
      const eventWith = (word: string) => {
        try {
          return read(new TextEncoder().encode(leaf.replace(word))).event;
        } catch {
          return event;
        }
      };
      if (![UNKNOWN_WORD, ...words].some((word) => eventWith(word) !== event)) continue;
      positions += 1;
      const body = new TextEncoder().encode(leaf.replace(UNKNOWN_WORD));
      const at = `a webhook with ${leaf.path} = "${UNKNOWN_WORD}"`;
      const parsed = read(body);
      findings.that(parsed.event === "event_not_supported", `${at} is read as ${parsed.event}; it should be event_not_supported`);
      const status = parsed.details?.type === "dispute" ? undefined : parsed.details?.status;
      findings.that(status === undefined || NEUTRAL.has(status), `${at} says that the status is ${String(status)}`);
      const signed = await inbox.sign(body, secret);
      if (signed === undefined) continue;
      const result = await inbox.handle({ headers: signed.headers, body: Uint8Array.from(signed.body) });
      findings.that(result.verified && result.next === "acknowledge", `${at} is to be ${result.next}; it should be acknowledged`);
      findings.that(result.answer.status >= 200 && result.answer.status < 300, `${at} is answered with ${String(result.answer.status)}`);
    }
  }
  findings.that(positions > 0, "no word of any webhook decides its event");
  findings.settle();
}

/** What is no event at all is an error of ours, or not believed; never a crash. */
async function checkNonsense(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = inboxOf(recording, momentOf(recording));
  const [sample] = await sentOf(recording);
  for (const text of ["", "null", "[]", "{}", '"text"', "<html></html>", '{"a":', "\u0000", `"${"x".repeat(100_000)}"`]) {
    const what = `a webhook whose body is ${text.slice(0, 16)}`;
    const came = await inbox
      .handle({ headers: needed(sample, "a webhook").headers, body: new TextEncoder().encode(text) })
      .catch((error: unknown) => error);
    if (came instanceof Error) findings.that(isConnectorError(came), () => `${what} throws ${describe(came)}`);
    else needNoAuthority(findings, what, came as WebhookResult);
  }
  findings.settle();
}

/** Webhooks are believed when they are proven, and only then. */
export const webhookRules: Rule = (recording) => {
  const { webhooks } = recording.profile;
  const skipped = webhooks === undefined || recording.connector.webhooks === undefined ? "the processor sends no webhooks" : undefined;
  const otherSecret = webhooks?.otherSecret ?? "";
  const secret = webhooks?.secret ?? "";
  const rules: readonly (readonly [id: string, title: string, run: () => Promise<void>])[] = [
    ["valid", "believes what the processor signed, and answers it", () => checkValid(recording)],
    ["tampered", "believes nothing that was changed on the way", () => checkTampered(recording)],
    ["unsigned", "believes nothing that is not signed", () => checkUnproven(recording, () => ({ secret }), unsigned, "without its signature")],
    [
      "wrong-key",
      "believes nothing that another signed",
      () => checkUnproven(recording, () => ({ secret: otherSecret }), asSent, "under another secret"),
    ],
    ["no-secret", "believes nothing without a secret", () => checkUnproven(recording, () => ({}), asSent, "without a secret")],
    [
      "empty-secret",
      "takes an empty secret for none",
      () => checkUnproven(recording, () => ({ secret: ["", " "] }), asSent, "under an empty secret"),
    ],
    ["rotation", "believes either of two secrets while they change", () => checkRotation(recording)],
    ["stale", "believes nothing that is a day old, where the time is signed", () => checkStale(recording)],
    ["unknown-event", "acknowledges events that it does not know, and acts on none", () => checkUnknownEvents(recording)],
    ["nonsense", "survives what is no event at all", () => checkNonsense(recording)],
  ];
  return rules.map(([id, title, run]) => check(`webhooks.${id}`, title, run, { skipped }));
};
