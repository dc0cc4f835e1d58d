import type { Currency } from "./enums/index.js";
import type { Secret } from "./secret.js";

export interface TemporaryAuth {
  readonly type: "TemporaryAuth";
}
export interface HeaderKey {
  readonly type: "HeaderKey";
  readonly apiKey: Secret;
}
export interface BodyKey {
  readonly type: "BodyKey";
  readonly apiKey: Secret;
  readonly key1: Secret;
}
export interface SignatureKey {
  readonly type: "SignatureKey";
  readonly apiKey: Secret;
  readonly key1: Secret;
  readonly apiSecret: Secret;
}
export interface MultiAuthKey {
  readonly type: "MultiAuthKey";
  readonly apiKey: Secret;
  readonly key1: Secret;
  readonly apiSecret: Secret;
  readonly key2: Secret;
}
export interface CurrencyAuthKey {
  readonly type: "CurrencyAuthKey";
  /** For each currency the credentials that apply to it. */
  readonly authKeyMap: Readonly<Partial<Record<Currency, Secret<Readonly<Record<string, string>>>>>>;
}
export interface CertificateAuth {
  readonly type: "CertificateAuth";
  readonly certificate: Secret;
  readonly privateKey: Secret;
}
export interface NoKey {
  readonly type: "NoKey";
}

/**
 * The credentials of one merchant at one processor, in the neutral shape that configuration files use.
 * Each connector exports a function that makes one from the processor's own words.
 */
export type ConnectorAuthType = TemporaryAuth | HeaderKey | BodyKey | SignatureKey | MultiAuthKey | CurrencyAuthKey | CertificateAuth | NoKey;
