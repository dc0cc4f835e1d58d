import path from "node:path";
import { describe, expect, it } from "vitest";
import { runConformance, type ConformanceProfile, type OpenApiProfile, type Simulator, type TransportKit } from "../src/index.js";
import { nodeKit, openApiSource } from "../src/node.js";
import { ACME, createAcmeSimulator } from "./conformance/acme-simulator.js";
import { acmeProfile, makeAcme } from "./conformance/acme.js";

const FOLDER = path.join(import.meta.dirname, "fixtures", "openapi");
const TIMEOUT = 60_000;

function kitOf(folder: string | undefined): TransportKit {
  return { ...nodeKit, openApi: () => openApiSource(folder) };
}

const openapi: OpenApiProfile = {
  documents: [{ file: "acme.json" }],
  webhooks: (value) => [{ schema: "Event", document: "acme.json", value }],
};

async function outcomes(profile: Partial<ConformanceProfile>, connector = makeAcme(), folder: string | undefined = FOLDER) {
  const { checks } = await runConformance(connector, { ...acmeProfile, openapi, ...profile }, { kit: kitOf(folder), only: ["openapi"] });
  return checks;
}

async function reasons(...given: Parameters<typeof outcomes>): Promise<Readonly<Record<string, string | undefined>>> {
  const failed = (await outcomes(...given)).filter(({ outcome }) => outcome === "failed");
  return Object.fromEntries(failed.map(({ id, reason }) => [id.replace("openapi.", ""), reason]));
}

/** A processor that does not mind a field, and otherwise is as it was. */
function without(name: string): Simulator {
  const simulator = createAcmeSimulator();
  return {
    ...simulator,
    async fetch(request) {
      const text = request.method === "GET" ? "" : await request.text();
      if (text === "") return simulator.fetch(request);
      const { [name]: _, ...body } = JSON.parse(text) as Record<string, unknown>;
      return simulator.fetch(new Request(request.url, { method: request.method, headers: request.headers, body: JSON.stringify(body) }));
    },
  };
}

/** A processor whose answers say more, or something else. */
function answering(change: (body: Record<string, unknown>) => Record<string, unknown>, status?: number): Simulator {
  const simulator = createAcmeSimulator();
  return {
    ...simulator,
    async fetch(request) {
      const answer = await simulator.fetch(request);
      if (!request.url.includes("/payments")) return answer;
      const body = (await answer.json()) as Record<string, unknown>;
      return Response.json(answer.ok ? change(body) : body, { status: answer.ok ? (status ?? answer.status) : answer.status });
    },
  };
}

describe("the OpenAPI rule", { timeout: TIMEOUT }, () => {
  it("passes what is as the document says", async () => {
    expect((await outcomes({})).map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "openapi.requests passed",
      "openapi.answers passed",
      "openapi.webhooks passed",
      "openapi.exceptions passed",
    ]);
  });

  it("has no checks for a profile without documents", async () => {
    expect(await outcomes({ openapi: undefined })).toEqual([]);
  });

  it("says that it was skipped where there are no documents", async () => {
    const unset = await outcomes({}, makeAcme(), "");
    expect(unset).toHaveLength(4);
    for (const each of unset) expect(each).toMatchObject({ outcome: "skipped", reason: "SWITCHYARD_OPENAPI_DIR is not set" });
    const { checks } = await runConformance(makeAcme(), { ...acmeProfile, openapi }, { only: ["openapi"] });
    expect(checks).toHaveLength(4);
    for (const each of checks) expect(each).toMatchObject({ outcome: "skipped", reason: "this runtime has no OpenAPI documents" });
  });

  it("fails where a document is not in the folder", async () => {
    const found = await reasons({ openapi: { documents: [{ file: "nobody.json" }] } });
    expect(found["requests"]).toContain("nobody.json cannot be read");
    expect(Object.keys(found)).toEqual(["requests", "answers", "exceptions"]);
  });

  it("catches a connector that sends a field that nobody knows", async () => {
    const found = await reasons({ start: () => ({ simulator: without("note") }) }, makeAcme({ extra: { note: "Marmalade" } }));
    expect(found).toEqual({ requests: "POST /payments request body /note: is no field of this object (a string of 9 characters)" });
  });

  it("catches a connector that sends to another place", async () => {
    const found = await reasons({ openapi: { ...openapi, documents: [{ file: "acme.json", basePath: "/v2" }] } });
    expect(found["requests"]).toContain("POST /v1/payments request operation: no such operation");
  });

  it("catches a simulator that answers with another type", async () => {
    const found = await reasons({ start: () => ({ simulator: answering((body) => ({ ...body, ...("holder" in body ? { holder: 7 } : {}) })) }) });
    expect(Object.keys(found)).toEqual(["answers"]);
    expect(found["answers"]).toContain("POST /payments 200 body /holder: must be string (an integer)");
  });

  it("catches a simulator that answers with another status", async () => {
    const found = await reasons({ start: () => ({ simulator: answering((body) => body, 201) }) });
    expect(Object.keys(found)).toEqual(["answers"]);
    // The default of an operation is the error: a payment is none.
    expect(found["answers"]).toContain("POST /payments 201 body /error: is missing (nothing)");
  });

  it("catches a webhook that is not as its schema says, and one that has no schema", async () => {
    const wrong = (value: unknown) => [{ schema: "Event", document: "acme.json", value: { ...(value as object), created: "yesterday" } }];
    expect(await reasons({ openapi: { ...openapi, webhooks: wrong } })).toEqual({
      webhooks: 'schema Event value body /created: must match format "date-time" (a string of 9 characters)',
    });
    const found = await reasons({ openapi: { ...openapi, webhooks: () => [] } });
    expect(found["webhooks"]).toContain("webhook payment.captured value operation: the profile names no schema for it");
  });

  it("lets pass what the profile gives a reason for", async () => {
    const connector = makeAcme({ extra: { note: "Marmalade" } });
    const start = () => ({ simulator: without("note") });
    for (const place of ["POST /payments request body /note", "POST /payments request body /*", "POST /payments request **"]) {
      expect(await reasons({ start, openapi: { ...openapi, exceptions: { [place]: "the document is older than the field" } } }, connector)).toEqual(
        {},
      );
    }
    const found = await reasons({ start, openapi: { ...openapi, exceptions: { "POST /* request body /note/*": "another place" } } }, connector);
    expect(Object.keys(found)).toEqual(["requests", "exceptions"]);
  });

  it("catches an exception that nothing needs, and one without a reason", async () => {
    const exceptions = { "POST /payments request body /card/security_code": "the security code goes by another name" };
    expect(await reasons({ openapi: { ...openapi, exceptions } })).toEqual({
      exceptions: "the exception 'POST /payments request body /card/security_code' is not needed: nothing was found there",
    });
    const silent = {
      openapi: { ...openapi, exceptions: { "POST /payments request body /note": " " } },
      start: () => ({ simulator: without("note") }),
    };
    expect(await reasons(silent, makeAcme({ extra: { note: "Marmalade" } }))).toEqual({
      exceptions: "the exception 'POST /payments request body /note' has no reason",
    });
  });

  it("shows no value of what it finds", async () => {
    const found = await reasons({ start: () => ({ simulator: without("pan") }) }, makeAcme({ extra: { pan: "4444333322221111" } }));
    expect(JSON.stringify(found)).toContain("/pan");
    expect(JSON.stringify(found)).not.toMatch(/4444333322221111|Peregrine/);
    expect(JSON.stringify(found)).not.toContain(ACME.key);
  });
});
