import { connectorIntegration, isConnectorError, toIntegrationInterface } from "@switchyard/interfaces";
import { check, demand, describe, Findings, nothingToCheck } from "../check.js";
import { replaceStrings, stringsIn } from "../expose.js";
import type { Answered, Recording } from "../recording.js";
import type { Rule } from "./rule.js";

/** Ids as an attacker, or a processor in a bad mood, would write them. */
const HOSTILE = ["a/b", "a/../b", "..", ".", "a?b=c", "a#b", "a b", "a%2Fb", "a;b", "a\\b", "a&b=c", "ä€", "a@evil.test", "//evil.test/a", "a\nb"];

const SHORTEST = 4;

interface Parts {
  readonly origin: string;
  readonly segments: number;
  readonly query: string;
  readonly hash: string;
}

function partsOf(url: string): Parts {
  const { origin, pathname, searchParams, hash } = new URL(url);
  return { origin, segments: pathname.split("/").length, query: [...searchParams.keys()].join("&"), hash };
}

/** The strings of a record that stand in the URL that was built of it. */
function idsInUrl({ data, request }: Answered): readonly string[] {
  const { pathname, search } = new URL(request.url);
  const decoded = `${pathname}${search}`.split(/[/?&=]/).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  const given = new Set(stringsIn({ ...data, connectorAuthType: undefined }).map(({ value }) => value));
  return [...given].filter((value) => value.length >= SHORTEST && (decoded.includes(value) || request.url.includes(value)));
}

function urlWith({ connector }: Recording, { flow, data, connectors, context }: Answered, id: string, other: string): string | Error {
  const changed = replaceStrings({ ...data }, (text) => (text === id ? other : text));
  const integration = toIntegrationInterface(connectorIntegration(connector, flow));
  try {
    return integration.buildRequest(changed, connectors, context)?.url ?? "";
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** One exchange for each flow and shape of path: the same path is not tried twice. */
function* distinct(exchanges: readonly Answered[]): Generator<readonly [Answered, string]> {
  const seen = new Set<string>();
  for (const exchange of exchanges) {
    for (const id of idsInUrl(exchange)) {
      const shape = `${exchange.flow} ${exchange.request.method} ${exchange.request.url.replace(id, "").replace(encodeURIComponent(id), "").split("?")[0]?.length ?? ""}`;
      if (seen.has(shape)) continue;
      seen.add(shape);
      yield [exchange, id];
    }
  }
}

function* problems(recording: Recording, exchange: Answered, id: string): Generator<string> {
  const { flow, request } = exchange;
  const truth = partsOf(request.url);
  for (const hostile of [...HOSTILE, "https://evil.test/a", "http://127.0.0.1:9/a"]) {
    const url = urlWith(recording, exchange, id, hostile);
    if (url instanceof Error) {
      if (!isConnectorError(url)) yield `${flow} with the id ${JSON.stringify(hostile)} throws ${describe(url)}`;
      continue;
    }
    if (!URL.canParse(url)) {
      yield `${flow} with the id ${JSON.stringify(hostile)} has no URL any more`;
      continue;
    }
    const parts = partsOf(url);
    if (parts.origin !== truth.origin) yield `${flow} with the id ${JSON.stringify(hostile)} goes to ${parts.origin}`;
    else if (parts.segments !== truth.segments || parts.query !== truth.query || parts.hash !== truth.hash) {
      yield `${flow} with the id ${JSON.stringify(hostile)} reaches another place: ${new URL(url).pathname}`;
    }
  }
  const empty = urlWith(recording, exchange, id, "");
  if (typeof empty === "string") yield `${flow} is built with an empty id; it should name what is missing`;
}

async function checkPaths(recording: Recording): Promise<void> {
  const findings = new Findings();
  const exchanges = await recording.exchanges();
  demand(exchanges.length > 0, "no exchange was recorded");
  const found = [...distinct(exchanges)];
  for (const [exchange, id] of found) for (const problem of problems(recording, exchange, id)) findings.add(problem);
  findings.settle();
  if (found.length === 0) nothingToCheck("no id stands in any URL");
}

/** An id is one segment of a path, whatever stands in it. */
export const pathRules: Rule = (recording) => [
  check("paths.encoded", "encodes every id that goes into a URL, or refuses it", () => checkPaths(recording)),
];
