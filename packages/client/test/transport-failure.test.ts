import { describe, expect, it } from "vitest";
import { readFailure } from "../src/transport/failure.js";

const system = (code: string, syscall?: string) => Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });
const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });

describe("what an error of the HTTP layer proves", () => {
  it.each([
    ["a refused connection", fetchFailed(system("ECONNREFUSED", "connect"))],
    ["a name that does not resolve", fetchFailed(system("ENOTFOUND", "getaddrinfo"))],
    ["a host without a route", fetchFailed(system("EHOSTUNREACH", "connect"))],
    ["a certificate that does not hold", fetchFailed(system("CERT_HAS_EXPIRED"))],
    [
      "every address refused",
      fetchFailed(Object.assign(new AggregateError([system("ECONNREFUSED", "connect"), system("ENETUNREACH", "connect")]), { code: "ECONNREFUSED" })),
    ],
  ])("%s: nothing left", (_, error) => {
    expect(readFailure(error).reason).toBe("not_sent");
  });

  it.each([
    ["a host that became unreachable while the answer was awaited", fetchFailed(system("EHOSTUNREACH", "read"))],
    ["a network that went away under a write", fetchFailed(system("ENETUNREACH", "write"))],
    ["a port that closed under a connection", fetchFailed(system("ECONNREFUSED", "read"))],
    ["one address refused, another reset", fetchFailed(new AggregateError([system("ECONNREFUSED", "connect"), system("ECONNRESET", "read")]))],
    ["an error without a code", new TypeError("Load failed")],
    ["no error at all", undefined],
  ])("%s: the request may have arrived", (_, error) => {
    expect(readFailure(error).reason).toBe("connection_lost");
  });
});
