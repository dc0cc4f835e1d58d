import { describe, expect, it } from "vitest";
import { secret, secretEmail, secretIpAddress, type Address } from "@switchyard/interfaces";
import {
  billingAddress,
  billingFullName,
  billingStateCode,
  callingCodeDigits,
  combinedLinesOf,
  customerNameOf,
  emailOf,
  needBilling,
  needBillingFields,
  needBillingFullName,
  needCustomerName,
  needEmail,
  needShipping,
  needShippingFields,
  needShippingFullName,
  optionalBilling,
  optionalShipping,
  phoneWithCallingCode,
  shippingFullName,
  shippingStateCode,
  toE164,
} from "../src/accessors/address.js";
import { needBrowserFields, needBrowserInfo, optionalBrowserInfo } from "../src/accessors/browser.js";

const missing = (fieldName: string) => expect.objectContaining({ code: "MissingRequiredField", details: { fieldName } }) as unknown;

const full: Address = {
  address: {
    firstName: secret("Ada"),
    lastName: secret("Lovelace"),
    line1: secret("1 Analytical Road"),
    line2: secret(""),
    line3: secret("Flat 3"),
    city: "London",
    zip: secret("W1A 1AA"),
    country: "GB",
  },
  phone: { countryCode: "+44", number: secret("2079460958") },
  email: secretEmail("ada@engine.test"),
};
const billed = (billing: Address | undefined, paymentMethodBilling?: Address) => ({ address: { billing, paymentMethodBilling } });

describe("a field of an address", () => {
  it("is read by its name", () => {
    expect(needBilling(billed(full), "line1").expose()).toBe("1 Analytical Road");
    expect(needBilling(billed(full), "country")).toBe("GB");
    expect(needBilling(billed(full), "email").expose()).toBe("ada@engine.test");
    expect(needBilling(billed(full), "phone.number").expose()).toBe("2079460958");
    expect(optionalShipping({ address: { shipping: full } }, "phone.countryCode")).toBe("+44");
  });

  it("is absent when it is blank or nowhere", () => {
    expect(optionalBilling(billed(full), "line2")).toBeUndefined();
    expect(optionalBilling(billed(full), "state")).toBeUndefined();
    expect(optionalBilling({}, "line1")).toBeUndefined();
    expect(optionalShipping(billed(full), "line1")).toBeUndefined();
  });

  it.each([
    ["line2", "address.line2"],
    ["state", "address.state"],
    ["email", "email"],
    ["phone.number", "phone.number"],
  ] as const)("is named by its path when it is required: %s", (field, path) => {
    const incomplete = { address: { line2: secret(" ") } };
    expect(() => needBilling(billed(incomplete), field)).toThrow(missing(`billing.${path}`));
    expect(() => needShipping({ address: { shipping: incomplete } }, field)).toThrow(missing(`shipping.${path}`));
  });

  it("is one of several that are required together", () => {
    const { line1, city, country } = needBillingFields(billed(full), "line1", "city", "country");
    expect([line1.expose(), city, country]).toEqual(["1 Analytical Road", "London", "GB"]);
    expect(() => needBillingFields(billed(full), "line1", "line2", "state")).toThrow(
      expect.objectContaining({ code: "MissingRequiredFields", details: { fieldNames: ["billing.address.line2", "billing.address.state"] } }),
    );
    expect(() => needShippingFields({ address: {} }, "city", "email")).toThrow(
      expect.objectContaining({ details: { fieldNames: ["shipping.address.city", "shipping.email"] } }),
    );
  });
});

describe("the billing address", () => {
  it("is the payment method's own before the payment's", () => {
    const own: Address = { address: { line1: secret("2 Card Street"), zip: secret("") }, email: secretEmail("card@engine.test") };
    const data = billed(full, own);
    expect(optionalBilling(data, "line1")?.expose()).toBe("2 Card Street");
    expect(optionalBilling(data, "zip")?.expose()).toBe("W1A 1AA");
    expect(optionalBilling(data, "email")?.expose()).toBe("card@engine.test");
    expect(optionalBilling(data, "phone.number")?.expose()).toBe("2079460958");
  });

  it("is not made anew where there is only one", () => {
    expect(billingAddress(billed(full))).toBe(full);
    expect(billingAddress(billed(undefined, full))).toBe(full);
    expect(billingAddress({})).toBeUndefined();
  });

  it("never joins one person's first name to another's last name", () => {
    expect(billingFullName(billed(full, { address: { firstName: secret("Charles") } }))?.expose()).toBe("Charles");
    expect(billingFullName(billed(full, { address: { lastName: secret("Babbage") } }))?.expose()).toBe("Ada Lovelace");
  });

  it("keeps what only one of two knows", () => {
    expect(optionalBilling(billed({ email: secretEmail("a@b.test") }, { address: { city: "Leeds" } }), "city")).toBe("Leeds");
    expect(optionalBilling(billed({ address: { city: "Leeds" } }, { email: secretEmail("a@b.test") }), "city")).toBe("Leeds");
  });
});

describe("a full name", () => {
  it("is first and last name, or the one that is there", () => {
    expect(needBillingFullName(billed(full)).expose()).toBe("Ada Lovelace");
    expect(billingFullName(billed({ address: { lastName: secret(" Lovelace ") } }))?.expose()).toBe("Lovelace");
    expect(shippingFullName({ address: { shipping: { address: { firstName: secret("Ada"), lastName: secret("") } } } })?.expose()).toBe("Ada");
  });

  it("does not print", () => {
    expect(String(needBillingFullName(billed(full)))).toBe("***");
  });

  it("is missing when neither is there", () => {
    expect(() => needBillingFullName(billed({ address: {} }))).toThrow(missing("billing.address.firstName"));
    expect(() => needShippingFullName({})).toThrow(missing("shipping.address.firstName"));
  });
});

describe("the street", () => {
  it("is the lines that are there", () => {
    expect(combinedLinesOf(full)?.expose()).toBe("1 Analytical Road, Flat 3");
    expect(combinedLinesOf({ address: {} })).toBeUndefined();
  });
});

describe("the state", () => {
  it("has its code in the United States and Canada", () => {
    expect(billingStateCode(billed({ address: { country: "US", state: secret("california") } }))?.expose()).toBe("CA");
    expect(shippingStateCode({ address: { shipping: { address: { country: "CA", state: secret("Ontario") } } } })?.expose()).toBe("ON");
    expect(billingStateCode(billed({ address: { country: "FR", state: secret("Bretagne") } }))?.expose()).toBe("Bretagne");
    expect(billingStateCode(billed(full))).toBeUndefined();
  });

  it("is refused by its path, not its value, when it is unknown", () => {
    const address: Address = { address: { country: "US", state: secret("canary") } };
    expect(() => shippingStateCode({ address: { shipping: address } })).toThrow(
      expect.objectContaining({ code: "InvalidDataFormat", message: "The field shipping.address.state has an invalid format: expected a US state." }),
    );
  });
});

describe("a telephone number", () => {
  it.each([
    [{ countryCode: "+44", number: secret("20 7946 0958") }, "+442079460958"],
    [{ countryCode: "44", number: secret("2079460958") }, "+442079460958"],
    [{ countryCode: "0044", number: secret("2079460958") }, "+442079460958"],
    [{ number: secret("+44 (20) 7946-0958") }, "+442079460958"],
    [{ countryCode: "1", number: secret("+442079460958") }, "+442079460958"],
  ])("has an E.164 form: %o", (phone, e164) => {
    expect(toE164(phone)?.expose()).toBe(e164);
  });

  it.each([
    undefined,
    {},
    { countryCode: "+44" },
    { number: secret("2079460958") },
    { countryCode: "+44", number: secret("12345678901234") },
    { countryCode: "x", number: secret("123") },
  ])("has no E.164 form: %o", (phone) => {
    expect(toE164(phone)).toBeUndefined();
  });

  it("joins its calling code as the processor writes it", () => {
    expect(callingCodeDigits(full.phone)).toBe("44");
    expect(phoneWithCallingCode(full.phone)?.expose()).toBe("+442079460958");
    expect(phoneWithCallingCode(full.phone, "#")?.expose()).toBe("44#2079460958");
    expect(phoneWithCallingCode({ number: secret("1") })).toBeUndefined();
  });
});

describe("the customer", () => {
  it("is the request's before the billing address's", () => {
    const data = { ...billed(full), request: { email: secretEmail("buyer@shop.test"), customerName: secret("A. L.") } };
    expect(needEmail(data).expose()).toBe("buyer@shop.test");
    expect(needCustomerName(data).expose()).toBe("A. L.");
    expect(emailOf({ ...billed(full), request: { email: secret("") } })?.expose()).toBe("ada@engine.test");
    expect(customerNameOf({ ...billed(full), request: {} })?.expose()).toBe("Ada Lovelace");
  });

  it("is missing when both are silent", () => {
    expect(() => needEmail({ request: {} })).toThrow(missing("customer.email"));
    expect(() => needCustomerName({ request: {} })).toThrow(missing("customer.name"));
  });
});

describe("the customer's browser", () => {
  const data = {
    request: {
      browserInfo: { userAgent: "Mozilla/5.0", language: "", screenHeight: 0, ipAddress: secretIpAddress("192.0.2.1"), javaEnabled: false },
    },
  };

  it("is read field by field", () => {
    expect(needBrowserInfo(data, "userAgent")).toBe("Mozilla/5.0");
    expect(needBrowserInfo(data, "ipAddress").expose()).toBe("192.0.2.1");
    expect(optionalBrowserInfo(data, "language")).toBeUndefined();
    expect(needBrowserFields(data, "screenHeight", "javaEnabled")).toEqual({ screenHeight: 0, javaEnabled: false });
  });

  it("names what it lacks", () => {
    expect(() => needBrowserInfo(data, "language")).toThrow(missing("browserInfo.language"));
    expect(() => needBrowserInfo({ request: {} }, "userAgent")).toThrow(missing("browserInfo.userAgent"));
    expect(() => needBrowserFields({ request: {} }, "userAgent", "ipAddress")).toThrow(
      expect.objectContaining({ code: "MissingRequiredFields", details: { fieldNames: ["browserInfo.userAgent", "browserInfo.ipAddress"] } }),
    );
  });
});
