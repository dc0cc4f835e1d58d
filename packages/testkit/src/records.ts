import type { AnyConnector, ConnectorAuthType, Flow, FlowTypes, RouterData } from "@switchyard/interfaces";

/** Makes the record of a flow, of the fields of its request that a test is about, and what the test says beside them. */
export type MakeRecord = <F extends Flow>(flow: F, request: Partial<FlowTypes[F]["request"]>, common?: object) => RouterData<F>;

/**
 * Records for tests of a connector's transformers: `const record = recordsOf(worldpay, AUTH, "pay_att_1")`.
 *
 * @param reference our reference of the attempt
 * @param always what every record has beside what all connectors' have, such as an access token
 */
export function recordsOf(
  connector: Pick<AnyConnector, "id">,
  connectorAuthType: ConnectorAuthType,
  reference: string,
  always: object = {},
): MakeRecord {
  return <F extends Flow>(flow: F, request: Partial<FlowTypes[F]["request"]>, common: object = {}) =>
    ({
      flow,
      merchantId: "m",
      connector: connector.id,
      connectorAuthType,
      connectorRequestReferenceId: reference,
      paymentId: reference,
      attemptId: reference,
      status: "started",
      paymentMethod: "card",
      address: {},
      authType: "no_three_ds",
      ...always,
      ...common,
      request,
      // Tests say what matters to them; the rest of a record has no bearing on it.
    }) as unknown as RouterData<F>;
}
