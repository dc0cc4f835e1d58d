import type { ConnectorUnderTest } from "../under-test.js";
import {
  CaptureMethod,
  EVENT_CLASS_OF,
  isConnectorError,
  PAYMENT_METHOD_OF_TYPE,
  type ConnectorErrorCode,
  type PaymentMethodData,
  type PaymentMethodType,
} from "@switchyard/interfaces";
import type { AuthorizeInput } from "@switchyard/client";

import { openBench, type Bench } from "../bench.js";
import { check, describe, Findings, nothingToCheck } from "../check.js";
import { authenticates, methodsOf, threeDsMethodsOf } from "../declaration.js";
import { toAuthorizeInput } from "../journeys/steps.js";
import type { Recording } from "../recording.js";
import type { Rule } from "./rule.js";
import { eventsOf } from "./webhooks.js";

/** Asks for a payment that must be refused with one of these codes before anything is sent. */
async function needRefusal(
  bench: Bench,
  findings: Findings,
  what: string,
  input: AuthorizeInput<ConnectorUnderTest>,
  codes: readonly ConnectorErrorCode[],
): Promise<void> {
  const sent = bench.wires.length;
  const came = await bench.client.authorize(input).then(
    (result) => `a payment that is ${result.status}`,
    (error: unknown) => (isConnectorError(error) && codes.includes(error.code) ? undefined : describe(error)),
  );
  findings.that(came === undefined, () => `${what} gives ${came ?? ""}; it should be ${codes.join(" or ")}`);
  findings.that(bench.wires.length === sent, `${what} was sent to the processor`);
}

/** Data of a type that is not declared: it is refused for what it is, so that its fields do not matter. */
function anyData(type: PaymentMethodType): PaymentMethodData {
  return { type: PAYMENT_METHOD_OF_TYPE[type], kind: type } as unknown as PaymentMethodData;
}

async function refuseUndeclaredMethods({ connector, profile }: Recording): Promise<void> {
  const findings = new Findings();
  const declared = new Set(methodsOf(connector, profile).map(({ method, type }) => `${method}.${type}`));
  const families = new Set(methodsOf(connector, profile).map(({ type }) => type));
  const bench = await openBench(connector, profile);
  for (const type of Object.keys(PAYMENT_METHOD_OF_TYPE) as PaymentMethodType[]) {
    const method = PAYMENT_METHOD_OF_TYPE[type];
    // A card's type is what the caller knows of it, not a method of its own.
    if (declared.has(`${method}.${type}`) || families.has(type) || method === "card" || method === "network_token") continue;
    const input = { ...toAuthorizeInput(bench), paymentMethod: anyData(type), paymentMethodType: type };
    await needRefusal(bench, findings, `${method}.${type}, which is not declared,`, input, ["NotImplemented", "NotSupported"]);
  }
  if (![...declared].some((each) => each.startsWith("card."))) {
    const input = { ...toAuthorizeInput(bench), paymentMethod: { type: "card" } as unknown as PaymentMethodData };
    await needRefusal(bench, findings, "a card, which is not declared,", input, ["NotImplemented", "NotSupported"]);
  }
  await bench.close();
  findings.settle();
}

async function refuseUndeclaredCaptures({ connector, profile }: Recording): Promise<void> {
  const findings = new Findings();
  let tried = 0;
  const bench = await openBench(connector, profile);
  for (const { method, type, details, profile: known } of methodsOf(connector, profile)) {
    if (known === undefined) continue;
    for (const captureMethod of Object.values(CaptureMethod)) {
      if (details.supportedCaptureMethods.includes(captureMethod) || profile.extraCaptureMethods?.[captureMethod] !== undefined) continue;
      tried += 1;
      const asked = { ...known, input: { paymentMethodType: type, ...known.input } };
      const what = `${method}.${type} with capture method ${captureMethod}, which is not declared,`;
      await needRefusal(bench, findings, what, toAuthorizeInput(bench, { method: asked, captureMethod }), ["CaptureMethodNotSupported"]);
    }
  }
  await bench.close();
  findings.settle();
  if (tried === 0) nothingToCheck("every capture method is declared");
}

async function refuseUndeclaredMandates({ connector, profile }: Recording): Promise<void> {
  const findings = new Findings();
  let tried = 0;
  const bench = await openBench(connector, profile);
  for (const { method, type, details, profile: known } of methodsOf(connector, profile)) {
    if (known === undefined || details.mandates === "supported") continue;
    tried += 1;
    const input = toAuthorizeInput(bench, { method: known, fields: { paymentMethodType: type, setupFutureUsage: "off_session" } });
    await needRefusal(bench, findings, `a mandate with ${method}.${type}, which is not declared,`, input, ["NotSupported", "NotImplemented"]);
  }
  await bench.close();
  findings.settle();
  if (tried === 0) nothingToCheck("every payment method declares mandates");
}

function checkConsistency({ connector, profile }: Recording): void {
  const findings = new Findings();
  const methods = methodsOf(connector, profile);
  findings.that(methods.length > 0, "no payment method is declared");
  for (const { method, type, details, profile: known } of methods) {
    const name = `${method}.${type}`;
    findings.that(known !== undefined, `${name} is declared; its profile is missing`);
    findings.that(details.supportedCaptureMethods.length > 0, `${name} declares no capture method`);
    const later = details.supportedCaptureMethods.some((each) => each === "manual" || each === "manual_multiple");
    findings.that(!later || Object.hasOwn(connector.flows, "Capture"), `${name} declares a later capture, and the flow Capture is not declared`);
    findings.that(
      details.refunds !== "supported" || Object.hasOwn(connector.flows, "Execute"),
      `${name} declares refunds, and the flow Execute is not declared`,
    );
  }
  for (const [method, types] of Object.entries(profile.methods)) {
    for (const type of Object.keys(types)) {
      findings.that(
        methods.some((each) => each.method === method && each.type === type),
        `the profile pays with ${method}.${type}, which is not declared`,
      );
    }
  }
  for (const entry of profile.threeDs ?? []) {
    findings.that(
      threeDsMethodsOf(connector, profile).some((declared) => authenticates(entry, declared)),
      `the profile authenticates "${entry.title}" with ${entry.method ?? "card"}${entry.type === undefined ? "" : `.${entry.type}`}, which does not declare 3DS`,
    );
  }
  const refunds = methods.some(({ details }) => details.refunds === "supported");
  findings.that(refunds || !Object.hasOwn(connector.flows, "Execute"), "the flow Execute is declared, and no payment method declares refunds");
  const [declared, known] = [connector.facts.syncsByReference === true, profile.syncByReference === true];
  findings.that(declared === known, `syncsByReference is ${String(declared)} in the declaration, and ${String(known)} in the profile`);
  const about = connector.getConnectorAbout();
  findings.that(about.displayName !== "" && about.description !== "", "the connector does not say what it is");
  findings.settle();
}

async function checkWebhookClasses({ connector, profile, all }: Recording): Promise<void> {
  const findings = new Findings();
  const declared = connector.getSupportedWebhookFlows();
  findings.that(declared.length > 0 === (connector.webhooks !== undefined), "webhook flows are declared without webhooks, or webhooks without flows");
  findings.that(
    (profile.webhooks !== undefined) === (connector.webhooks !== undefined),
    "the connector and the profile do not agree whether there are webhooks",
  );
  const { webhooks } = connector;
  if (webhooks === undefined) {
    findings.settle();
    return;
  }
  const seen = new Set<string>();
  for (const { headers, body, url } of (await all()).flatMap((taken) => taken.webhooks)) {
    for (const { event, eventClass } of eventsOf(webhooks, { method: "POST", url, headers, body })) {
      const found = eventClass ?? EVENT_CLASS_OF[event];
      if (found === undefined) continue;
      seen.add(found);
      findings.that(declared.includes(found), `an event of ${found} was read (${event}), which is not declared`);
    }
  }
  for (const each of Object.keys(profile.webhooks?.unexercised ?? {})) {
    findings.that(!seen.has(each), `the profile excuses webhooks of ${each}, and an event of it was seen`);
  }
  for (const each of declared) {
    findings.that(
      seen.has(each) || profile.webhooks?.unexercised?.[each] !== undefined,
      `webhooks of ${each} are declared, and no event of it was seen`,
    );
  }
  findings.settle();
}

/** The declaration and what really happens are the same, in both directions. What is declared is exercised by the journeys. */
export const declarationRules: Rule = (recording) => [
  check("declaration.consistent", "declares nothing that it could not do", () => checkConsistency(recording)),
  check("declaration.methods", "refuses payment methods that it does not declare", () => refuseUndeclaredMethods(recording)),
  check("declaration.capture-methods", "refuses capture methods that it does not declare", () => refuseUndeclaredCaptures(recording)),
  check("declaration.mandates", "refuses mandates that it does not declare", () => refuseUndeclaredMandates(recording)),
  check("declaration.webhooks", "declares the webhooks that it reads, and reads those that it declares", () => checkWebhookClasses(recording)),
];
