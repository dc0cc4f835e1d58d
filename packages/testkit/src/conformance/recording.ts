import type { ConnectorUnderTest } from "./under-test.js";
import type { TransportRequest } from "@switchyard/client";
import type { ConnectorEvent, ConnectorResponse, Flow } from "@switchyard/interfaces";
import { openBench, type Call, type WireExchange } from "./bench.js";
import type { ConformanceProfile, SentWebhook } from "./profile.js";
import { flowJourneys } from "./journeys/flows.js";
import type { Journey } from "./journeys/journey.js";
import { methodJourneys } from "./journeys/methods.js";
import type { TransportKit } from "./kit.js";
import type { Exchange } from "./spy.js";

/** What happened on one journey. */
export interface Taken {
  readonly journey: Journey;
  readonly exchanges: readonly Exchange[];
  readonly wires: readonly TransportRequest[];
  readonly traffic: readonly WireExchange[];
  readonly events: readonly ConnectorEvent[];
  readonly calls: readonly Call[];
  readonly webhooks: readonly SentWebhook[];
  /** Why the journey did not go as it must. */
  readonly failure?: unknown;
}

/** An exchange that was answered. */
export interface Answered extends Exchange {
  readonly response: ConnectorResponse;
}

/** What the checks share: every journey is taken once, and what was recorded on it is looked at from all sides. */
export interface Recording {
  readonly connector: ConnectorUnderTest;
  readonly profile: ConformanceProfile;
  readonly kit?: TransportKit | undefined;
  readonly journeys: readonly Journey[];
  readonly take: (journey: Journey) => Promise<Taken>;
  readonly all: () => Promise<readonly Taken[]>;
  /** Every answered exchange of all journeys; those of one flow if it is given. */
  readonly exchanges: (flow?: Flow) => Promise<readonly Answered[]>;
  /** The first exchange of each flow that the processor answered with success. */
  readonly samples: () => Promise<readonly Answered[]>;
}

export function createRecording(connector: ConnectorUnderTest, profile: ConformanceProfile, kit: TransportKit | undefined): Recording {
  const journeys = [...flowJourneys(connector, profile), ...methodJourneys(connector, profile)];
  const taken = new Map<Journey, Promise<Taken>>();

  async function travel(journey: Journey): Promise<Taken> {
    const bench = await openBench(connector, profile, { kit });
    const failures: unknown[] = [];
    const note = (failure: unknown) => void failures.push(failure);
    await journey.run(bench).catch(note);
    const webhooks = await sentBy(bench.processor?.settle, bench.processor?.simulator).catch((failure: unknown) => {
      note(failure);
      return [];
    });
    await bench.close().catch(note);
    const { exchanges, wires, traffic, events, calls } = bench;
    return { journey, exchanges, wires, traffic, events, calls, webhooks, ...(failures.length === 0 ? {} : { failure: failures[0] }) };
  }

  async function sentBy(
    settle: (() => void) | undefined,
    simulator: ReturnType<ConformanceProfile["start"]>["simulator"] | undefined,
  ): Promise<readonly SentWebhook[]> {
    if (profile.webhooks === undefined || simulator === undefined) return [];
    settle?.();
    const sent: SentWebhook[] = [];
    for (const { id, type, rawBody } of simulator.webhooks.events) {
      const request = await simulator.webhooks.toRequest(id);
      sent.push({ type, headers: Object.fromEntries(request.headers), body: rawBody, url: request.url });
    }
    return sent;
  }

  const take = (journey: Journey): Promise<Taken> => {
    const known = taken.get(journey) ?? travel(journey);
    taken.set(journey, known);
    return known;
  };
  const all = async () => {
    const every: Taken[] = [];
    // One after another: a bench has the machine to itself, and nothing depends on what runs beside it.
    for (const journey of journeys) every.push(await take(journey));
    return every;
  };
  const exchanges = async (flow?: Flow) =>
    (await all())
      .flatMap((each) => each.exchanges)
      .filter((each): each is Answered => each.response !== undefined && (flow ?? each.flow) === each.flow);
  return {
    connector,
    profile,
    kit,
    journeys,
    take,
    all,
    exchanges,
    async samples() {
      const first = new Map<Flow, Answered>();
      for (const each of await exchanges()) {
        const { statusCode } = each.response;
        if (!first.has(each.flow) && statusCode >= 200 && statusCode < 300) first.set(each.flow, each);
      }
      return [...first.values()];
    },
  };
}
