import {
  AttemptStatus,
  IncomingWebhookEvent,
  type ConnectorSpecificationData,
  type IncomingWebhook,
  type ParsedWebhook,
} from "@switchyard/interfaces";
import { defineWebhooks, header, hmac, schema, z, type Parsed } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import { runConformance, type ConformanceProfile } from "../../src/index.js";
import { nodeKit } from "../../src/node.js";
import { createAcmeSimulator } from "./acme-simulator.js";
import { acmeProfile, makeAcme, specifications } from "./acme.js";
import { failing } from "./failing.js";

const TIMEOUT = 60_000;

const event = schema(() =>
  z.object({
    id: z.string(),
    type: z.string(),
    payment: z.object({ id: z.string(), reference: z.string(), currency: z.string() }),
    refund: z.nullish(z.object({ id: z.string(), state: z.string() })),
  }),
);

interface Meaning {
  readonly event: IncomingWebhookEvent;
  readonly status: AttemptStatus;
}
const MEANINGS: Readonly<Record<string, Meaning>> = {
  "payment.authorised": { event: IncomingWebhookEvent.PaymentIntentAuthorizationSuccess, status: AttemptStatus.Authorized },
  "payment.captured": { event: IncomingWebhookEvent.PaymentIntentCaptureSuccess, status: AttemptStatus.Charged },
  "payment.voided": { event: IncomingWebhookEvent.PaymentIntentCancelled, status: AttemptStatus.Voided },
};

function toParsed({ id, type, payment, refund }: Parsed<typeof event>, meanings: Readonly<Record<string, Meaning>>): ParsedWebhook {
  const common = { connectorEvent: type, eventId: id };
  if (refund != null) {
    const event = type === "refund.done" ? IncomingWebhookEvent.RefundSuccess : IncomingWebhookEvent.EventNotSupported;
    const status = type === "refund.done" && refund.state === "done" ? "success" : "pending";
    return {
      ...common,
      event,
      reference: { type: "refund", by: "connector_refund_id", id: refund.id },
      details: { type: "refund", status, connectorRefundId: refund.id },
    };
  }
  const { event, status } = meanings[type] ?? { event: IncomingWebhookEvent.EventNotSupported, status: AttemptStatus.Pending };
  return {
    ...common,
    event,
    reference: { type: "payment", by: "connector_transaction_id", id: payment.id },
    details: { type: "payment", status, currency: payment.currency },
  };
}

const webhooksOf = (meanings: Readonly<Record<string, Meaning>>): IncomingWebhook =>
  defineWebhooks({
    connector: "acme",
    schema: event,
    read: (parsed: Parsed<typeof event>) => toParsed(parsed, meanings),
    verify: hmac("SHA-256", {
      signature: header("x-acme-signature"),
      message: ({ headers, text }) => `${headers["x-acme-timestamp"] ?? ""}.${text}`,
      timestamp: { at: header("x-acme-timestamp"), unit: "s", toleranceSeconds: 300 },
    }),
  });

const told: ConnectorSpecificationData = { ...specifications, webhookFlows: ["payments", "refunds"] };

/** A processor that cannot be asked: what was sent is received, and a webhook says what came of it. */
function makeSilent(webhooks: IncomingWebhook | "none" = webhooksOf(MEANINGS)) {
  const connector = makeAcme(
    webhooks === "none" ? { webhooks: undefined, specifications: { ...specifications, webhookFlows: [] } } : { webhooks, specifications: told },
  );
  const { PSync: _, RSync: __, ...flows } = connector.flows;
  // The suite looks at run time which flows there are.
  return { ...connector, flows } as unknown as typeof connector;
}

const profile: ConformanceProfile = {
  ...acmeProfile,
  start() {
    const simulator = createAcmeSimulator("header", "later");
    return {
      simulator,
      settle: () => {
        simulator.controls.settle();
      },
    };
  },
};

describe("a connector that is only told by webhook", { timeout: TIMEOUT }, () => {
  it("passes without any query", async () => {
    const report = await runConformance(makeSilent(), profile, { kit: nodeKit });
    expect(report.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    const passed = report.checks.filter(({ outcome }) => outcome === "passed").map(({ id }) => id);
    expect(passed).toEqual(expect.arrayContaining(["flows.capture", "flows.capture.partial", "flows.void", "flows.refund", "flows.refund.multiple"]));
    expect(passed.filter((id) => id.startsWith("flows.sync"))).toEqual([]);
  });

  it("is caught when a webhook's word is read as another", async () => {
    const { Pending, Charged } = AttemptStatus;
    const captured = { ...MEANINGS, "payment.captured": { event: IncomingWebhookEvent.PaymentIntentCaptureSuccess, status: Pending } };
    expect(await failing(makeSilent(webhooksOf(captured)), profile)).toEqual(
      expect.arrayContaining(["flows.capture", "flows.capture.partial", "methods.card.credit.manual"]),
    );
    const voided = { ...MEANINGS, "payment.voided": { event: IncomingWebhookEvent.PaymentIntentCancelled, status: Charged } };
    expect(await failing(makeSilent(webhooksOf(voided)), profile)).toEqual(["flows.void"]);
  });

  it("is caught when no webhook tells what came of a refund", async () => {
    const simulator = (): ReturnType<ConformanceProfile["start"]> => {
      const started = profile.start();
      const { webhooks } = started.simulator;
      const untold = new Proxy(webhooks, {
        get: (target, name) =>
          name === "events" ? target.events.filter(({ type }) => type !== "refund.done") : (Reflect.get(target, name) as unknown),
      });
      return { ...started, simulator: { ...started.simulator, webhooks: untold } };
    };
    expect(await failing(makeSilent(), { ...profile, start: simulator })).toEqual(["flows.refund", "flows.refund.partial", "declaration.webhooks"]);
  });

  it("is caught when there are no webhooks either", async () => {
    const report = await runConformance(makeSilent("none"), { ...profile, webhooks: undefined }, { only: ["flows.capture", "flows.void"] });
    const reason = Object.fromEntries(report.checks.map((each) => [each.id, each.reason]));
    expect(reason["flows.capture"]).toContain("no query or webhook tells more");
  });
});
