import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createWorldpaySimulator } from "@switchyard/connector-worldpay/simulator";
import { serve } from "@switchyard/testkit/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command, differencesIn, documentIn, type Ended } from "./command.js";

const USERNAME = "canary-username";
const PASSWORD = "canary-password";
const ENTITY = "CanaryEntity";
const CREDENTIALS = `[worldpay]\nkey1 = "${USERNAME}"\napi_key = "${PASSWORD}"\napi_secret = "${ENTITY}"\n`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "switchyard-demo-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function commandWith(toml: string, args: readonly string[] = []): Promise<Ended> {
  const file = path.join(folder, "auth.toml");
  await writeFile(file, toml);
  return command(args, { env: { CONNECTOR_AUTH_FILE_PATH: file } });
}

/** A stand-in for the sandbox: it knows these credentials only. */
function createSandbox() {
  return createWorldpaySimulator({ credentials: { username: USERNAME, password: PASSWORD, entity: ENTITY } });
}

describe("with a credentials file", () => {
  it("runs the scenarios that need no simulator where base_url says", async () => {
    const sandbox = createSandbox();
    await using server = await serve((request) => sandbox.fetch(request));
    const ended = await commandWith(`${CREDENTIALS}base_url = "${server.url}/"\n`, ["--json"]);
    const document = documentIn(ended);
    expect(differencesIn(document)).toEqual([]);
    expect(document.place).toEqual({ kind: "sandbox", address: server.url });
    expect(Object.fromEntries(document.scenarios.map(({ name, result }) => [name, result]))).toEqual({
      frictionless: "passed",
      decline: "passed",
      mandate: "passed",
      "zero-decimal": "passed",
      "three-ds": "skipped",
      "apple-pay": "skipped",
      "google-pay": "skipped",
      webhook: "skipped",
      cut: "skipped",
    });
    expect(sandbox.ledger.total({ kind: "capture", currency: "JPY" })).toBe(1_050);
    expect(ended.code).toBe(0);
  });

  it("uses references that no earlier run has used", async () => {
    const sandbox = createSandbox();
    await using server = await serve((request) => sandbox.fetch(request));
    const args = ["--json", "-s", "zero-decimal"];
    for (let times = 0; times < 2; times += 1) await commandWith(`${CREDENTIALS}base_url = "${server.url}"\n`, args);
    expect(sandbox.ledger.movements({ kind: "authorization" })).toHaveLength(2);
    expect(sandbox.ledger.repeated()).toEqual([]);
  });

  it("prints no credential, even where the sandbox refuses them", async () => {
    const sandbox = createWorldpaySimulator();
    await using server = await serve((request) => sandbox.fetch(request));
    const { code, out, err } = await commandWith(`${CREDENTIALS}base_url = "${server.url}"\n`, ["--verbose"]);
    expect(code).toBe(1);
    expect(out).toContain("authorization: ***");
    const printed = out + err;
    expect([USERNAME, PASSWORD, ENTITY, btoa(`${USERNAME}:${PASSWORD}`)].filter((each) => printed.includes(each))).toEqual([]);
  });

  it.each([
    ["no table of the connector", '[adyen]\napi_key = "canary"\n', "has no table [worldpay]"],
    ["a key that is missing", '[worldpay]\napi_key = "canary"\nkey1 = "canary"\n', "worldpay.api_secret is missing"],
    ["a key that is empty", '[worldpay]\nkey1 = " "\n', "worldpay.key1 must be a text that is not empty"],
    ["a key that is no text", "[worldpay]\nkey1 = 7\n", "worldpay.key1 must be a text that is not empty"],
    ["something that is no TOML", '[worldpay]\nkey1 = "canary\n', "is no TOML, line 2"],
    ["an address that would show the password", `${CREDENTIALS}base_url = "http://canary.example/"\n`, "worldpay.base_url must be an https address"],
    ["something that is no address", `${CREDENTIALS}base_url = "canary"\n`, "worldpay.base_url must be an https address"],
  ])("names what is wrong, and no value: %s", async (_name, toml, message) => {
    const { code, out, err } = await commandWith(toml);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(err).not.toContain("canary");
  });

  it("says when the file is not there", async () => {
    const { code, err } = await command([], { env: { CONNECTOR_AUTH_FILE_PATH: path.join(folder, "missing.toml") } });
    expect(code).toBe(2);
    expect(err).toContain("which cannot be read (ENOENT)");
  });

  it("does not pretend to run a scenario that needs the simulator", async () => {
    const { code, err } = await commandWith(CREDENTIALS, ["--scenario", "cut"]);
    expect(code).toBe(2);
    expect(err).toContain("cut: this needs the simulator.");
  });
});
