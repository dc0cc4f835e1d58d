const HEADER = "// Made by `pnpm generate` of the package.json of every connector. What is changed here is lost.";

const quote = (text) => JSON.stringify(text);

function lines(connectors, line) {
  return connectors.map(line).join("\n");
}

/** `src/generated.ts` of the registry. */
export function toSource(connectors) {
  const routable = connectors.filter((connector) => connector.routable);
  return `${HEADER}
/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/consistent-type-imports -- a connector is an optional peer: its type is any where it is not installed, and an import statement could not say so */
import { toLoadError } from "./load-error.js";

/** Every connector, by the name that configuration uses. */
export const Connector = {
${lines(connectors, ({ key, id }) => `  ${key}: ${quote(id)},`)}
} as const;
/** One of {@link Connector}. */
export type Connector = (typeof Connector)[keyof typeof Connector];

/** The connectors that payments may be routed to: those that stand for tests and demos are not among them. */
export const RoutableConnectors = {
${lines(routable, ({ key, id }) => `  ${key}: ${quote(id)},`)}
} as const;
/** One of {@link RoutableConnectors}. */
export type RoutableConnectors = (typeof RoutableConnectors)[keyof typeof RoutableConnectors];

/** What is known of a connector without its package. */
export interface ConnectorEntry {
  readonly displayName: string;
  readonly package: string;
  /** The fields of its credentials in the processor's words, by type; the first type is the usual one. */
  readonly auth: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Every connector's entry. */
export const CONNECTOR_ENTRIES = {
${lines(connectors, ({ id, displayName, name, auth }) => `  ${id}: { displayName: ${quote(displayName)}, package: ${quote(name)}, auth: ${JSON.stringify(auth)} },`)}
} as const satisfies Readonly<Record<Connector, ConnectorEntry>>;

/** The type of every connector whose package is installed. */
export interface ConnectorTypes {
${lines(connectors, ({ id, name, exported }) => `  /** @ts-ignore */\n  readonly ${id}: typeof import(${quote(name)}).${exported};`)}
}

/** Imports each connector when it is asked for. The imports are literal, so that bundlers see them, and in a \`try\`, so that they may fail. */
export const CONNECTOR_IMPORTS: { readonly [Name in Connector]: () => Promise<unknown> } = {
${lines(
  connectors,
  ({ id, name, exported }) => `  async ${id}() {
    try {
      return (await import(${quote(name)})).${exported};
    } catch (error) {
      throw toLoadError(${quote(id)}, ${quote(name)}, error);
    }
  },`,
)}
};
`;
}
