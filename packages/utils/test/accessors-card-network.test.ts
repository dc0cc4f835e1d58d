import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CardNetwork, secretCardNumber } from "@switchyard/interfaces";
import { cardNetworkOf } from "../src/accessors/card-network.js";

describe("the network of a card", () => {
  // Test numbers that the networks and acquirers publish.
  it.each([
    ["4444333322221111", "Visa"],
    ["4222222222222", "Visa"],
    ["4000000000000000006", "Visa"],
    ["5555555555554444", "Mastercard"],
    ["2221000000000009", "Mastercard"],
    ["2720990000000007", "Mastercard"],
    ["343434343434343", "AmericanExpress"],
    ["378282246310005", "AmericanExpress"],
    ["6011000400000000", "Discover"],
    ["6445644564456445", "Discover"],
    ["6221261111117766", "Discover"],
    ["36148900647913", "DinersClub"],
    ["30569309025904", "DinersClub"],
    ["3528000700000000", "JCB"],
    ["3589999999999996", "JCB"],
    ["6759649826438453", "Maestro"],
    ["6761000000000006", "Maestro"],
    ["501899999999", "Maestro"],
    ["6250946000000016", "UnionPay"],
    ["8171999927660000", "UnionPay"],
    ["6069850000000000", "RuPay"],
    ["6521500000000000", "RuPay"],
  ] as const)("of %s is %s", (number, network) => {
    expect(cardNetworkOf(secretCardNumber(number))).toBe(network);
  });

  it.each([
    ["an alias of a vault", "tok_4444333322221111"],
    ["nothing", ""],
    ["a number that is too short", "44443333222"],
    ["a Visa prefix in a length that Visa does not issue", "444433332222111"],
    ["an American Express prefix in sixteen digits", "3434343434343434"],
    ["below Mastercard's 2-series", "2220990000000000"],
    ["above Mastercard's 2-series", "2721000000000000"],
    ["Elo within Discover's range", "6504050000000000"],
    ["Elo within Visa's range", "4011780000000000"],
    ["a prefix of no network", "9999999999999995"],
    ["digits of another script", "٤٤٤٤٣٣٣٣٢٢٢٢١١١١"],
  ])("is not known of %s", (_, number) => {
    expect(cardNetworkOf(number)).toBeUndefined();
  });

  it("does not depend on how the digits are grouped", () => {
    expect(cardNetworkOf("4444 3333 2222 1111")).toBe("Visa");
    expect(cardNetworkOf("3782-822463-10005")).toBe("AmericanExpress");
  });

  it("is a network that exists, or none, for every text", () => {
    const networks: readonly (string | undefined)[] = [...Object.values(CardNetwork), undefined];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{10,20}$/)), (text) => {
        expect(networks).toContain(cardNetworkOf(text));
      }),
    );
  });
});
