import { describe, expect, it } from "vitest";
import { withUnknownFields } from "../../src/conformance/tree.js";

describe("a field that nobody knows", () => {
  it.each([
    ["every object of JSON", '{"a":[{"b":1}]}', '{"a":[{"b":1,"zz":"new"}],"zz":"new"}'],
    ["the end of a form", "a=1&b=2", "a=1&b=2&zz=new"],
    ["a line of its own, where each field has one", "a=1\nb=2", "a=1\nb=2\nzz=new"],
    ["the outermost element of XML", "<a><b>1</b></a>", "<a><b>1</b><zz>new</zz></a>"],
    ["no page", "<!doctype html><html></html>", "<!doctype html><html></html>"],
    ["nothing that is empty", "", ""],
  ])("is put into %s", (_, text, expected) => {
    expect(withUnknownFields(text, "zz", "new")).toBe(expected);
  });
});
