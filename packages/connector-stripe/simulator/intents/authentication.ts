import type { Instrument } from "../methods/instrument.js";
import type { Fields } from "../wires.js";

/** What the merchant asks of an authentication. */
export interface AuthenticationRequest {
  readonly isOffSession: boolean;
  readonly isMoto: boolean;
  /** `any`, `automatic` or `challenge`. */
  readonly requested: string;
  /** A 3DS result that was made elsewhere. */
  readonly imported?: Fields | undefined;
}

/** What the card makes of it. */
export type AuthenticationOutcome =
  | { readonly kind: "pass"; readonly threeDs: Fields | null }
  /** The holder is asked. */
  | { readonly kind: "ask" }
  | { readonly kind: "decline"; readonly word: string };

const pass = (threeDs: Fields | null = null): AuthenticationOutcome => ({ kind: "pass", threeDs });

/** `three_d_secure` of a charge that was authenticated. */
export function toThreeDs(flow: "challenge" | "frictionless", transaction: string, version = "2.2.0"): Fields {
  return {
    authentication_flow: flow,
    electronic_commerce_indicator: "05",
    exemption_indicator: null,
    result: "authenticated",
    result_reason: null,
    transaction_id: transaction,
    version,
  };
}

function toImported({ transaction_id: transaction, version, electronic_commerce_indicator: indicator }: Fields): Fields {
  const result = toThreeDs("challenge", String(transaction), String(version));
  return { ...result, authentication_flow: null, electronic_commerce_indicator: indicator ?? "05" };
}

/** Whether the holder of a card is asked to authenticate (tech-spec, section 10.2). */
export function authenticate({ card, isSetUp }: Instrument, request: AuthenticationRequest, newTransaction: () => string): AuthenticationOutcome {
  const { isOffSession, isMoto, requested, imported } = request;
  if (imported !== undefined) return pass(toImported(imported));
  if (isMoto || card === undefined) return pass();
  const isAsked = requested === "any" || requested === "challenge";
  const needed: AuthenticationOutcome = isOffSession ? { kind: "decline", word: "authentication_required" } : { kind: "ask" };
  switch (card.authentication) {
    case "none":
      return pass();
    case "optional":
      return isAsked ? needed : pass();
    case "optional_error":
      return isAsked ? { kind: "decline", word: "processing_error" } : pass();
    case "lookup_error":
      return { kind: "decline", word: "generic_decline" };
    case "frictionless":
      return pass(toThreeDs("frictionless", newTransaction()));
    case "already_set_up":
      return isOffSession ? pass() : needed;
    case "unless_set_up":
      return isOffSession && isSetUp ? pass() : needed;
    case "always":
      return needed;
  }
}
