import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { requestFixture, responseFixture } from "./fixtures.js";

const files = readdirSync(new URL("fixtures/", import.meta.url));
const names = (kind: string) => files.filter((file) => file.endsWith(`.${kind}.json`)).map((file) => file.slice(0, -`.${kind}.json`.length));

describe("the fixtures", () => {
  it("are all requests and responses with source and date", () => {
    expect(files.filter((file) => !/^[a-z-]+\.[a-z-]+\.(request|response)\.json$/.test(file))).toEqual([]);
    const dated: unknown = expect.objectContaining({
      source: expect.stringMatching(/./) as unknown,
      date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as unknown,
    });
    for (const fixture of names("request").map(requestFixture)) {
      expect(fixture).toEqual(dated);
      expect(`${fixture.method} ${fixture.path}`).toMatch(/^(GET|POST|DELETE) [^/]/);
    }
    for (const fixture of names("response").map(responseFixture)) {
      expect(fixture).toEqual(dated);
      expect(fixture.status).toBeGreaterThanOrEqual(200);
    }
  });
});
