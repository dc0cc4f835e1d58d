import { describe, expect, it } from "vitest";
import { object, optional, string } from "zod/mini";
import { secret } from "@switchyard/interfaces";
import { needMetadata, toConnectorMetadata } from "../src/accessors/metadata.js";
import { need, needAll, needField, present } from "../src/accessors/need.js";
import { schema } from "../src/schema.js";

const missing = (fieldName: string) => expect.objectContaining({ code: "MissingRequiredField", details: { fieldName } }) as unknown;

describe("a required field", () => {
  it.each([undefined, null, "", "  \n", secret(""), secret(" "), secret(undefined)])("is missing when it is %o", (value) => {
    expect(() => need(value, "billing.address.line1")).toThrow(missing("billing.address.line1"));
    expect(present(value)).toBeUndefined();
  });

  it.each([0, false, "x", " x "])("is there when it is %j", (value) => {
    expect(need(value, "field")).toBe(value);
    expect(present(value)).toBe(value);
  });

  it("stays the very secret that it was", () => {
    const cvc = secret("123");
    expect(need(cvc, "paymentMethodData.card.cvc")).toBe(cvc);
  });

  it("is named by its place in the record", () => {
    const request = { webhookUrl: "https://shop.test/hook", routerReturnUrl: undefined, orderCategory: "" };
    expect(needField(request, "webhookUrl")).toBe("https://shop.test/hook");
    expect(() => needField(request, "orderCategory")).toThrow(missing("orderCategory"));
    expect(() => needField({ cvc: undefined }, "cvc", "paymentMethodData.card")).toThrow(missing("paymentMethodData.card.cvc"));
  });

  it("is named in the caller's words where those differ", () => {
    expect(() => needField({ routerReturnUrl: undefined }, "routerReturnUrl")).toThrow(missing("returnUrl"));
  });
});

describe("several required fields", () => {
  it("come back as they are when all are there", () => {
    const email = secret("a@b.test");
    const fields = needAll({ email, "billing.address.line1": "1 Road" });
    expect(fields.email).toBe(email);
    expect(fields["billing.address.line1"]).toBe("1 Road");
  });

  it("are all named when several are missing", () => {
    expect(() => needAll({ email: undefined, amount: 0, "billing.address.zip": secret("") })).toThrow(
      expect.objectContaining({ code: "MissingRequiredFields", details: { fieldNames: ["email", "billing.address.zip"] } }),
    );
  });

  it("are one missing field when one is missing", () => {
    expect(() => needAll({ email: undefined, amount: 1 })).toThrow(missing("email"));
  });
});

describe("the connector's metadata", () => {
  const settings = schema(() => object({ merchantName: string(), terminal: object({ id: string() }), channel: optional(string()) }));
  const invalid = (details: object) => expect.objectContaining({ code: "InvalidConnectorConfig", details }) as unknown;

  it("is read by the connector's schema, built or yet to build", () => {
    const metadata = { merchantName: "Acme", terminal: { id: "7" } };
    expect(toConnectorMetadata(settings, metadata)).toEqual(metadata);
    expect(toConnectorMetadata(settings(), metadata).merchantName).toBe("Acme");
  });

  it("names each key that is missing or wrong, and never its value", () => {
    expect(() => toConnectorMetadata(settings, { merchantName: "Acme", terminal: { id: 7 } })).toThrow(
      invalid({ config: "metadata.terminal.id", expected: "string" }),
    );
    expect(() => toConnectorMetadata(settings, { terminal: "canary" })).toThrow(invalid({ config: "metadata.merchantName, metadata.terminal" }));
    expect(() => toConnectorMetadata(settings, { terminal: "canary" })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("canary") as unknown }),
    );
  });

  it("lacks every required key when there is none at all", () => {
    expect(() => toConnectorMetadata(settings, undefined)).toThrow(invalid({ config: "metadata.merchantName, metadata.terminal" }));
    expect(
      toConnectorMetadata(
        schema(() => object({ channel: optional(string()) })),
        undefined,
      ),
    ).toEqual({});
  });

  it("may be read by any schema library, even one that gives no reasons", () => {
    const refuses = { safeParse: () => ({ success: false as const, error: "no" }) };
    expect(() => toConnectorMetadata(refuses, {})).toThrow(invalid({ config: "metadata" }));
    const standard = { safeParse: () => ({ success: false as const, error: { issues: [{ path: [{ key: "a" }, { key: 0 }] }] } }) };
    expect(() => toConnectorMetadata(standard, {})).toThrow(invalid({ config: "metadata.a.0" }));
  });

  it("gives one text by its key", () => {
    expect(needMetadata({ merchantName: "Acme" }, "merchantName")).toBe("Acme");
    for (const metadata of [undefined, {}, { merchantName: "" }, { merchantName: 5 }]) {
      expect(() => needMetadata(metadata, "merchantName")).toThrow(invalid({ config: "metadata.merchantName", expected: "text" }));
    }
    expect(() => needMetadata({}, "constructor")).toThrow(invalid({ config: "metadata.constructor", expected: "text" }));
  });
});
