import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secret } from "@switchyard/interfaces";
import { lastPathSegment, path, pathSegmentFromEnd, segment } from "../src/accessors/path.js";

/** Text that tries to leave its segment, along with any other. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(fc.constantFrom("/", "\\", "..", ".", "%2f", "%2e%2e", "?", "#", "&", ";", "@", ":", " ", "\n", "\0", "é", "%", "'", "(", "*"), {
      maxLength: 8,
    })
    .map((parts) => parts.join("")),
);
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);
const id = hostile.filter((text) => text !== "" && text !== "." && text !== ".." && isWellFormed(text));

describe("a path segment", () => {
  it("comes back whole from the URL that it was put in", () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(lastPathSegment(`https://processor.test/api/payments/${segment(text)}`)).toBe(text);
      }),
    );
  });

  it("never becomes more than one segment, a query or a fragment for a URL parser", () => {
    fc.assert(
      fc.property(id, (text) => {
        const url = new URL(`https://processor.test/api/payments/${segment(text)}/events`);
        expect(url.search).toBe("");
        expect(url.hash).toBe("");
        expect(url.host).toBe("processor.test");
        expect(url.pathname.split("/")).toEqual(["", "api", "payments", segment(text), "events"]);
      }),
    );
  });

  it("holds nothing but unreserved characters and percent-encoding", () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(segment(text)).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+$/);
      }),
    );
    expect(segment("!'()*")).toBe("%21%27%28%29%2A");
  });

  it("may come from a secret", () => {
    expect(segment(secret("a/b"))).toBe("a%2Fb");
  });

  it("must not be empty", () => {
    expect(() => segment("", "connectorTransactionId")).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "connectorTransactionId" } }),
    );
    expect(() => segment(secret(""), "id")).toThrow(expect.objectContaining({ code: "MissingRequiredField" }));
  });

  it.each([".", "..", "\ud800"])("must not be %j", (text) => {
    expect(() => segment(text, "id")).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", details: expect.objectContaining({ fieldName: "id" }) as unknown }),
    );
  });
});

describe("a path template", () => {
  it("encodes every hole and leaves the rest", () => {
    expect(path`api/payments/${"a/b"}/captures/${secret("c?d")}`).toBe("api/payments/a%2Fb/captures/c%3Fd");
    expect(path`api/payments`).toBe("api/payments");
    expect(path`${"x"}/${"y"}`).toBe("x/y");
  });

  it("says which hole has no value", () => {
    expect(() => path`api/payments/${"a"}/captures/${""}`).toThrow(
      expect.objectContaining({ code: "MissingRequiredField", details: { fieldName: "api/payments/{}/captures/{?}" } }),
    );
    expect(() => path`api/${".."}/settlements`).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", message: expect.stringContaining("api/{?}/settlements") as unknown }),
    );
  });
});

describe("the segments of a link", () => {
  const link = "https://processor.test:8443/payments/events/eyJrIjoi%2F%3D%3D/settle?next=/a/b#/c/d";

  it("are counted from the end, decoded, without query and fragment", () => {
    expect(lastPathSegment(link)).toBe("settle");
    expect(pathSegmentFromEnd(link, 1)).toBe("eyJrIjoi/==");
    expect(pathSegmentFromEnd(link, 3)).toBe("payments");
    expect(pathSegmentFromEnd(link, 4)).toBeUndefined();
  });

  it("are decoded once", () => {
    expect(lastPathSegment("/payments/a%252Fb")).toBe("a%2Fb");
  });

  it.each(["/a/b/", "a/b", "//processor.test/a/b", "https://processor.test/a/b//"])("are found in %s", (url) => {
    expect(lastPathSegment(url)).toBe("b");
    expect(pathSegmentFromEnd(url, 1)).toBe("a");
  });

  it.each(["", "/", "https://processor.test", "https://processor.test/?a=/b", "/a/%E0%A4%A", "/a/%zz"])("are absent in %j", (url) => {
    expect(lastPathSegment(url)).toBeUndefined();
  });

  it("are absent at places that do not exist", () => {
    expect(pathSegmentFromEnd("/a/b", -1)).toBeUndefined();
  });

  it("never make reading a link throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: -3, max: 5 }), (url, n) => {
        expect(["string", "undefined"]).toContain(typeof pathSegmentFromEnd(url, n));
      }),
    );
  });
});
