import type { OpenApiViolation } from "../../openapi/violation.js";
import { placeOf, toViolationLine } from "../../openapi/violation.js";
import type { OpenApiValidator } from "../../openapi/validator.js";
import { check, demand, describe, Findings, needed, ConformanceFailure } from "../check.js";
import type { OpenApiSource } from "../kit.js";
import type { OpenApiProfile, SentWebhook } from "../profile.js";
import type { Recording } from "../recording.js";
import type { Rule } from "./rule.js";

/** What was found on all journeys, before any exception. */
interface Found {
  readonly requests: readonly OpenApiViolation[];
  readonly answers: readonly OpenApiViolation[];
  readonly webhooks: readonly OpenApiViolation[];
}

/** `*` within a segment, `**` over all of them. */
function toPattern(place: string): RegExp {
  const parts = place.split(/(\*\*?)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/ ]*" : part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join("")}$`);
}

/** What is no exception, one line each. */
function needNone(violations: readonly OpenApiViolation[], { exceptions = {} }: OpenApiProfile): void {
  const patterns = Object.keys(exceptions).map(toPattern);
  const findings = new Findings();
  for (const violation of violations) {
    const place = placeOf(violation);
    findings.that(
      patterns.some((pattern) => pattern.test(place)),
      () => toViolationLine(violation),
    );
  }
  findings.settle();
}

/** An exception without a reason, or that nothing needs any more, would hide the next fault. */
function needUsed({ requests, answers, webhooks }: Found, { exceptions = {} }: OpenApiProfile): void {
  const places = [...requests, ...answers, ...webhooks].map(placeOf);
  const findings = new Findings();
  for (const [place, reason] of Object.entries(exceptions)) {
    const pattern = toPattern(place);
    findings.that(
      places.some((each) => pattern.test(each)),
      `the exception '${place}' is not needed: nothing was found there`,
    );
    findings.that(reason.trim() !== "", `the exception '${place}' has no reason`);
  }
  findings.settle();
}

function toValue(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function checkWebhook(validator: OpenApiValidator, profile: OpenApiProfile, sent: SentWebhook): readonly OpenApiViolation[] {
  const parts = profile.webhooks?.(toValue(sent.body), sent) ?? [];
  if (parts.length > 0) return parts.flatMap(({ schema, document, value }) => validator.validateSchema(schema, value, { document }));
  const operation = `webhook ${sent.type ?? "without a type"}`;
  return [{ operation, side: "value", in: "operation", pointer: "", message: "the profile names no schema for it", value: "a webhook" }];
}

async function look(recording: Recording, profile: OpenApiProfile, validator: OpenApiValidator): Promise<Found> {
  const taken = await recording.all();
  const [requests, answers]: [OpenApiViolation[], OpenApiViolation[]] = [[], []];
  for (const { request, response } of taken.flatMap(({ traffic }) => traffic)) {
    requests.push(...(await validator.validateRequest(request)));
    if (response === undefined) continue;
    const { statusCode: status, headers, body } = response;
    const found = await validator.validateResponse(request, { status, headers, body });
    // An operation that nobody knows is told once, with the request.
    answers.push(...found.filter((violation) => violation.in !== "operation"));
  }
  const sent = profile.webhooks === undefined ? [] : taken.flatMap(({ webhooks }) => webhooks);
  demand(profile.webhooks === undefined || sent.length > 0, "the simulator sent no webhook on any journey");
  return { requests, answers, webhooks: sent.flatMap((webhook) => checkWebhook(validator, profile, webhook)) };
}

async function open(source: Exclude<OpenApiSource, { readonly missing: string }>, { documents }: OpenApiProfile): Promise<OpenApiValidator> {
  try {
    return await source.open(documents);
  } catch (error) {
    throw new ConformanceFailure(describe(error));
  }
}

/** What is sent and what is answered is as the processor's own documents say, on every journey. */
export const openApiRules: Rule = (recording) => {
  const { openapi: profile } = recording.profile;
  if (profile === undefined) return [];
  const source = recording.kit?.openApi?.();
  const skipped = source === undefined ? "this runtime has no OpenAPI documents" : "missing" in source ? source.missing : undefined;
  let looking: Promise<Found> | undefined;
  const found = (): Promise<Found> => {
    const usable = needed(source, "the OpenAPI documents");
    demand(!("missing" in usable), () => ("missing" in usable ? usable.missing : ""));
    looking ??= open(usable, profile).then((validator) => look(recording, profile, validator));
    return looking;
  };
  const rules: readonly (readonly [id: string, title: string, run: (all: Found) => void])[] = [
    ["requests", "sends what the processor's OpenAPI document describes", ({ requests }) => needNone(requests, profile)],
    ["answers", "is answered by the simulator as the document describes", ({ answers }) => needNone(answers, profile)],
    ["webhooks", "is told by the simulator what the document describes", ({ webhooks }) => needNone(webhooks, profile)],
    ["exceptions", "needs every exception that the profile makes", (all) => needUsed(all, profile)],
  ];
  return rules
    .filter(([id]) => id !== "webhooks" || profile.webhooks !== undefined)
    .map(([id, title, run]) => check(`openapi.${id}`, title, async () => run(await found()), { skipped }));
};
