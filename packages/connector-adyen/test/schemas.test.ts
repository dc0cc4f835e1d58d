import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { LazySchema } from "@switchyard/utils";
import { describe, expect, it } from "vitest";
import {
  balanceResponse,
  disputeResponse,
  modificationResponse,
  orderResponse,
  paymentsResponse,
  payoutResponse,
  sessionResponse,
  webhookBody,
} from "../src/responses.js";

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly nullable?: boolean;
}
type Schemas = Readonly<Record<string, Node>>;

const folder = process.env["SWITCHYARD_OPENAPI_DIR"] ?? "";
const isThere = folder !== "" && existsSync(path.join(folder, "adyen-checkout.json"));

function schemasOf(file: string): Schemas {
  return (JSON.parse(readFileSync(path.join(folder, `adyen-${file}.json`), "utf8")) as { components: { schemas: Schemas } }).components.schemas;
}

/** The least that a schema allows: what is required, and null wherever that is allowed. */
function least(schemas: Schemas, node: Node): unknown {
  if (node.$ref !== undefined) return least(schemas, schemas[node.$ref.split("/").at(-1) ?? ""] ?? {});
  const types = typeof node.type === "string" ? [node.type] : (node.type ?? ["object"]);
  if (node.nullable === true || types.includes("null")) return null;
  if (node.enum !== undefined) return node.enum[0];
  switch (types[0]) {
    case "string":
      return "text";
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "array":
      return [];
    default:
      return Object.fromEntries((node.required ?? []).map((name) => [name, least(schemas, node.properties?.[name] ?? {})]));
  }
}

const ANSWERS: readonly (readonly [file: string, schema: string, ours: LazySchema<unknown>])[] = [
  ["checkout", "PaymentResponse", paymentsResponse],
  ["checkout", "PaymentDetailsResponse", paymentsResponse],
  ["checkout", "PaymentCaptureResponse", modificationResponse],
  ["checkout", "PaymentCancelResponse", modificationResponse],
  ["checkout", "StandalonePaymentCancelResponse", modificationResponse],
  ["checkout", "PaymentReversalResponse", modificationResponse],
  ["checkout", "PaymentRefundResponse", modificationResponse],
  ["checkout", "PaymentAmountUpdateResponse", modificationResponse],
  ["checkout", "CreateCheckoutSessionResponse", sessionResponse],
  ["checkout", "CreateOrderResponse", orderResponse],
  ["checkout", "BalanceCheckResponse", balanceResponse],
  ["disputes", "AcceptDisputeResponse", disputeResponse],
  ["disputes", "DefendDisputeResponse", disputeResponse],
  ["disputes", "SupplyDefenseDocumentResponse", disputeResponse],
  ["payout", "StoreDetailAndSubmitResponse", payoutResponse],
  ["payout", "ModifyResponse", payoutResponse],
  ["payout", "PayoutResponse", payoutResponse],
];

const ACTIONS = ["Await", "BankTransfer", "DelegatedAuthentication", "NativeRedirect", "QrCode", "Redirect", "SDK", "ThreeDS2", "Voucher"];

describe.runIf(isThere)("no answer is refused for what Adyen's document lets it leave out", () => {
  it.each(ANSWERS)("%s: %s", (file, name, ours) => {
    const schemas = schemasOf(file);
    expect(schemas).toHaveProperty(name);
    expect(ours().safeParse(least(schemas, schemas[name] ?? {})).success).toBe(true);
  });

  it.each(ACTIONS)("an action of the kind %s", (kind) => {
    const schemas = schemasOf("checkout");
    const action = least(schemas, schemas[`Checkout${kind}Action`] ?? {});
    expect(action).toHaveProperty("type");
    expect(paymentsResponse().safeParse({ action }).success).toBe(true);
  });

  it("a notification of any kind", () => {
    const schemas = schemasOf("webhooks");
    const items = Object.entries(schemas).filter(([name]) => name.endsWith("NotificationRequestItem"));
    expect(items.length).toBeGreaterThan(10);
    for (const [name, node] of items) {
      const body = { notificationItems: [{ NotificationRequestItem: least(schemas, node) }] };
      expect(webhookBody().safeParse(body).success, name).toBe(true);
    }
  });

  it("a tokenization webhook of any kind", () => {
    const schemas = schemasOf("tokenization-webhooks");
    const events = Object.entries(schemas).filter(([name]) => name.endsWith("NotificationRequest"));
    expect(events).toHaveLength(4);
    for (const [name, node] of events) expect(webhookBody().safeParse(least(schemas, node)).success, name).toBe(true);
  });
});

describe("what may be null is read as absent", () => {
  it.each([
    [paymentsResponse, { pspReference: null, resultCode: null, amount: null, action: null, additionalData: null, order: null, fraudResult: null }],
    [
      paymentsResponse,
      { action: { type: null, url: null, data: null, token: null }, additionalData: { authCode: null, "recurring.recurringDetailReference": null } },
    ],
    [modificationResponse, { pspReference: "P", status: null, amount: { value: null, currency: null }, reference: null }],
    [payoutResponse, { pspReference: null, resultCode: null, response: null }],
  ] as readonly (readonly [LazySchema<unknown>, unknown])[])("%#", (ours, body) => {
    expect(ours().safeParse(body).success).toBe(true);
  });
});
