import { wireFixtures } from "@switchyard/testkit/node";

export const { request: requestFixture, response: responseFixture, names } = wireFixtures(new URL("fixtures/", import.meta.url));
