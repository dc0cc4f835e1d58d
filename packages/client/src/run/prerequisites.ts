import { ConnectorError, type AccessToken, type Flow, type PrerequisiteFlow, type RouterData } from "@switchyard/interfaces";
import type { AccessTokens } from "./access-token.js";
import { runFlow, type FlowRun, type FlowRunner } from "./run-flow.js";

interface Ready<F extends Flow> {
  readonly data: RouterData<F>;
  /** A prerequisite did not come through, so the flow itself was never sent. */
  readonly stopped?: FlowRun<F>;
}

/** The request of a prerequisite, made of what the flow's own record holds. */
function requestOf(step: PrerequisiteFlow, data: RouterData): unknown {
  if (step === "AccessTokenAuth") {
    const auth = data.connectorAuthType;
    return "apiKey" in auth ? { appId: auth.apiKey, ...("key1" in auth ? { id: auth.key1 } : {}) } : {};
  }
  return data.request;
}

/** Puts what a prerequisite gave where the flow's own functions look for it. */
function withAnswer<F extends Flow>(data: RouterData<F>, run: FlowRun<PrerequisiteFlow>): RouterData<F> {
  const { response } = run.data;
  if (response?.ok !== true) return data;
  const value = response.value;
  if (!("type" in value)) return { ...data, accessToken: value };
  switch (value.type) {
    case "connector_customer":
      return { ...data, connectorCustomer: value.connectorCustomerId };
    case "create_order":
      return { ...data, referenceId: value.orderId };
    case "session_token":
      return { ...data, sessionToken: value.sessionToken };
    case "tokenization":
      return { ...data, paymentMethodToken: { type: "token", token: value.token } };
    case "pre_processing":
      return { ...data, preprocessingId: value.preProcessingId };
    default:
      return data;
  }
}

async function obtainToken(runner: FlowRunner, data: RouterData): Promise<AccessToken> {
  const record = { ...data, flow: "AccessTokenAuth", request: requestOf("AccessTokenAuth", data) } as unknown as RouterData<"AccessTokenAuth">;
  const run = await runFlow(runner, "AccessTokenAuth", record);
  if (run.data.response?.ok === true) return run.data.response.value;
  const reason = run.data.response?.ok === false ? run.data.response.error.message : "no answer";
  throw new ConnectorError("ProcessingStepFailed", { step: "AccessTokenAuth", reason }, { cause: run.cause });
}

/** Does what the connector declares must be done before a flow: the access token first, from the cache where it is fresh. */
export async function meetPrerequisites<F extends Flow>(runner: FlowRunner, tokens: AccessTokens, flow: F, data: RouterData<F>): Promise<Ready<F>> {
  const { connector } = runner;
  let ready = data;
  const steps = new Set(connector.facts.prerequisites(flow, data));
  if (flow !== "AccessTokenAuth" && Object.hasOwn(connector.flows, "AccessTokenAuth") && data.accessToken === undefined) steps.add("AccessTokenAuth");
  if (steps.delete("AccessTokenAuth")) {
    const key = tokens.keyOf(connector.id, runner.context.baseUrl, data.connectorAuthType);
    ready = { ...ready, accessToken: await tokens.get(key, () => obtainToken(runner, data)) };
  }
  for (const step of steps) {
    const record = { ...ready, flow: step, request: requestOf(step, ready), response: undefined } as unknown as RouterData<typeof step>;
    const run = await runFlow(runner, step, record);
    if (run.data.response?.ok !== true) {
      // The payment itself was never asked for: whatever became of the step, no money moved.
      const response = run.data.response;
      const stopped = {
        ...run,
        outcome: "not_sent",
        data: { ...ready, response, ...("status" in ready ? { status: "failure" } : {}) },
      } as unknown as FlowRun<F>;
      return { data: ready, stopped };
    }
    ready = withAnswer(ready, run);
  }
  return { data: ready };
}
