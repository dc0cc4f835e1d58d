import { describe, expect, it } from "vitest";
import type { RouterData } from "@switchyard/interfaces";
import { novalnetAuth } from "../src/auth.js";
import { toReturnedTid, toSyncTid } from "../src/transformers/return.js";
import { auth, clientOf, order, TID } from "./wire.js";

const CHECKSUM = "b236150e7bf868199f64348f1a618a692632abcae694f1fb86be36540a2268aa";
const connectorMeta = { txnSecret: "sec_3f9a1c" };
const query = (changes: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ tid: TID, status: "SUCCESS", order_no: "pay_att_1", checksum: CHECKSUM, ...changes }).toString();

const step = { ...order, status: "authentication_pending", connectorMeta } as const;

/** What the connector makes of a return, and how often it asked Novalnet. */
async function complete(params: string, more: object = {}, answer = "complete-authorize.confirmed") {
  const { sent, payments } = clientOf(answer);
  const result = await payments
    .completeAuthorize({ ...step, redirectResponse: { params }, ...more })
    .catch((error: unknown) => (error instanceof Error ? error.message : error));
  return { result, asked: sent.length };
}

describe("the return of a customer", () => {
  it("is proven by the worked vector, and the payment is then asked after", async () => {
    expect(await complete(`?${query()}`)).toMatchObject({ result: { status: "charged", connectorTransactionId: TID }, asked: 1 });
    expect(await complete(query({ checksum: CHECKSUM.toUpperCase() }))).toMatchObject({ result: { status: "charged" } });
  });

  it("is taken as fields as well", async () => {
    const payload = Object.fromEntries(new URLSearchParams(query()));
    expect(await complete("", { redirectResponse: { payload } })).toMatchObject({ result: { status: "charged" } });
  });

  it.each([
    ["another transaction's id", { tid: "14550000012345679" }],
    ["another status", { status: "FAILURE" }],
    ["another checksum", { checksum: "0".repeat(64) }],
    ["no checksum", { checksum: "" }],
    ["a checksum that is no hex", { checksum: "zz" }],
  ])("is refused before Novalnet is asked: %s", async (_what, changes) => {
    const { result, asked } = await complete(query(changes));
    expect(result).toContain("the checksum of the return does not match");
    expect(asked).toBe(0);
  });

  it("is refused with another payment's secret, and without one", async () => {
    expect((await complete(query(), { connectorMeta: { txnSecret: "sec_other" } })).result).toContain("does not match");
    expect((await complete(query(), { connectorMeta: undefined })).result).toContain("connectorMeta.txnSecret");
  });

  it("of a payment that belongs to another order decides nothing", async () => {
    const { result } = await complete(query(), {}, "sync.other-order");
    expect(result).toMatchObject({ status: "pending", outcome: "unknown" });
  });

  it("of a query names the order too, where the caller knows it", async () => {
    const { payments } = clientOf("sync.other-order");
    const own = await payments.sync({ connectorTransactionId: TID, reference: "pay_att_1", status: "authentication_pending" });
    expect(own).toMatchObject({ status: "authentication_pending", outcome: "unknown" });
  });
});

describe("a return that brings no transaction", () => {
  const credentials = novalnetAuth(auth);
  const returned = (request: object) => toReturnedTid({ request } as RouterData<"CompleteAuthorize">, credentials);
  const synced = (request: object) => toSyncTid({ request } as RouterData<"PSync">, credentials);

  it("falls back to the id that is known", () => {
    expect(returned({ connectorTransactionId: TID })).toBe(TID);
    expect(synced({ encodedData: "status=SUCCESS", connectorTransactionId: { type: "connector_transaction_id", id: TID } })).toBe(TID);
  });

  it("leaves the payment waiting where none is known", () => {
    expect(() => returned({})).toThrow("the payment still waits for its customer");
    expect(() => synced({ encodedData: "status=SUCCESS", connectorTransactionId: { type: "no_response_id" } })).toThrow("transaction id is missing");
  });

  it("is verified in a query as well, whichever way its text came", () => {
    const none = { type: "no_response_id" } as const;
    expect(synced({ encodedData: query(), connectorMeta, connectorTransactionId: none })).toBe(TID);
    expect(synced({ connectorMeta, connectorTransactionId: { type: "encoded_data", data: query() } })).toBe(TID);
    expect(() => synced({ encodedData: query({ status: "FAILURE" }), connectorMeta, connectorTransactionId: none })).toThrow("does not match");
  });
});
