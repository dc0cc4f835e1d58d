import { Alphabet, rawSegments } from "@switchyard/testkit";
import type { IdGenerator } from "@switchyard/testkit";
import { Action, change } from "./world.js";
import type { Payment, World } from "./world.js";

/** Base64 of `{"k":"k3ab632","linkVersion":"5.0.0"}`, with its padding. */
const LINK_HEAD = "eyJrIjoiazNhYjYzMiIsImxpbmtWZXJzaW9uIjoiNS4wLjAifQ==";

/** Fresh linkData, decoded. It holds `=`, `:` and `+`, all of which a path must have percent-encoded. */
export function newLinkData(ids: IdGenerator): string {
  const word = (): string => ids.token(40, Alphabet.Alphanumeric);
  return `${LINK_HEAD}.sN:${word()}+${word()}:${ids.token(8, Alphabet.UrlHostile).replaceAll("/", "0")}=`;
}

/** Gives a payment a new linkData. The older ones stay valid. */
export function renewLinkData(world: World, paymentId: string): Payment {
  const linkData = newLinkData(world.ids);
  world.payments.alias(paymentId, linkData);
  return change(world, paymentId, { linkData });
}

/** Absolute link of a payment, or of an action on it: encoded exactly once. */
export function paymentHref(origin: string, linkData: string, action?: Action): string {
  const self = `${origin}/api/payments/${encodeURIComponent(linkData)}`;
  return action === undefined ? self : `${self}/${action}`;
}

const actionNames: Readonly<Record<Action, string>> = {
  [Action.SupplyDeviceData]: "supply3dsDeviceData",
  [Action.CompleteChallenge]: "complete3dsChallenge",
  [Action.Cancel]: "cancelPayment",
  [Action.Settle]: "settlePayment",
  [Action.PartiallySettle]: "partiallySettlePayment",
  [Action.Refund]: "refundPayment",
  [Action.PartiallyRefund]: "partiallyRefundPayment",
  [Action.Reverse]: "reversePayment",
};

/** `_actions` of an answer. */
export function actionLinks(origin: string, linkData: string, actions: readonly Action[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(actions.map((action) => [actionNames[action], { href: paymentHref(origin, linkData, action), method: "POST" }]));
}

/** `_links` of an answer. */
export function selfLink(origin: string, linkData: string): Readonly<Record<string, unknown>> {
  return { self: { href: paymentHref(origin, linkData) } };
}

/** Scheme, host and port under which the simulator was called: its links lead back there. */
export function originOf(request: Request): string {
  return new URL(request.url).origin;
}

/** The path segment at `index`, decoded once. A segment that was not encoded, or is no encoding, is none. */
export function readSegment(request: Request, index: number): string | undefined {
  const raw = rawSegments(request)[index];
  if (raw === undefined || !/^[\w.~%-]+$/.test(raw)) return undefined;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}
