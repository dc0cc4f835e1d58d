import { secret } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import { anyOf, header, hmac, recipeBy } from "../src/index.js";

describe("recipes together", () => {
  const upper = hmac("SHA-256", { signature: header("x-signature"), message: ({ text }) => text.toUpperCase() });
  const plain = hmac("SHA-256", { signature: header("x-signature") });
  const key = secret("a-secret");
  const now = new Date(0);
  const body = new TextEncoder().encode("abc");
  const requestOf = (headers: Readonly<Record<string, string>>, bytes = body) => ({ method: "POST", url: "", headers, body: bytes });

  it("believe what any of them believes, and sign as the first", async () => {
    const both = anyOf(upper, plain);
    for (const recipe of [upper, plain]) {
      const { headers } = await recipe.sign(body, key, now);
      expect(await both.verify(requestOf(headers), key, now)).toEqual({ verified: true });
    }
    expect(await both.sign(body, key, now)).toEqual(await upper.sign(body, key, now));
    expect(await both.verify(requestOf({ "x-signature": "00" }), key, now)).toEqual({ verified: false, reason: "signature_mismatch" });
    expect(await both.verify(requestOf({}), key, now)).toEqual({ verified: false, reason: "signature_missing" });
  });

  it("are chosen by the body, and by nothing else", async () => {
    const chosen = recipeBy((bytes) => (new TextDecoder().decode(bytes).startsWith("u") ? upper : plain));
    const other = new TextEncoder().encode("unlike");
    expect(await chosen.verify(requestOf((await plain.sign(body, key, now)).headers), key, now)).toEqual({ verified: true });
    expect(await chosen.verify(requestOf((await upper.sign(other, key, now)).headers, other), key, now)).toEqual({ verified: true });
    expect((await chosen.verify(requestOf((await plain.sign(other, key, now)).headers, other), key, now)).verified).toBe(false);
    expect(await chosen.sign(other, key, now)).toEqual(await upper.sign(other, key, now));
  });
});

describe("a time in words", () => {
  const now = new Date("2023-05-15T13:02:57.878Z");
  const body = new TextEncoder().encode("a=1");
  const key = secret("a-secret");
  const timed = (toleranceSeconds?: number) =>
    hmac("SHA-256", {
      signature: header("x-signature"),
      timestamp: { at: header("x-time"), unit: "utc", ...(toleranceSeconds === undefined ? {} : { toleranceSeconds }) },
      message: ({ headers, text }) => `${headers["x-time"] ?? ""}${text}`,
    });

  it("is written and read as UTC", async () => {
    const { headers } = await timed(5).sign(body, key, now);
    expect(headers["x-time"]).toBe("2023-05-15 13:02:57.878");
    const request = { method: "POST", url: "", headers, body };
    expect(await timed(5).verify(request, key, new Date(now.getTime() + 5_000))).toEqual({ verified: true });
    expect(await timed(5).verify(request, key, new Date(now.getTime() + 5_001))).toMatchObject({ reason: "timestamp_outside_tolerance" });
  });

  it("may be of any age where no tolerance is said, and must be there", async () => {
    const { headers } = await timed().sign(body, key, now);
    const years = new Date(now.getTime() + 1e11);
    expect(await timed().verify({ method: "POST", url: "", headers, body }, key, years)).toEqual({ verified: true });
    for (const text of ["", "yesterday", "2023-13-45 99:99:99", "1684155777"]) {
      const request = { method: "POST", url: "", headers: { ...headers, "x-time": text }, body };
      expect(await timed().verify(request, key, years)).toMatchObject({ reason: "timestamp_missing" });
    }
  });
});
