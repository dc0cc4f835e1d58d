// Made by `pnpm generate` of the package.json of every connector. What is changed here is lost.
/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/consistent-type-imports -- a connector is an optional peer: its type is any where it is not installed, and an import statement could not say so */
import { toLoadError } from "./load-error.js";

/** Every connector, by the name that configuration uses. */
export const Connector = {
  Adyen: "adyen",
  Bluesnap: "bluesnap",
  Dummy: "dummy",
  Fiuu: "fiuu",
  Noon: "noon",
  Novalnet: "novalnet",
  Revolut: "revolut",
  Stripe: "stripe",
  Trustpay: "trustpay",
  Worldpay: "worldpay",
} as const;
/** One of {@link Connector}. */
export type Connector = (typeof Connector)[keyof typeof Connector];

/** The connectors that payments may be routed to: those that stand for tests and demos are not among them. */
export const RoutableConnectors = {
  Adyen: "adyen",
  Bluesnap: "bluesnap",
  Fiuu: "fiuu",
  Noon: "noon",
  Novalnet: "novalnet",
  Revolut: "revolut",
  Stripe: "stripe",
  Trustpay: "trustpay",
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
  adyen: {
    displayName: "Adyen",
    package: "@switchyard/connector-adyen",
    auth: {
      BodyKey: { api_key: "API key", key1: "merchant account" },
      SignatureKey: { api_key: "API key", key1: "merchant account", api_secret: "review API key" },
    },
  },
  bluesnap: {
    displayName: "BlueSnap",
    package: "@switchyard/connector-bluesnap",
    auth: { BodyKey: { api_key: "API password", key1: "API user name" } },
  },
  dummy: { displayName: "Dummy", package: "@switchyard/connector-dummy", auth: { HeaderKey: { api_key: "API key" } } },
  fiuu: {
    displayName: "Fiuu",
    package: "@switchyard/connector-fiuu",
    auth: { SignatureKey: { key1: "merchant id", api_key: "verify key", api_secret: "secret key" } },
  },
  noon: {
    displayName: "noon payments",
    package: "@switchyard/connector-noon",
    auth: { SignatureKey: { api_key: "API key", key1: "business identifier", api_secret: "application identifier" } },
  },
  novalnet: {
    displayName: "Novalnet",
    package: "@switchyard/connector-novalnet",
    auth: { SignatureKey: { api_key: "product activation key", key1: "payment access key", api_secret: "tariff id" } },
  },
  revolut: {
    displayName: "Revolut",
    package: "@switchyard/connector-revolut",
    auth: { HeaderKey: { api_key: "secret API key" }, BodyKey: { api_key: "secret API key", key1: "signing secret of webhooks" } },
  },
  stripe: { displayName: "Stripe", package: "@switchyard/connector-stripe", auth: { HeaderKey: { api_key: "secret key" } } },
  trustpay: {
    displayName: "TrustPay",
    package: "@switchyard/connector-trustpay",
    auth: { SignatureKey: { api_key: "API key of the card gateway", key1: "project id", api_secret: "secret key" } },
  },
  worldpay: {
    displayName: "Worldpay",
    package: "@switchyard/connector-worldpay",
    auth: { SignatureKey: { api_key: "password", key1: "user name", api_secret: "entity id" }, BodyKey: { api_key: "password", key1: "user name" } },
  },
} as const satisfies Readonly<Record<Connector, ConnectorEntry>>;

/** The type of every connector whose package is installed. */
export interface ConnectorTypes {
  /** @ts-ignore */
  readonly adyen: typeof import("@switchyard/connector-adyen").adyen;
  /** @ts-ignore */
  readonly bluesnap: typeof import("@switchyard/connector-bluesnap").bluesnap;
  /** @ts-ignore */
  readonly dummy: typeof import("@switchyard/connector-dummy").dummy;
  /** @ts-ignore */
  readonly fiuu: typeof import("@switchyard/connector-fiuu").fiuu;
  /** @ts-ignore */
  readonly noon: typeof import("@switchyard/connector-noon").noon;
  /** @ts-ignore */
  readonly novalnet: typeof import("@switchyard/connector-novalnet").novalnet;
  /** @ts-ignore */
  readonly revolut: typeof import("@switchyard/connector-revolut").revolut;
  /** @ts-ignore */
  readonly stripe: typeof import("@switchyard/connector-stripe").stripe;
  /** @ts-ignore */
  readonly trustpay: typeof import("@switchyard/connector-trustpay").trustpay;
  /** @ts-ignore */
  readonly worldpay: typeof import("@switchyard/connector-worldpay").worldpay;
}

/** Imports each connector when it is asked for. The imports are literal, so that bundlers see them, and in a `try`, so that they may fail. */
export const CONNECTOR_IMPORTS: { readonly [Name in Connector]: () => Promise<unknown> } = {
  async adyen() {
    try {
      return (await import("@switchyard/connector-adyen")).adyen;
    } catch (error) {
      throw toLoadError("adyen", "@switchyard/connector-adyen", error);
    }
  },
  async bluesnap() {
    try {
      return (await import("@switchyard/connector-bluesnap")).bluesnap;
    } catch (error) {
      throw toLoadError("bluesnap", "@switchyard/connector-bluesnap", error);
    }
  },
  async dummy() {
    try {
      return (await import("@switchyard/connector-dummy")).dummy;
    } catch (error) {
      throw toLoadError("dummy", "@switchyard/connector-dummy", error);
    }
  },
  async fiuu() {
    try {
      return (await import("@switchyard/connector-fiuu")).fiuu;
    } catch (error) {
      throw toLoadError("fiuu", "@switchyard/connector-fiuu", error);
    }
  },
  async noon() {
    try {
      return (await import("@switchyard/connector-noon")).noon;
    } catch (error) {
      throw toLoadError("noon", "@switchyard/connector-noon", error);
    }
  },
  async novalnet() {
    try {
      return (await import("@switchyard/connector-novalnet")).novalnet;
    } catch (error) {
      throw toLoadError("novalnet", "@switchyard/connector-novalnet", error);
    }
  },
  async revolut() {
    try {
      return (await import("@switchyard/connector-revolut")).revolut;
    } catch (error) {
      throw toLoadError("revolut", "@switchyard/connector-revolut", error);
    }
  },
  async stripe() {
    try {
      return (await import("@switchyard/connector-stripe")).stripe;
    } catch (error) {
      throw toLoadError("stripe", "@switchyard/connector-stripe", error);
    }
  },
  async trustpay() {
    try {
      return (await import("@switchyard/connector-trustpay")).trustpay;
    } catch (error) {
      throw toLoadError("trustpay", "@switchyard/connector-trustpay", error);
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
