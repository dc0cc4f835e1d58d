import { ConnectorError, isSecret, secret, type AccessToken, type ConnectorAuthType } from "@switchyard/interfaces";
import { digest, encodeHex } from "@switchyard/utils";

/** Where access tokens are kept. Any Keyv store fits; without one they stay in memory. */
export interface TokenStore {
  get(key: string): unknown;
  set(key: string, value: unknown, timeToLive?: number): unknown;
  delete(key: string): unknown;
}

/** A store that lasts as long as the process. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, unknown>();
  return { get: (key) => tokens.get(key), set: (key, value) => tokens.set(key, value), delete: (key) => tokens.delete(key) };
}

interface StoredToken {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

function readStored(value: unknown): StoredToken | undefined {
  if (typeof value !== "object" || value === null || !("token" in value) || !("expiresAt" in value)) return undefined;
  const { token, expiresAt } = value;
  return typeof token === "string" && typeof expiresAt === "number" ? { token, expiresAt } : undefined;
}

/** A token this close to its end is not used any more: it could end on the way. */
const MARGIN = 60_000;

/** Every secret of the credentials, in one text that only ever gets hashed. */
function exposeAll(auth: ConnectorAuthType): string {
  // Not as a replacer's second argument, which is what a Secret's own toJSON has made of it: its mask.
  const exposed = (value: unknown): unknown => {
    if (isSecret(value)) return exposed(value.expose());
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value).map(([key, each]: [string, unknown]) => [key, exposed(each)]);
  };
  return JSON.stringify(exposed(auth));
}

/** Keeps one access token per credential and address, and has one request for it under way however many ask. */
export class AccessTokens {
  readonly #store: TokenStore;
  readonly #now: () => Date;
  readonly #underWay = new Map<string, Promise<AccessToken>>();

  constructor(store: TokenStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** The key holds a hash: a store is no place for credentials. */
  keyOf(connector: string, baseUrl: string, auth: ConnectorAuthType): string {
    return `switchyard:access-token:${connector}:${encodeHex(digest("SHA-256", `${baseUrl}\n${exposeAll(auth)}`))}`;
  }

  async get(key: string, obtain: () => Promise<AccessToken>): Promise<AccessToken> {
    const stored = readStored(await this.#read(key));
    const left = stored === undefined ? 0 : stored.expiresAt - this.#now().getTime();
    if (stored !== undefined && left > MARGIN) return { token: secret(stored.token), expiresIn: Math.floor(left / 1000) };
    const underWay = this.#underWay.get(key) ?? this.#obtain(key, obtain);
    return underWay;
  }

  /** Drops a token that the processor no longer takes. */
  async forget(key: string): Promise<void> {
    try {
      await this.#store.delete(key);
    } catch {
      // As with reading: a store that is down costs a request, not a payment.
    }
  }

  /** A store that is down is as good as an empty one. */
  async #read(key: string): Promise<unknown> {
    try {
      return await this.#store.get(key);
    } catch {
      return undefined;
    }
  }

  async #write(key: string, value: StoredToken, lifetime: number): Promise<void> {
    try {
      await this.#store.set(key, value, lifetime);
    } catch {
      // The token is here and can be used; the next call asks for its own.
    }
  }

  #obtain(key: string, obtain: () => Promise<AccessToken>): Promise<AccessToken> {
    const request = (async () => {
      try {
        const token = await obtain();
        const lifetime = token.expiresIn * 1000;
        if (!Number.isFinite(lifetime) || lifetime < 0)
          throw new ConnectorError("ProcessingStepFailed", { step: "AccessTokenAuth", reason: "the token has no lifetime" });
        const stored: StoredToken = { token: token.token.expose(), expiresAt: this.#now().getTime() + lifetime };
        if (lifetime > MARGIN) await this.#write(key, stored, lifetime);
        return token;
      } finally {
        this.#underWay.delete(key);
      }
    })();
    this.#underWay.set(key, request);
    return request;
  }
}
