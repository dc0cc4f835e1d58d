import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { liveCredentials } from "../src/node.js";

const scratch = mkdtempSync(path.join(tmpdir(), "switchyard-live-"));
const file = path.join(scratch, "auth.toml");
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function read(name: string, toml: string) {
  writeFileSync(file, toml);
  return liveCredentials(name, file);
}

describe("credentials of real sandboxes", () => {
  it.each([
    [`api_key = "a"`, "HeaderKey"],
    [`api_key = "a"\nkey1 = "b"`, "BodyKey"],
    [`api_key = "a"\nkey1 = "b"\napi_secret = "c"`, "SignatureKey"],
    [`api_key = "a"\nkey1 = "b"\napi_secret = "c"\nkey2 = "d"`, "MultiAuthKey"],
    [`certificate = "a"\nprivate_key = "b"`, "CertificateAuth"],
  ])("takes %j for %s", (fields, type) => {
    expect(read("acme", `[acme]\n${fields}\n`)).toMatchObject({ auth: { type } });
  });

  it("keeps the values, and shows none of them", () => {
    const found = read("acme", `[acme]\napi_key = "canary-77"\n`);
    expect("auth" in found && "apiKey" in found.auth && found.auth.apiKey.expose()).toBe("canary-77");
    expect(inspect(found, { depth: null }) + JSON.stringify(found)).not.toContain("canary-77");
  });

  it.each([
    ["no file", undefined, "is not set"],
    ["an empty path", "", "is not set"],
    ["a file that is not there", path.join(scratch, "none.toml"), "cannot be read"],
  ])("says that there is %s", (_, given, reason) => {
    expect(liveCredentials("acme", given)).toMatchObject({ missing: expect.stringContaining(reason) as string });
  });

  it.each([
    ["another connector's section", `[other]\napi_key = "canary-77"`, "no section [acme]"],
    ["empty values", `[acme]\napi_key = ""\nkey1 = "canary-77"`, "no api_key"],
    ["broken TOML", `[acme]\napi_key = canary-77 "`, "no TOML"],
  ])("says what is wrong with %s, and quotes nothing", (_, toml, reason) => {
    const found = read("acme", toml);
    expect(found).toMatchObject({ missing: expect.stringContaining(reason) as string });
    expect(JSON.stringify(found)).not.toContain("canary-77");
  });

  it("does not take an object's own members for sections", () => {
    expect(read("constructor", "")).toMatchObject({ missing: expect.stringContaining("no section") as string });
  });
});
