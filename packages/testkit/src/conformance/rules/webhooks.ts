import { createClient, type WebhookResult, type WebhookSecretInput } from "@switchyard/client";
import { isConnectorError, type IncomingWebhook, type IncomingWebhookRequest, type ParsedWebhook, type SignedWebhook } from "@switchyard/interfaces";
import { check, demand, describe, Findings, needed, nothingToCheck } from "../check.js";
import { fingerprint } from "../expose.js";
import type { SentWebhook } from "../profile.js";
import type { Recording } from "../recording.js";
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
  /** The webhooks of the simulator, one of each type. */
  readonly sent: readonly SentWebhook[];
  /** False for a connector whose webhooks have no recipe: the processor signs nothing, and no webhook is ever believed. */
  readonly isProvable: boolean;
  /** What the client makes of each event of a webhook; most hold one. */
  handle(sent: Pick<SentWebhook, "headers" | "body">, secrets?: WebhookSecretInput): Promise<readonly WebhookResult[]>;
  sign(body: Uint8Array, secret: string): Promise<SignedWebhook | undefined>;
  /** Notes what a webhook without a proof of its source says beyond what to ask about. */
  doubt(findings: Findings, what: string, result: WebhookResult): void;
}

/** The client's own webhook calls, at a moment. */
async function openInbox(recording: Recording, now = momentOf(recording)): Promise<Inbox> {
  const { connector, profile } = recording;
  const { secret } = needed(profile.webhooks, "the profile's webhooks");
  const client = createClient(connector, { auth: profile.auth, environment: "sandbox", metadata: profile.metadata, runtime: { now: () => now } });
  const toRequest = ({ headers, body }: Pick<SentWebhook, "headers" | "body">) =>
    ({ method: "POST", url: "https://merchant.test/webhooks", headers, body }) as const;
  const sent = await sentOf(recording);
  // The one webhook that has every reason to be believed: what it is told of a missing recipe holds for all.
  const first = await client.webhooks.verify(toRequest(needed(sent[0], "a webhook")), { secret });
  const isProvable = first.verified || first.reason !== "no_recipe";
  const next = connector.isWebhookSourceVerificationMandatory() ? "refuse" : "sync";
  return {
    sent,
    isProvable,
    handle: async (webhook, secrets = { secret }) => (await client.webhooks.handleAll(toRequest(webhook), secrets)).events,
    sign: (body, key) =>
      client.webhooks.signTestPayload(body, { secret: key }).catch((error: unknown) => {
        if (isConnectorError(error) && error.code === "NotSupported") return undefined;
        throw error;
      }),
    doubt(findings, what, result) {
      if (!findings.that(!result.verified, `${what} is verified`)) return;
      const claimed = ["details", "resource", "status"].filter((name) => name in result);
      findings.that(claimed.length === 0, () => `${what} is not verified, and carries ${claimed.join(" and ")}`);
      findings.that(result.next === next, `${what} is not verified, and its next step is ${result.next}; it should be ${next}`);
      if (isProvable || result.verified) return;
      findings.that(result.reason === "no_recipe", `${what} is not verified as ${result.reason}; there is no recipe`);
    },
  };
}

function momentOf({ profile }: Recording): Date {
  return profile.start().simulator.clock.now();
}

/** A webhook without its signature. */
function unsignedOf({ profile }: Recording, sent: SentWebhook): SentWebhook {
  const unsign = profile.webhooks?.unsign;
  if (unsign !== undefined) return unsign(sent);
  const contentType = sent.headers["content-type"];
  return { ...sent, headers: contentType === undefined ? {} : { "content-type": contentType } };
}

function isSigned(recording: Recording, sent: SentWebhook): boolean {
  const { headers, body } = unsignedOf(recording, sent);
  return fingerprint({ headers, body }) !== fingerprint({ headers: sent.headers, body: sent.body });
}

const isAccepted = ({ answer }: WebhookResult): boolean => answer.status >= 200 && answer.status < 300;

/** What is believed is read in full; what nothing can prove is answered as well, and says what to ask about. */
async function checkValid(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = await openInbox(recording);
  for (const sent of inbox.sent) {
    const what = `the webhook ${sent.type ?? ""}`;
    const results = await inbox.handle(sent);
    findings.that(results.length > 0, `${what} holds no event`);
    for (const result of results) checkValidEvent(recording, inbox, findings, sent, result);
    const again = await inbox.handle(sent);
    findings.that(fingerprint(again) === fingerprint(results), `${what} reads differently the second time`);
  }
  findings.settle();
}

function checkValidEvent(recording: Recording, inbox: Inbox, findings: Findings, sent: SentWebhook, result: WebhookResult): void {
  const what = `the webhook ${sent.type ?? ""}`;
  if (inbox.isProvable) {
    findings.that(result.verified, () => `${what} of the simulator is not verified: ${result.verified ? "" : result.reason}`);
  } else {
    inbox.doubt(findings, what, result);
    findings.that(!isSigned(recording, sent), `${what} of the simulator is signed, and the connector has no recipe`);
  }
  if (result.next === "refuse") return;
  findings.that(isAccepted(result), `${what} is answered with ${String(result.answer.status)}`);
  if (inbox.isProvable && !result.verified) return;
  findings.that(result.connectorEvent !== "", `${what} has lost the processor's own name of the event`);
  findings.that(result.reference !== undefined || result.event === "event_not_supported", `${what} does not say what it is about`);
  findings.that(result.eventId !== undefined, `${what} has no event id to tell redeliveries by`);
}

/** What could be the name of an event: ids, numbers and sentences are not. */
const isWord = (value: string): boolean => /^[a-z][a-z_. -]{0,63}$/i.test(value);

/** What an event says of money: that must come from what is signed. */
function moneyIn(result: WebhookResult): string {
  const details = "details" in result ? result.details : undefined;
  return details?.type === "payment" || details?.type === "refund" ? `${details.type} ${details.status}` : "";
}

const stepsOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((step) => step !== "");

/** Whether everything that a change took away or replaced is said to be unsigned. */
function isUnsigned({ profile }: Recording, before: Uint8Array, after: Uint8Array): boolean {
  const covers = Object.keys(profile.webhooks?.unsigned ?? {}).map(stepsOf);
  const valuesOf = (body: Uint8Array) => new Map(leavesOf(new TextDecoder().decode(body)).map(({ path, value }) => [path, value]));
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changed = [...old].flatMap(([path, value]) => (now.get(path) === value ? [] : [stepsOf(path)]));
  const isCovered = (steps: readonly string[]) => covers.some((cover) => cover.every((step, at) => step === "*" || step === steps[at]));
  return changed.length > 0 && changed.every(isCovered);
}

/** Every sampled byte of the body changed, one at a time; and of every header. */
async function checkTampered(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = await openInbox(recording);
  for (const sent of inbox.sent) {
    const believed = await inbox.handle(sent);
    const truths = new Set(believed.map((each) => fingerprint({ ...each, raw: undefined })));
    const money = new Set(believed.map(moneyIn));
    const step = Math.max(1, Math.floor(sent.body.length / SAMPLED_POSITIONS));
    for (let at = 0; at < sent.body.length; at += step) {
      const body = Uint8Array.from(sent.body);
      body[at] = (body[at] ?? 0) ^ 0x01;
      const result = await inbox.handle({ ...sent, body }).catch((error: unknown) => error);
      const what = `the webhook ${sent.type ?? ""} with its byte ${String(at)} changed`;
      if (result instanceof Error) findings.that(isConnectorError(result), () => `${what} throws ${describe(result)}`);
      else {
        for (const handled of result as readonly WebhookResult[]) {
          // A byte that is not signed may change only if nobody reads it.
          if (handled.verified && inbox.isProvable) {
            const isAsBefore =
              truths.has(fingerprint({ ...handled, raw: undefined })) || (isUnsigned(recording, sent.body, body) && money.has(moneyIn(handled)));
            findings.that(isAsBefore, `${what} is verified, and reads differently`);
          } else inbox.doubt(findings, what, handled);
        }
      }
    }
  }
  findings.settle();
}

function doubtAll(inbox: Inbox, findings: Findings, what: string, results: readonly WebhookResult[]): void {
  findings.that(results.length > 0, `${what} holds no event`);
  for (const result of results) inbox.doubt(findings, what, result);
}

/** Webhooks as the simulator sent them, under secrets that prove nothing. */
async function checkSecrets(recording: Recording, secrets: WebhookSecretInput, what: string): Promise<void> {
  const findings = new Findings();
  const inbox = await openInbox(recording);
  for (const sent of inbox.sent) doubtAll(inbox, findings, `the webhook ${sent.type ?? ""} ${what}`, await inbox.handle(sent, secrets));
  findings.settle();
}

async function checkUnsigned(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = await openInbox(recording);
  for (const sent of inbox.sent) {
    const what = `the webhook ${sent.type ?? ""}`;
    // What still has its signature would say nothing of webhooks without one.
    const isTaken = !inbox.isProvable || isSigned(recording, sent);
    findings.that(isTaken, `${what} is the same without its signature: the profile's unsign must say how it is removed`);
    if (isTaken) doubtAll(inbox, findings, `${what} without its signature`, await inbox.handle(unsignedOf(recording, sent)));
  }
  findings.settle();
}

async function checkRotation(recording: Recording): Promise<void> {
  const findings = new Findings();
  const { secret, otherSecret } = needed(recording.profile.webhooks, "the profile's webhooks");
  const inbox = await openInbox(recording);
  for (const sent of inbox.sent) {
    for (const secrets of [
      [otherSecret, secret],
      [secret, otherSecret],
      ["", secret],
    ]) {
      const what = `the webhook ${sent.type ?? ""}`;
      const results = await inbox.handle(sent, { secret: secrets });
      findings.that(results.length > 0, `${what} holds no event under several secrets`);
      if (!inbox.isProvable) doubtAll(inbox, findings, `${what} under several secrets`, results);
      else for (const { verified } of results) findings.that(verified, `${what} is not verified with several secrets, one of which is right`);
    }
  }
  findings.settle();
}

/** A recipe whose signature depends on the time refuses what is a day old. */
async function checkStale(recording: Recording): Promise<void> {
  const { secret } = needed(recording.profile.webhooks, "the profile's webhooks");
  const today = await openInbox(recording);
  const tomorrow = await openInbox(recording, new Date(momentOf(recording).getTime() + DAY));
  const { body } = needed(today.sent[0], "a webhook");
  const [old, fresh] = [await today.sign(body, secret), await tomorrow.sign(body, secret)];
  if (old === undefined || fingerprint(old) === fingerprint(fresh)) nothingToCheck("the signature does not depend on the time");
  const findings = new Findings();
  if (recording.profile.webhooks?.ageless !== undefined) {
    const results = await tomorrow.handle({ headers: old.headers, body: Uint8Array.from(old.body) });
    const isBelieved = results.length > 0 && results.every(({ verified }) => verified);
    findings.that(isBelieved, "a webhook that is a day old is not believed, and the profile says that age does not matter");
    findings.settle();
    return;
  }
  doubtAll(tomorrow, findings, "a webhook that is a day old", await tomorrow.handle({ headers: old.headers, body: Uint8Array.from(old.body) }));
  findings.settle();
}

function partsOf(webhooks: IncomingWebhook, request: IncomingWebhookRequest): readonly IncomingWebhookRequest[] {
  return webhooks.splitWebhook?.(request) ?? [request];
}

/** The events of a webhook, believed or not. */
export function eventsOf(webhooks: IncomingWebhook, request: IncomingWebhookRequest): readonly ParsedWebhook[] {
  return partsOf(webhooks, request).map((part) => webhooks.parseWebhook(part));
}

const toBareRequest = (body: Uint8Array): IncomingWebhookRequest => ({ method: "POST", url: "", headers: {}, body });

/** The events that hold the unknown word, each as if it had come alone; all of them where it stands around them. */
function changedParts(webhooks: IncomingWebhook, body: Uint8Array): readonly IncomingWebhookRequest[] {
  const parts = partsOf(webhooks, toBareRequest(body));
  const changed = parts.filter((part) => new TextDecoder().decode(part.body).includes(UNKNOWN_WORD));
  return changed.length > 0 ? changed : parts;
}

/** The words that stand in fields of each name: a field's word may be replaced by what stands in others of its kind. */
function wordsByName(sent: readonly SentWebhook[]): ReadonlyMap<string, ReadonlySet<string>> {
  const words = new Map<string, Set<string>>();
  for (const { name, value } of sent.flatMap(({ body }) => leavesOf(new TextDecoder().decode(body)))) {
    if (isWord(value)) words.set(name, (words.get(name) ?? new Set()).add(value));
  }
  return words;
}

/** Positions whose word decides the event: an unknown word there is acknowledged, and claims nothing. */
async function checkUnknownEvents(recording: Recording): Promise<void> {
  const findings = new Findings();
  const { secret } = needed(recording.profile.webhooks, "the profile's webhooks");
  const webhooks = needed(recording.connector.webhooks, "the connector's webhooks");
  const inbox = await openInbox(recording);
  const namesOf = (body: Uint8Array) => eventsOf(webhooks, toBareRequest(body)).map(({ event }) => event);
  let positions = 0;
  const words = wordsByName(inbox.sent);
  for (const sent of inbox.sent) {
    const text = new TextDecoder().decode(sent.body);
    const names = namesOf(sent.body);
    for (const leaf of leavesOf(text).filter(({ kind, value }) => kind === "string" && value.length <= 64)) {
      const namesWith = (word: string) => {
        try {
          return namesOf(new TextEncoder().encode(leaf.replace(word)));
        } catch {
          return names;
        }
      };
      if (![UNKNOWN_WORD, ...(words.get(leaf.name) ?? [])].some((word) => namesWith(word).join() !== names.join())) continue;
      positions += 1;
      const body = new TextEncoder().encode(leaf.replace(UNKNOWN_WORD));
      const at = `a webhook with ${leaf.path} = "${UNKNOWN_WORD}"`;
      for (const part of changedParts(webhooks, body)) {
        const { event, details } = webhooks.parseWebhook(part);
        findings.that(event === "event_not_supported", `${at} is read as ${event}; it should be event_not_supported`);
        const status = details?.type === "dispute" ? undefined : details?.status;
        findings.that(status === undefined || NEUTRAL.has(status), `${at} says that the status is ${String(status)}`);
        const signed = inbox.isProvable ? await inbox.sign(part.body, secret) : { headers: sent.headers, body: part.body };
        if (signed === undefined) continue;
        for (const result of await inbox.handle({ headers: signed.headers, body: Uint8Array.from(signed.body) })) {
          if (inbox.isProvable) findings.that(result.next === "acknowledge", `${at} has the next step ${result.next}; it should be acknowledged`);
          else inbox.doubt(findings, at, result);
          if (result.next !== "refuse") findings.that(isAccepted(result), `${at} is answered with ${String(result.answer.status)}`);
        }
      }
    }
  }
  findings.that(positions > 0, "no word of any webhook decides its event");
  findings.settle();
}

/** What is no event at all is an error of ours, or not believed; never a crash. */
async function checkNonsense(recording: Recording): Promise<void> {
  const findings = new Findings();
  const inbox = await openInbox(recording);
  const sample = needed(inbox.sent[0], "a webhook");
  for (const text of ["", "null", "[]", "{}", '"text"', "<html></html>", '{"a":', "\u0000", `"${"x".repeat(100_000)}"`]) {
    const what = `a webhook whose body is ${text.slice(0, 16)}`;
    const came = await inbox.handle({ headers: sample.headers, body: new TextEncoder().encode(text) }).catch((error: unknown) => error);
    if (came instanceof Error) findings.that(isConnectorError(came), () => `${what} throws ${describe(came)}`);
    else for (const result of came as readonly WebhookResult[]) inbox.doubt(findings, what, result);
  }
  findings.settle();
}

/** Credentials may hold the secret as well: without any there is none. */
const NO_CREDENTIALS = { type: "NoKey" } as const;

/** Webhooks are believed when they are proven, and only then. */
export const webhookRules: Rule = (recording) => {
  const { webhooks } = recording.profile;
  const skipped = webhooks === undefined || recording.connector.webhooks === undefined ? "the processor sends no webhooks" : undefined;
  const otherSecret = webhooks?.otherSecret ?? "";
  const rules: readonly (readonly [id: string, title: string, run: () => Promise<void>])[] = [
    ["valid", "believes what the processor signed, and answers it", () => checkValid(recording)],
    ["tampered", "believes nothing that was changed on the way", () => checkTampered(recording)],
    ["unsigned", "believes nothing that is not signed", () => checkUnsigned(recording)],
    ["wrong-key", "believes nothing that another signed", () => checkSecrets(recording, { secret: otherSecret }, "under another secret")],
    ["no-secret", "believes nothing without a secret", () => checkSecrets(recording, { auth: NO_CREDENTIALS }, "without a secret")],
    [
      "empty-secret",
      "takes an empty secret for none",
      () => checkSecrets(recording, { secret: ["", " "], auth: NO_CREDENTIALS }, "under an empty secret"),
    ],
    ["rotation", "believes either of two secrets while they change", () => checkRotation(recording)],
    ["stale", "believes nothing that is a day old, where the time is signed", () => checkStale(recording)],
    ["unknown-event", "acknowledges events that it does not know, and acts on none", () => checkUnknownEvents(recording)],
    ["nonsense", "survives what is no event at all", () => checkNonsense(recording)],
  ];
  return rules.map(([id, title, run]) => check(`webhooks.${id}`, title, run, { skipped }));
};
