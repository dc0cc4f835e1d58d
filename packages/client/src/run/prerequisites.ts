import {
  err,
  isConnectorError,
  type AccessToken,
  type AnyConnectorError,
  type Flow,
  type PrerequisiteFlow,
  type RouterData,
} from "@switchyard/interfaces";
import { changesPayment, FAILURE_OF_FLOW } from "@switchyard/utils";
import type { AccessTokens } from "./access-token.js";
import { runFlow, type FlowRun, type FlowRunner } from "./run-flow.js";

interface Ready<F extends Flow> {
  readonly data: RouterData<F>;
  /** A prerequisite did not come through, so the flow itself was never sent. */
  readonly stopped?: FlowRun<F>;
  /** Under what the access token is kept that the record carries. */
  readonly tokenKey?: string;
}

/** No token came of the request for one. Every caller that waits for it learns of the same run. */
class TokenNotObtained extends Error {
  readonly run: FlowRun<"AccessTokenAuth">;

  constructor(run: FlowRun<"AccessTokenAuth">) {
    super("No access token was obtained.");
    this.run = run;
  }
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
      return { ...data, referenceId: value.orderId, ...(value.sessionToken === undefined ? {} : { sessionToken: value.sessionToken }) };
    case "session_token":
      return { ...data, sessionToken: value.sessionToken };
    case "tokenization":
      return { ...data, paymentMethodToken: { type: "token", token: value.token } };
    case "pre_processing":
      return { ...data, preprocessingId: value.preProcessingId, ...(value.sessionToken === undefined ? {} : { sessionToken: value.sessionToken }) };
    default:
      return data;
  }
}

/** Callers share the request for a token, so it is not one caller's to abort. */
async function obtainToken(runner: FlowRunner, data: RouterData): Promise<AccessToken> {
  const record = { ...data, flow: "AccessTokenAuth", request: requestOf("AccessTokenAuth", data) } as unknown as RouterData<"AccessTokenAuth">;
  const run = await runFlow({ ...runner, signal: undefined }, "AccessTokenAuth", record);
  if (run.data.response?.ok === true) return run.data.response.value;
  throw new TokenNotObtained(run);
}

/** The run of a flow that was never sent, because a step before it did not come through: no money moved. */
function stoppedBy<F extends Flow>(
  flow: F,
  data: RouterData<F>,
  run: Pick<FlowRun<PrerequisiteFlow>, "raw" | "attempts" | "cause" | "data">,
): FlowRun<F> {
  // What was not asked for has failed; what was only to be looked at is as it was.
  const status = changesPayment(flow) && "status" in data ? { status: FAILURE_OF_FLOW[flow] ?? "failure" } : {};
  const { raw, attempts, cause } = run;
  const optional = { ...(raw === undefined ? {} : { raw }), ...(cause === undefined ? {} : { cause }) };
  // The response is an error, which every flow's record takes.
  return { ...optional, attempts, outcome: "not_sent", data: { ...data, response: run.data.response, ...status } } as unknown as FlowRun<F>;
}

/** The run that stands for a token that was not obtained; `undefined` for any other error. */
function tokenFailure<F extends Flow>(flow: F, data: RouterData<F>, error: unknown): FlowRun<F> | undefined {
  if (error instanceof TokenNotObtained) return stoppedBy(flow, data, error.run);
  if (!isConnectorError(error) || error.code !== "ProcessingStepFailed") return undefined;
  const cause: AnyConnectorError = error;
  const record = { ...data, response: err({ code: error.code, message: error.message, statusCode: 0 }) } as unknown as RouterData<PrerequisiteFlow>;
  return stoppedBy(flow, data, { data: record, attempts: 1, cause });
}

/** Does what the connector declares must be done before a flow: the access token first, from the cache where it is fresh. */
export async function meetPrerequisites<F extends Flow>(runner: FlowRunner, tokens: AccessTokens, flow: F, data: RouterData<F>): Promise<Ready<F>> {
  const { connector } = runner;
  let ready = data;
  let kept = {};
  const steps = new Set(connector.facts.prerequisites(flow, data));
  if (steps.delete("AccessTokenAuth") && data.accessToken === undefined) {
    const key = tokens.keyOf(connector.id, runner.context.baseUrl, data.connectorAuthType);
    try {
      ready = { ...ready, accessToken: await tokens.get(key, () => obtainToken(runner, data)) };
      kept = { tokenKey: key };
    } catch (error) {
      const stopped = tokenFailure(flow, data, error);
      if (stopped === undefined) throw error;
      return { data, stopped };
    }
  }
  for (const step of steps) {
    const record = { ...ready, flow: step, request: requestOf(step, ready), response: undefined } as unknown as RouterData<typeof step>;
    const run = await runFlow(runner, step, record);
    if (run.attempts === 0) continue;
    if (run.data.response?.ok !== true) return { data: ready, stopped: stoppedBy(flow, ready, run), ...kept };
    ready = withAnswer(ready, run);
  }
  return { data: ready, ...kept };
}
