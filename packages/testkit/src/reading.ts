import {
  connectorIntegration,
  toIntegrationInterface,
  type AnyConnector,
  type ConnectorResponse,
  type ErrorResponse,
  type Flow,
  type FlowTypes,
  type RouterData,
} from "@switchyard/interfaces";
import { bodyText, type ResponseFixture } from "./fixtures.js";

/** An answer: as it came, or the name of its fixture. */
export type Answer = ConnectorResponse | string;

/** What a connector makes of answers, without a client: for tests of its transformers. */
export interface Reading {
  readonly answerOf: (fixture: string | ResponseFixture) => ConnectorResponse;
  /** The record after an answer of success. */
  readonly read: <F extends Flow>(data: RouterData<F>, answer: Answer) => RouterData<F>;
  /** What an answer of success holds. @throws when it holds an error */
  readonly valueOf: <F extends Flow>(data: RouterData<F>, answer: Answer) => FlowTypes[F]["response"];
  /** The error inside an answer of success. @throws when there is none */
  readonly refusalOf: <F extends Flow>(data: RouterData<F>, answer: Answer) => ErrorResponse;
  /** The error that an HTTP error is. */
  readonly errorOf: <F extends Flow>(data: RouterData<F>, answer: Answer) => ErrorResponse;
}

/** Reads with a connector: `readingOf(worldpay, responseFixture)`, where the second gives a fixture by its name. */
export function readingOf(connector: AnyConnector, responseFixture: (name: string) => ResponseFixture): Reading {
  const integrationOf = <F extends Flow>(data: RouterData<F>) => toIntegrationInterface(connectorIntegration(connector, data.flow as F));
  const answerOf = (fixture: string | ResponseFixture): ConnectorResponse => {
    const { status, headers, body } = typeof fixture === "string" ? responseFixture(fixture) : fixture;
    const text = bodyText({ body }) ?? "";
    return { statusCode: status, headers, text, body: new TextEncoder().encode(text) };
  };
  const toHttp = (answer: Answer) => (typeof answer === "string" ? answerOf(answer) : answer);
  const read = <F extends Flow>(data: RouterData<F>, answer: Answer) => integrationOf(data).handleResponse(data, toHttp(answer));
  return {
    answerOf,
    read,
    valueOf(data, answer) {
      const { response } = read(data, answer);
      if (response?.ok !== true) throw new Error(`Not a value: ${JSON.stringify(response)}`);
      return response.value;
    },
    refusalOf(data, answer) {
      const { response } = read(data, answer);
      if (response?.ok !== false) throw new Error(`Not an error: ${JSON.stringify(response)}`);
      return response.error;
    },
    errorOf: (data, answer) => integrationOf(data).getErrorResponse(data, toHttp(answer)),
  };
}
