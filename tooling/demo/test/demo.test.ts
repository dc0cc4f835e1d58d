import { WORLDPAY_SIMULATOR_DEFAULTS } from "@switchyard/connector-worldpay/simulator";
import { describe, expect, it } from "vitest";
import type { ConnectorDemo } from "../src/connector-demo.js";
import type { TakeStep } from "../src/scenario.js";
import { money } from "../src/value.js";
import { catalogOf, command, differencesIn, documentIn } from "./command.js";

const SCENARIOS = ["frictionless", "three-ds", "decline", "apple-pay", "google-pay", "mandate", "zero-decimal", "webhook", "cut"];
const ESCAPE = "\u001B";

/** A demo of one scenario that a test makes up. */
function demoOf(play: (step: TakeStep) => Promise<void>): ConnectorDemo {
  return {
    connector: "made-up",
    displayName: "Made up",
    scenarios: [{ name: "only", title: "The only one" }],
    readCredentials: () => ({ type: "NoKey" }),
    open: () =>
      Promise.resolve({
        place: { kind: "simulator", address: "http://127.0.0.1:1" },
        play: (_name, step) => play(step),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  };
}

describe("the demo against the simulator", () => {
  it("passes every scenario, and says so in one JSON document", async () => {
    const ended = await command(["--json"]);
    const document = documentIn(ended);
    expect(differencesIn(document)).toEqual([]);
    expect(document.scenarios.map(({ name, result }) => [name, result])).toEqual(SCENARIOS.map((name) => [name, "passed"]));
    expect(document.place.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(document.summary).toMatchObject({ ok: true, passed: SCENARIOS.length, failed: 0, skipped: 0 });
    expect([ended.code, ended.err]).toEqual([0, ""]);
  });

  it("compares something in every step", async () => {
    const { scenarios } = documentIn(await command(["--json"]));
    const steps = scenarios.flatMap((scenario) => scenario.steps);
    expect(steps.filter(({ expected }) => Object.keys(expected).length === 0)).toEqual([]);
  });

  it("settles a cut payment with one movement and one request to pay", async () => {
    const { scenarios } = documentIn(await command(["--json", "--scenario", "cut"]));
    expect(scenarios.flatMap(({ steps }) => steps.map(({ call, actual }) => ({ call, ...actual })))).toEqual([
      { call: "authorize", status: "pending", outcome: "unknown", settleBy: "sync" },
      { call: "processor", requests: 1, authorized: money(42_00, "GBP") },
      { call: "sync", status: "authorized", outcome: "accepted" },
      { call: "processor", requests: 1, movedTwice: 0 },
      { call: "ledger", authorized: money(42_00, "GBP"), movements: 1 },
    ]);
  });

  it("runs the scenarios that are named, in the demo's order", async () => {
    const { scenarios } = documentIn(await command(["--json", "-s", "zero-decimal,decline", "--scenario", "frictionless"]));
    expect(scenarios.map(({ name }) => name)).toEqual(["frictionless", "decline", "zero-decimal"]);
  });
});

describe("what differs", () => {
  const wrong = demoOf(async (step) => {
    await step({
      call: "authorize",
      about: "a payment",
      expected: { status: "charged", amount: money(10_50, "GBP") },
      run: () => ({ status: "pending", amount: 10_51 }),
      read: ({ status, amount }) => ({ status, amount: money(amount, "GBP") }),
    });
    await step({ call: "sync", about: "goes on", expected: { status: "charged" }, run: () => "charged", read: (status) => ({ status }) });
  });

  it("is shown, and makes the exit code 1", async () => {
    const { code, out } = await command([], { demos: catalogOf(wrong) });
    expect(out).toContain("status: expected charged, got pending");
    expect(out).toContain("amount: expected £10.50, got £10.51");
    expect(out).toContain("1 step not as expected.");
    expect(code).toBe(1);
  });

  it("is in the JSON document", async () => {
    const ended = await command(["--json"], { demos: catalogOf(wrong) });
    const document = documentIn(ended);
    expect(document.scenarios[0]?.steps.map(({ call, ok }) => [call, ok])).toEqual([
      ["authorize", false],
      ["sync", true],
    ]);
    expect(document.summary).toMatchObject({ ok: false, failed: 1 });
    expect(ended.code).toBe(1);
  });

  it("is a scenario that breaks off, with what it threw", async () => {
    const broken = demoOf(async (step) => {
      await step({ call: "capture", about: "a payment", expected: {}, run: () => Promise.reject(new Error("There is no id.")), read: () => ({}) });
    });
    const { code, out } = await command([], { demos: catalogOf(broken) });
    expect(out).toContain("Error: There is no id.");
    expect(code).toBe(1);
  });

  it("is a scenario that does nothing at all", async () => {
    expect((await command([], { demos: catalogOf(demoOf(() => Promise.resolve())) })).code).toBe(1);
  });

  it("is the same amount in another currency", async () => {
    const demo = demoOf(async (step) => {
      await step({
        call: "ledger",
        about: "",
        expected: { captured: money(5, "GBP") },
        run: () => 5,
        read: (paid) => ({ captured: money(paid, "JPY") }),
      });
    });
    expect((await command([], { demos: catalogOf(demo) })).out).toContain("captured: expected £0.05, got ¥5");
  });
});

describe("what is printed", () => {
  it("has no control characters on a pipe", async () => {
    const { out } = await command(["--scenario", "frictionless"]);
    expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/);
    expect(out).toContain("authorized £10.50 · captured £5.00");
  });

  it.each([
    ["a terminal", [], {}, true],
    ["a terminal with --no-color", ["--no-color"], {}, false],
    ["a terminal with NO_COLOR", [], { NO_COLOR: "1" }, false],
    ["a dumb terminal", [], { TERM: "dumb" }, false],
  ] as const)("has colours only where they are wanted: %s", async (_name, flags, env, hasColors) => {
    const { out } = await command(["-s", "zero-decimal", ...flags], { env, terminal: 80 });
    expect(out.includes(ESCAPE)).toBe(hasColors);
  });

  it.each([60, 80, 120])("stays within a terminal of %i columns", async (terminal) => {
    const { out } = await command(["--no-color"], { terminal });
    expect(out.split("\n").filter((line) => line.length > terminal)).toEqual([]);
  });

  it("holds no secret with --verbose, in either form", async () => {
    const { username, password, webhookSecret } = WORLDPAY_SIMULATOR_DEFAULTS;
    const secrets = [
      password,
      btoa(`${username}:${password}`),
      webhookSecret,
      "4444333322221111",
      "4000000000001091",
      "Ada Lovelace",
      '"737"',
      "eyJhbGciOiJIUzI1NiJ9.",
      "encryptedMessage",
      "ephemeralPublicKey",
    ];
    for (const flags of [["--verbose"], ["--verbose", "--json"]]) {
      const { out } = await command(flags);
      expect(out).toContain("444433******1111");
      expect(secrets.filter((each) => out.includes(each))).toEqual([]);
    }
  });

  it("holds request and response of every exchange with --verbose", async () => {
    const text = (await command(["-v", "-s", "frictionless"])).out;
    expect(text).toMatch(/→ POST http:\/\/127\.0\.0\.1:\d+\/api\/payments\n/);
    expect(text).toContain('"lastEvent": "Authorized"');
    const { scenarios } = documentIn(await command(["-v", "--json", "-s", "frictionless"]));
    expect(scenarios[0]?.steps.flatMap(({ exchanges }) => exchanges?.map(({ method }) => method))).toEqual([
      "POST",
      "GET",
      "POST",
      "GET",
      "POST",
      "GET",
    ]);
  });
});

describe("the command line", () => {
  it("explains itself", async () => {
    const { code, out } = await command(["--help"]);
    expect(code).toBe(0);
    for (const word of ["--scenario", "--json", "--verbose", "--list", "--no-color", "CONNECTOR_AUTH_FILE_PATH", ...SCENARIOS])
      expect(out).toContain(word);
  });

  it("lists the scenarios", async () => {
    const { code, out } = await command(["--list"]);
    expect([code, out.match(/^ {2}[a-z-]+/gm)?.map((name) => name.trim())]).toEqual([0, SCENARIOS]);
  });

  it.each([
    [["--scenario", "frictionles"], 'There is no scenario "frictionles".\nDid you mean frictionless? There are: frictionless, three-ds,'],
    [["--scenario", "x"], 'There is no scenario "x".\nThere are: frictionless,'],
    [["--connector", "worldpays"], 'There is no connector "worldpays".\nDid you mean worldpay?'],
    [["--colour"], "Unknown option '--colour'"],
    [["cut"], "Unexpected argument 'cut'"],
  ])("does not understand %j", async (args, message) => {
    const { code, out, err } = await command(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});
