import { once } from "node:events";
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  Secret,
  isSecret,
  maskAll,
  maskAllButLastFour,
  maskCardNumber,
  maskEmail,
  maskIpAddress,
  secret,
  secretCardNumber,
  secretEmail,
  secretIpAddress,
  type MaybeSecret,
} from "../src/index.js";
import { ALL_WAYS, waysThatShow } from "./prints.js";

const canaries = fc.stringMatching(/^[a-z0-9]{16,24}$/).map((text) => `canary${text}`);

/** The ways in which a value gets deep into another one. */
const wrappers: readonly ((value: unknown) => unknown)[] = [
  (value) => ({ value }),
  (value) => ({ first: 1, nested: { value } }),
  (value) => [value, "beside"],
  (value) => new Map([["key", value]]),
  (value) => new Map([[value, "value"]]),
  (value) => new Set([value]),
  (value) => new Error("failed", { cause: value }),
  (value) => new AggregateError([value], "failed"),
  (value) => Object.assign(new Error("failed"), { details: value }),
  (value) => Object.assign(Object.create(null) as object, { value }),
  (value) => Object.defineProperty({}, "hidden", { value, enumerable: false }),
];
const depths = fc.array(fc.constantFrom(...wrappers), { maxLength: 6 });

describe("a secret", () => {
  it("shows its mask and never its value, however deep it lies and however it is printed", () => {
    fc.assert(
      fc.property(canaries, depths, (canary, wraps) => {
        const value = wraps.reduce((inner: unknown, wrap) => wrap(inner), new Secret(canary));
        expect(waysThatShow(value, canary)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("hides values that are no text as well", () => {
    fc.assert(
      fc.property(canaries, fc.integer({ min: 1e12, max: Number.MAX_SAFE_INTEGER }), depths, (canary, number, wraps) => {
        const bytes = new TextEncoder().encode(canary);
        const values = [
          new Secret({ key: canary }),
          new Secret([canary]),
          new Secret(bytes),
          new Secret(number),
          new Secret(BigInt(number)),
          new Secret(new Secret(canary)),
        ];
        const value = wraps.reduce((inner: unknown, wrap) => wrap(inner), values);
        const needles = [canary, Buffer.from(bytes).toString("hex"), bytes.slice(0, 6).join(","), bytes.slice(0, 6).join(", "), String(number)];
        expect(waysThatShow(value, ...needles)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("is tested with ways that all would show it if it were no secret", () => {
    const shown = new Set([...waysThatShow("canary", "canary"), ...waysThatShow({ key: "canary" }, "canary")]);
    expect([...shown].sort()).toEqual([...ALL_WAYS].sort());
  });

  it("gives its mask to whatever wants text", () => {
    const value = new Secret("canary", () => "a mask");
    expect([String(value), "".concat(value as unknown as string), value.toString(), value.toJSON(), value.toLocaleString(), value.masked()]).toEqual(
      Array.from({ length: 6 }, () => "a mask"),
    );
    expect(JSON.stringify({ value })).toBe('{"value":"a mask"}');
    expect(inspect({ value })).toBe("{ value: Secret(a mask) }");
    expect(structuredClone({ value })).toEqual({ value: { secret: "***" } });
  });

  it("is no number and no date, even where its value is one", () => {
    const value = new Secret(1_700_000_000_000);
    const coerced = value as unknown as number;
    expect([Number(value as unknown), coerced * 1, new Date(coerced).getTime(), Math.max(coerced), parseInt(String(coerced))]).toEqual(
      Array.from({ length: 5 }, () => NaN),
    );
    expect(new Intl.NumberFormat("en").format(coerced)).toBe("NaN");
    expect(() => new Intl.DateTimeFormat("en").format(coerced)).toThrow("Invalid time value");
    expect((["string", "number", "default"] as const).map(() => value[Symbol.toPrimitive]())).toEqual(["***", "***", "***"]);
    expect(coerced > 0 || coerced < 0).toBe(false);
  });

  it("keeps its value when it is posted to a worker", async () => {
    const code = `const { parentPort, workerData } = require("node:worker_threads"); parentPort.postMessage(require("node:util").inspect(workerData, { depth: 9, showHidden: true }));`;
    const worker = new Worker(code, { eval: true, workerData: { open: "seen", hidden: new Secret("canary") } });
    const [seen] = (await once(worker, "message")) as [string];
    await worker.terminate();
    expect(seen).toContain("seen");
    expect(seen).toContain("***");
    expect(seen).not.toContain("canary");
  });

  it("shows nothing through a proxy, an heir or a borrowed method", () => {
    const value = new Secret("canary");
    const heir = Object.create(value) as Secret;
    expect([String(new Proxy(value, {})), String(heir), JSON.stringify(heir)]).toEqual(["***", "***", '"***"']);
    expect(() => heir.expose()).toThrow(TypeError);
    expect(() => heir.expose()).not.toThrow("canary");
  });

  it("gives its value when it is asked for it, and the very same object", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(new Secret(value).expose()).toBe(value);
      }),
    );
  });

  it("makes another secret of a part of it, hidden whole unless a mask is given", () => {
    const number = secretCardNumber("4444333322221111");
    expect(number.map((digits) => digits.slice(0, 6)).masked()).toBe("***");
    expect(number.map((digits) => digits.slice(0, 6)).expose()).toBe("444433");
    expect(number.map((digits) => digits, maskAllButLastFour).masked()).toBe("***1111");
  });

  it("is wrapped once, however often it is passed on", () => {
    const value = secret("canary");
    expect(secret(value)).toBe(value);
    expect(secretCardNumber(value)).toBe(value);
    expectTypeOf(secret("x")).toEqualTypeOf<Secret>();
    expectTypeOf<Secret | string>().toEqualTypeOf<MaybeSecret>();
    // @ts-expect-error: a secret is no text, so it cannot be passed where text is due
    const text: string = value;
    expect(text).toBe(value);
  });
});

describe("a mask", () => {
  it("hides all where its strategy fails", () => {
    const failing = new Secret("canary", (value) => {
      throw new Error(`cannot mask ${value}`);
    });
    expect(waysThatShow({ failing }, "canary")).toEqual([]);
    expect(failing.masked()).toBe("***");
    // A number where text was promised, as from an untyped caller.
    expect(secretEmail(4444333322221111 as unknown as string).masked()).toBe("***");
    expect(maskAll("anything")).toBe("***");
  });

  it("leaves the first six and the last four digits of a card number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12,19}$/), fc.constantFrom("", " ", "-"), (digits, separator) => {
        const masked = secretCardNumber(digits.replace(/(\d{4})(?=\d)/g, `$1${separator}`)).masked();
        expect(masked).toBe(`${digits.slice(0, 6)}${"*".repeat(digits.length - 10)}${digits.slice(-4)}`);
      }),
    );
  });

  it("hides whole what is no card number of usual length", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^\d{0,11}$/), fc.stringMatching(/^\d{20,30}$/), fc.stringMatching(/^[a-z_]\d{12,19}$/), fc.string()),
        (text) => {
          fc.pre(!/^\d{12,19}$/.test(text.replace(/[\s-]/g, "")));
          expect(maskCardNumber(text)).toBe("***");
        },
      ),
    );
  });

  it("leaves the domain of an e-mail address", () => {
    fc.assert(
      fc.property(canaries, fc.emailAddress(), (local, address) => {
        const domain = address.slice(address.lastIndexOf("@"));
        expect(secretEmail(`${local}${domain}`).masked()).toBe(`***${domain}`);
        expect(secretEmail(`"${local}@odd"${domain}`).masked()).toBe(`***${domain}`);
      }),
    );
  });

  it.each(["", "canary", "@canary", "canary@", "canary@a b", "canary@evil\nINFO: paid"])("hides %j whole, as it is no e-mail address", (text) => {
    expect(maskEmail(text)).toBe("***");
  });

  it("leaves the last four characters where eight or more stay hidden", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(maskAllButLastFour(text)).toBe(text.length >= 12 ? `***${text.slice(-4)}` : "***");
      }),
    );
  });

  it("leaves the network of an IP address", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a, b] = address.split(".");
        expect(secretIpAddress(address).masked()).toBe(`${String(a)}.${String(b)}.**.**`);
      }),
    );
    expect(secretIpAddress("2001:db8:85a3::8a2e:370:7334").masked()).toBe("2001:db8:**");
    for (const text of ["", "::1", "::ffff:10.0.0.1", "2001::1", "localhost", "1.2.3", "1.2.3.4.5"]) expect(maskIpAddress(text)).toBe("***");
  });

  it("never shows more of an IP address than its first half", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const masked = maskIpAddress(address);
        expect(masked === "***" || (masked.endsWith(":**") && address.startsWith(masked.slice(0, -2)) && masked.split(":").length === 3)).toBe(true);
      }),
    );
  });
});

describe("what is a secret", () => {
  it("is known by its brand, not by its shape", () => {
    expect(isSecret(new Secret("x"))).toBe(true);
    for (const value of [{ secret: "***" }, structuredClone(new Secret("x")), "***", null, undefined, { expose: () => "x" }, Secret]) {
      expect(isSecret(value)).toBe(false);
    }
  });

  it("is nothing that a document can claim to be", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(isSecret(JSON.parse(text))).toBe(false);
      }),
    );
  });
});
