// Made by `pnpm generate` of the package.json of every connector. What is changed here is lost.
/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/consistent-type-imports -- a connector is an optional peer: its type is any where it is not installed, and an import statement could not say so */
import { toLoadError } from "./load-error.js";

/** Every connector, by the name that configuration uses. */
export const Connector = {
  Dummy: "dummy",
  Worldpay: "worldpay",
} as const;
/** One of {@link Connector}. */
export type Connector = (typeof Connector)[keyof typeof Connector];

/** The connectors that payments may be routed to: those that stand for tests and demos are not among them. */
export const RoutableConnectors = {
  Worldpay: "worldpay",
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
  dummy: { displayName: "Dummy", package: "@switchyard/connector-dummy", auth: { HeaderKey: { api_key: "API key" } } },
  worldpay: {
    displayName: "Worldpay",
    package: "@switchyard/connector-worldpay",
    auth: { SignatureKey: { api_key: "password", key1: "user name", api_secret: "entity id" }, BodyKey: { api_key: "password", key1: "user name" } },
  },
} as const satisfies Readonly<Record<Connector, ConnectorEntry>>;

/** The type of every connector whose package is installed. */
export interface ConnectorTypes {
  /** @ts-ignore */
  readonly dummy: typeof import("@switchyard/connector-dummy").dummy;
  /** @ts-ignore */
  readonly worldpay: typeof import("@switchyard/connector-worldpay").worldpay;
}

/** Imports each connector when it is asked for. The imports are literal, so that bundlers see them, and in a `try`, so that they may fail. */
export const CONNECTOR_IMPORTS: { readonly [Name in Connector]: () => Promise<unknown> } = {
  async dummy() {
    try {
      return (await import("@switchyard/connector-dummy")).dummy;
    } catch (error) {
      throw toLoadError("dummy", "@switchyard/connector-dummy", error);
    }
  },
  async worldpay() {
    try {
      return (await import("@switchyard/connector-worldpay")).worldpay;
    } catch (error) {
      throw toLoadError("worldpay", "@switchyard/connector-worldpay", error);
    }
  },
};
