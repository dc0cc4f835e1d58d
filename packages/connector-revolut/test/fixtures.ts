import { wireFixtures } from "@switchyard/testkit/node";

const fixtures = wireFixtures(new URL("fixtures/", import.meta.url));
export const { request: requestFixture, response: responseFixture, names: fixtureNames } = fixtures;
