import {
  fromOldRouterData,
  toOldRouterData,
  type Connector,
  type ConnectorIntegration,
  type ConnectorIntegrationV2,
  type Connectors,
  type ConnectorV2,
  type Flow,
  type FlowContext,
  type RouterData,
} from "@switchyard/interfaces";

/** One flow of a second-generation connector as a first-generation one: the address comes from the configuration. */
function toV1Integration<F extends Flow>(
  connector: Pick<ConnectorV2, "id" | "baseUrl">,
  integration: ConnectorIntegrationV2<F>,
): ConnectorIntegration<F> {
  const within = (connectors: Connectors, context: FlowContext): FlowContext => {
    const secondaryBaseUrls = connectors[connector.id]?.secondaryBaseUrls ?? context.secondaryBaseUrls;
    return { ...context, baseUrl: connector.baseUrl(connectors), ...(secondaryBaseUrls === undefined ? {} : { secondaryBaseUrls }) };
  };
  const isAnswer = integration.isAnswer?.bind(integration);
  const optional = (data: RouterData<F> | undefined) => (data === undefined ? undefined : fromOldRouterData(data));
  return {
    getHeaders: (data, connectors, context) => integration.getHeaders(fromOldRouterData(data), within(connectors, context)),
    getContentType: () => integration.getContentType(),
    getHttpMethod: (data) => integration.getHttpMethod(fromOldRouterData(data)),
    getUrl: (data, connectors, context) => integration.getUrl(fromOldRouterData(data), within(connectors, context)),
    getRequestBody: (data, connectors, context) => integration.getRequestBody(fromOldRouterData(data), within(connectors, context)),
    buildRequest: (data, connectors, context) => integration.buildRequestV2(fromOldRouterData(data), within(connectors, context)),
    handleResponse: (data, response, event) => toOldRouterData(integration.handleResponseV2(fromOldRouterData(data), response, event)),
    ...(isAnswer === undefined ? {} : { isAnswer: (data, response) => isAnswer(fromOldRouterData(data), response) }),
    getErrorResponse: (response, event, data) => integration.getErrorResponseV2(response, event, optional(data)),
    get5xxErrorResponse: (response, event, data) => integration.get5xxErrorResponse(response, event, optional(data)),
  };
}

/** A second-generation connector as code of the first generation sees it. It is the same connector: every flow gives the same result. */
export function toV1Connector<F extends Flow>(connector: ConnectorV2<F>): Connector<F> {
  const flows = Object.fromEntries(
    Object.entries(connector.flows).map(([flow, integration]) => [flow, toV1Integration(connector, integration as ConnectorIntegrationV2<Flow>)]),
  );
  // Every entry was made from the same flow's: the compiler cannot follow an object that is built entry by entry.
  return { ...connector, generation: "v1", flows: flows as unknown as Connector<F>["flows"] };
}
