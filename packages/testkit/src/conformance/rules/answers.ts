import { FLOW_EFFECT, type ConnectorResponse } from "@switchyard/interfaces";
import { check, demand, describe, Findings } from "../check.js";
import { flowsOf } from "../declaration.js";
import type { Answered, Recording } from "../recording.js";
import { readDirectly, replay, withText } from "../replay.js";
import { withUnknownFields } from "../tree.js";
import { verdictOf } from "../verdict.js";
import type { Rule } from "./rule.js";

const PAGE = "<!doctype html><html><head><title>Please wait</title></head><body><p>Please wait.</p></body></html>";
const LONG = 1_000_000;
const DEEP = 20_000;

/** Texts that are no answer of any processor. */
function strangeBodies(text: string): readonly (readonly [name: string, body: string])[] {
  return [
    ["an empty body", ""],
    ["a blank body", " \n"],
    ["an HTML page", PAGE],
    ["a truncated answer", text === "" ? '{"a":' : text.slice(0, Math.ceil(text.length / 2))],
    ["null", "null"],
    ["[]", "[]"],
    ["{}", "{}"],
    ['"text"', '"text"'],
    ["a number", "42"],
    ["bytes that are no text", "\u0000\ufffd\u0007"],
  ];
}

/** Reading these takes its time: once for each kind of answer is enough. */
function heavyBodies(): readonly (readonly [name: string, body: string])[] {
  return [
    ["an enormous body", `"${"x".repeat(LONG)}"`],
    ["a deep body", "[".repeat(DEEP) + "]".repeat(DEEP)],
  ];
}
const HEAVY_AT: ReadonlySet<number> = new Set([400, 502]);

/** What each status means for a request that moves money. */
const STATUSES: readonly (readonly [status: number, outcome: "rejected" | "unknown"])[] = [
  [400, "rejected"],
  [401, "rejected"],
  [403, "rejected"],
  [404, "rejected"],
  [408, "unknown"],
  [409, "rejected"],
  [422, "rejected"],
  [429, "rejected"],
  [500, "unknown"],
  [502, "unknown"],
  [503, "unknown"],
  [504, "unknown"],
];

function toAnswer({ response }: Answered, statusCode: number, text: string): ConnectorResponse {
  return withText(response, text, { statusCode, headers: { "content-type": text === PAGE ? "text/html" : "application/json" } });
}

/** Whether the flow is done when the processor says no more than its status. */
function needsNoBody({ response }: Answered): boolean {
  return response.text.trim() === "";
}

function describeStrange(name: string, { flow }: Answered, status: number): string {
  return `${flow}, ${String(status)} with ${name}`;
}

/** The processor's own errors, as they were recorded. */
async function ownErrors(recording: Recording): Promise<readonly (readonly [name: string, body: string])[]> {
  const texts = (await recording.exchanges()).filter(({ response }) => response.statusCode >= 400).map(({ response }) => response.text);
  return [...new Set(texts)].slice(0, 3).map((text) => ["an error of the processor's own", text] as const);
}

async function checkErrors(recording: Recording, sample: Answered, isHeavy: boolean): Promise<void> {
  const findings = new Findings();
  const { flow } = sample;
  const bodies = [
    ...strangeBodies(sample.response.text),
    ...(await ownErrors(recording)),
    ["the answer of a success", sample.response.text] as const,
  ];
  for (const [status, wanted] of STATUSES) {
    const heavy = isHeavy && HEAVY_AT.has(status) ? heavyBodies() : [];
    for (const [name, text] of [...bodies, ...heavy]) {
      const at = describeStrange(name, sample, status);
      const answer = toAnswer(sample, status, text);
      const read = readDirectly(recording.connector, sample, answer);
      findings.that(!("thrown" in read), () => `${at} makes the connector throw ${describe("thrown" in read ? read.thrown : undefined)}`);
      if ("value" in read) {
        const { statusCode } = read.value as { readonly statusCode?: unknown };
        findings.that(statusCode === status, `${at} is read as an error of status ${String(statusCode)}`);
      }
      const run = await replay(recording, sample, answer);
      // What is gone already is done, where nothing but a state was to be changed.
      if (FLOW_EFFECT[flow] === "state" && run.outcome === "accepted" && (status === 404 || status === 409)) continue;
      findings.that(run.outcome === wanted, `${at} has the outcome ${run.outcome}; it should be ${wanted}`);
      const { response } = run.data;
      if (!findings.that(response?.ok === false, `${at} is not an error`) || response?.ok !== false) continue;
      const { error } = response;
      findings.that(error.code !== "" && error.message !== "", `${at} has no code or no message`);
      findings.that(run.raw?.expose().text === text, `${at} has lost the raw answer`);
      checkStatus(findings, at, sample, "status" in run.data ? run.data.status : undefined, wanted);
    }
  }
  findings.settle();
}

/** A refused follow-up fails itself; an open outcome is pending; a query decides nothing. A refund does not touch its payment, nor does asking to hold more. */
function checkStatus(findings: Findings, at: string, { flow, data }: Answered, status: string | undefined, outcome: "rejected" | "unknown"): void {
  const before = "status" in data ? data.status : undefined;
  if (FLOW_EFFECT[flow] !== "money" || "refundId" in data || flow === "IncrementalAuthorization") {
    findings.that(status === before, `${at} changes the status from ${String(before)} to ${String(status)}; it decides nothing of the payment`);
    return;
  }
  if (status === undefined) return;
  if (outcome === "unknown") findings.that(status === "pending", `${at} makes the payment ${status}; it should be pending`);
  else findings.that(/fail|declined|voided|expired/.test(status), `${at} makes the payment ${status}; it should be a failure`);
}

async function checkSuccesses(recording: Recording, sample: Answered, isHeavy: boolean): Promise<void> {
  const findings = new Findings();
  for (const [name, text] of [...strangeBodies(sample.response.text), ...(isHeavy ? heavyBodies() : [])]) {
    if (needsNoBody(sample)) continue;
    const at = describeStrange(name, sample, sample.response.statusCode);
    const answer = withText(sample.response, text);
    const read = readDirectly(recording.connector, sample, answer);
    findings.that(
      !("thrown" in read) || read.isOurs,
      () => `${at} makes the connector throw ${describe("thrown" in read ? read.thrown : undefined)}`,
    );
    const run = await replay(recording, sample, answer);
    const { claim, status } = verdictOf(run);
    findings.that(claim === "neutral", `${at} gives ${status}; nobody can tell what happened`);
    findings.that(run.raw?.expose().text === text, `${at} has lost the raw answer`);
  }
  findings.settle();
}

/** Fields that a processor adds one day change nothing. */
async function checkTolerance(recording: Recording): Promise<void> {
  const findings = new Findings();
  const samples = await recording.samples();
  demand(samples.length > 0, "no exchange was recorded");
  let changed = 0;
  for (const sample of samples) {
    const answer = withText(sample.response, withUnknownFields(sample.response.text, "zzUnknownField", "zz"));
    if (answer.text !== sample.response.text) changed += 1;
    const plain = verdictOf(await replay(recording, sample, sample.response));
    const more = verdictOf(await replay(recording, sample, answer));
    findings.that(
      plain.status === more.status,
      `${sample.flow}: a field that nobody knows changes the status from ${plain.status} to ${more.status}`,
    );
  }
  findings.that(changed > 0, "no answer could be given a field that nobody knows");
  findings.settle();
}

/** Whatever comes back, it is read: an error that is data, or an outcome that is open. */
export const answerRules: Rule = (recording) => {
  const forEach = async (run: (recording: Recording, sample: Answered, isHeavy: boolean) => Promise<void>) => {
    const samples = await recording.samples();
    demand(samples.length > 0, "no exchange was recorded");
    const findings = new Findings();
    const { connector, profile } = recording;
    for (const flow of flowsOf(connector)) {
      const isKnown = profile.unexercised?.[flow] !== undefined || samples.some((sample) => sample.flow === flow);
      findings.that(isKnown, `no request of ${flow} was answered with success, so that its answers cannot be tried`);
    }
    const first = new Set(["money", "read"].map((effect) => samples.find(({ flow }) => FLOW_EFFECT[flow] === effect)));
    for (const sample of samples)
      await run(recording, sample, first.has(sample)).catch((error: unknown) => findings.add(error instanceof Error ? error.message : String(error)));
    findings.settle();
  };
  return [
    check("answers.errors", "reads every HTTP error, whatever its body", () => forEach(checkErrors)),
    check("answers.unreadable", "leaves open what an unreadable answer means", () => forEach(checkSuccesses)),
    check("answers.tolerance", "does not mind fields that it does not know", () => checkTolerance(recording)),
  ];
};
