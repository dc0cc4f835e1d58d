import { AttemptStatus, DisputeStatus, IncomingWebhookEvent, MandateStatus, PayoutStatus, RefundStatus } from "@switchyard/interfaces";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openEnum, statusTable, type MappedStatus, type NeutralStatus, type StatusTable } from "../src/index.js";

const NEUTRAL: readonly NeutralStatus[] = ["pending", "unresolved", "processing", "manual_review", "event_not_supported"];
const statuses = fc.constantFrom<MappedStatus>(
  ...[AttemptStatus, RefundStatus, DisputeStatus, MandateStatus, PayoutStatus, IncomingWebhookEvent].flatMap((table): MappedStatus[] =>
    Object.values(table),
  ),
);

/** Words that processors use, words that JavaScript uses, and any others. */
const words = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "words",
    "is",
    "length",
    "prototype",
    "undefined",
    "null",
    "",
    "0",
  ),
  fc.constantFrom("authorized", "Authorized", "AUTHORIZED", "authorised", "sentForSettlement", "Größe", "GRÖSSE", "İ", "i̇", "success", "charged"),
  fc.string({ unit: "grapheme" }),
);

/** Maps from words to statuses, `__proto__` as a key like any other. */
const maps = fc.uniqueArray(fc.tuple(words, statuses), { selector: ([word]) => word, maxLength: 12 }).map((entries) => {
  const map: Record<string, MappedStatus> = {};
  for (const [key, value] of entries) Object.defineProperty(map, key, { value, enumerable: true });
  return { entries, map };
});

describe("a status table", () => {
  it("gives a known word its own status, and every other word the neutral one", () => {
    fc.assert(
      fc.property(maps, fc.option(fc.constantFrom(...NEUTRAL), { nil: undefined }), fc.array(words), ({ entries, map }, unknown, others) => {
        const table: StatusTable<string, MappedStatus> = statusTable(map, unknown === undefined ? {} : { unknown });
        const known = new Map(entries);
        for (const word of [...known.keys(), ...others]) {
          expect(table(word)).toBe(known.get(word) ?? unknown ?? "pending");
          expect(table.knows(word)).toBe(known.has(word));
        }
        expect(table.unknown).toBe(unknown ?? "pending");
        expect(Object.entries(table.entries)).toEqual(Object.entries(map));
      }),
    );
  });

  it("does the same with its vocabulary apart", () => {
    fc.assert(
      fc.property(maps, words, ({ entries, map }, other) => {
        const vocabulary = openEnum(entries.map(([word]) => word));
        const table = statusTable(vocabulary, map);
        expect(entries.map(([word]) => table(word))).toEqual(entries.map(([, status]) => status));
        fc.pre(!vocabulary.is(other));
        expect(table(other)).toBe("pending");
      }),
    );
  });

  it.each([null, undefined])("gives the neutral status for %s", (word) => {
    const table = statusTable({ undefined: AttemptStatus.Charged, null: AttemptStatus.Charged, "": AttemptStatus.Charged });
    expect([table(word), table.knows(word)]).toEqual(["pending", false]);
  });

  it.each([0, 1, true, {}, [], ["paid"], { toString: () => "paid" }, Symbol.iterator])(
    "gives the neutral status for %o, which is no word",
    (value) => {
      const table = statusTable({ paid: AttemptStatus.Charged, "1": AttemptStatus.Charged });
      expect([table(value as never), table.knows(value as never)]).toEqual(["pending", false]);
    },
  );

  it("takes the case of a word as it is unless told otherwise", () => {
    const exact = statusTable({ paid: AttemptStatus.Charged });
    expect([exact("paid"), exact("Paid"), exact("PAID"), exact(" paid"), exact("pаid")]).toEqual([
      "charged",
      "pending",
      "pending",
      "pending",
      "pending",
    ]);
    const normalised = statusTable({ Paid: AttemptStatus.Charged }, { normalise: (word) => word.trim().toLowerCase() });
    expect([normalised("paid"), normalised("PAID "), normalised("unpaid")]).toEqual(["charged", "charged", "pending"]);
    expect(normalised.knows("pAiD")).toBe(true);
  });

  it("keeps what it was made of, whatever becomes of the map", () => {
    const map: Record<string, MappedStatus> = { failed: "failure" };
    const table = statusTable(map);
    map["new"] = "charged";
    map["failed"] = "charged";
    expect([table("new"), table("failed")]).toEqual(["pending", "failure"]);
  });
});

describe("a normaliser", () => {
  const lower = (word: string) => word.toLowerCase();

  it("may bring words of one status together", () => {
    const table = statusTable({ Paid: AttemptStatus.Charged, PAID: AttemptStatus.Charged }, { normalise: lower });
    expect(table("paid")).toBe("charged");
  });

  it("may not bring words of different statuses together, whichever comes first", () => {
    expect(() => statusTable({ Paid: "charged", PAID: "failure" }, { normalise: lower })).toThrow(
      new TypeError('statusTable maps "paid" to charged and to failure: words that normalise to one need one status.'),
    );
    expect(() => statusTable(openEnum(["PAID", "Paid"]), { PAID: "failure", Paid: "charged" }, { normalise: lower })).toThrow(TypeError);
  });

  it("never makes a table in which one word hides another one's status", () => {
    fc.assert(
      fc.property(maps, ({ entries, map }) => {
        const wanted = new Map<string, Set<string>>();
        for (const [word, status] of entries) wanted.set(lower(word), (wanted.get(lower(word)) ?? new Set()).add(status));
        const collides = [...wanted.values()].some((found) => found.size > 1);
        const make = () => statusTable(map, { normalise: lower });
        if (collides) expect(make).toThrow(TypeError);
        else expect(entries.map(([word]) => make()(word))).toEqual(entries.map(([, status]) => status));
      }),
    );
  });
});

describe("an open enum", () => {
  it("knows its own words alone", () => {
    fc.assert(
      fc.property(fc.uniqueArray(words), words, (known, word) => {
        expect(openEnum(known).is(word)).toBe(known.includes(word));
        expect(openEnum(known).words).toEqual(known);
      }),
    );
  });
});

describe("the compiler", () => {
  const vocabulary = openEnum(["paid", "failed"]);

  it("demands every known word and no other", () => {
    // @ts-expect-error: "failed" is missing
    expect(statusTable(vocabulary, { paid: "charged" })("failed")).toBe("pending");
    // @ts-expect-error: "payed" is no word of the vocabulary
    expect(statusTable(vocabulary, { paid: "charged", failed: "failure", payed: "charged" })("paid")).toBe("charged");
    // @ts-expect-error: "done" is no status of ours
    expect(statusTable({ paid: "done" })("paid")).toBe("done");
    expectTypeOf(statusTable(vocabulary, { paid: "charged", failed: "failure" }).entries).toEqualTypeOf<
      Readonly<Record<"paid" | "failed", "charged" | "failure" | "pending">>
    >();
  });

  it("admits as the status of unknown words those alone that claim nothing", () => {
    expectTypeOf<NeutralStatus>().toEqualTypeOf<"pending" | "unresolved" | "processing" | "manual_review" | "event_not_supported">();
    const map = { paid: "charged" } as const;
    const claims = [
      // @ts-expect-error: an unknown word is never a success
      () => statusTable(map, { unknown: "charged" }),
      // @ts-expect-error: an unknown word is never a success
      () => statusTable(vocabulary, { paid: "charged", failed: "failure" }, { unknown: "success" }),
      // @ts-expect-error: an unknown word is never a failure
      () => statusTable(map, { unknown: "failure" }),
      // @ts-expect-error: an unknown word is never an authorization
      () => statusTable(map, { unknown: "authorized" }),
    ];
    expect(claims).toHaveLength(4);
    expectTypeOf(statusTable(map, { unknown: "unresolved" })).returns.toEqualTypeOf<"charged" | "unresolved">();
    expectTypeOf(statusTable(map)).returns.toEqualTypeOf<"charged" | "pending">();
    // @ts-expect-error: an event is never "pending", so a table of events has to say what an unknown word is
    const event: IncomingWebhookEvent = statusTable({ refunded: IncomingWebhookEvent.RefundSuccess })("refunded");
    expect(event).toBe("refund_success");
  });
});
