import { METHOD_OF_FLOW } from "@switchyard/client";
import { FLOW_EFFECT, isConnectorError, type Flow, type RouterData } from "@switchyard/interfaces";
import { check, ConformanceFailure, demand, describe, Findings } from "../check.js";
import { flowsOf } from "../declaration.js";
import { openBench } from "../bench.js";
import { toId } from "../journeys/flows.js";
import type { Rule } from "./rule.js";

/** Every journey is a check: it goes as it must. */
export const journeyRules: Rule = (recording) =>
  recording.journeys.map((journey) =>
    check(
      journey.id,
      journey.title,
      async () => {
        const { failure } = await recording.take(journey);
        if (failure instanceof ConformanceFailure) throw failure;
        if (failure !== undefined) throw new ConformanceFailure(describe(failure));
      },
      { cell: journey.cell },
    ),
  );

/** Every declared flow is exercised, or the profile says why not. */
export const declaredFlowRules: Rule = ({ connector, profile, journeys, all }) => {
  const listed = flowsOf(connector).flatMap((flow) => {
    const reason = profile.unexercised?.[flow];
    return reason === undefined ? [] : [check(`flows.${toId(flow)}`, `runs ${flow}`, () => undefined, { skipped: reason })];
  });
  const exercised = check("flows.declared", "exercises every declared flow, or says why not", async () => {
    const findings = new Findings();
    const seen = new Set((await all()).flatMap(({ exchanges }) => exchanges.map(({ flow }) => flow)));
    for (const flow of flowsOf(connector)) {
      if (profile.unexercised?.[flow] !== undefined) continue;
      const known = journeys.some((journey) => journey.flow === flow) || seen.has(flow);
      findings.that(known, `${flow} is declared, and nothing exercises it: give the profile \`flows.${flow}\` or a reason in \`unexercised\``);
      findings.that(!known || seen.has(flow), `${flow} is declared, and no request of it was ever sent`);
    }
    for (const flow of Object.keys(profile.unexercised ?? {})) {
      findings.that(Object.hasOwn(connector.flows, flow), `the profile excuses ${flow}, which is not declared`);
    }
    for (const flow of Object.keys(profile.flows ?? {})) {
      findings.that(Object.hasOwn(connector.flows, flow), `the profile exercises ${flow}, which is not declared`);
    }
    findings.settle();
  });
  return [exercised, ...listed];
};

/** A flow that is not declared is absent: no method of the client, an error at run time, nothing sent. */
export const absentFlowRules: Rule = (recording) => {
  const { connector, profile } = recording;
  const absent = (Object.keys(FLOW_EFFECT) as Flow[]).filter((flow) => !Object.hasOwn(connector.flows, flow));
  return [
    check("flows.absent", "refuses what it does not declare, before anything is sent", async () => {
      const findings = new Findings();
      const [sample] = await recording.exchanges();
      demand(sample !== undefined, "no exchange was recorded");
      const bench = await openBench(connector, profile);
      for (const flow of absent) {
        findings.that(!(METHOD_OF_FLOW[flow] in bench.client), `the client has a method for ${flow}`);
        // Any record will do: the flow is refused for its name.
        const record = { ...sample.data, flow } as unknown as RouterData;
        const thrown = await bench.client.execute(flow, record).then(
          () => undefined,
          (error: unknown) => error,
        );
        findings.that(
          isConnectorError(thrown) && thrown.code === "FlowNotSupported",
          () => `${flow} gives ${describe(thrown)}; it should be FlowNotSupported`,
        );
      }
      findings.that(bench.wires.length === 0, `${String(bench.wires.length)} requests were sent for flows that are not declared`);
      await bench.close();
      findings.settle();
    }),
  ];
};
