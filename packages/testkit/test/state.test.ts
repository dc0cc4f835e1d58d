import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Alphabet, createLedger, createSequentialIds, createStore, createTestClock, MovementKind } from "../src/index.js";
import type { IdGenerator } from "../src/index.js";

describe("sequential ids", () => {
  const draw = (ids: IdGenerator): readonly string[] => [
    ids.next("pay_"),
    ids.next("pay_"),
    ids.next("ref_"),
    ids.token(24),
    ids.token(8, Alphabet.Digits),
    ids.uuid(),
  ];

  it("come out the same in every run and after a reset", () => {
    const ids = createSequentialIds("run");
    const first = draw(ids);
    expect(first.slice(0, 3)).toEqual(["pay_run000001", "pay_run000002", "ref_run000001"]);
    expect(draw(createSequentialIds("run"))).toEqual(first);
    expect(draw(ids)).not.toEqual(first);
    ids.reset();
    expect(draw(ids)).toEqual(first);
  });

  it("differ from one seed to another", () => {
    const others = new Set(draw(createSequentialIds("a")));
    expect(draw(createSequentialIds("b")).filter((id) => others.has(id))).toEqual([]);
  });

  it("keep to length, alphabet and the form of a UUID", () => {
    const ids = createSequentialIds();
    expect(ids.token(40, Alphabet.Hex)).toMatch(/^[0-9a-f]{40}$/);
    expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.token(400, Alphabet.UrlHostile)).toMatch(/[+/=:]/);
  });

  it("never repeat a token, and say so when none is left", () => {
    const ids = createSequentialIds();
    const digits = Array.from({ length: 10 }, () => ids.token(1, Alphabet.Digits));
    expect([...digits].sort().join("")).toBe(Alphabet.Digits);
    expect(() => ids.token(1, Alphabet.Digits)).toThrow(RangeError);
  });
});

describe("a store", () => {
  it("finds a resource by its id and by every alias, all of them for good", () => {
    const store = createStore<string>("payment");
    store.put("1", "authorized", ["link-a"]);
    store.alias("1", "link-b");
    store.alias("link-b", "link-c");
    store.update("link-a", () => "captured");
    expect(["1", "link-a", "link-b", "link-c"].map((name) => store.get(name))).toEqual(Array(4).fill("captured"));
    expect(store.idOf("link-c")).toBe("1");
    expect(store.size).toBe(1);
    expect(store.entries()).toEqual([["1", "captured"]]);
  });

  it("does not let a name change hands, and then changes nothing", () => {
    const store = createStore<string>("payment");
    store.put("1", "first", ["x"]);
    store.put("2", "second");
    expect(() => store.alias("2", "new", "x")).toThrow("The name x belongs to another payment.");
    expect(store.has("new")).toBe(false);
    expect(() => store.put("x", "third")).toThrow("belongs to another payment");
    expect(store.get("x")).toBe("first");
  });

  it("holds undefined and null like any value", () => {
    const store = createStore<undefined | null>();
    store.put("1", undefined);
    expect(store.has("1")).toBe(true);
    expect(store.update("1", () => null)).toBeNull();
  });

  it("forgets a resource with all its names", () => {
    const store = createStore<string>("token");
    store.put("1", "a", ["x"]);
    expect(store.delete("x")).toBe(true);
    expect(store.delete("x")).toBe(false);
    expect(store.get("1")).toBeUndefined();
    expect(() => store.update("1", (value) => value)).toThrow("There is no token 1.");
    store.put("2", "b", ["x"]);
    expect(store.get("x")).toBe("b");
    store.clear();
    expect(store.values()).toEqual([]);
    expect(store.has("x")).toBe(false);
  });
});

describe("the ledger", () => {
  it("writes movements down in order, dated by the clock", () => {
    const clock = createTestClock("2026-01-15T10:00:00.000Z");
    const ledger = createLedger(clock);
    ledger.record({
      kind: MovementKind.Authorization,
      paymentId: "p1",
      amount: 100,
      currency: "EUR",
      reference: "o-1",
    });
    clock.advance({ hours: 1 });
    ledger.record({ kind: MovementKind.Capture, paymentId: "p1", amount: 60, currency: "EUR" });
    expect(ledger.movements().map((line) => [line.sequence, line.kind, line.at.toISOString()])).toEqual([
      [1, "authorization", "2026-01-15T10:00:00.000Z"],
      [2, "capture", "2026-01-15T11:00:00.000Z"],
    ]);
  });

  it("shows a movement that was made twice under one reference", () => {
    const ledger = createLedger(createTestClock());
    const charge = { kind: MovementKind.Authorization, amount: 100, currency: "EUR" } as const;
    ledger.record({ ...charge, paymentId: "p1", reference: "o-1" });
    ledger.record({ ...charge, paymentId: "p1", reference: "o-2" });
    ledger.record({ ...charge, paymentId: "p2" });
    ledger.record({ ...charge, paymentId: "p3" });
    expect(ledger.repeated()).toEqual([]);
    ledger.record({ ...charge, paymentId: "p4", reference: "o-1" });
    expect(ledger.repeated().map((group) => group.map((line) => line.paymentId))).toEqual([["p1", "p4"]]);
    expect(ledger.repeated({ kind: MovementKind.Refund })).toEqual([]);
  });

  it("adds up what matches, and only in one currency", () => {
    const amounts = fc.array(fc.record({ amount: fc.nat(), refund: fc.boolean(), euro: fc.boolean() }));
    fc.assert(
      fc.property(amounts, (entries) => {
        const ledger = createLedger(createTestClock());
        for (const { amount, refund, euro } of entries) {
          const kind = refund ? MovementKind.Refund : MovementKind.Capture;
          ledger.record({ kind, paymentId: "p", amount, currency: euro ? "EUR" : "GBP" });
        }
        const wanted = entries.filter((entry) => entry.refund && entry.euro);
        const sum = wanted.reduce((total, entry) => total + entry.amount, 0);
        expect(ledger.total({ kind: MovementKind.Refund, currency: "EUR" })).toBe(sum);
        expect(ledger.movements({ kind: [MovementKind.Refund], currency: "EUR" })).toHaveLength(wanted.length);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])("refuses an amount of %s", (amount) => {
    const ledger = createLedger(createTestClock());
    expect(() => ledger.record({ kind: MovementKind.Capture, paymentId: "p", amount, currency: "EUR" })).toThrow(RangeError);
    expect(ledger.size).toBe(0);
  });

  it("refuses a currency that is not three capital letters", () => {
    const ledger = createLedger(createTestClock());
    expect(() => ledger.record({ kind: MovementKind.Capture, paymentId: "p", amount: 1, currency: "eur" })).toThrow(RangeError);
  });
});
