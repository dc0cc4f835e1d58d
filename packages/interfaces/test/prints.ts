import { Console } from "node:console";
import { Writable } from "node:stream";
import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";

const EVERYTHING = { depth: Infinity, showHidden: true, getters: true, showProxy: true, maxArrayLength: null, maxStringLength: null } as const;

function inspectFully(value: unknown): string {
  return inspect(value, EVERYTHING) + inspect(value, { ...EVERYTHING, customInspect: false });
}

/** What a console writes for a value: each of its ways to write. */
function onConsole(write: (target: Console) => void): string {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  write(new Console({ stdout: stream, stderr: stream }));
  return text;
}

/** What comes out of a port when the value is posted into its peer. */
function throughPort(value: unknown): unknown {
  const { port1, port2 } = new MessageChannel();
  try {
    port1.postMessage(value);
    return receiveMessageOnPort(port2);
  } finally {
    port1.close();
  }
}

function ownParts(value: unknown): unknown {
  const object = Object(value) as object;
  return [
    Object.entries(object),
    Reflect.ownKeys(object).map(String),
    Object.getOwnPropertyDescriptors(object),
    { ...object },
    Object.assign({}, object),
  ];
}

/** Text is wanted of whatever the value is: that is what these ways of printing do. */
const asText = (value: unknown) => value as string;

/** Every way to print a value, or to get at it without asking for it, by name. */
const WAYS: Readonly<Record<string, (value: unknown) => string>> = {
  String: (value) => String(value),
  template: (value) => `so ${asText(value)}`,
  concatenation: (value) => "so " + asText(value),
  "locale string": (value) => [value].toLocaleString(),
  join: (value) => [value, [value]].join(),
  "JSON.stringify": (value) => JSON.stringify(value),
  "JSON.stringify of a toJSON": (value) => JSON.stringify({ toJSON: () => value }),
  "JSON.stringify with a replacer": (value) => JSON.stringify({ value }, (_key, inner: unknown) => inner),
  inspect: (value) => inspect(value, { depth: Infinity }),
  "inspect with everything": inspectFully,
  "inspect of a proxy": (value) => inspectFully(new Proxy(Object(value) as object, {})),
  format: (value) => format("%s %o %O %j", value, value, value, value),
  "console.log": (value) =>
    onConsole((target) => {
      target.log(value, "and", value);
    }),
  "console.error": (value) =>
    onConsole((target) => {
      target.error("failed: %s", value);
    }),
  "console.dir": (value) =>
    onConsole((target) => {
      target.dir(value, EVERYTHING);
    }),
  "console.table": (value) =>
    onConsole((target) => {
      target.table([value]);
      target.table({ row: { value } });
    }),
  structuredClone: (value) => inspectFully(structuredClone(value)) + JSON.stringify(structuredClone(value)),
  "v8.serialize": (value) => serialize(value).toString("latin1"),
  postMessage: (value) => inspectFully(throughPort(value)),
  "own properties": (value) => inspectFully(ownParts(value)) + JSON.stringify(ownParts(value)),
  "error message": (value) => inspectFully(new Error(`refused ${asText(value)}`)),
  "error cause": (value) => inspectFully(new Error("refused", { cause: value })) + JSON.stringify(new Error("refused", { cause: value })),
  "error property": (value) => inspectFully(Object.assign(new AggregateError([value], "refused"), { details: { value } })),
  URLSearchParams: (value) => String(new URLSearchParams({ value: asText(value) })),
  Headers: (value) => JSON.stringify([...new Headers({ value: asText(value) })]),
  "BigInt's complaint": (value) => String(BigInt(asText(value))),
};

/** What each way of printing shows of a value; of a way that throws, what its error shows. */
export function everyPrint(value: unknown): ReadonlyMap<string, string> {
  const prints = new Map<string, string>();
  for (const [name, print] of Object.entries(WAYS)) {
    try {
      prints.set(name, print(value));
    } catch (error) {
      prints.set(name, inspectFully(error));
    }
  }
  return prints;
}

/** The ways of printing that show one of the needles. */
export function waysThatShow(value: unknown, ...needles: readonly string[]): string[] {
  return [...everyPrint(value)].filter(([, print]) => needles.some((needle) => print.includes(needle))).map(([name]) => name);
}

export const ALL_WAYS: readonly string[] = Object.keys(WAYS);
